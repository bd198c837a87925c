import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from kg.errors import GraphError
from kg.rdf import written
from kg.rdf.namespaces import RDFS_LABEL
from kg.store import Editor, StoreWriter, article, graph_names, open_store, union
from tests.rdf.extractions import full, hostile

P = NamedNode("http://example.org/p")
ONE, TWO = "http://example.org/one", "http://example.org/two"


def quads(*values: str) -> list[Quad]:
    return [Quad(NamedNode("http://example.org/s"), P, Literal(value)) for value in values]


def values(store: Store) -> list[str]:
    return sorted(triple.object.value for triple in union(store))


def write(out: Path, graph: str, *texts: str) -> None:
    with StoreWriter(out / "store") as writer:
        Editor(writer.store).replace({graph: quads(*texts)})
        writer.commit()


def test_union_holds_a_triple_of_two_articles_once() -> None:
    store = Store()
    Editor(store).replace({ONE: quads("a", "b")})
    Editor(store).replace({TWO: quads("b", "c")})
    assert values(store) == ["a", "b", "c"]
    assert graph_names(store) == {ONE, TWO}


def test_replacing_an_article_keeps_what_others_state() -> None:
    store = Store()
    Editor(store).replace({ONE: quads("a", "b")})
    Editor(store).replace({TWO: quads("b", "c")})
    Editor(store).replace({ONE: quads("d")})
    assert values(store) == ["b", "c", "d"]
    Editor(store).replace({TWO: []})
    assert values(store) == ["d"]
    assert graph_names(store) == {ONE}
    assert [q.object.value for q in store.quads_for_pattern(None, None, None, DefaultGraph())] == ["d"]


def names(store: Store) -> set[tuple[str, str]]:
    return {(t.predicate.value.rsplit("#", 1)[1], t.object.value) for t in union(store)}


def named(*texts: str) -> list[Quad]:
    node = NamedNode("http://example.org/thing")
    labels = [NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), RDFS_LABEL]
    return [Quad(node, label, Literal(text, language="zh")) for text in texts for label in labels]


def test_one_preferred_name_is_settled_on_whatever_the_articles_say() -> None:
    store = Store()
    editor = Editor(store)
    editor.replace({ONE: named("短名")})
    editor.replace({TWO: named("长一些的名")})
    editor.settle()
    both = {("prefLabel", "长一些的名"), ("altLabel", "短名"), ("label", "长一些的名")}
    assert names(store) == both
    editor.replace({TWO: []})
    editor.settle()
    assert names(store) == {("prefLabel", "短名"), ("label", "短名")}
    editor.replace({TWO: named("长一些的名"), ONE: named("短名")})
    editor.settle()
    assert names(store) == both


def test_a_thing_that_very_many_articles_name_is_named_as_one_that_few_do() -> None:
    store = Store()
    editor = Editor(store)
    articles = [f"http://example.org/{number}" for number in range(70)]
    for number, graph in enumerate(articles):
        editor.replace({graph: named("短名", *(["长一些的名"] if number == 69 else []))})
        editor.settle()
        assert ("label", "短名" if number < 69 else "长一些的名") in names(store)
    assert names(store) == {("prefLabel", "长一些的名"), ("altLabel", "短名"), ("label", "长一些的名")}
    editor.replace({articles[69]: named("短名")})
    editor.settle()
    assert names(store) == {("prefLabel", "短名"), ("label", "短名")}
    editor.replace(dict.fromkeys(articles, ()))
    editor.settle()
    assert names(store) == set()


def test_an_article_of_many_triples_goes_another_way_to_the_same_end() -> None:
    store = Store()
    many = [str(n) for n in range(12_000)]
    Editor(store).replace({ONE: quads(*many), TWO: quads("7", "x")})
    assert values(store) == sorted([*many, "x"])
    Editor(store).replace({ONE: []})
    assert values(store) == ["7", "x"]


def test_written_graph_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, ONE, "a")
    write(tmp_path, TWO, "b")
    assert values(open_store(tmp_path)) == ["a", "b"]


def test_offsets_come_back_with_the_type_they_were_written_with(tmp_path: Path) -> None:
    start = NamedNode("https://w3id.org/wenpu/ontology#charStart")
    count = Literal("7", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#nonNegativeInteger"))
    with StoreWriter(tmp_path / "store") as writer:
        Editor(writer.store).replace({ONE: [Quad(P, start, count), Quad(P, P, Literal(7))]})
        writer.commit()
    found = {(triple.predicate, triple.object) for triple in union(open_store(tmp_path))}
    assert found == {(start, count), (P, Literal(7))}


def test_without_commit_nothing_changes(tmp_path: Path) -> None:
    write(tmp_path, ONE, "a")
    with StoreWriter(tmp_path / "store") as writer:
        Editor(writer.store).replace({ONE: quads("z")})
    assert values(open_store(tmp_path)) == ["a"]


def test_an_error_while_writing_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, ONE, "a")

    def fail(writer: StoreWriter) -> None:
        Editor(writer.store).replace({ONE: quads("z")})
        raise OSError("disk full")

    with pytest.raises(OSError, match="full"), StoreWriter(tmp_path / "store") as writer:
        fail(writer)
    assert values(open_store(tmp_path)) == ["a"]


