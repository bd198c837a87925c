from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import DocumentError
from kg.model import BlockKind
from tests.documents.pages import FOOTER, FRONT, SENTENCE, body, kinds, read, texts

TITLE = "某市发布数据安全年度报告"

ENGLISH = "The flaw was fixed by its maker in a day."


def test_a_page_of_a_public_account(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        FRONT
        + f"""# {TITLE}

![cover_image](https://example.org/c.jpg)

# {TITLE}

原创

赵一

城市观察

**扫码关注我们**

邮发代号 1-234

文 | 某市数据局副局长 钱二

{SENTENCE}

![](https://example.org/i.png)

*图：报告封面*

**01**

**主要内容**

{SENTENCE}

（来源：海滨日报）

**欢迎关注本刊**

往期推荐

[别的文章](https://example.org/3)
"""
        + FOOTER,
    )
    assert texts(document) == [
        TITLE,
        "文 | 某市数据局副局长 钱二",
        SENTENCE,
        "主要内容",
        SENTENCE,
        "（来源：海滨日报）",
    ]
    assert kinds(document) == [
        BlockKind.TITLE,
        BlockKind.BYLINE,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.CREDIT,
    ]
    assert [author.value for author in document.authors] == ["赵一", "钱二"]
    assert document.original_source is not None
    assert document.original_source.value == "海滨日报"
    assert document.language == "zh"
    for field in (*document.authors, document.original_source):
        assert document.source_text[field.start : field.end] == field.value


def test_a_page_of_an_english_site(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        """---
title: City Publishes Data Report
source: Harbour News
---

# City Publishes Data Report

[Skip to content](#content)

* [Home](/)
* [Newsletter](/n)

Menu

Subscribe to our newsletter

# [City Publishes Data Report](https://example.org/1)

**Ann Lee**May 06, 2024Policy / Data

[12 Comments](https://example.org/1#c)

The data office of the city [published](https://example.org/r) its yearly report on Monday, the first of its kind.

Share

"Subscribe to fewer services and share less," the report advises.

Found this article interesting? Follow us on [News](https://example.org/n) to read more exclusive content.

[Another story](https://example.org/2)

A reader wrote a comment here that is no part of the article.
""",
    )
    assert texts(document) == [
        "City Publishes Data Report",
        "Ann Lee",
        "The data office of the city published its yearly report on Monday, the first of its kind.",
        '"Subscribe to fewer services and share less," the report advises.',
    ]
    assert kinds(document)[1] is BlockKind.BYLINE
    assert [author.value for author in document.authors] == ["Ann Lee"]
    assert document.language == "en"


@pytest.mark.parametrize(
    "sentence",
    [
        "扫码支付在去年的交易规模达到10万亿元，同比增长5%。",
        "用户只需扫码关注公众号，即可领取补贴。",
        "图1显示，用户规模达到10亿。",
        "该平台的订阅用户超过一百万，投稿数量也在增加。",
        "分享数据是治理的前提。",
        "来源不明的数据不得使用。",
        "作者认为，治理需要多方参与。",
        "点击阅读原文的读者增加了三成。",
        "推荐阅读这份报告的专家来自五个国家。",
        "微信扫一扫功能的月活跃用户超过六亿。",
        "关注我们身边的网络安全，是每个人的责任。",
        "会议结束（END）后，双方发表联合声明。",
        "据该机构联系方式公开目录显示，共有12个办事处。",
        "记者从该局获悉，报告将于下月发布。",
    ],
)
def test_a_furniture_word_in_a_sentence_stays(tmp_path: Path, sentence: str) -> None:
    assert body(tmp_path, f"{SENTENCE}\n\n{sentence}\n\n{SENTENCE}\n") == [SENTENCE, sentence, SENTENCE]


@pytest.mark.parametrize(
    "line",
    [
        "**扫码订阅《城市观察》**",
        "征订热线：010-00000000",
        "长按识别二维码关注我们",
        "👉 扫码立即加入，精彩不容错过！",
        "点击下方卡片关注我们，",
        "▲ 会场外景",
        "图2 2023年各省规模",
        "图片来源：视觉",
        "题图：资料",
        "↓↓↓",
        "——",
        "**二**",
        "PART.03",
        "阅读原文",
        "责任编辑：李四",
        "商务合作：010-00000000",
        "投稿邮箱：a@example.org",
        "好看你就分享",
        "觉得不错，就点个“在看”吧~",
        "如有侵权，请与后台联系，做删除处理。",
        "阅读量32410",
        "2024-05-06 10:20",
        "预览时标签不可点",
    ],
)
def test_furniture_lines_go(tmp_path: Path, line: str) -> None:
    assert body(tmp_path, f"{SENTENCE}\n\n{line}\n")[:2] == [SENTENCE]


