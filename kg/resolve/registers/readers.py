"""Reads users' registers, one entry at a time.

Sources: SKOS (W3C Recommendation 2009); the Research Organization Registry's schema 2.1, https://ror.readme.io/docs/ror-data-structure.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg.errors import OptionError, one_line
from kg.model import Kind, Name
from kg.resolve.authority import Entry, default_authority
from kg.resolve.keys import has_han

__all__ = ["RegisterError", "read_entries"]

_WIKIDATA = "http://www.wikidata.org/entity/"
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BETWEEN = re.compile(r"[\s,\[]*")
_CHUNK = 1 << 20

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SAME = (
    "http://www.w3.org/2002/07/owl#sameAs",
    f"{_SKOS}exactMatch",
    "https://schema.org/sameAs",
    "http://schema.org/sameAs",
)
_PARENTS = (
    "https://w3id.org/wenpu/ontology#subOrganizationOf",
    "http://www.w3.org/ns/org#subOrganizationOf",
    f"{_SKOS}broader",
    "https://schema.org/parentOrganization",
)
_KIND_OF = {
    f"{namespace}{name}": kind
    for kind, names in {
        Kind.ORGANIZATION: (
            "Organization",
            "FormalOrganization",
            "OrganizationalUnit",
            "GovernmentOrganization",
            "Corporation",
        ),
        Kind.PERSON: ("Person",),
        Kind.PLACE: ("Place", "Country", "City"),
        Kind.EVENT: ("Event", "EventSeries"),
    }.items()
    for name in names
    for namespace in (
        "https://w3id.org/wenpu/ontology#",
        "https://schema.org/",
        "http://schema.org/",
        "http://www.w3.org/ns/org#",
        "http://xmlns.com/foaf/0.1/",
    )
}


class RegisterError(OptionError):
    """A register cannot be used; the message names the file and what to do."""


def read_entries(file: Path) -> Iterator[Entry]:
    """Yield the entries of a register.

    Args:
        file: RDF by its ending (``.ttl``, ``.nt``, ``.rdf`` …), ``.csv`` or ``.tsv`` with the columns ``name``,
            ``alias``, ``lang``, ``class`` and ``wikidata``, or a ROR dump (``.json``).

    Raises:
        RegisterError: it is none of these, or broken.
        OSError: it cannot be read.
    """
    ending = file.suffix.lower().removeprefix(".")
    if ending in ("csv", "tsv"):
        yield from _csv(file, "\t" if ending == "tsv" else ",")
    elif ending == "json":
        yield from _ror(file)
    elif (form := RdfFormat.from_extension(ending)) is not None:
        yield from _rdf(file, form)
    else:
        raise RegisterError(f"{file}: a register is Turtle (.ttl), CSV (.csv) or a ROR dump (.json)")


# ---------------------------------------------------------------- CSV


def _csv(file: Path, delimiter: str) -> Iterator[Entry]:
    preferred: dict[tuple[Kind, str], Name] = {}
    names: dict[tuple[Kind, str], dict[Name, None]] = {}
    items: dict[tuple[Kind, str], str] = {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream, delimiter=delimiter, skipinitialspace=True, strict=True)
            if "name" not in (rows.fieldnames or ()):
                raise RegisterError(f"{file}:1: the first line names the columns: name,alias,lang,class,wikidata")
            for row in rows:
                said = {
                    column: (value or "").strip()
                    for column, value in row.items()
                    if isinstance(column, str) and not isinstance(value, list)
                }
                if not said["name"]:
                    continue
                where = f"{file}:{rows.line_num}"
                kind = _kind(said.get("class", ""), where)
                key = kind, said["name"]
                alias, lang = said.get("alias", ""), _language(said.get("lang", ""), where)
                preferred.setdefault(key, _name(said["name"], "" if alias else lang))
                if alias:
                    names.setdefault(key, {})[_name(alias, lang)] = None
                if item := said.get("wikidata", ""):
                    items[key] = _item(item, where)
    except UnicodeDecodeError:
        raise RegisterError(f"{file}: not UTF-8; save it as UTF-8") from None
    except csv.Error as error:
        raise RegisterError(f"{file}: not a CSV file: {one_line(error)}") from None
    for (kind, name), first in preferred.items():
        others = tuple(other for other in names.get((kind, name), {}) if other != first)
        same_as = (items[kind, name],) if (kind, name) in items else ()
        yield Entry(f"register:{kind}/{name}", kind, (first,), (first, *others), same_as=same_as)


def _kind(said: str, where: str) -> Kind:
    if not said:
        return Kind.ORGANIZATION
    for kind in (Kind.ORGANIZATION, Kind.PERSON, Kind.PLACE, Kind.EVENT):
        if said.removeprefix("kg:").casefold() == kind.casefold():
            return kind
    raise RegisterError(f"{where}: class {said!r}: write Organization, Person, Place or Event")


def _language(said: str, where: str) -> str:
    if said and not _TAG.fullmatch(said):
        raise RegisterError(f"{where}: language {said!r}: write a tag such as zh or en")
    return said


def _item(said: str, where: str) -> str:
    match = _ITEM.fullmatch(said)
    if not match:
        raise RegisterError(f"{where}: wikidata {said!r}: write an item such as Q42")
    return _WIKIDATA + match[1]


def _name(text: str, lang: str) -> Name:
    return Name(text, lang or ("zh" if has_han(text) else "en"))


# ---------------------------------------------------------------- ROR


def _ror(file: Path) -> Iterator[Entry]:
    homes = {entry.code: entry.iri for entry in default_authority().entries if entry.code}
    number = 0
    for record in _records(file):
        number += 1
        try:
            if record.get("status") != "withdrawn":
                yield _ror_entry(record, homes)
        except (KeyError, TypeError, AttributeError, IndexError, StopIteration):
            raise RegisterError(
                f"{file}: record {number} is not as ROR's schema 2 has it; download the v2 dump"
            ) from None
    if not number:
        raise RegisterError(f"{file}: holds no ROR records")


def _ror_entry(record: Mapping[str, Any], homes: Mapping[str, str]) -> Entry:
    preferred: dict[str, Name] = {}
    others: dict[Name, None] = {}
    acronyms: dict[Name, None] = {}
    for said in sorted(
        record["names"], key=lambda said: ("ror_display" not in said["types"], "label" not in said["types"])
    ):
        name = _name(said["value"].strip(), said.get("lang") or "")
        if not name.text:
            continue
        if "acronym" in said["types"] and "ror_display" not in said["types"]:
            acronyms[name] = None
        elif {"ror_display", "label"} & set(said["types"]) and name.lang not in preferred:
            preferred[name.lang] = name
        else:
            others[name] = None
    if not preferred:
        raise KeyError("names")
    first = tuple(sorted(preferred.values(), key=lambda name: name.lang != "zh"))
    items = [
        each.get("preferred") or each["all"][0] for each in record.get("external_ids", ()) if each["type"] == "wikidata"
    ]
    parents = [each["id"] for each in record.get("relationships", ()) if each["type"] == "parent"]
    codes = [each["geonames_details"]["country_code"] for each in record.get("locations", ())]
    return Entry(
        iri=record["id"],
        kind=Kind.ORGANIZATION,
        preferred=first,
        names=tuple(dict.fromkeys((*first, *others))),
        ambiguous=tuple(acronyms),
        parent=parents[0] if parents else "",
        country=homes.get(codes[0], "") if codes else "",
        same_as=tuple(sorted({record["id"], *(_WIKIDATA + item for item in items if _ITEM.fullmatch(item))})),
    )


def _records(file: Path) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON array (or of lines), one at a time: a dump is too large to be held at once."""
    decoder = json.JSONDecoder()
    buffer, at, ended = "", 0, False
    try:
        with file.open(encoding="utf-8-sig") as stream:
            while True:
                at = _BETWEEN.match(buffer, at).end()  # type: ignore[union-attr]  # it matches the empty string
                if buffer.startswith("{", at):
                    try:
                        record, at = decoder.raw_decode(buffer, at)
                    except json.JSONDecodeError:
                        if ended:
                            raise
                    else:
                        yield record
                        continue
                elif buffer.startswith("]", at):
                    return
                elif at < len(buffer):
                    raise RegisterError(f"{file}: not a ROR dump: a JSON array of records is expected")
                if ended:
                    return
                chunk = stream.read(_CHUNK)
                ended = not chunk
                buffer, at = buffer[at:] + chunk, 0
    except UnicodeDecodeError:
        raise RegisterError(f"{file}: not UTF-8 JSON") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise RegisterError(f"{file}: broken JSON: {one_line(error)}") from None


