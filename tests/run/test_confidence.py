from kg.model import (
    Block,
    BlockKind,
    Document,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Field,
    Kind,
    Mention,
    OffsetMap,
    Value,
)
from kg.run.confidence import at_least

DOCUMENT = Document("a.md", "标题", "标题", (Block(BlockKind.TITLE, 0, 2),), OffsetMap(()), Field("标题", 0, 2), "zh")


def sure(*confidences: float) -> tuple[Evidence, ...]:
    return tuple(Evidence(0, 2, "标题", "rule", confidence) for confidence in confidences)


def extraction() -> Extraction:
    kinds = {
        "article": Kind.ARTICLE,
        "wang": Kind.PERSON,
        "office": Kind.ORGANIZATION,
        "town": Kind.PLACE,
        "claim": Kind.CLAIM,
    }
    return Extraction(
        DOCUMENT,
        tuple(Entity(key, kind) for key, kind in kinds.items()),
        tuple(Mention(0, 1, "标", kinds[key], key) for key in ("wang", "office", "town")),
        (
            Fact("wang", "affiliation", "office", sure(0.4, 0.9)),
            Fact("office", "location", "town", sure(0.5)),
            Fact("claim", "type", "Claim", sure(0.6)),
            Fact("claim", "claimText", Value("标题"), sure(0.95)),
            Fact("claim", "claimant", "wang", sure(0.95)),
            Fact("town", "location", "office"),
        ),
    )


def kept(confidence: float) -> tuple[set[str], set[tuple[str, str]]]:
    result = at_least(extraction(), confidence)
    assert {mention.entity for mention in result.mentions} <= {entity.id for entity in result.entities}
    return {entity.id for entity in result.entities}, {(f.subject, f.predicate) for f in result.facts}


def test_nothing_goes_at_zero() -> None:
    assert at_least(extraction(), 0) == extraction()


def test_evidence_under_the_bar_goes_and_the_fact_stays_with_the_rest() -> None:
    fact = at_least(extraction(), 0.6).facts[0]
    assert [evidence.confidence for evidence in fact.evidence] == [0.9]


def test_at_the_bar_is_sure_enough() -> None:
    assert ("claim", "type") in kept(0.6)[1]


def test_a_claim_goes_whole() -> None:
    entities, facts = kept(0.7)
    assert entities == {"article", "wang", "office", "town"}
    assert facts == {("wang", "affiliation"), ("town", "location")}


def test_what_no_text_says_stays_and_the_article_does_always() -> None:
    entities, facts = kept(1)
    assert entities == {"article", "town", "office"}
    assert facts == {("town", "location")}
