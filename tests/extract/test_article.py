"""What a document says of itself becomes facts about the article."""

from __future__ import annotations

from pathlib import Path

from kg.documents import read as read_document
from kg.extract import extract
from kg.extract.reading import ARTICLE
from kg.model import Extraction, Value

TEXT = """---
title: 桥梁安全报告发布
url: https://example.org/a
source: 江州日报
date: 2030-05-10
---

# 桥梁安全报告发布

作者：王明远

云岭大学校长李思齐5月9日表示，桥梁安全十分重要。

来源：东海日报
"""


def read(tmp_path: Path, text: str = TEXT) -> Extraction:
    path = tmp_path / "article.md"
    path.write_text(text, encoding="utf-8")
    return next(extract([read_document(path)]))


def about(found: Extraction, predicate: str) -> list[str]:
    names = {entity.id: entity.name for entity in found.entities}
    facts = [fact for fact in found.facts if fact.subject == ARTICLE and fact.predicate == predicate]
    return [fact.object.text if isinstance(fact.object, Value) else names[fact.object] for fact in facts]


def test_front_matter_and_by_line(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert about(found, "title") == ["桥梁安全报告发布"]
    assert about(found, "url") == ["https://example.org/a"]
    assert about(found, "publicationDate") == ["2030-05-10"]
    assert about(found, "language") == ["zh"]
    assert about(found, "author") == ["王明远"]
    assert about(found, "originalSource") == ["东海日报"]


def test_the_original_source_without_its_parent(tmp_path: Path) -> None:
    text = TEXT.replace("云岭大学校长", "云岭大学桥梁安全研究中心监测到风险。云岭大学校长")
    found = read(tmp_path, text.replace("来源：东海日报", "来源：桥梁安全研究中心"))
    assert about(found, "originalSource") == ["云岭大学桥梁安全研究中心"]


def test_who_signs_below_the_title(tmp_path: Path) -> None:
    page = "---\ntitle: 桥梁安全报告发布\nsource: 江州日报\ndate: 2030-05-10\n---\n\n# 桥梁安全报告发布\n\n{}\n\n江州日报\n\n云岭大学开会。\n"
    assert about(read(tmp_path, page.format("ada")), "author") == ["ada"]
    assert about(read(tmp_path, page.format("东海桥梁情报中心")), "author") == ["东海桥梁情报中心"]
    for other in ("BRIDGE", "桥梁公司", "江州日报编译"):
        assert about(read(tmp_path, page.format(other)), "author") == []


def test_a_name_set_wide_is_one_name(tmp_path: Path) -> None:
    page = "---\ntitle: 桥梁安全\nsource: 江州日报\n---\n\n# 桥梁安全\n\n王明远 李 思\n\n江州日报\n\n云岭大学开会。\n"
    assert about(read(tmp_path, page), "author") == ["王明远", "李思"]


def test_who_signs_in_brackets(tmp_path: Path) -> None:
    page = "# 云岭桥梁\n\n新华社江州5月6日电（记者王明远 李思齐）云岭大学开会讨论桥梁问题。\n"
    assert set(about(read(tmp_path, page), "author")) == {"王明远", "李思齐"}
    page = "# 云岭桥梁\n\n江州日报江州5月6日电（江州日报见习记者 王明远 记者 李思齐）云岭大学开会讨论桥梁问题。\n"
    assert set(about(read(tmp_path, page), "author")) == {"王明远", "李思齐"}
    page = "# 云岭桥梁\n\n云岭大学开会讨论桥梁问题。\n\n会议持续了三天。（作者系云岭大学教授王明远）\n"
    assert about(read(tmp_path, page), "author") == ["王明远"]
    page = "# 云岭桥梁\n\n云岭大学（校长王明远）开会讨论问题。\n\n《桥梁》（作者王明远）一书很好，很受欢迎。\n"
    assert about(read(tmp_path, page), "author") == []


def test_who_signs_as_a_line_or_behind_a_dateline(tmp_path: Path) -> None:
    page = "# 云岭桥梁\n\n江州日报记者王明远\n\n云岭大学开会讨论桥梁问题。\n"
    assert about(read(tmp_path, page), "author") == ["王明远"]
    page = "# 云岭桥梁\n\n江州日报讯 5月6日消息（王明远）今日，云岭大学开会讨论桥梁问题。\n"
    assert about(read(tmp_path, page), "author") == ["王明远"]
    page = "# 云岭桥梁\n\n江州日报讯（江州）云岭大学开会。校长（王明远）出席。\n\n江州日报记者王明远，没有出席。\n"
    assert about(read(tmp_path, page), "author") == []


def test_the_source_published_the_article(tmp_path: Path) -> None:
    found = read(tmp_path)
    names = {entity.id: entity.name for entity in found.entities}
    assert [names[f.subject] for f in found.facts if f.predicate == "published" and f.object == ARTICLE] == ["江州日报"]


def test_a_blog_with_its_author_s_name_is_its_author_s(tmp_path: Path) -> None:
    page = "---\ntitle: On Ports\nsource: {}\n---\n\n# On Ports\n\nBy Jane Roe\n\nThe ports are closed to ships.\n"
    for outlet, kind in (("JANE ROE", "Person"), ("Jane Roe on Ports", "Organization")):
        found = read(tmp_path, page.format(outlet))
        kinds = {entity.id: str(entity.kind) for entity in found.entities}
        published = [fact.subject for fact in found.facts if fact.predicate == "published" and fact.object == ARTICLE]
        assert [kinds[subject] for subject in published] == [kind]


def test_the_article_mentions_what_it_names(tmp_path: Path) -> None:
    assert set(about(read(tmp_path), "mentions")) == {"江州日报", "东海日报", "王明远", "云岭大学", "李思齐"}


def test_evidence_is_the_text_as_it_stands(tmp_path: Path) -> None:
    found = read(tmp_path)
    for fact in found.facts:
        for evidence in fact.evidence:
            assert found.document.source_text[evidence.start : evidence.end] == evidence.quote


def test_what_is_not_stated_is_not_there(tmp_path: Path) -> None:
    found = read(tmp_path, "# 云岭桥梁\n\n云岭大学开会讨论桥梁问题。\n")
    assert about(found, "author") == about(found, "originalSource") == about(found, "publicationDate") == []
