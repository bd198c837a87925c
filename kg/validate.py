"""Checking a graph against the ontology's shapes, and saying what is broken so that it can be mended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from kg.errors import GraphError, one_line
from kg.query import shorten
from kg.resources import ontology_dir

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

__all__ = ["Problem", "Report", "validate", "validate_folder"]

_SH = "http://www.w3.org/ns/shacl#"
_LANGUAGES = ("en", None)
"""Messages are shown in English."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One rule that one node breaks.

    Attributes:
        label: what the node is called, or how its IRI ends.
        node: its IRI.
        property: the property at fault, abbreviated; empty where it is the node itself.
        value: the value at fault; empty where there is none to show.
        rule: what should hold.
        shape: IRI of the shape, or of the rule's kind where the shape has no name.
        severity: ``Violation``, ``Warning`` or ``Info``.
    """

    label: str
    node: str
    property: str
    value: str
    rule: str
    shape: str
    severity: str = "Violation"

    def __str__(self) -> str:
        where = f"{self.label} <{self.node}>" if self.node else self.label
        what = " ".join(part for part in (self.property, f"“{self.value}”" if self.value else "") if part)
        return f"{where}: {what + ': ' if what else ''}{self.rule}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found.

    Attributes:
        problems: sorted by node; empty where all is well.
        triples: how many triples were checked.
    """

    problems: tuple[Problem, ...]
    triples: int

    @property
    def conforms(self) -> bool:
        """Whether no rule is broken; warnings do not count."""
        return not any(problem.severity == "Violation" for problem in self.problems)

    def __bool__(self) -> bool:
        return self.conforms


def validate_folder(out: Path) -> Report:
    """Check the graph of a graph folder: that its Turtle can be read, agrees with the store, and fits.

    A Turtle file may stand in for the folder.

    Raises:
        GraphError: there is no ``graph.ttl``, it is not valid Turtle, or it does not hold what the store
            holds.
    """
    from kg.store import open_store, union

    turtle = out if out.is_file() else out / "graph.ttl"
    if not turtle.is_file():
        open_store(out)  # says what is wrong where there is no graph at all
        raise GraphError(f"{turtle}: missing; build again")
    text = turtle.read_bytes()
    triples = _parse(text, str(turtle))
    if (out / "store").is_dir() and triples != set(union(open_store(out))):
        raise GraphError(f"{turtle}: does not hold what {out / 'store'} holds; build again with --force")
    return validate(text)


def validate(turtle: str | bytes) -> Report:
    """Check a graph against ``ontology/shapes.ttl``.

    Args:
        turtle: the graph.

    Raises:
        GraphError: it is not valid Turtle.
    """
    import pyshacl
    import rdflib

    text = turtle.encode() if isinstance(turtle, str) else turtle
    _parse(text, "the graph")
    graph = rdflib.Graph().parse(data=text, format="turtle")
    folder = ontology_dir()
    shapes = rdflib.Graph().parse(folder / "shapes.ttl")
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, allow_infos=True, allow_warnings=True)
    assert isinstance(results, rdflib.Graph)
    # One broken rule may be several constraints of a shape: it is told once.
    problems = {replace(problem, shape=""): problem for problem in sorted(_problems(graph, results), reverse=True)}
    return Report(tuple(sorted(problems.values())), len(graph))


def _parse(text: bytes, name: str) -> set[pyoxigraph.Triple]:
    try:
        parsed = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
        return {quad.triple for quad in parsed}
    except SyntaxError as error:
        where = f"{name}:{error.lineno}:{error.offset}" if error.lineno else name
        raise GraphError(f"{where}: not valid Turtle ({one_line(error)}); build again") from None


def _problems(graph: rdflib.Graph, results: rdflib.Graph) -> set[Problem]:
    from rdflib import RDF, URIRef

    def one(node: Node, name: str) -> Node | None:
        return results.value(node, URIRef(_SH + name))

    found = set()
    for result in results.subjects(RDF.type, URIRef(f"{_SH}ValidationResult")):
        focus, path, value = one(result, "focusNode"), one(result, "resultPath"), one(result, "value")
        shape = one(result, "sourceShape")
        kind = str(one(result, "sourceConstraintComponent")).removeprefix(_SH)
        found.add(
            Problem(
                label=_label(graph, focus),
                node=str(focus) if isinstance(focus, URIRef) else "",
                property=shorten(str(path)) if isinstance(path, URIRef) else "",
                value="" if value is None or value == focus else _shown(graph, value),
                rule=_message(results, result) or kind,
                shape=str(shape) if isinstance(shape, URIRef) else kind,
                severity=str(one(result, "resultSeverity")).removeprefix(_SH),
            )
        )
    return found


def _message(results: rdflib.Graph, result: Node) -> str:
    from rdflib import Literal, URIRef

    said = [m for m in results.objects(result, URIRef(f"{_SH}resultMessage")) if isinstance(m, Literal)]
    for language in _LANGUAGES:
        for message in sorted(said):
            if message.language == language:
                return one_line(ValueError(str(message)))
    return one_line(ValueError(str(min(said)))) if said else ""


def _shown(graph: rdflib.Graph, node: Node) -> str:
    from rdflib import URIRef

    text = _label(graph, node) if isinstance(node, URIRef) else str(node)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _label(graph: rdflib.Graph, node: Node | None) -> str:
    from rdflib import RDFS, SKOS, URIRef

    if node is None:
        return ""
    title = URIRef("https://w3id.org/wenpu/ontology#title")
    for name in (SKOS.prefLabel, RDFS.label, title):
        labels = sorted(str(label) for label in graph.objects(node, name))
        if labels:
            return one_line(ValueError(labels[0]))
    return str(node).rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
