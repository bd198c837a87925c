"""What things are called: for a reader whose word is no name in the graph."""

from __future__ import annotations

from pyoxigraph import Store

from kg.query.sparql import run

__all__ = ["unknown_name"]

_HOLDING = """
SELECT DISTINCT ?name ?label WHERE {
  ?thing skos:prefLabel|skos:altLabel|rdfs:label ?label .
  FILTER(CONTAINS(LCASE(STR(?label)), LCASE(?name)))
}
"""
_OFFERED = 5


def unknown_name(store: Store, name: str) -> str | None:
    """Return a line that says that nothing goes by a name, and which names hold it; ``None`` where something does.

    Args:
        store: holds the graph.
        name: as a reader gave it.
    """
    holding = {str(row["label"]) for row in run(store, _HOLDING, {"name": name})}
    if name.lower() in map(str.lower, holding):
        return None
    nearest = sorted(holding, key=lambda label: (len(label), label))[:_OFFERED]
    hint = f"; did you mean {', '.join(map(repr, nearest))}?" if nearest else ""
    return f"nothing goes by the name {name!r}{hint}"
