"""The seed article from end to end: what a careful reader finds in it, no more and no less."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.documents import read
from kg.extract import extract
from kg.model import Extraction, Kind, Value
from kg.resolve import resolve

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
UNIT = "中国社会科学院世界经济与政治研究所国家安全研究室"
INSTITUTE = "中国社会科学院世界经济与政治研究所"
SUMMIT = "2024年世界互联网大会乌镇峰会"


@pytest.fixture(scope="module")
def seed() -> Extraction:
    return resolve(next(extract([read(SEED)])))


def names(extraction: Extraction, kind: Kind) -> set[str]:
    return {entity.name for entity in extraction.entities if entity.kind == kind}


def stated(extraction: Extraction, *predicates: str) -> set[tuple[str, str, str]]:
    called = {entity.id: entity.name for entity in extraction.entities}
    return {
        (
            called[fact.subject],
            fact.predicate,
            fact.object.text if isinstance(fact.object, Value) else called[fact.object],
        )
        for fact in extraction.facts
        if fact.predicate in predicates
    }


def figures(extraction: Extraction) -> list[dict[str, str]]:
    called = {entity.id: entity.name for entity in extraction.entities}
    found: dict[str, dict[str, str]] = {}
    for fact in extraction.facts:
        if extraction.entity(fact.subject).kind == Kind.OBSERVATION and fact.predicate != "type":
            text = fact.object.text if isinstance(fact.object, Value) else called[fact.object]
            found.setdefault(fact.subject, {})[fact.predicate] = text
    return list(found.values())


def test_people(seed: Extraction) -> None:
    assert names(seed, Kind.PERSON) == {"郎平", "习近平"}


def test_organizations(seed: Extraction) -> None:
    found = {
        frozenset(name.text for name in entity.names) for entity in seed.entities if entity.kind == Kind.ORGANIZATION
    }
    expected = {
        UNIT,
        INSTITUTE,
        "中国社会科学院",
        "中国信息通信研究院",
        "联合国贸易和发展会议",
        "国际电信联盟",
        "光明网",
        "中国信息安全",
    }
    assert len(found) == len(expected)
    assert all(any(name in called for called in found) for name in expected)


def test_events_works_places(seed: Extraction) -> None:
    assert names(seed, Kind.EVENT) == {SUMMIT}
    assert names(seed, Kind.REPORT) == {"2024年数字经济报告", "全球网络安全指数2024年版"}
    assert names(seed, Kind.PLACE) == {"乌镇", "中国", "非洲"}
    assert names(seed, Kind.LEGISLATION) == set()


def test_relations(seed: Extraction) -> None:
    title = next(entity.name for entity in seed.entities if entity.kind == Kind.ARTICLE)
    source = next(entity.name for entity in seed.entities if any(name.text == "中国信息安全" for name in entity.names))
    properties = "affiliation", "subOrganizationOf", "published", "location", "participant", "author", "originalSource"
    assert stated(seed, *properties) == {
        ("郎平", "affiliation", UNIT),
        (UNIT, "subOrganizationOf", INSTITUTE),
        (INSTITUTE, "subOrganizationOf", "中国社会科学院"),
        ("联合国贸易和发展会议", "published", "2024年数字经济报告"),
        ("国际电信联盟", "published", "全球网络安全指数2024年版"),
        (source, "published", title),
        (SUMMIT, "location", "乌镇"),
        (SUMMIT, "participant", "习近平"),
        (title, "author", "郎平"),
        (title, "originalSource", "光明网"),
    }


def test_dates_and_theme(seed: Extraction) -> None:
    title = next(entity.name for entity in seed.entities if entity.kind == Kind.ARTICLE)
    assert stated(seed, "startDate", "endDate", "publicationDate", "theme") == {
        (SUMMIT, "startDate", "2024-11-19"),
        (SUMMIT, "endDate", "2024-11-22"),
        (SUMMIT, "theme", "拥抱以人为本、智能向善的数字未来——携手构建网络空间命运共同体"),
        ("2024年数字经济报告", "publicationDate", "2024-07"),
        (title, "publicationDate", "2024-11-26"),
    }


def test_posts(seed: Extraction) -> None:
    titles = {
        fact.subject: fact.object.text
        for fact in seed.facts
        if fact.predicate == "positionTitle" and isinstance(fact.object, Value)
    }
    held = {
        (seed.entity(fact.subject).name, titles[fact.object])
        for fact in seed.facts
        if fact.predicate == "holds" and isinstance(fact.object, str)
    }
    assert held == {("郎平", "主任"), ("郎平", "研究员"), ("习近平", "主席")}


def test_claims(seed: Extraction) -> None:
    claims = {
        (seed.entity(fact.object).name, text.object.text[:12])
        for fact in seed.facts
        if fact.predicate == "claimant" and isinstance(fact.object, str)
        for text in seed.facts_of(fact.subject)
        if text.predicate == "claimText" and isinstance(text.object, Value)
    }
    assert ("习近平", "当前，新一轮科技革命和产") in claims
    assert ("全球网络安全指数2024年版", "随着人工智能、区块链和量") in claims
    reports = {"全球网络安全指数2024年版", "2024年数字经济报告"}
    assert {who for who, _ in claims} == {"习近平", "中国信息通信研究院", *reports}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("数字经济规模", {"value": "53900000000000", "unit": "元", "period": "2023", "area": "中国", "attributedTo": "中国信息通信研究院"}),
        ("数字经济规模", {"value": "3700000000000", "unit": "元", "observationKind": "increase"}),
        ("比重", {"value": "42.8", "unit": "%", "observationKind": "share"}),
        ("贡献率", {"value": "66.45", "unit": "%"}),
        ("产值", {"value": "70000000000000", "unit": "元", "period": "2024", "qualifier": "moreThan"}),
        ("增速", {"value": "20", "unit": "%", "qualifier": "atLeast"}),
        ("电子商务销售额", {"value": "60", "unit": "%", "period": "2016/2022", "qualifier": "nearly", "attributedTo": "2024年数字经济报告"}),
        ("网络安全战略", {"value": "107", "period": "2020"}),
        ("网络安全战略", {"value": "132", "period": "2024"}),
        ("网络安全战略", {"value": "9"}),
    ],
)  # fmt: skip
def test_figures(seed: Extraction, measure: str, expected: dict[str, str]) -> None:
    assert any(measure in figure["measure"] and expected.items() <= figure.items() for figure in figures(seed))


def test_every_quote_is_the_source_at_its_offsets(seed: Extraction) -> None:
    source = SEED.read_bytes().decode("utf-8")
    evidence = [item for fact in seed.facts for item in fact.evidence]
    assert len(evidence) > 100
    for item in evidence:
        assert source[item.start : item.end] == item.quote
        assert item.quote.strip() == item.quote != ""


def test_nothing_without_evidence(seed: Extraction) -> None:
    assert [fact for fact in seed.facts if not fact.evidence] == []


def test_the_code_knows_nothing_of_the_seed() -> None:
    """The rules speak of classes of texts: no sentence or title of the article stands in code or frames."""
    root = Path(__file__).parent.parent
    text = SEED.read_text(encoding="utf-8")
    known = {part for part in re.split(r"[^\u3400-\u9fff]+", text) if len(part) >= 12}
    files = [*root.glob("kg/**/*.py"), *root.glob("ontology/frames/*.toml")]
    assert not {part for part in known for file in files if part in file.read_text(encoding="utf-8")}