# ---------------------------------------------------------------- RDF


def _rdf(file: Path, form: RdfFormat) -> Iterator[Entry]:
    described: dict[str, dict[str, list[Any]]] = {}
    try:
        for subject, predicate, value, _ in parse(path=str(file), format=form):
            if not isinstance(subject, BlankNode):
                described.setdefault(subject.value, {}).setdefault(predicate.value, []).append(value)
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise RegisterError(f"{file}{line}: not valid {form.name}: {one_line(ValueError(error.msg))}") from None
    found = False
    for iri, said in described.items():
        entry = _rdf_entry(iri, said)
        if entry:
            found = True
            yield entry
    if not found:
        raise RegisterError(f"{file}: nothing in it has a skos:prefLabel or rdfs:label")


def _rdf_entry(iri: str, said: Mapping[str, list[Any]]) -> Entry | None:
    preferred: dict[str, Name] = {}
    others: dict[Name, None] = {}
    for predicate in (f"{_SKOS}prefLabel", _RDFS_LABEL, f"{_SKOS}altLabel"):
        for name in _labels(said, predicate):
            if predicate != f"{_SKOS}altLabel" and name.lang not in preferred:
                preferred[name.lang] = name
            else:
                others[name] = None
    kinds = [
        _KIND_OF[term.value] for term in said.get(_TYPE, ()) if isinstance(term, NamedNode) and term.value in _KIND_OF
    ]
    types = [term.value for term in said.get(_TYPE, ())]
    if not preferred or (types and not kinds and f"{_SKOS}Concept" not in types):
        return None
    first = tuple(sorted(preferred.values(), key=lambda name: (name.lang != "zh", name.lang != "en", name.lang)))
    same = {term.value for predicate in _SAME for term in said.get(predicate, ()) if isinstance(term, NamedNode)}
    parents = [term.value for predicate in _PARENTS for term in said.get(predicate, ()) if isinstance(term, NamedNode)]
    return Entry(
        iri=iri,
        kind=kinds[0] if kinds else Kind.ORGANIZATION,
        preferred=first,
        names=tuple(dict.fromkeys((*first, *others))),
        ambiguous=_labels(said, f"{_SKOS}hiddenLabel"),
        parent=parents[0] if parents else "",
        same_as=tuple(sorted({iri, *same})) if iri.startswith(("http://", "https://")) else tuple(sorted(same)),
    )


def _labels(said: Mapping[str, list[Any]], predicate: str) -> tuple[Name, ...]:
    terms = (term for term in said.get(predicate, ()) if isinstance(term, Literal) and term.value.strip())
    return tuple(_name(term.value.strip(), term.language or "") for term in terms)