def test_lists_of_other_articles_go_and_the_article_goes_on(tmp_path: Path) -> None:
    page = (
        f"前情回顾·**数据安全**\n\n* [旧文一](https://example.org/1)\n* [旧文二](https://example.org/2)\n\n{SENTENCE}\n"
    )
    assert body(tmp_path, page) == [SENTENCE]


def test_behind_the_end_only_a_credit_counts(tmp_path: Path) -> None:
    page = f"{SENTENCE}\n\n— 【 THE END 】—\n\n这里汇聚了行业内的精英，欢迎您来。\n\n来源：海滨日报\n"
    assert body(tmp_path, page) == [SENTENCE, "来源：海滨日报"]


def test_a_credit_in_the_middle_ends_nothing(tmp_path: Path) -> None:
    page = f"{SENTENCE}\n\n来源：海滨日报\n\n{SENTENCE}\n\n{SENTENCE}\n"
    assert body(tmp_path, page) == [SENTENCE, "来源：海滨日报", SENTENCE, SENTENCE]


def test_lines_of_a_paragraph_are_judged_apart(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        FRONT
        + f"{SENTENCE}\n\n\\* 本文为赵一鸣编译，原文地址：https://example.org/x?a=1\n注：图片均来源于网络，如有侵权，请联系删除。\n",
    )
    assert texts(document)[1:] == [SENTENCE, "* 本文为赵一鸣编译，原文地址：https://example.org/x?a=1"]
    assert kinds(document)[2] is BlockKind.CREDIT
    assert [author.value for author in document.authors] == ["赵一鸣"]


def test_numbered_references_are_credits(tmp_path: Path) -> None:
    page = f"{SENTENCE}\n\n参考文献\n\n[1] 赵一. 数据治理[J]. 海滨研究, 2023.\n\n[2] Lee A. Data. 2022.\n"
    assert kinds(read(tmp_path, FRONT + page))[2:] == [BlockKind.CREDIT] * 3


def test_menus_before_the_title_go(tmp_path: Path) -> None:
    page = f"首页\n\n安全 频道\n\n[登录](/login)\n\n# {TITLE}\n\n发布时间 : 2024-05-06 10:00:00\n\n{SENTENCE}\n"
    assert body(tmp_path, page) == [SENTENCE]


def test_only_furniture_left(tmp_path: Path) -> None:
    with pytest.raises(
        DocumentError, match=r"no article is left without the page furniture: check the file, or leave it out$"
    ):
        read(tmp_path, FRONT + f"# {TITLE}\n\n城市观察\n" + FOOTER)


def test_outlet_and_day_below_the_title(tmp_path: Path) -> None:
    document = read(tmp_path, f"#  {TITLE}   \n 城市观察   2024-05-06 18:17  \n  \n{SENTENCE}  \n")
    assert document.source is not None
    assert document.source.value == "城市观察"
    assert document.date is not None
    assert document.date.value == "2024-05-06"
    assert texts(document) == [TITLE, SENTENCE]


def test_taken_over_from_another_account(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        FRONT
        + f"以下文章来源于海滨数据\n，作者海滨\n\n**海滨数据**\n.\n\n关于数据的公众号，每周更新三次。\n\n{SENTENCE}\n",
    )
    assert document.original_source is not None
    assert document.original_source.value == "海滨数据"
    assert texts(document)[1:] == ["以下文章来源于海滨数据，作者海滨", SENTENCE]


def test_taken_over_with_its_author(tmp_path: Path) -> None:
    document = read(tmp_path, FRONT + f"以下文章来源于海滨数据\n，作者赵一鸣\n\n{SENTENCE}\n")
    assert document.original_source is not None
    assert document.original_source.value == "海滨数据"
    assert [author.value for author in document.authors] == ["赵一鸣"]


def test_author_above_section_and_hours_since(tmp_path: Path) -> None:
    document = read(tmp_path, FRONT + f"赵一鸣\n[新闻](/news)\n23小时 前发布\n\n{SENTENCE}\n")
    assert [author.value for author in document.authors] == ["赵一鸣"]
    assert texts(document)[1:] == [SENTENCE]


