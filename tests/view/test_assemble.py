from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest

import kg.view
from kg.model import Kind
from kg.view import write_page
from tests.view.graphs import HOSTILE, big_graph, hostile_graph, plain_graph

PARTS = Path(kg.view.__file__).parent / "page"


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found:
            self.texts.setdefault(self.found[-1][0], []).append(data)


def parsed(page: str) -> Elements:
    elements = Elements()
    elements.feed(page)
    return elements


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    write_page(plain_graph(), path, title="河海 <论坛> & $title")
    return path.read_text(encoding="utf-8")


def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    for tag, attributes in parsed(page).found:
        assert not {"src", "href", "srcset", "action", "data", "poster"} & attributes.keys(), tag
        assert tag not in {"link", "iframe", "object", "embed", "base", "img", "form"}
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_addresses_are_data_and_names_of_namespaces_only(page: str) -> None:
    start, end = page.index("<script>"), page.rindex("</script>", 0, page.rindex('id="data"'))
    ours = page[: page.index("<script>")] + page[page.index("'use strict';\n// What the interface") : end]
    assert set(re.findall(r"https?://[^\s'\"<>`)]+", ours)) == {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/2001/XMLSchema#",
        "http://www.w3.org/2002/07/owl#",
        "http://www.w3.org/2004/02/skos/core#",
        "https://w3id.org/wenpu/ontology#",
    }
    assert start < end


def test_the_licence_of_vis_network_stays(page: str) -> None:
    assert "@license" in page
    assert "The MIT License" in page
    assert "Almende B.V" in page


def test_no_handler_and_no_style_stands_in_an_attribute(page: str) -> None:
    for _, attributes in parsed(page).found:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_policy_allows_our_scripts_alone(page: str) -> None:
    policy = next(a["content"] for _, a in parsed(page).found if a.get("http-equiv"))
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["connect-src"] == rules["base-uri"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/=]+' 'sha256-[\w+/=]+'", rules["script-src"])
    assert "unsafe" not in policy


def test_the_title_is_text(page: str) -> None:
    assert f"<title>{html.escape('河海 <论坛> & $title')}</title>" in page


def test_the_first_view_is_pyvis_data(page: str) -> None:
    first = json.loads(re.search(r'id="first">(.*?)</script>', page).group(1))  # type: ignore[union-attr]
    labels = {node["label"] for node in first["nodes"]}
    assert {"王一鸣", "临江市", "2031年河海数字论坛"} <= labels
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in first["nodes"])
    assert first["options"]["physics"]["enabled"] is False
    assert first["edges"][0].keys() >= {"from", "to", "arrows", "id"}


def test_the_interface_speaks_both_languages_alike() -> None:
    words = json.loads((PARTS / "words.json").read_text(encoding="utf-8"))
    assert words["zh"].keys() == words["en"].keys()


def test_every_word_that_a_script_says_is_there() -> None:
    words = json.loads((PARTS / "words.json").read_text(encoding="utf-8"))["zh"]
    said = {key for part in PARTS.glob("*.js") for key in re.findall(r"say\('(\w+)'", part.read_text(encoding="utf-8"))}
    assert said
    assert said <= words.keys()


def test_no_script_makes_markup_of_text() -> None:
    sinks = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|DOMParser|setTimeout\('"
    )
    for part in PARTS.glob("*.js"):
        assert not re.search(sinks, part.read_text(encoding="utf-8")), part.name


def test_every_class_of_the_ontology_has_a_shape_of_its_own() -> None:
    shapes = json.loads((PARTS / "shapes.json").read_text(encoding="utf-8"))
    assert shapes.keys() >= {kind.value for kind in Kind}
    for look in ("path", "light", "dark"):
        looks = [shape[look] for kind, shape in shapes.items() if kind != "Thing"]
        assert len(looks) == len(set(looks))


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_page(plain_graph(), tmp_path / name, title="同")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_strangers_text_adds_no_element(tmp_path: Path) -> None:
    write_page(plain_graph(), tmp_path / "plain.html", title="x")
    write_page(hostile_graph(), tmp_path / "hostile.html", title=HOSTILE[0])
    tags = [
        [tag for tag, _ in parsed((tmp_path / name).read_text(encoding="utf-8")).found]
        for name in ("plain.html", "hostile.html")
    ]
    assert tags[0] == tags[1]


def test_large_data_is_packed(tmp_path: Path) -> None:
    write_page(big_graph(3000, 9000), tmp_path / "big.html", title="大")
    page = (tmp_path / "big.html").read_text(encoding="utf-8")
    assert 'data-packing="gzip"' in page
    assert len(page) < 2_000_000


def test_a_language_that_the_page_does_not_speak_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zh and en"):
        write_page(plain_graph(), tmp_path / "x.html", title="x", lang="fr")
    assert not (tmp_path / "x.html").exists()


def article(graph: nx.MultiDiGraph[str], iri: str, name: str, lang: str) -> None:
    facts = [{"property": "language", "value": lang, "datatype": "language", "evidence": []}]
    graph.add_node(iri, kind="Article", label=name, names=[(name, lang)], facts=facts)


def test_the_page_speaks_the_language_of_most_articles(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    article(graph, "https://a.example/1", "Notes on Rivers", "en")
    write_page(graph, tmp_path / "one.html")
    one = (tmp_path / "one.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in one
    assert "<title>Notes on Rivers</title>" in one
    article(graph, "https://a.example/2", "河流札记", "zh-Hans")
    write_page(graph, tmp_path / "two.html")
    two = (tmp_path / "two.html").read_text(encoding="utf-8")
    assert '<html lang="zh">' in two
    assert "<title>2 篇文章</title>" in two
    write_page(graph, tmp_path / "told.html", lang="en")
    assert "<title>2 articles</title>" in (tmp_path / "told.html").read_text(encoding="utf-8")
