"""Puts the page together: pyvis's network, our template, style and scripts, and the data, in one file."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import networkx as nx
import pyvis  # type: ignore[import-untyped]
from pyvis.network import Network  # type: ignore[import-untyped]

from kg.garbage import uncollected
from kg.view.opening import Opening, opening
from kg.view.tables import Tables, tables
from kg.view.vocabulary import vocabulary

__all__ = ["write_page"]

LANGUAGES = ("zh", "en")
_SCRIPTS = (
    "words.js",
    "dom.js",
    "store.js",
    "shapes.js",
    "stage.js",
    "labels.js",
    "filters.js",
    "panel.js",
    "search.js",
    "takeaway.js",
    "main.js",
)
_PACK_FROM = 400_000
"""Characters from which the data is compressed: smaller data stays readable in the file."""

_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False, "stabilization": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "keyboard": False, "zoomSpeed": 0.6},
    "edges": {
        "smooth": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.42}},
        "width": 1.2,
        "selectionWidth": 1.6,
        "hoverWidth": 0.8,
    },
}


@uncollected()
def write_page(
    graph: nx.MultiDiGraph[str],
    path: Path,
    *,
    title: str | None = None,
    focus: str | None = None,
    hops: int = 2,
    max_nodes: int | None = None,
    lang: str | None = None,
) -> None:
    """Write the interactive page of a graph: one file that asks nothing of the network.

    The same arguments give the same bytes.

    Args:
        graph: in the form that :mod:`kg.view` describes.
        path: the file to write.
        title: what the page is called; the article's name, or how many articles there are, where nothing is said.
        focus: name, alias or IRI of the node that the first view is about; the whole graph stays
            inside the page and can be searched.
        hops: how many lines away from ``focus`` the first view reaches.
        max_nodes: how many nodes the first view may draw; 200 where nothing is said.
        lang: language that the interface opens in, ``zh`` or ``en``; that of most articles where nothing is said.

    Raises:
        ValueError: nothing is called ``focus``, or an argument is out of range.
    """
    if lang is not None and lang not in LANGUAGES:
        raise ValueError(f"the page speaks {' and '.join(LANGUAGES)}, not {lang!r}")
    content = tables(graph)
    view = opening(content, focus=focus, hops=hops, max_nodes=max_nodes)
    titles = _titles(content, title)
    path.write_bytes(_page(content, view, titles=titles, lang=lang or _spoken(content)).encode("utf-8"))


def _titles(content: Tables, title: str | None) -> dict[str, str]:
    """Return what the page is called in each language of the interface."""
    articles = [row for row, kind in enumerate(content.kinds) if kind == "Article"]
    if title is None and len(articles) == 1:
        title = content.labels[articles[0]]
    if title is not None:
        return dict.fromkeys(LANGUAGES, title.encode("utf-8", "replace").decode("utf-8"))
    words = json.loads(_part("words.json"))
    return {lang: words[lang]["articles"].replace("{n}", str(len(articles))) for lang in LANGUAGES}


def _spoken(content: Tables) -> str:
    """Return the language of the interface that most articles are in."""
    tags = (value.split("-")[0] for _, name, value, *_ in content.rest["facts"] if name == "language")
    counts = Counter(tag for tag in tags if tag in LANGUAGES)
    return max(LANGUAGES, key=lambda lang: counts[lang])


def _page(content: Tables, view: Opening, *, titles: Mapping[str, str], lang: str) -> str:
    style = _part("page.css")
    library = _library()
    script = "(() => {\n'use strict';\n" + "\n".join(_part(name) for name in _SCRIPTS) + "\n})();\n"
    network = _network(content, view)
    nodes, edges, _, _, _, options = network.get_network_data()
    first = {
        "titles": titles,
        "lang": lang,
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options) if isinstance(options, str) else options,
        "hiddenKinds": view.hidden_kinds,
        "focus": view.focus,
        "words": json.loads(_part("words.json")),
        "shapes": json.loads(_part("shapes.json")),
        "vocabulary": vocabulary(),
    }
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(library)} {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    packing, data = _packed(content.as_json())
    quote_packing, quotes = _packed(content.quotes)
    return Template(_part("page.html")).substitute(
        lang=lang,
        title=html.escape(titles[lang]),
        policy=html.escape(policy),
        style=style,
        library=library,
        script=script,
        first=_json(first),
        packing=packing,
        data=data,
        quote_packing=quote_packing,
        quotes=quotes,
    )


def _network(content: Tables, view: Opening) -> Network:
    """Return the first view as a pyvis network."""
    network = Network(directed=True)
    for row, (x, y) in sorted(view.spots.items()):
        network.add_node(
            row,
            label=content.labels[row],
            shape="custom",
            group=content.kinds[row],
            weight=content.weights[row],
            x=x,
            y=y,
        )
    for number in view.lines:
        line = content.lines[number]
        network.add_edge(line.source, line.target, id=number)
    network.set_options(json.dumps(_OPTIONS))
    return network


@cache
def _part(name: str) -> str:
    return (files("kg.view") / "page" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _library() -> str:
    """Return vis-network as pyvis brings it, licence and all."""
    folder = Path(pyvis.__file__).parent / "templates" / "lib"
    newest = max(folder.glob("vis-*/vis-network.min.js"))
    return newest.read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return JSON that can stand in a script element: nothing in it can end or begin a tag."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _packed(value: Mapping[str, Any] | Sequence[Any]) -> tuple[str, str]:
    text = _json(value)
    if len(text) < _PACK_FROM:
        return "plain", text
    return "gzip", base64.b64encode(gzip.compress(text.encode("utf-8"), 6, mtime=0)).decode("ascii")
