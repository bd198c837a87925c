"""Extractions made by hand: one that uses every term of the ontology, one that means harm."""

from __future__ import annotations

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
    Name,
    OffsetMap,
    Segment,
    Value,
    ValueType,
)

TITLE = "水镇数据大会开幕"
TEXT = f"""{TITLE}
数据部统计局局长王小明在2024年水镇数据大会分论坛上说：“数据要流动。”《数据年报》显示，2023年甲国产值超过12.5万元。"""


def document(
    text: str = TEXT,
    *,
    title: str = TITLE,
    date: str | None = "2024-11-20",
    url: str | None = "https://example.org/1",
    file: str = "articles/one.md",
) -> Document:
    """A document whose file is its clean text."""
    return Document(
        file=file,
        source_text=text,
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),),
        offsets=OffsetMap((Segment(0, len(text), 0, len(text)),)),
        title=Field(title, 0, len(title)),
        language="zh",
        date=Field(date, 0, 1) if date else None,
        url=Field(url, 0, 1) if url else None,
    )


def seen(quote: str, text: str = TEXT, *, method: str = "by-hand", confidence: float = 0.9) -> Evidence:
    """Evidence for a quote where it first stands in a text."""
    start = text.index(quote)
    return Evidence(start, start + len(quote), quote, method, confidence)


def zh(text: str) -> Value:
    """Chinese text."""
    return Value(text, ValueType.TEXT, "zh")


def names(*texts: str, lang: str = "zh") -> tuple[Name, ...]:
    """Names in one language, preferred first."""
    return tuple(Name(text, lang) for text in texts)


def full() -> Extraction:
    """What TEXT says and a little more, so that every class and property occurs."""
    entities = (
        Entity("article", Kind.ARTICLE, names(TITLE)),
        Entity("wang", Kind.PERSON, names("王小明", "王局长")),
        Entity("ministry", Kind.ORGANIZATION, (Name("数据部", "zh"), Name("Data Ministry", "en"), Name("数部", "zh"))),
        Entity("bureau", Kind.ORGANIZATION, names("统计局"), qualifier="数据部"),
        Entity("paper", Kind.ORGANIZATION, names("水镇日报"), same_as=("http://www.wikidata.org/entity/Q0",)),
        Entity("series", Kind.EVENT, names("水镇数据大会")),
        Entity("congress", Kind.EVENT, names("水镇数据大会"), qualifier="2024"),
        Entity("forum", Kind.EVENT, names("分论坛"), qualifier="2024年水镇数据大会"),
        Entity("yearbook", Kind.REPORT, names("数据年报")),
        Entity("law", Kind.LEGISLATION, names("数据法")),
        Entity("book", Kind.WORK, names("数据之书")),
        Entity("town", Kind.PLACE, names("水镇")),
        Entity("country", Kind.PLACE, names("甲国")),
        Entity("post", Kind.POSITION),
        Entity("claim", Kind.CLAIM),
        Entity("figure", Kind.OBSERVATION),
        Entity("flows", Kind.TOPIC, names("数据跨境流动")),
    )
    title = (seen(TITLE),)
    sentence = (seen("数据部统计局局长王小明在2024年水镇数据大会分论坛上说：“数据要流动。”"),)
    second = (seen("《数据年报》显示，2023年甲国产值超过12.5万元。"),)
    facts = (
        Fact("article", "title", zh(TITLE), title),
        Fact("article", "url", Value("https://example.org/1", ValueType.URI), title),
        Fact("article", "language", Value("zh"), title),
        Fact("article", "publicationDate", Value("2024-11-20", ValueType.DATE), title),
        Fact("article", "author", "wang", title),
        Fact("article", "originalSource", "paper", title),
        Fact("article", "about", "flows", sentence),
        Fact("article", "mentions", "wang", sentence),
        Fact("paper", "published", "article", title),
        Fact("wang", "affiliation", "bureau", sentence),
        Fact("wang", "holds", "post", sentence),
        Fact("post", "type", "Position", sentence),
        Fact("post", "positionTitle", zh("局长"), sentence),
        Fact("post", "positionAt", "bureau", sentence),
        Fact("bureau", "subOrganizationOf", "ministry", sentence),
        Fact("bureau", "published", "yearbook", second),
        Fact("yearbook", "publicationDate", Value("2024-07", ValueType.YEAR_MONTH), second),
        Fact("ministry", "published", "law", second),
        Fact("congress", "editionOf", "series", sentence),
        Fact("congress", "location", "town", title),
        Fact("congress", "startDate", Value("2024-11-19", ValueType.DATE), sentence),
        Fact("congress", "endDate", Value("2024", ValueType.YEAR), sentence),
        Fact("congress", "theme", zh("数据向善"), sentence),
        Fact("congress", "organizer", "ministry", sentence),
        Fact("forum", "subEventOf", "congress", sentence),
        Fact("forum", "participant", "wang", sentence),
        Fact("claim", "type", "Claim", sentence),
        Fact("claim", "claimant", "wang", sentence),
        Fact("claim", "claimText", zh("数据要流动。"), sentence),
        Fact("claim", "claimDate", Value("2024-11-20", ValueType.DATE), sentence),
        Fact("claim", "claimedAt", "forum", sentence),
        Fact("claim", "about", "flows", sentence),
        Fact("figure", "type", "Observation", second),
        Fact("figure", "measure", zh("产值"), second),
        Fact("figure", "value", Value("125000.0", ValueType.DECIMAL), second),
        Fact("figure", "unit", zh("元"), second),
        Fact("figure", "qualifier", Value("moreThan"), second),
        Fact("figure", "observationKind", Value("level"), second),
        Fact("figure", "period", Value("2023"), second),
        Fact("figure", "area", "country", second),
        Fact("figure", "attributedTo", "yearbook", second),
    )
    start = TEXT.index("王小明")
    mentions = (
        Mention(0, len(TITLE), TITLE, Kind.ARTICLE, "article"),
        Mention(start, start + 3, "王小明", Kind.PERSON, "wang"),
        Mention(TEXT.index("甲国"), TEXT.index("甲国") + 2, "甲国", Kind.PLACE, "country"),
    )
    return Extraction(document(), entities, mentions, facts)


