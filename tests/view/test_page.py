"""The page in a real browser."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest

import kg.view
from kg.view import write_page
from tests.view.browser import browser, open_page, press, requests, search
from tests.view.graphs import HOSTILE, big_graph, evidence, hostile_graph, node, plain_graph

pytestmark = pytest.mark.browser

PAGE = Path(kg.view.__file__).parent / "page"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with browser(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    write_page(plain_graph(), folder / "plain.html", title="河海数字论坛")
    write_page(hostile_graph(), folder / "hostile.html", title=HOSTILE[0])
    write_page(big_graph(4000, 12000), folder / "big.html", title="大图")
    write_page(plain_graph(), folder / "focus.html", title="焦点", focus="IHU", hops=1, lang="en")
    return {path.stem: path for path in folder.iterdir()}


@pytest.fixture
def plain(chromium: Any, pages: dict[str, Path]) -> Any:
    open_page(chromium, pages["plain"])
    return chromium


def panel(driver: Any) -> str:
    return str(driver.execute_script("return document.getElementById('panel').textContent"))


def choose(driver: Any, text: str) -> None:
    search(driver, text)
    press(driver, "search", "Enter")


def shown(driver: Any) -> set[str]:
    return set(driver.execute_script("return wenpu.page.stage.shown().map((n) => wenpu.page.store.title(n))"))


@pytest.mark.parametrize("name", ["plain", "hostile", "big"])
def test_opens_without_a_word_in_the_log_and_asks_for_nothing(chromium: Any, pages: dict[str, Path], name: str) -> None:
    open_page(chromium, pages[name])
    assert chromium.get_log("browser") == []
    assert requests(chromium) == [pages[name].resolve().as_uri()]


@pytest.mark.parametrize("typed", ["IHU", "gjhx", "hermes", "航信", "guojihang"])
def test_search_finds_by_every_name(plain: Any, typed: str) -> None:
    assert search(plain, typed)[0] == "国际航信联盟"


def test_search_says_when_nothing_fits(plain: Any) -> None:
    assert search(plain, "无此名") == []
    assert "没有找到" in plain.execute_script("return document.getElementById('found').textContent")


def test_the_panel_shows_the_sentence_with_its_words_marked(plain: Any) -> None:
    choose(plain, "王一鸣")
    quotes = plain.execute_script(
        "return [...document.querySelectorAll('#panel blockquote')].map((q) => q.textContent)"
    )
    assert set(quotes) == {"河海数字研究院治理研究室主任、研究员王一鸣认为，规则要走在风险前面。"}
    marks = plain.execute_script("return [...document.querySelectorAll('#panel mark')].map((m) => m.textContent)")
    assert {"王一鸣", "主任", "河海数字研究院治理研究室", "规则要走在风险前面"} <= set(marks)
    assert "河海数字论坛观察" in panel(plain)
    assert "2031-10-12" in panel(plain)


def spot(driver: Any, expression: str) -> tuple[int, int]:
    """Return where on the screen a place of the network lies."""
    x, y = driver.execute_script(
        """const spot = (name) => wenpu.page.stage.spots.get(wenpu.page.search.find(name)[0]);
        const box = document.getElementById('canvas').getBoundingClientRect();
        const at = wenpu.page.stage.network.canvasToDOM("""
        + expression
        + "); return [at.x + box.x, at.y + box.y];"
    )
    return round(x), round(y)


BETWEEN = """(({x: a, y: b}, {x: c, y: d}) => ({x: a * 0.7 + c * 0.3, y: b * 0.7 + d * 0.3}))(
    spot('王一鸣'), spot('治理研究室'))"""


def point(driver: Any, place: tuple[int, int], *, click: bool = False) -> None:
    from selenium.webdriver.common.actions.action_builder import ActionBuilder

    actions = ActionBuilder(driver)
    actions.pointer_action.move_to_location(place[0] - 3, place[1]).move_to_location(*place).pause(0.15)
    if click:
        actions.pointer_action.click()
    actions.perform()


def test_the_sentence_shows_when_one_points_at_a_node(plain: Any) -> None:
    point(plain, spot(plain, "spot('经济报告')"))
    hint = plain.execute_script("return document.getElementById('hint').innerText")
    assert hint.startswith("2031年河海数字经济报告")
    assert "河海数字研究院在论坛上发布了《2031年河海数字经济报告》。" in hint


def test_the_sentence_shows_when_one_points_at_a_line(plain: Any) -> None:
    point(plain, spot(plain, BETWEEN))
    hint = plain.execute_script("return document.getElementById('hint').innerText")
    assert hint.startswith("王一鸣 — 主任 → 河海数字研究院治理研究室")
    assert "河海数字研究院治理研究室主任、研究员王一鸣认为" in hint


def test_a_click_on_node_line_and_ground(plain: Any) -> None:
    ground = spot(plain, "(({x, y}) => ({x, y: y - 150}))(spot('王一鸣'))")
    point(plain, spot(plain, BETWEEN), click=True)
    assert "主任" in plain.execute_script("return document.querySelector('#panel .line-head').textContent")
    point(plain, spot(plain, "spot('王一鸣')"), click=True)
    assert plain.execute_script("return document.querySelector('#panel h2').textContent") == "王一鸣"
    point(plain, ground, click=True)
    assert plain.execute_script("return document.getElementById('panel').hidden")


def test_figures_are_a_table_and_a_chart(plain: Any) -> None:
    choose(plain, "经济报告")
    cells = plain.execute_script(
        "return [...document.querySelectorAll('#panel td button.figure')].map((c) => c.textContent)"
    )
    assert sorted(cells) == ["11.5%", "2.87万亿元", "3.2万亿元"]
    bars = plain.execute_script("return [...document.querySelectorAll('#panel .bar-period')].map((b) => b.textContent)")
    assert bars == ["2029", "2030"]
    plain.execute_script("document.querySelector('#panel button.figure').click()")
    marks = plain.execute_script(
        "return [...document.querySelectorAll('#panel tr.quote:not([hidden]) mark')].map((m) => m.textContent)"
    )
    assert "3.2万亿元" in marks
    assert "数字经济规模" in marks


def test_the_link_to_the_source_is_the_articles_own(plain: Any) -> None:
    choose(plain, "河海数字论坛观察")
    links = plain.execute_script("return [...document.querySelectorAll('#panel a')].map((a) => [a.href, a.rel])")
    assert links
    assert {tuple(found) for found in links} == {("https://press.example/a/1?x=1&y=2", "noopener noreferrer nofollow")}


def test_the_legend_hides_and_shows_a_class(plain: Any) -> None:
    def press_class(name: str) -> None:
        plain.execute_script(
            "[...document.querySelectorAll('#legend .toggle')]"
            ".find((b) => b.textContent.startsWith(arguments[0])).click()",
            name,
        )

    assert "王一鸣" in shown(plain)
    press_class("人物")
    assert "王一鸣" not in shown(plain)
    press_class("人物")
    assert "王一鸣" in shown(plain)
    assert "主任" not in shown(plain)
    press_class("职务")
    assert {"主任", "秘书长"} <= shown(plain)


def test_a_least_confidence_takes_lines_away(plain: Any) -> None:
    count = "return wenpu.page.stage.edges.length"
    before = plain.execute_script(count)
    plain.execute_script("wenpu.page.filters.least = 0.7; wenpu.page.filters.changed(null)")
    assert plain.execute_script(count) == before - 1


def test_the_language_switches(plain: Any) -> None:
    choose(plain, "王一鸣")
    plain.execute_script("[...document.querySelectorAll('#tools > button')].at(-1).click()")
    assert "Person" in panel(plain)
    assert "人物" not in panel(plain)
    assert plain.execute_script("return document.documentElement.lang") == "en"


def test_the_address_brings_the_view_back(plain: Any, pages: dict[str, Path]) -> None:
    choose(plain, "王一鸣")
    fragment = plain.execute_script("return location.hash")
    open_page(plain, pages["plain"], fragment)
    assert "王一鸣" in panel(plain)


def test_keys_walk_the_graph(plain: Any) -> None:
    press(plain, "canvas", "ArrowRight")
    first = plain.execute_script("return wenpu.page.stage.selected")
    press(plain, "canvas", "ArrowRight")
    second = plain.execute_script("return wenpu.page.stage.selected")
    assert first is not None
    assert second is not None
    assert first != second
    press(plain, "canvas", "Enter")
    assert plain.execute_script("return document.activeElement.id") == "panel"
    press(plain, "panel", "Escape")
    assert plain.execute_script("return document.getElementById('panel').hidden")


def test_hostile_text_does_nothing(chromium: Any, pages: dict[str, Path]) -> None:
    open_page(chromium, pages["hostile"])
    addresses = chromium.execute_script(
        """const { store, panel, search } = wenpu.page;
        const addresses = new Set();
        for (let node = 0; node < store.count; node += 1) {
          wenpu.act.go(node);
          search.input.value = store.label(node);
          search.look();
          document.querySelectorAll('#panel details').forEach((d) => { d.open = true; });
          document.querySelectorAll('a').forEach((a) => addresses.add(new URL(a.href).origin));
        }
        store.lines.forEach((line) => panel.line(line));
        document.querySelector('.legend-head').click();
        return [...addresses];"""
    )
    assert addresses == ["https://ok.example"]
    assert chromium.execute_script("return window.__hit ?? null") is None
    assert chromium.execute_script("return document.querySelectorAll('img, iframe, svg[onload]').length") == 0
    assert chromium.execute_script("return /[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.innerText)") is False
    assert chromium.execute_script("return ({}).polluted ?? null") is None
    assert chromium.get_log("browser") == []
    assert requests(chromium) == [pages["hostile"].resolve().as_uri()]


def test_script_put_in_later_does_not_run(plain: Any) -> None:
    refused = plain.execute_script(
        """const tries = [
          () => { const s = document.createElement('script'); s.append('window.__hit = 1'); document.body.append(s); },
          () => { document.body.setAttribute('onclick', 'window.__hit = 2'); document.body.click(); },
          () => { document.createElement('div').innerHTML = '<img src=x onerror="window.__hit=3">'; },
          () => { setTimeout('window.__hit = 4', 0); },
        ];
        return tries.map((attempt) => { try { attempt(); return ''; } catch (error) { return error.name; } });"""
    )
    assert refused[2:] == ["TypeError", "TypeError"]
    assert plain.execute_script("return window.__hit ?? null") is None


def test_the_picture_is_not_blank(plain: Any) -> None:
    colours = plain.execute_script(
        """const c = document.querySelector('#canvas canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        const seen = new Set();
        for (let i = 0; i < d.length; i += 4) if (d[i + 3] === 255) seen.add(`${d[i]},${d[i + 1]},${d[i + 2]}`);
        return [...seen];"""
    )
    assert {"10,102,173", "194,98,10", "192,61,94"} <= set(colours)


def test_a_large_graph_grows_where_one_asks(chromium: Any, pages: dict[str, Path]) -> None:
    open_page(chromium, pages["big"])
    before = chromium.execute_script("return wenpu.page.stage.shown().length")
    assert 100 < before <= 200
    absent = "let n = wenpu.page.store.count - 1; while (wenpu.page.stage.has(n)) n -= 1; "
    chromium.execute_script(absent + "wenpu.act.go(n)")
    assert chromium.execute_script("return wenpu.page.stage.shown().length") > before
    assert BytesIO(chromium.get_screenshot_as_png()).getbuffer().nbytes > 20_000


def taken(driver: Any, what: str) -> str:
    """Return what would be saved, without saving it: viewAsTurtle and the like are not reached from outside."""
    return str(
        driver.execute_async_script(
            """const [what, done] = arguments;
            const make = URL.createObjectURL;
            URL.createObjectURL = (blob) => { URL.createObjectURL = make; blob.text().then(done); return 'blob:none'; };
            HTMLAnchorElement.prototype.click = () => {};
            const names = { svg: 1, turtle: 2, csv: 3 };
            document.querySelectorAll('.menu button')[names[what]].click();""",
            what,
        )
    )


def test_what_is_in_view_is_turtle_with_its_evidence(plain: Any) -> None:
    quads = list(ox.parse(taken(plain, "turtle"), format=ox.RdfFormat.TURTLE))
    graph = plain_graph()
    ours = "https://w3id.org/wenpu/ontology#"
    said = {(q.subject.value, q.predicate.value, q.object.value) for q in quads if hasattr(q.object, "value")}
    for source, target, key in graph.edges(keys=True):
        if key != "mentions":
            assert (source, ours + key, target) in said
    quotes = {q.object.value for q in quads if q.predicate.value == ours + "quote"}
    assert "河海数字研究院在论坛上发布了《2031年河海数字经济报告》。" in quotes
    dates = {q.object for q in quads if q.predicate.value == ours + "startDate"}
    assert dates == {ox.Literal("2031-10-08", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))}


def test_what_is_in_view_is_a_table(plain: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(taken(plain, "csv").lstrip("\ufeff"))))
    (row,) = [row for row in rows if row["property"] == "subOrganizationOf"]
    assert (row["subject"], row["object"]) == ("河海数字研究院治理研究室", "河海数字研究院")
    assert row["quote"].startswith("河海数字研究院治理研究室主任")


def test_what_is_in_view_is_a_drawing(plain: Any) -> None:
    drawing = ElementTree.fromstring(taken(plain, "svg"))
    texts = {element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {"王一鸣", "临江市", "发布"} <= texts


@pytest.mark.parametrize("what", ["turtle", "csv", "svg"])
def test_what_is_taken_away_from_hostile_text_is_well_formed(chromium: Any, pages: dict[str, Path], what: str) -> None:
    open_page(chromium, pages["hostile"])
    text = taken(chromium, what)
    if what == "turtle":
        values = {
            quad.object.value for quad in ox.parse(text, format=ox.RdfFormat.TURTLE) if hasattr(quad.object, "value")
        }
        assert HOSTILE[0] in values
    elif what == "csv":
        assert all(len(row) == 8 for row in csv.reader(io.StringIO(text)))
    else:
        tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}
        assert tags <= {"svg", "rect", "line", "path", "title", "text"}


def test_the_way_between_two_nodes_is_the_shortest(plain: Any) -> None:
    choose(plain, "王一鸣")
    plain.execute_script("[...document.querySelectorAll('.actions button')][1].click()")
    choose(plain, "经济报告")
    heads = plain.execute_script("return [...document.querySelectorAll('.step .line-head')].map((h) => h.textContent)")
    assert heads == [
        "王一鸣 主任 → 河海数字研究院治理研究室",
        "河海数字研究院治理研究室 上级机构 → 河海数字研究院",
        "河海数字研究院 发布 → 2031年河海数字经济报告",
    ]


def said(text: str) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    fact = {"property": "claimText", "value": text, "evidence": []}
    graph.add_node("https://a.example/claim", kind="Claim", label="", names=[], facts=[fact])
    graph.add_node("https://a.example/who", kind="Person", label="甲", names=[("甲", "zh")])
    graph.add_edge("https://a.example/claim", "https://a.example/who", key="claimant", evidence=[])
    return graph


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("这叫“有界”增长", ["“这叫‘有界’增长”"]),
        (
            "Every open port is a door, and doors are for visitors of every kind",
            ["“Every open port is a", "door, and doors are for…”"],
        ),
        ("一" * 5000, ["“" + "一" * 13, "一" * 11 + "…”"]),
    ],
)
def test_what_somebody_said_begins_at_its_beginning(chromium: Any, tmp_path: Path, text: str, rows: list[str]) -> None:
    write_page(said(text), tmp_path / "said.html")
    open_page(chromium, tmp_path / "said.html")
    placed = chromium.execute_script("return wenpu.page.stage.placed.map((label) => label.text)")
    assert [label for label in placed if label not in ("甲", "发言方")] == rows


def test_time_hides_what_lies_outside(plain: Any) -> None:
    assert "2031年河海数字论坛" in shown(plain)
    plain.execute_script("wenpu.page.filters.to = 2030; wenpu.page.filters.changed(null)")
    assert "2031年河海数字论坛" not in shown(plain)
    assert "王一鸣" in shown(plain)


def test_the_list_names_all_that_is_in_view(plain: Any) -> None:
    plain.execute_script("[...document.querySelectorAll('#tools > button')][1].click()")
    names = plain.execute_script("return [...document.querySelectorAll('#panel .to')].map((b) => b.textContent)")
    assert set(names) == shown(plain)


def test_a_page_with_a_focus_opens_on_it(chromium: Any, pages: dict[str, Path]) -> None:
    open_page(chromium, pages["focus"])
    assert (
        chromium.execute_script("return document.querySelector('#panel h2').textContent")
        == "International Hermes Union"
    )
    assert shown(chromium) == {"International Hermes Union", "Anna Kovács"}
    assert search(chromium, "临江")[0] == "Linjiang"


def test_all_stays_in_view_when_the_window_changes_until_one_looks_at_something(plain: Any) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    def out_of_view() -> int:
        return int(
            plain.execute_script(
                """const { page } = wenpu, box = document.getElementById('canvas').getBoundingClientRect();
                const left = document.getElementById('legend').getBoundingClientRect().right - box.x;
                return page.stage.nodes.getIds().filter((id) => {
                    const { x, y } = page.stage.network.canvasToDOM(page.stage.spots.get(id));
                    return x < left || x > box.width || y < 0 || y > box.height;
                }).length"""
            )
        )

    def resize(width: int, height: int) -> None:
        drawn = "return wenpu.page.stage.network.canvas.frame.canvas.clientWidth"
        plain.set_window_size(width, height)
        WebDriverWait(plain, 10).until(lambda driver: driver.execute_script(drawn) == width)
        plain.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")

    assert out_of_view() == 0
    try:
        for size in ((900, 640), (1440, 900)):
            resize(*size)
            assert out_of_view() == 0
        choose(plain, "王一鸣")
        plain.execute_script("wenpu.page.stage.fit = () => { throw new Error('somebody looks at something'); }")
        plain.get_log("browser")
        resize(1000, 700)
        assert plain.get_log("browser") == []
    finally:
        plain.set_window_size(1440, 900)


def test_a_fragment_of_nonsense_opens_the_page_all_the_same(chromium: Any, pages: dict[str, Path]) -> None:
    nonsense = "#node=%00&grown=9999.-1.x.__proto__&hidden=__proto__&from=x&sure=NaN&years=a~b&way=%20&view=1,2&lang=xx"
    open_page(chromium, pages["plain"], nonsense)
    assert chromium.get_log("browser") == []
    assert "王一鸣" in shown(chromium)


@pytest.mark.parametrize(("language", "measure"), [("zh", "网上销售额"), ("en", "online sales")])
def test_a_figure_of_two_languages_is_read_in_that_of_the_page(
    chromium: Any, tmp_path: Path, language: str, measure: str
) -> None:
    graph = plain_graph()
    figure = next(n for n, a in graph.nodes(data=True) if a["kind"] == "Observation")
    facts = [each for each in graph.nodes[figure]["facts"] if each["property"] != "measure"]
    both = [
        {"property": "measure", "value": v, "lang": tag} for v, tag in (("online sales", "en"), ("网上销售额", "zh"))
    ]
    graph.nodes[figure]["facts"] = [*both, *facts]
    write_page(graph, tmp_path / "page.html", title="Figures", lang=language)
    open_page(chromium, tmp_path / "page.html")
    titles = chromium.execute_script(
        "const s = wenpu.page.store; return s.data.label.map((_, n) => n).filter((n) => s.kind(n) === 'Observation')"
        ".map((n) => s.title(n))"
    )
    assert [title for title in titles if title.endswith(measure)]


def test_a_search_that_goes_on_after_a_moment_elsewhere_stays_open(plain: Any) -> None:
    plain.execute_script("document.getElementById('search').focus(); document.activeElement.blur();")
    assert search(plain, "IHU")
    plain.execute_async_script("setTimeout(arguments[0], 300)")
    assert not plain.execute_script("return document.getElementById('found').hidden")
    plain.execute_script("document.activeElement.blur()")
    plain.execute_async_script("setTimeout(arguments[0], 300)")
    assert plain.execute_script("return document.getElementById('found').hidden")


def test_the_theme_follows_the_system_until_somebody_chooses(plain: Any) -> None:
    def system(scheme: str) -> str:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        plain.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        return str(plain.execute_script("return document.documentElement.dataset.theme"))

    try:
        assert [system("dark"), system("light"), system("dark")] == ["dark", "light", "dark"]
        plain.execute_script("document.querySelector('#tools [title=切换深浅色]').click()")
        assert [system("dark"), system("light"), system("dark")] == ["light", "light", "light"]
    finally:
        plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_what_is_printed_is_light_whole_and_undistorted(plain: Any) -> None:
    choose(plain, "王一鸣")
    assert plain.execute_script(
        """const theme = () => document.documentElement.dataset.theme, seen = [];
        document.querySelector('#tools [title=切换深浅色]').click();
        for (const event of ['', 'beforeprint', 'afterprint']) {
            if (event) dispatchEvent(new Event(event));
            seen.push(theme());
        }
        return seen"""
    ) == ["dark", "light", "dark"]
    try:
        plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        canvas, boxes = plain.execute_script(
            """const canvas = document.querySelector('#canvas canvas'), box = (e) => e.getBoundingClientRect();
            return [canvas.width / canvas.height - box(canvas).width / box(canvas).height,
                ['title', 'stage', 'legend', 'panel'].map((id) => document.getElementById(id)).map(box).map((b) => [b.top, b.bottom])]"""
        )
    finally:
        plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert abs(canvas) < 0.01
    for (_, bottom), (top, _) in itertools.pairwise(boxes):
        assert bottom <= top + 1


def test_a_hub_whose_name_has_no_room_covers_what_matters_least(plain: Any) -> None:
    scripts = "".join((PAGE / name).read_text("utf-8") for name in ("dom.js", "labels.js"))
    at = plain.execute_script(
        scripts
        + """const ctx = { font: '', measureText: (text) => ({ width: 10 * text.length }) };
        const occupied = new Occupied();
        for (const [owner, x, y] of [[2, 0, 25], [3, 0, -25], [4, 40, 0], [5, -40, 0]])
            occupied.take({ owner, isNode: true, x: x - 12, y: y - 12, w: 24, h: 24 });
        const { x, y } = leastCovering(ctx, { hubs: new Set([1, 2, 4, 5]) }, occupied, 1, { x: 0, y: 0, r: 10 }, '甲乙丙丁');
        return [x, y]"""
    )
    assert at[0] == 0
    assert at[1] < 0  # over 3, which is no hub


def test_in_a_crowd_of_lines_only_what_is_selected_has_their_names(chromium: Any, tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    bodies = [node(graph, f"organization/{n}", "Organization", (f"第{n}院", "zh")) for n in range(32)]
    for one, other in itertools.combinations(bodies, 2):
        graph.add_edge(one, other, key="subOrganizationOf", evidence=evidence("report"))
    write_page(graph, tmp_path / "crowd.html", title="众多连线")
    open_page(chromium, tmp_path / "crowd.html")
    drawn = "return wenpu.page.stage.placed.map((label) => label.text).filter((text) => text === '上级机构').length"
    assert chromium.execute_script(drawn) == 0
    choose(chromium, "第7院")
    assert 0 < chromium.execute_script(f"wenpu.page.stage.network.redraw(); {drawn}") <= 31
