import json

import networkx as nx

from kg.view.tables import tables
from tests.view.graphs import BASE, evidence, hostile_graph, node, plain_graph


def test_rows_are_sorted_and_refer_to_each_other() -> None:
    content = tables(plain_graph())
    assert content.iris == sorted(content.iris)
    labelled = {content.labels[s] + "|" + p + "|" + content.labels[t] for s, p, t, _ in content.edges}
    assert "河海数字研究院|published|2031年河海数字经济报告" in labelled
    assert "临江日报|published|河海数字论坛观察" in labelled


def test_a_position_becomes_a_line_between_holder_and_organization() -> None:
    content = tables(plain_graph())
    posts = {
        (content.labels[line.source], title, content.labels[line.target])
        for line in content.lines
        for _, _, title in line.posts
    }
    assert posts == {("王一鸣", "主任", "河海数字研究院治理研究室"), ("安娜·科瓦奇", "秘书长", "国际航信联盟")}


def test_the_post_shares_the_line_of_the_affiliation() -> None:
    content = tables(plain_graph())
    (line,) = [line for line in content.lines if line.posts and content.labels[line.source] == "王一鸣"]
    assert [content.edges[row][1] for row in line.edges] == ["affiliation"]


def test_mentions_are_drawn_only_to_what_nothing_else_leads_to() -> None:
    content = tables(plain_graph())
    kept = {
        content.labels[line.target]
        for line in content.lines
        if line.kept and all(content.edges[row][1] == "mentions" for row in line.edges)
    }
    assert kept == {"数据流通条例"}


def test_a_sentence_is_kept_once() -> None:
    quotes = tables(plain_graph()).quotes
    assert len(quotes) == len(set(quotes)) == 5


def test_order_of_insertion_does_not_matter() -> None:
    graph = plain_graph()
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert json.dumps(tables(turned).as_json()) == json.dumps(tables(graph).as_json())


def test_the_surest_evidence_comes_first() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    a, b = node(graph, "a", "Person", ("甲", "zh")), node(graph, "b", "Person", ("乙", "zh"))
    graph.add_edge(a, b, key="author", evidence=evidence("forum", 0.3) + evidence("wang", 0.8))
    content = tables(graph)
    rows = content.edges[0][3]
    assert [content.rest["evidence"][row][5] for row in rows] == [0.8, 0.3]


def test_what_is_missing_is_left_out() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("https://x.example/thing#one", "urn:two", key="about")
    content = tables(graph)
    assert content.labels == ["one", "urn:two"]
    assert content.kinds == ["Thing", "Thing"]
    assert content.edges == [(0, "about", 1, [])]


def test_a_node_that_points_at_itself_has_no_line() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    a = node(graph, "a", "Organization", ("甲", "zh"))
    graph.add_edge(a, a, key="subOrganizationOf", evidence=[])
    assert tables(graph).lines == []
    assert tables(graph).weights == [0]


def test_an_empty_graph_has_empty_tables() -> None:
    content = tables(nx.MultiDiGraph())
    assert content.iris == []
    assert content.lines == []


def test_everything_hostile_can_be_written_as_utf8() -> None:
    text = json.dumps(tables(hostile_graph()).as_json(), ensure_ascii=False)
    assert "\ud800" not in text.encode("utf-8").decode("utf-8")


def test_pinyin_is_kept_beside_names() -> None:
    content = tables(plain_graph())
    row = content.iris.index(BASE + "organization/国际航信联盟")
    assert content.rest["pinyin"][row] == "gjhxlm guojihangxinlianmeng"
