from __future__ import annotations

import gettext
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.model import Kind
from kg.rdf.iris import entity_iri
from kg.resolve.authority import name_key
from kg.resources import ontology_dir

KG = "https://w3id.org/wenpu/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
CONTAINED = "https://schema.org/containedInPlace"
PREFERRED, ALTERNATIVE, HIDDEN = SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"
PARENT, LOCATION, CODE = KG + "subOrganizationOf", KG + "location", SKOS + "notation"

CLASSES = {KG + "Organization", KG + "Place", KG + "Event"}
LABELS = {PREFERRED, ALTERNATIVE, HIDDEN}

Register = dict[str, dict[str, list[NamedNode | Literal]]]


@pytest.fixture(scope="module")
def register() -> Register:
    nodes: defaultdict[str, defaultdict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, _ in parse(path=str(ontology_dir() / "authority.ttl"), format=RdfFormat.TURTLE):
        nodes[subject.value][predicate.value].append(value)
    return {iri: dict(of) for iri, of in nodes.items()}


def class_of(of: dict[str, list[NamedNode | Literal]]) -> str:
    return of[TYPE][0].value


def labels(register: Register, *predicates: str) -> Iterator[tuple[str, str, str]]:
    """IRI, label and language of every label."""
    for iri, of in register.items():
        for predicate in predicates:
            for label in of.get(predicate, ()):
                assert isinstance(label, Literal)
                yield iri, label.value, label.language or ""


def test_it_is_as_large_as_it_is_meant_to_be(register: Register) -> None:
    count = Counter(class_of(of) for of in register.values())
    assert count[KG + "Organization"] >= 400
    assert len(register) >= 700


def test_every_entry_has_one_class_and_says_only_what_the_head_of_the_file_lists(register: Register) -> None:
    common = {TYPE, PREFERRED, ALTERNATIVE, HIDDEN, SAME_AS}
    more = {
        KG + "Organization": {PARENT, LOCATION, COMMENT},
        KG + "Event": {LOCATION},
        KG + "Place": {CONTAINED, CODE},
    }
    for iri, of in register.items():
        assert len(of.get(TYPE, ())) == 1, iri
        assert class_of(of) in CLASSES, iri
        assert set(of) <= common | more[class_of(of)], iri


def test_every_label_is_tagged_and_written_in_the_script_of_its_language(register: Register) -> None:
    for iri, label, language in labels(register, *LABELS):
        assert language == ("zh" if re.search(r"[\u3400-\u9fff]", label) else "en"), (iri, label)
        assert label == unicodedata.normalize("NFC", label).strip(), (iri, label)
        assert "  " not in label, (iri, label)


def test_every_entry_has_a_preferred_label_and_at_most_one_a_language(register: Register) -> None:
    for iri, of in register.items():
        languages = Counter(label.language for label in of.get(PREFERRED, ()) if isinstance(label, Literal))
        assert languages, iri
        assert max(languages.values()) == 1, iri


def test_no_label_of_an_entry_is_of_two_sorts(register: Register) -> None:
    for iri, of in register.items():
        said = [label.value for predicate in LABELS for label in of.get(predicate, ())]
        assert len(said) == len(set(said)), iri


def test_within_a_class_no_plain_name_means_two_things(register: Register) -> None:
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for iri, label, _ in labels(register, PREFERRED, ALTERNATIVE):
        owners[class_of(register[iri]), name_key(label)].add(iri)
    assert {key: iris for key, iris in owners.items() if len(iris) > 1} == {}


def test_a_plain_name_is_long_enough_to_mean_something(register: Register) -> None:
    for iri, label, _ in labels(register, PREFERRED, ALTERNATIVE):
        assert len(re.findall(r"\w", label)) >= 2, (iri, label)


def test_every_node_is_what_the_graph_would_call_the_thing(register: Register) -> None:
    for iri, of in register.items():
        preferred = {label.language: label.value for label in of[PREFERRED] if isinstance(label, Literal)}
        kind = Kind(class_of(of).removeprefix(KG))
        assert iri == entity_iri(kind, preferred.get("zh") or preferred["en"]).value


@pytest.mark.parametrize(
    ("link", "kind"), [(PARENT, "Organization"), (LOCATION, "Place"), (CONTAINED, "Place"), (SAME_AS, None)]
)
def test_links_lead_to_entries_of_the_right_class(register: Register, link: str, kind: str | None) -> None:
    for iri, of in register.items():
        assert len(of.get(link, ())) <= 1, iri
        for target in of.get(link, ()):
            if kind is None:
                assert re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", target.value), iri
            else:
                assert class_of(register[target.value]) == KG + kind, iri


def test_no_two_entries_are_the_same_wikidata_item(register: Register) -> None:
    items = Counter(target.value for of in register.values() for target in of.get(SAME_AS, ()))
    assert [item for item, count in items.items() if count > 1] == []


@pytest.mark.parametrize("link", [PARENT, CONTAINED])
def test_nothing_is_part_of_itself(register: Register, link: str) -> None:
    for start in register:
        seen = {start}
        iri = start
        while targets := register[iri].get(link):
            iri = targets[0].value
            assert iri not in seen, start
            seen.add(iri)


def test_organizations_are_at_home_in_countries(register: Register) -> None:
    for iri, of in register.items():
        if class_of(of) == KG + "Organization":
            assert all(CODE in register[place.value] for place in of.get(LOCATION, ())), iri


def test_the_generated_part_is_what_the_libraries_say() -> None:
    pytest.importorskip("babel")
    pytest.importorskip("pycountry")
    from ontology.tools.countries import rewritten

    text = (ontology_dir() / "authority.ttl").read_text("utf-8")
    assert rewritten(text) == text


def test_every_country_of_iso_3166_is_there_once(register: Register) -> None:
    pycountry = pytest.importorskip("pycountry")
    codes = Counter(code.value for of in register.values() for code in of.get(CODE, ()))
    assert codes == Counter({country.alpha_2: 1 for country in pycountry.countries})


def test_every_chinese_province_is_there_under_its_full_name(register: Register) -> None:
    pycountry = pytest.importorskip("pycountry")
    translate = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["zh_CN"]).gettext
    official = {translate(division.name) for division in pycountry.subdivisions.get(country_code="CN")}
    known = {label for _, label, _ in labels(register, PREFERRED, ALTERNATIVE)}
    assert {name for name in official if not name.isascii()} - known == set()


def test_every_state_of_the_united_states_is_there(register: Register) -> None:
    pycountry = pytest.importorskip("pycountry")
    states = {s.name for s in pycountry.subdivisions.get(country_code="US") if s.type == "State"}
    places = {label for iri, label, _ in labels(register, *LABELS) if class_of(register[iri]) == KG + "Place"}
    assert len(states) == 50
    assert states - places == set()
