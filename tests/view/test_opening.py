import pytest

from kg.view.opening import find, opening
from kg.view.tables import tables
from tests.view.graphs import big_graph, plain_graph


def labels(focus: str | None = None, hops: int = 2, max_nodes: int | None = None) -> set[str]:
    content = tables(plain_graph())
    view = opening(content, focus=focus, hops=hops, max_nodes=max_nodes)
    return {content.labels[row] for row in view.spots}


def test_a_small_graph_is_drawn_whole_but_for_positions() -> None:
    content = tables(plain_graph())
    view = opening(content)
    assert {content.kinds[row] for row in set(range(len(content.iris))) - set(view.spots)} == {"Position"}
    assert view.hidden_kinds == ["Position"]


def test_lines_join_what_is_drawn() -> None:
    content = tables(plain_graph())
    view = opening(content)
    ends = {row for number in view.lines for row in (content.lines[number].source, content.lines[number].target)}
    assert ends == set(view.spots)


def test_focus_reaches_as_far_as_hops() -> None:
    assert labels("王一鸣", hops=0) == {"王一鸣"}
    assert labels("王一鸣", hops=1) == {"王一鸣", "河海数字研究院治理研究室", "规则要走在风险前面"}
    assert "2031年河海数字经济报告" in labels("王一鸣", hops=3)


@pytest.mark.parametrize("name", ["IHU", "ihu", "International Hermes Union", "国际航信联盟", " ＩＨＵ "])
def test_focus_is_found_by_any_name(name: str) -> None:
    content = tables(plain_graph())
    assert content.labels[find(content, name)] == "国际航信联盟"


def test_a_name_that_nothing_has_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing in the graph is called '无此'"):
        labels("无此")
    with pytest.raises(ValueError, match=r"is called '航信': did you mean '国际航信联盟'\?$"):
        labels("航信")


@pytest.mark.parametrize(("limit", "hops"), [(0, 2), (1001, 2), (5, -1)])
def test_numbers_that_make_no_sense_are_refused(limit: int, hops: int) -> None:
    with pytest.raises(ValueError, match=r"max_nodes is (0|1001)|hops is -1"):
        labels(max_nodes=limit, hops=hops)


def test_a_large_graph_opens_on_its_best_connected_part() -> None:
    content = tables(big_graph(2000, 6000))
    view = opening(content, max_nodes=120)
    assert len(view.spots) == 120
    assert max(range(len(content.weights)), key=content.weights.__getitem__) in view.spots
    assert min(content.weights[row] for row in view.spots) > sum(content.weights) / len(content.weights)
    ends = {row for n in view.lines for row in (content.lines[n].source, content.lines[n].target)}
    assert ends == set(view.spots)


def test_max_nodes_bounds_the_focus_too() -> None:
    content = tables(big_graph(500, 3000))
    assert len(opening(content, focus=content.labels[0], hops=3, max_nodes=30).spots) <= 30