def test_a_line_above_itself_counts_once(tmp_path: Path) -> None:
    assert body(tmp_path, f"峰会组委会\n峰会组委会\n\n{SENTENCE}\n") == ["峰会组委会", SENTENCE]


def test_the_users_word_on_language_counts(tmp_path: Path) -> None:
    from kg import documents

    path = tmp_path / "a.md"
    path.write_text(FRONT + SENTENCE, encoding="utf-8")
    assert documents.read(path, language="zh-Hant").language == "zh-Hant"


@pytest.mark.parametrize(
    "ending", ["Jane Roe\n\nis a reporter for The Example.", "Jane Roe is a reporter for The Example."]
)
def test_what_is_told_of_the_author_behind_the_article_goes(tmp_path: Path, ending: str) -> None:
    document = read(
        tmp_path,
        f"---\ntitle: T\nauthor: Jane Roe\n---\n\nThe flaw was fixed by its maker.\n\n{ending} She was born in Exampleville.\n",
    )
    assert texts(document) == ["T", "The flaw was fixed by its maker."]


def test_an_author_who_acts_in_the_article_stays(tmp_path: Path) -> None:
    document = read(
        tmp_path, "---\ntitle: T\nauthor: Jane Roe\n---\n\nThe flaw was fixed.\n\nJane Roe is not amused by that.\n"
    )
    assert document.text.endswith("Jane Roe is not amused by that.")


def test_a_by_line_over_two_lines(tmp_path: Path) -> None:
    document = read(
        tmp_path, "---\ntitle: T\n---\n\nBy\n[Jane Roe](https://e.example/jane)\n\nThe flaw was fixed by its maker.\n"
    )
    assert [author.value for author in document.authors] == ["Jane Roe"]


def test_a_by_line_over_two_paragraphs(tmp_path: Path) -> None:
    document = read(tmp_path, f"---\ntitle: T\n---\n\n By \n\n###### Jane Roe\n\n* June 9, 2030\n\n{ENGLISH}\n")
    assert [author.value for author in document.authors] == ["Jane Roe"]
    assert texts(document) == ["T", "Jane Roe", ENGLISH]


def test_a_section_before_the_day_is_no_writer(tmp_path: Path) -> None:
    document = read(tmp_path, f"---\ntitle: T\n---\n\nNews Analysis\nDec 20, 2030\n\n{ENGLISH}\n")
    assert not document.authors


def test_a_name_and_a_day_above_the_title(tmp_path: Path) -> None:
    above = "[Jane Roe](/author/jane-roe)June 2nd, 2030"
    document = read(tmp_path, f"---\ntitle: On Ports\n---\n\n# On Ports\n\n{above}\n\n# On Ports\n\n{ENGLISH}\n")
    assert [author.value for author in document.authors] == ["Jane Roe"]
    elsewhere = "They met Jane Roe\n\nJune 2nd, 2030"
    document = read(tmp_path, f"---\ntitle: On Ports\n---\n\n# On Ports\n\n{elsewhere}\n\n# On Ports\n\n{ENGLISH}\n")
    assert not document.authors


def test_readers_comments_are_no_part_of_the_article(tmp_path: Path) -> None:
    thoughts = "He had 12 thoughts on “the sea” to share with us."
    below = "## 12 thoughts on “T”\n\n1. DB in Denver\n\n   Is this so?"
    document = read(tmp_path, f"---\ntitle: T\n---\n\n{ENGLISH}\n\n{thoughts}\n\n{below}\n")
    assert texts(document) == ["T", ENGLISH, thoughts]


def test_a_link_to_the_author_and_a_name_and_a_time(tmp_path: Path) -> None:
    for line in (
        "[Jane ROE](/author/jane)\n\nSeptember 07, 2030",
        "[Jane ROE](/jane) @ 12:35 pm, October 20, 2030",
        "[Jane ROE](/jane)June 2nd, 2030",
    ):
        document = read(tmp_path, f"---\ntitle: T\n---\n\n[Industry News](/news)\n\n{line}\n\n{ENGLISH}\n")
        assert [author.value for author in document.authors] == ["Jane ROE"]


def test_a_blog_that_has_its_author_s_name(tmp_path: Path) -> None:
    document = read(tmp_path, f"---\ntitle: T\nsource: JANE ROE\n---\n\n[Jane ROE](/jane)\n\n{ENGLISH}\n")
    assert [author.value for author in document.authors] == ["Jane ROE"]