def test_a_reader_keeps_what_it_opened_while_others_write(tmp_path: Path) -> None:
    write(tmp_path, ONE, "a")
    reader = open_store(tmp_path)
    write(tmp_path, ONE, "b")
    assert values(reader) == ["a"]
    assert values(open_store(tmp_path)) == ["b"]


def test_old_generations_do_not_pile_up(tmp_path: Path) -> None:
    for text in "abcde":
        write(tmp_path, ONE, text)
    assert sorted(p.name for p in (tmp_path / "store").iterdir() if p.is_dir()) == ["0000004", "0000005"]


def test_a_killed_writer_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, ONE, "a")
    code = textwrap.dedent("""
        import os, signal, sys
        from pathlib import Path
        from pyoxigraph import Literal, NamedNode, Quad
        from kg.store import Editor, StoreWriter
        with StoreWriter(Path(sys.argv[1]) / "store") as writer:
            s = NamedNode("http://example.org/s")
            Editor(writer.store).replace({"http://example.org/one": [Quad(s, s, Literal("z"))]})
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == -9
    assert values(open_store(tmp_path)) == ["a"]
    write(tmp_path, TWO, "b")
    assert values(open_store(tmp_path)) == ["a", "b"]


def test_two_writers_at_once_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with StoreWriter(tmp_path / "store"), pytest.raises(GraphError, match="another build or a server is writing here"):
        StoreWriter(tmp_path / "store").__enter__()


def test_a_broken_store_is_written_anew(tmp_path: Path) -> None:
    write(tmp_path, ONE, "a")
    (tmp_path / "store" / "0000001" / "CURRENT").write_text("nonsense")
    write(tmp_path, TWO, "b")
    assert values(open_store(tmp_path)) == ["b"]


def test_turtle_stands_in_for_a_missing_store(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<http://example.org/s> <http://example.org/p> 'a' .")
    assert values(open_store(tmp_path)) == ["a"]


def test_turtle_stands_in_for_a_broken_store(tmp_path: Path) -> None:
    write(tmp_path, ONE, "a")
    (tmp_path / "store" / "0000001" / "CURRENT").write_text("nonsense")
    with pytest.raises(GraphError, match="build again"):
        open_store(tmp_path)
    (tmp_path / "graph.ttl").write_text("<http://example.org/s> <http://example.org/p> 't' .")
    assert values(open_store(tmp_path)) == ["t"]


@pytest.mark.parametrize("pointer", ["", "../../elsewhere", "0000009", "\xff"])
def test_a_bad_pointer_opens_nothing_else(tmp_path: Path, pointer: str) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "current").write_text(pointer)
    with pytest.raises(GraphError, match="holds no graph; make one with: kg build"):
        open_store(tmp_path)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="nowhere: no such graph folder; make one with"):
        open_store(tmp_path / "nowhere")


def test_broken_turtle_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<http://example.org/s> <http://example.org/p> 'a' .\n<a> b .\n")
    with pytest.raises(GraphError, match=r"graph\.ttl:2:\d+: not valid Turtle"):
        open_store(tmp_path)


def test_store_and_turtle_hold_the_same(tmp_path: Path) -> None:
    write(tmp_path, ONE, "a", "二\n\"'\\")
    store = open_store(tmp_path)
    with (tmp_path / "graph.ttl").open("wb") as file:
        store.dump(file, RdfFormat.TURTLE, from_graph=DefaultGraph())
    (tmp_path / "store" / "current").unlink()
    assert values(open_store(tmp_path)) == values(store)


def test_written_articles_give_what_their_quads_give(monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = written(hostile()), written(full())
    for bulk in (1, 10_000):  # with whole table files, and in a transaction
        monkeypatch.setattr("kg.store._BULK", bulk)
        stores = Store(), Store()
        for store, graphs in zip(stores, ((first, again), (list(first), list(again))), strict=True):
            editor = Editor(store)
            editor.replace({first.graph: [*again][:5]})
            editor.replace({first.graph: graphs[0], again.graph: graphs[1]})  # one is there already, one is new
            editor.settle()
        assert set(stores[0]) == set(stores[1])
        for each in (first, again):
            stated = {quad.triple for quad in each}
            assert set(article(stores[0], NamedNode(each.graph))) == stated
            in_graph = stores[0].quads_for_pattern(None, None, None, NamedNode(each.graph))
            assert 0 < len(set(in_graph)) == len(stated) - 10 * len(each.evidence)
        editor.replace({first.graph: ()})
        editor.settle()
        assert {quad.triple for quad in again} == set(union(stores[1]))