HOSTILE = (
    'quote " and \\ and """',
    "'''\n\r\t\b\f\x0b\x1b\x7f\x85",
    "<script>alert(1)</script>]]>",
    "nul \x00, surrogate \ud800, noncharacters \ufffe \uffff \U0010ffff",
    "bidi \u202eevil\u202c \u2066\u200f\u061c",
    "invisible \u200b\u00ad\ufeff \u2028 \u3000",
    ". a kg:Evidence . <http://evil> <b> <c> #",
    "\u0301combining, e\u0301 and \u00e9, \U0001f600\U0002a6a5",
    "@prefix kg: <http://evil#> .",
    "%2F/../..//?q#f",
    "..",
    " ",
    "private \ue000 \U000f0000",
    "很" * 500,
)


def hostile() -> Extraction:
    """Every hostile string wherever a string can stand."""
    text = "\n".join(HOSTILE)
    entities = []
    facts = []
    for index, string in enumerate(HOSTILE):
        source = (seen(string, text, method=string),)
        entities += [
            Entity(f"o{index}", Kind.ORGANIZATION, names(string), qualifier=string),
            Entity(f"p{index}", Kind.PERSON, names("甲", string, lang="und")),
            Entity(f"c{index}", Kind.CLAIM),
            Entity(f"f{index}", Kind.OBSERVATION),
        ]
        facts += [
            Fact(f"p{index}", "affiliation", f"o{index}", source),
            Fact(f"c{index}", "type", "Claim", source),
            Fact(f"c{index}", "claimText", zh(string), source),
            Fact(f"c{index}", "claimant", f"o{index}", source),
            Fact(f"f{index}", "type", "Observation", source),
            Fact(f"f{index}", "measure", zh(string), source),
            Fact(f"f{index}", "unit", Value(string), source),
            Fact(f"f{index}", "value", Value("-.50", ValueType.DECIMAL), source),
        ]
    whole = document(text, title=HOSTILE[0], url=f"javascript:{HOSTILE[3]}", date=None)
    facts += [
        Fact("article", "title", zh(HOSTILE[0]), (seen(HOSTILE[0], text),)),
        Fact("article", "language", Value("zh"), (seen(HOSTILE[0], text),)),
        Fact("article", "url", Value(f"javascript:{HOSTILE[3]}", ValueType.URI), (seen(HOSTILE[0], text),)),
    ]
    return Extraction(whole, tuple(entities), (), tuple(facts))
