from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import documents
from kg.documents import DocumentError
from kg.documents.stored import Stored
from kg.documents.webpage import MAX_CHARACTERS, MAX_ELEMENTS
from kg.documents.webpage import read as read_page
from kg.model import BlockKind, Document
from tests.documents.test_reading import check

BODY = """<nav><ul><li><a href="/">首页</a></li><li><a href="/news">新闻中心</a></li></ul></nav>
<div class="share"><a href="#">分享到微博</a></div>
<article><h1>滨海省发布数据安全报告</h1><p class="meta">2024-07-11 08:00 来源：滨海日报 责任编辑：张三</p>
<p>7月10日，滨海省网信办在滨海市发布《2024年数据安全<b>报告</b>》。报告称，全省共有<a href="/a">1200家</a>企业
完成数据分类分级，较上年增长15%。</p>
<h2>主要内容</h2>
<ul><li>第一，完善制度，健全数据安全治理体系；</li><li>第二，<br>加强监管。</li></ul>
<table><tr><th>年份</th><th>企业数</th></tr><tr><td>2023</td><td>1043家</td></tr></table>
<blockquote><p>“数据安全是发展的底线。”王强说。</p></blockquote>
<p>王强是滨海省网信办主任。他表示，下一步将推动条例落地。<script>alert(1)</script></p>
</article>
<div class="related"><h3>相关新闻</h3><ul><li><a href="/1">别的新闻标题一</a></li></ul></div>
<div id="comments"><h3>评论</h3><p>网友甲：好文章！</p></div>
<footer>Copyright 2024 滨海新闻网 版权所有</footer>"""
HEAD = """<title>滨海省发布数据安全报告_滨海新闻网</title><meta name="author" content="李明">
<meta property="article:published_time" content="2024-07-11T08:00:00+08:00">
<meta property="og:site_name" content="滨海新闻网"><link rel="canonical" href="https://news.example.org/a/1.html">"""
PARAGRAPHS = [
    (BlockKind.TITLE, "滨海省发布数据安全报告"),
    (BlockKind.CREDIT, "来源：滨海日报"),
    (
        BlockKind.PARAGRAPH,
        "7月10日，滨海省网信办在滨海市发布《2024年数据安全报告》。报告称，全省共有1200家企业完成数据分类分级，较上年增长15%。",
    ),
    (BlockKind.HEADING, "主要内容"),
    (BlockKind.LIST_ITEM, "第一，完善制度，健全数据安全治理体系；"),
    (BlockKind.LIST_ITEM, "第二，加强监管。"),
    (BlockKind.TABLE_ROW, "年份 | 企业数"),
    (BlockKind.TABLE_ROW, "2023 | 1043家"),
    (BlockKind.PARAGRAPH, "“数据安全是发展的底线。”王强说。"),
    (BlockKind.PARAGRAPH, "王强是滨海省网信办主任。他表示，下一步将推动条例落地。"),
]
ENGLISH = """<!doctype html><html lang="en"><head><title>Union publishes report | Example News</title>
<meta property="og:title" content="Union publishes report"><meta property="og:site_name" content="Example News">
<meta name="author" content="Ann Lee"><meta property="article:published_time" content="2024-07-11"></head>
<body><header><a href="/">Home</a> <a href="/about">About us</a></header><main><article><h1>Union publishes report</h1>
<p>The union published its <em>Digital Economy Report 2024</em> in Geneva on Monday, and ministers welcomed it.</p>
<p>The report said that 32% of the world&rsquo;s population remain offline &mdash; nearly a third.</p>
<p><a href="/subscribe">Subscribe to our newsletter</a></p>
<div class="author-bio"><p>Ann Lee is a reporter at Example News who covers networks.</p></div></article></main>
<aside><h2>Related articles</h2><ul><li><a href="/2">Another story that is long enough to be one</a></li></ul></aside>
<footer>Copyright 2024 Example News. All rights reserved.</footer></body></html>"""


def page(head: str = HEAD, body: str = BODY, charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}">{head}</head><body>{body}</body></html>'
    )


def read(markup: str) -> Document:
    return read_page(Stored(Path("a.html"), markup.encode()))


