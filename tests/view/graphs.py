"""Graphs of our own making for the page: a plain one, a hostile one, and one of any size."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx

BASE = "https://w3id.org/wenpu/id/"
ARTICLE = BASE + "article/河海数字论坛"

SENTENCES = {
    "forum": "10月8日至10日，2031年河海数字论坛在临江市举行，主题为“让数据流动起来”。",
    "report": "河海数字研究院在论坛上发布了《2031年河海数字经济报告》。",
    "figure": "报告显示，2030年临江市数字经济规模达到3.2万亿元，比上年增长11.5%；2029年为2.87万亿元。",
    "wang": "河海数字研究院治理研究室主任、研究员王一鸣认为，规则要走在风险前面。",
    "law": "会上还解读了刚刚公布的《数据流通条例》。",
    "union": "国际航信联盟（IHU）秘书长安娜·科瓦奇出席并致辞。",
}


def evidence(key: str, confidence: float = 0.9, article: str = ARTICLE) -> list[dict[str, Any]]:
    start = 100 * list(SENTENCES).index(key)
    return [
        {
            "quote": SENTENCES[key],
            "article": article,
            "start": start,
            "end": start + len(SENTENCES[key]),
            "method": "frame.test",
            "confidence": confidence,
        }
    ]


def fact(name: str, value: str, key: str | None = None, **typed: str) -> dict[str, Any]:
    return {"property": name, "value": value, "evidence": evidence(key) if key else [], **typed}


def node(graph: nx.MultiDiGraph[str], iri: str, kind: str, *names: tuple[str, str], **more: Any) -> str:
    full = BASE + iri
    graph.add_node(full, kind=kind, label=names[0][0] if names else "", names=list(names), same_as=[], facts=[])
    graph.nodes[full].update(more)
    return full


def plain_graph() -> nx.MultiDiGraph[str]:
    """An article about a forum: people, bodies with their nesting, works, figures and a claim."""
    g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    article = node(
        g,
        "article/河海数字论坛",
        "Article",
        ("河海数字论坛观察", "zh"),
        facts=[
            fact("title", "河海数字论坛观察", lang="zh"),
            fact("url", "https://press.example/a/1?x=1&y=2", datatype="anyURI"),
            fact("publicationDate", "2031-10-12", datatype="date"),
        ],
    )
    wang = node(g, "person/王一鸣", "Person", ("王一鸣", "zh"))
    anna = node(g, "person/安娜·科瓦奇", "Person", ("安娜·科瓦奇", "zh"), ("Anna Kovács", "en"))
    office = node(
        g, "organization/治理研究室", "Organization", ("河海数字研究院治理研究室", "zh"), ("治理研究室", "zh")
    )
    institute = node(
        g, "organization/河海数字研究院", "Organization", ("河海数字研究院", "zh"), ("Hehai Institute", "en")
    )
    union = node(
        g,
        "organization/国际航信联盟",
        "Organization",
        ("国际航信联盟", "zh"),
        ("International Hermes Union", "en"),
        ("IHU", "en"),
        same_as=["http://www.wikidata.org/entity/Q0"],
    )
    press = node(g, "organization/临江日报", "Organization", ("临江日报", "zh"))
    forum = node(
        g,
        "event/2031年河海数字论坛",
        "Event",
        ("2031年河海数字论坛", "zh"),
        facts=[
            fact("startDate", "2031-10-08", "forum", datatype="date"),
            fact("endDate", "2031-10-10", "forum", datatype="date"),
            fact("theme", "让数据流动起来", "forum", lang="zh"),
        ],
    )
    report = node(
        g,
        "report/2031年河海数字经济报告",
        "Report",
        ("2031年河海数字经济报告", "zh"),
        facts=[fact("publicationDate", "2031-10", "report", datatype="gYearMonth")],
    )
    law = node(g, "legislation/数据流通条例", "Legislation", ("数据流通条例", "zh"))
    city = node(g, "place/临江市", "Place", ("临江市", "zh"), ("Linjiang", "en"))
    data = node(g, "topic/data-flows", "Topic", ("数据流通", "zh"), ("data flows", "en"))
    post = node(g, "position/1", "Position", ("主任", "zh"), facts=[fact("positionTitle", "主任", "wang", lang="zh")])
    chief = node(
        g, "position/2", "Position", ("秘书长", "zh"), facts=[fact("positionTitle", "秘书长", "union", lang="zh")]
    )
    claim = node(g, "claim/1", "Claim", facts=[fact("claimText", "规则要走在风险前面", "wang", lang="zh")])
    figures = []
    for number, (value, unit, period, kind, measure) in enumerate(
        [
            ("3200000000000", "元", "2030", "level", "数字经济规模"),
            ("2870000000000", "元", "2029", "level", "数字经济规模"),
            ("11.5", "%", "2030", "growthRate", "数字经济规模"),
        ]
    ):
        figures.append(
            node(
                g,
                f"observation/{number}",
                "Observation",
                facts=[
                    fact("measure", measure, "figure", lang="zh"),
                    fact("value", value, "figure", datatype="decimal"),
                    fact("unit", unit, "figure"),
                    fact("period", period, "figure"),
                    fact("observationKind", kind, "figure"),
                ],
            )
        )

    def edge(source: str, name: str, target: str, key: str | None, confidence: float = 0.9) -> None:
        g.add_edge(source, target, key=name, evidence=evidence(key, confidence) if key else [])

    edge(wang, "affiliation", office, "wang")
    edge(wang, "holds", post, "wang")
    edge(post, "positionAt", office, "wang")
    edge(anna, "holds", chief, "union")
    edge(chief, "positionAt", union, "union")
    edge(anna, "affiliation", union, "union", 0.6)
    edge(office, "subOrganizationOf", institute, "wang")
    edge(institute, "published", report, "report")
    edge(forum, "location", city, "forum")
    edge(forum, "participant", anna, "union", 0.6)
    edge(claim, "claimant", wang, "wang")
    edge(claim, "about", data, "wang")
    edge(press, "published", article, None)
    edge(article, "about", data, None)
    for number in figures:
        edge(number, "attributedTo", report, "figure")
        edge(number, "area", city, "figure")
    for mentioned in (wang, anna, office, institute, union, forum, report, law, city):
        edge(article, "mentions", mentioned, None)
    return g


HOSTILE = [
    "</script><script>window.__hit=1</script>",
    '<img src=x onerror="window.__hit=2">',
    "<!--<script>",
    "]]>--><svg onload=window.__hit=3>",
    "${window.__hit=4} $title {{7*7}} %(title)s",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200f\u200e",
    "javascript:window.__hit=5",
    "' onmouseover='window.__hit=6",
    "a\x00b\x1b[31m\u2028\u2029\ud800",
    "__proto__",
    "constructor",
    "文" * 3000,
]


def hostile_graph() -> nx.MultiDiGraph[str]:
    """Every text that a stranger can choose is an attack."""
    g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    article = node(
        g,
        "article/<x>",
        "Article",
        (HOSTILE[0], "zh"),
        facts=[
            fact("title", HOSTILE[1]),
            fact("url", "javascript:window.__hit=7", datatype="anyURI"),
            fact("url", "data:text/html,<script>window.__hit=8</script>", datatype="anyURI"),
            fact("publicationDate", HOSTILE[0]),
        ],
    )
    previous = article
    for number, text in enumerate(HOSTILE):
        proof = [
            {
                "quote": text + " 引文 " + text[:50],
                "article": article,
                "start": 0,
                "end": 9,
                "method": text[:80],
                "confidence": 0.5,
            }
        ]
        kinds = ["Person", "Organization", "Event", text[:60] or "Thing"]
        here = node(
            g,
            f"n{number}/{text[:20]}",
            kinds[number % 4],
            (text, text[:20]),
            same_as=["javascript:window.__hit=9", "https://ok.example/" + text[:20]],
            facts=[
                {"property": text[:60] or "p", "value": text, "lang": text[:9], "evidence": proof},
                {"property": "startDate", "value": "2024-" + text[:20], "evidence": proof},
            ],
        )
        g.add_edge(previous, here, key=text[:60] or "p", evidence=proof)
        previous = here
    claim = node(g, "claim", "Claim", facts=[fact("claimText", HOSTILE[0])])
    g.add_edge(claim, previous, key="claimant", evidence=[])
    figure = node(
        g,
        "figure",
        "Observation",
        facts=[fact("measure", HOSTILE[1]), fact("value", HOSTILE[0]), fact("unit", HOSTILE[1])],
    )
    g.add_edge(figure, previous, key="attributedTo", evidence=[])
    return g


SYLLABLES = "华海江山东西南北中安信通数智云网联合国科技经济发展研究创新环球未来天地光明长城和平"


def big_graph(count: int, links: int, seed: int = 7) -> nx.MultiDiGraph[str]:
    """A graph of `count` entities in circles, each with a few hubs, as press archives have."""
    chance = random.Random(seed)
    g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kinds = ["Person"] * 4 + ["Organization"] * 3 + ["Event", "Report", "Place", "Article", "Legislation"]
    iris = []
    for number in range(count):
        kind = chance.choice(kinds)
        name = "".join(chance.choices(SYLLABLES, k=chance.randint(3, 9)))
        date = [
            {
                "property": "publicationDate",
                "value": f"{chance.randint(2010, 2030)}-0{chance.randint(1, 9)}",
                "evidence": [],
            }
        ]
        iris.append(
            node(
                g,
                f"{kind.lower()}/{name}-{number}",
                kind,
                (name, "zh"),
                facts=date if kind in ("Report", "Article") else [],
            )
        )
    circles = max(count // 400, 5)
    number_of = {iri: number for number, iri in enumerate(iris)}
    names = ["affiliation", "published", "participant", "location", "mentions", "organizer"]
    for number in range(links):
        source = iris[chance.randrange(count)]
        circle = number_of[source] % circles if chance.random() < 0.8 else chance.randrange(circles)
        target = iris[min(circle + circles * int(count / circles * chance.random() ** 4), count - 1)]
        if source == target:
            continue
        quote = "".join(chance.choices(SYLLABLES, k=40)) + f"第{number}句。"
        article = iris[chance.randrange(count)]
        g.add_edge(
            source,
            target,
            key=chance.choice(names),
            evidence=[
                {
                    "quote": quote,
                    "article": article,
                    "start": number,
                    "end": number + len(quote),
                    "method": "test",
                    "confidence": round(chance.uniform(0.4, 1), 2),
                }
            ],
        )
    return g
