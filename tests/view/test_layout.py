import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.layout import place

BOX = (100.0, 46.0)


def overlaps(spots: dict[int, tuple[int, int]]) -> list[tuple[int, int]]:
    return [
        (a, b)
        for a, b in itertools.combinations(spots, 2)
        if abs(spots[a][0] - spots[b][0]) < BOX[0] - 1 and abs(spots[a][1] - spots[b][1]) < BOX[1] - 1
    ]


def test_nothing_gives_nothing() -> None:
    assert place([], [], {}) == {}


def test_a_star_leaves_no_label_on_another() -> None:
    nodes = range(30)
    spots = place(nodes, [(0, n) for n in nodes if n], dict.fromkeys(nodes, BOX))
    assert overlaps(spots) == []


def test_neighbours_stand_nearer_than_ends_of_a_chain() -> None:
    spots = place(range(6), [(n, n + 1) for n in range(5)], dict.fromkeys(range(6), BOX))
    assert abs(spots[0][0] - spots[1][0]) < abs(spots[0][0] - spots[5][0])


def test_groups_draw_together() -> None:
    ring = [(n, (n + 1) % 12) for n in range(12)]
    groups = [list(range(6)), list(range(6, 12))]

    def distance(a: int, b: int, found: dict[int, tuple[int, int]]) -> float:
        return float(((found[a][0] - found[b][0]) ** 2 + (found[a][1] - found[b][1]) ** 2) ** 0.5)

    grouped = place(range(12), ring, dict.fromkeys(range(12), BOX), groups)
    assert distance(5, 6, grouped) > 1.3 * distance(2, 3, grouped)


def test_no_line_passes_over_a_node_that_is_not_its_own() -> None:
    links = [(0, 1), (0, 2), (0, 3), (1, 4), (2, 5), (3, 6), (4, 5), (0, 7), (7, 6)]
    spots = place(range(8), links, dict.fromkeys(range(8), (40.0, 40.0)))
    for a, b in links:
        for node in set(range(8)) - {a, b}:
            (ax, ay), (bx, by), (x, y) = spots[a], spots[b], spots[node]
            length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
            share = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length**2
            if 0.1 < share < 0.9:
                assert abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length > 16


def test_parts_that_nothing_links_do_not_cover_each_other() -> None:
    links = [(3 * part + a, 3 * part + b) for part in range(5) for a, b in ((0, 1), (1, 2))]
    assert overlaps(place(range(15), links, dict.fromkeys(range(15), BOX))) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=25), st.randoms())
def test_order_does_not_matter(links: list[tuple[int, int]], chance: object) -> None:
    nodes = list(range(13))
    expected = place(nodes, links, dict.fromkeys(nodes, BOX))
    turned = [(b, a) for a, b in reversed(links)]
    assert place(nodes[::-1], turned, dict.fromkeys(nodes, BOX)) == expected
    assert sorted(expected) == nodes