def blocks(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_the_article_without_the_page_around_it() -> None:
    document = read(page())
    assert blocks(document) == PARAGRAPHS
    assert document.title.value == "滨海省发布数据安全报告"
    assert document.date is not None
    assert document.date.value == "2024-07-11"
    assert document.source is not None
    assert document.source.value == "滨海新闻网"
    assert document.url is not None
    assert document.url.value == "https://news.example.org/a/1.html"
    assert [author.value for author in document.authors] == ["李明"]
    assert document.original_source is not None
    assert document.original_source.value == "滨海日报"
    assert document.language == "zh"


def test_offsets_count_in_the_transcript() -> None:
    document = read(page())
    check(document)
    assert document.transcribed
    for field in (document.title, document.date, document.source, document.url, *document.authors):
        assert field is not None
        assert document.source_text[field.start : field.end] == field.value
    assert "<" not in document.source_text


def test_an_english_page() -> None:
    document = read(ENGLISH)
    assert [text for _, text in blocks(document)] == [
        "Union publishes report",
        "The union published its Digital Economy Report 2024 in Geneva on Monday, and ministers welcomed it.",
        "The report said that 32% of the world’s population remain offline — nearly a third.",
    ]
    assert [author.value for author in document.authors] == ["Ann Lee"]
    assert document.language == "en"


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "gbk"),
        ("utf-16", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb2312"),
        ("gbk", "no-such-encoding"),
        ("utf-8", "gb2312"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, stated: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page(charset=stated).encode(encoding))
    assert blocks(documents.read(path)) == PARAGRAPHS


def test_traditional_chinese_in_big5_is_read_as_chinese(tmp_path: Path) -> None:
    text = "主管機關十日公布資料安全條例，並表示這項條例自今日起施行，各地將開展檢查，企業應當儘快調整。"
    markup = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5"><title>資料安全條例施行</title></head><body><p>{text}</p><p>{text}</p></body></html>'
    path = tmp_path / "a.htm"
    path.write_bytes(markup.encode("big5"))
    document = documents.read(path)
    assert document.language == "zh"
    assert text in document.text


def test_a_latin_page_that_states_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(
        ENGLISH.replace("<head>", '<head><meta charset="iso-8859-1">')
        .replace("ministers", "“café” ministers")
        .encode("cp1252")
    )
    assert "“café” ministers welcomed it." in documents.read(path).text


def test_an_xml_declaration_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "a.xhtml"
    path.write_bytes(('<?xml version="1.0" encoding="gb2312"?>' + page(charset="gb2312")).encode("gbk"))
    assert blocks(documents.read(path)) == PARAGRAPHS


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "/a/1.html",
        "https://",
        "https://exa mple.org/",
        "file:///etc/passwd",
        "http://[x",
    ],
)
def test_an_address_that_is_none_on_the_web_is_no_url(address: str) -> None:
    head = HEAD.replace("https://news.example.org/a/1.html", address)
    assert read(page(head)).url is None
    assert read(page(HEAD.replace("canonical", "other") + f'<meta property="og:url" content="{address}">')).url is None


def test_a_site_that_is_named_by_its_address_is_no_outlet() -> None:
    assert read(page(HEAD.replace("滨海新闻网", "news.example.org"))).source is None


def test_the_credit_above_an_article_is_taken_from_text_only_where_it_names_a_source() -> None:
    body = BODY.replace("来源：滨海日报", "来源不明的说法很多")
    assert read(page(body=body)).original_source is None


def test_direction_overrides_and_invisible_characters_reach_nobody() -> None:
    document = read(
        page(HEAD.replace("滨海省发布", "滨海省\u202e发布", 1), BODY.replace("网信办", "网\u2066\u200b信\ufeff办"))
    )
    assert blocks(document) == PARAGRAPHS
    assert not {"\u202e", "\u2066", "\u200b", "\ufeff"} & set(document.source_text)


def test_declared_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "扩扩扩扩"><!ENTITY b "&a;&a;&a;&a;">]>'
    document = read(bomb + page(body=BODY.replace("推动条例", "推动&b;条例")))
    assert "扩" not in document.text


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        ("<html><body></body></html>", "no article is found on the page"),
        ("<html><body>" + "<div>" * 5000 + "深处的一段文字。" * 20, "no article is found on the page"),
        ("<html><body>" + "<p>一段文字。</p>" * MAX_ELEMENTS, f"{MAX_ELEMENTS + 2} elements are too many"),
        ("<html><body><p>" + "字" * MAX_CHARACTERS, "4 million characters are too many for a page"),
    ],
)
def test_pages_without_an_article_are_refused(markup: str, problem: str) -> None:
    with pytest.raises(DocumentError, match=problem):
        read(markup)


def test_what_is_no_text_makes_no_page_too_large() -> None:
    script = "<script>" + "x" * MAX_CHARACTERS + "</script>"
    picture = f'<img src="data:image/png;base64,{"A" * MAX_CHARACTERS}">'
    assert blocks(read(page(HEAD + script, picture + BODY))) == PARAGRAPHS


def test_the_day_of_a_page_does_not_depend_on_today() -> None:
    head = HEAD.replace("2024-07-11T08:00:00+08:00", "3 days ago")
    document = read(page(head, BODY.replace("2024-07-11 08:00 ", "3天前 ")))
    assert document.date is None
    assert read(page(HEAD.replace("2024-07-11", "2931-07-11"))).date is not None


_TAGS = st.sampled_from(["<p>", "</p>", "<div>", "<article>", "<table><tr><td>", "</table>", "<li>", "<br>", "<a href='x'>", "</a>", "<script>", "<!--", "-->", "<h1>", "&#0;", "&#xD800;", "&#x202e;", "<title>", "<meta name=author content='", "'>", "<b", "\x00", "<svg>", "data:x,", "<![CDATA[", "<base href='javascript:x'>"])  # fmt: skip
_TEXT = st.sampled_from(
    [
        "数据安全报告在此发布。",
        "来源：滨海日报",
        "The report was published on Monday. ",
        "2024",
        "\u202e",
        "\ud7ff",
        "𠮷",
    ]
)


