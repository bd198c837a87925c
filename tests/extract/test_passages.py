from __future__ import annotations

from pathlib import Path

from kg import documents, extract
from kg.extract.passages import passages
from kg.model import Entity, Extraction, Kind

TEXT = """# 国际电信联盟发布数字经济报告

2024年7月10日，国际电信联盟（ITU）在日内瓦发布《数字经济报告2024》。

The International Telecommunication Union (ITU) published the Digital Economy Report 2024 in Geneva on Wednesday. "We must connect everyone," said Doreen Bogdan-Martin, Secretary-General of the ITU.

総務省は月曜日、情報通信白書を発表し、国民の多くがまだインターネットを利用していないと述べた。

工业和信息化部副部长张云明表示，中国将继续推动数字经济发展。
"""
ENGLISH = """# Union publishes report

The union published its Digital Economy Report 2024 in Geneva on Monday, and ministers of many countries welcomed it.

工业和信息化部副部长张云明在北京表示，中国将继续推动数字经济发展。

"We must connect everyone," said Ann Lee, director of the International Telecommunication Union.
"""


def extraction(folder: Path, text: str) -> Extraction:
    path = folder / "a.md"
    path.write_text(text, "utf-8")
    return next(extract.extract([documents.read(path)]))


def named(found: Extraction, kind: Kind, name: str) -> list[Entity]:
    return [each for each in found.entities if each.kind == kind and any(n.text == name for n in each.names)]


def test_each_paragraph_is_read_in_its_own_language(tmp_path: Path) -> None:
    found = extraction(tmp_path, TEXT)
    (body,) = named(found, Kind.ORGANIZATION, "ITU")
    assert [name.text for name in body.names][:2] == ["国际电信联盟", "ITU"]
    assert named(found, Kind.ORGANIZATION, "International Telecommunication Union") == [body]
    (chinese,) = named(found, Kind.REPORT, "数字经济报告2024")
    (english,) = named(found, Kind.REPORT, "Digital Economy Report 2024")
    published = {fact.object for fact in found.facts if fact.subject == body.id and fact.predicate == "published"}
    assert {chinese.id, english.id} <= published
    (speaker,) = named(found, Kind.PERSON, "Doreen Bogdan-Martin")
    assert any(fact.predicate == "affiliation" and fact.object == body.id for fact in found.facts_of(speaker.id))
    (minister,) = named(found, Kind.PERSON, "张云明")
    assert any(fact.predicate == "holds" for fact in found.facts_of(minister.id))


def test_what_nobody_reads_is_left_alone(tmp_path: Path) -> None:
    found = extraction(tmp_path, TEXT)
    start = found.document.text.index("総務省")
    end = found.document.text.index("工业和信息化部副部长")
    assert not [mention for mention in found.mentions if start <= mention.start < end]


def test_the_reverse(tmp_path: Path) -> None:
    found = extraction(tmp_path, ENGLISH)
    assert found.document.language == "en"
    assert named(found, Kind.PERSON, "张云明")
    assert named(found, Kind.ORGANIZATION, "工业和信息化部")
    assert named(found, Kind.PERSON, "Ann Lee")


def test_every_place_is_right(tmp_path: Path) -> None:
    for text in (TEXT, ENGLISH):
        found = extraction(tmp_path, text)
        document = found.document
        ids = [entity.id for entity in found.entities]
        assert len(set(ids)) == len(ids)
        assert [m.start for m in found.mentions] == sorted(m.start for m in found.mentions)
        for mention in found.mentions:
            assert document.text[mention.start : mention.end] == mention.text
            assert mention.entity in ids
        for fact in found.facts:
            assert fact.subject in ids
            for evidence in fact.evidence:
                assert document.source_text[evidence.start : evidence.end] == evidence.quote


def test_the_article_is_one_and_in_one_language(tmp_path: Path) -> None:
    found = extraction(tmp_path, TEXT)
    said = [fact.object for fact in found.facts if (fact.subject, fact.predicate) == ("article", "language")]
    assert len(said) == 1
    assert len([entity for entity in found.entities if entity.kind == Kind.ARTICLE]) == 1


def test_an_article_in_one_language_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# 标题\n\n国际电信联盟发布报告。\n", "utf-8")
    document = documents.read(path)
    assert passages(document) == [document]
    assert passages(document)[0] is document