def test_titles_of_related_articles_go(tmp_path: Path) -> None:
    document = read(
        tmp_path, f"---\ntitle: T\n---\n\n{ENGLISH}\n\n### Related Articles:\n\nGang breaches firm\n\nFlaw hits firm\n"
    )
    assert texts(document) == ["T", ENGLISH]


def test_a_space_lost_behind_a_bold_name(tmp_path: Path) -> None:
    document = read(tmp_path, "---\ntitle: T\n---\n\nDirector **Jane Roe**said it was **un**likely.\n")
    assert texts(document) == ["T", "Director Jane Roe said it was unlikely."]


LIST = "+ Source: The Example\n+ Link: https://example.org/a\n+ Date: May 6, 2030\n+ Author: Jane Roe\n"


def test_a_list_of_metadata_below_the_title(tmp_path: Path) -> None:
    document = read(tmp_path, f"# On Ports\n\n## Information:\n{LIST}\n## Article:\n{ENGLISH}\n")
    assert document.source is not None
    assert (document.source.value, document.date and document.date.value) == ("The Example", "2030-05-06")
    assert [author.value for author in document.authors] == ["Jane Roe"]
    assert document.url is not None
    assert document.url.value == "https://example.org/a"
    assert ENGLISH in texts(document)
    assert not any("Source" in each for each in texts(document))


def test_a_list_with_one_such_key_is_the_article_s(tmp_path: Path) -> None:
    document = read(tmp_path, f"# On Ports\n\n+ Source: a spring in the hills\n+ Mouth: the sea\n\n{ENGLISH}\n")
    assert document.source is None
    assert "Mouth: the sea" in texts(document)


MENUS = "### Latest Podcasts\n\n#### Can you prove it?\n\n### Threats\n\n* Gang breaches firm\n* Flaw hits firm\n"


def test_behind_the_text_lists_of_other_articles_go_with_all_their_headings(tmp_path: Path) -> None:
    long = f"{ENGLISH} {ENGLISH} {ENGLISH}"
    assert texts(read(tmp_path, f"---\ntitle: T\n---\n\n{long}\n\n{MENUS}")) == ["T", long]
    kept = texts(read(tmp_path, f"---\ntitle: T\n---\n\n{MENUS}\n\n### Ports\n\n{long}\n"))
    assert kept[-2:] == ["Ports", long]


def test_teasers_that_break_off_go(tmp_path: Path) -> None:
    teasers = "Half of agencies fall short: report\n\nLack of consistency leaves...\n\n"
    document = read(tmp_path, f"---\ntitle: T\n---\n\n{ENGLISH}\n\n{teasers}{teasers}")
    assert texts(document) == ["T", ENGLISH]
    once = texts(read(tmp_path, f"---\ntitle: T\n---\n\n{ENGLISH}\n\n{teasers}"))
    assert once[-1] == "Lack of consistency leaves..."


def test_a_source_beside_a_picture_is_the_picture_s(tmp_path: Path) -> None:
    document = read(tmp_path, f"---\ntitle: T\n---\n\n{ENGLISH}\n\n![](a.png)Source: The Example\n\n{ENGLISH}\n")
    assert document.original_source is None
    document = read(tmp_path, f"---\ntitle: T\n---\n\n{ENGLISH}\n\nSource: The Example\n")
    assert document.original_source is not None


def test_nothing_but_tags(tmp_path: Path) -> None:
    document = read(tmp_path, f"---\ntitle: T\n---\n\n{ENGLISH}\n\n[[ports]] [[policy]]\n\n#ports #policy\n")
    assert texts(document) == ["T", ENGLISH]


def test_sharing_buttons_and_a_by_line_with_its_day(tmp_path: Path) -> None:
    document = read(tmp_path, f"# On Ports\n\nBy Jane Roe · 2030-05-06\n\nShare Tweet Email\n\n{ENGLISH}\n")
    assert [author.value for author in document.authors] == ["Jane Roe"]
    assert document.source is None
    assert document.date is not None
    assert document.date.value == "2030-05-06"
    assert texts(document) == ["On Ports", ENGLISH]


def test_a_by_line_above_the_title(tmp_path: Path) -> None:
    above = "by\t\nJane Roe\n\nContributor\n"
    document = read(tmp_path, f"---\ntitle: On Ports\n---\n\n{above}\n# On Ports\n\n{ENGLISH}\n")
    assert [author.value for author in document.authors] == ["Jane Roe"]