@pytest.mark.parametrize("body", ["<article><h1><base href='javascript:x'>\x1b", "<article><h1>\x01\x0b&#27;</h1>"])
def test_control_characters_break_nothing(body: str) -> None:
    with suppress(DocumentError):
        check(read(f"<html><body>{body}<p>滨海省网信办在滨海市发布了报告，报告的内容很长很长。</p>" * 2))


def test_marks_of_notes_are_no_figures() -> None:
    noted = (
        'It was mended in a day.<sup><a href="#fn5">5</a></sup> There were 10<sup>9</sup> of them in the sea by then.'
    )
    document = read(f"<html><body><article><h1>On Ports</h1><p>{noted} {noted}</p></article></body></html>")
    assert "day. There were 109 of" in document.text


@given(st.lists(st.one_of(_TAGS, _TEXT, st.text(max_size=5)), max_size=40).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_page_is_read_or_refused(body: str) -> None:
    with suppress(DocumentError):
        check(read(f"<html><body>{body}<p>滨海省网信办在滨海市发布了报告，报告的内容很长很长。</p>" * 2))


@given(st.binary(max_size=120))
@settings(max_examples=80, deadline=None)
def test_any_bytes_in_a_page_are_read_or_refused(data: bytes) -> None:
    with suppress(DocumentError):
        check(
            read_page(
                Stored(Path("a.html"), b"<html><meta charset=big5><body><p>" + data + "正文。".encode("big5") * 40)
            )
        )


def test_a_platform_s_page_is_by_its_account_and_sections_are_paragraphs() -> None:
    body = """<h1 id="activity-name"> 滨海市举办宣传周 </h1><a id="js_name"> 滨海网信 </a>
<div id="js_content"><section><p>7月10日，滨海市委网信办举办宣传周启动仪式，市民踊跃参加。</p><section><span>滨海市副市长王强出席并致辞。</span><span>他表示，产业规模增长8%。</span></section></section>
<section>滨海大学院长张云发布了《滨海市网络安全发展报告》，并作了说明。</section></div>"""
    head = '<meta property="og:title" content="滨海市举办宣传周"><meta property="og:site_name" content="微信公众平台">'
    document = read(page(head, body))
    assert [text for _, text in blocks(document)] == [
        "滨海市举办宣传周",
        "7月10日，滨海市委网信办举办宣传周启动仪式，市民踊跃参加。",
        "滨海市副市长王强出席并致辞。他表示，产业规模增长8%。",
        "滨海大学院长张云发布了《滨海市网络安全发展报告》，并作了说明。",
    ]
    assert document.source is not None
    assert document.source.value == "滨海网信"


def test_a_page_laid_out_with_tables_that_says_what_authorities_pages_must() -> None:
    head = """<title>两部门印发行动方案_部门政务_滨海省人民政府</title><meta name="ArticleTitle" content="两部门印发行动方案">
<meta name="PubDate" content="2024-07-11 10:20"><meta name="ContentSource" content="工信厅网站"><meta name="SiteName" content="滨海省人民政府">"""
    body = """<table><tr><td><a href="/">首页</a>|<a href="/x">政务公开</a></td></tr></table><table><tr><td>两部门印发行动方案</td></tr>
<tr><td><p>　　近日，滨海省工业和信息化厅、滨海省财政厅联合印发《滨海省数据安全行动方案》。</p><p>　　方案提出，到2026年，全省产业规模超过100亿元，年均增速超过20%。</p></td></tr></table>"""
    document = read(page(head, body))
    assert blocks(document) == [
        (BlockKind.TITLE, "两部门印发行动方案"),
        (BlockKind.CREDIT, "来源：工信厅网站"),
        (BlockKind.PARAGRAPH, "近日，滨海省工业和信息化厅、滨海省财政厅联合印发《滨海省数据安全行动方案》。"),
        (BlockKind.PARAGRAPH, "方案提出，到2026年，全省产业规模超过100亿元，年均增速超过20%。"),
    ]
    assert document.date is not None
    assert document.date.value == "2024-07-11"
    assert document.source is not None
    assert document.source.value == "滨海省人民政府"
    assert document.original_source is not None
    assert document.original_source.value == "工信厅网站"


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("滨海省发布数据安全报告_滨海新闻网", "滨海省发布数据安全报告"),
        ("滨海省发布数据安全报告 - 新闻 - 滨海新闻网", "滨海省发布数据安全报告"),
        ("零信任-滨海省的新办法", "零信任-滨海省的新办法"),
    ],
)
def test_the_names_of_site_and_section_are_no_part_of_the_title(stated: str, title: str) -> None:
    heading = title if title in BODY else stated
    body = BODY.replace("<h1>滨海省发布数据安全报告</h1>", f"<h1>{heading}</h1>")
    assert read(page(f"<title>{stated}</title>", body)).title.value == title
