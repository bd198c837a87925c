"""Latin names in Chinese text: people, bodies, and what is neither."""

from __future__ import annotations

import pytest

from kg.extract.names.latin import classify, latin_runs, lists_of_bodies
from kg.model import Kind
from tests.extract.naming import organizations, people


def kind_of(text: str, run: str) -> Kind | None:
    start = text.index(run)
    found = classify(text, start, start + len(run), frozenset())
    return found.kind if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saltworks于10月20日发布公告。", Kind.ORGANIZATION),
        ("Saltworks 在三个月前公布了细节。", Kind.ORGANIZATION),
        ("Saltworks并未回应此事。", Kind.ORGANIZATION),
        ("Saltworks近日遭到勒索攻击。", Kind.ORGANIZATION),
        ("Saltworks遭黑客入侵。", Kind.ORGANIZATION),
        ("安全公司Saltworks没有回应。", Kind.ORGANIZATION),
        ("10月21日Saltworks消息，系统中断。", Kind.ORGANIZATION),
        ("该公司与Saltworks合作。", Kind.ORGANIZATION),
        ("Saltworks勒索软件团伙认领。", Kind.ORGANIZATION),
        ("Saltworks的《2031年潮汐调查》揭示了问题。", Kind.ORGANIZATION),
        ("Saltworks的《入门》很受欢迎。", None),
        ("Saltworks官方已发布公告。", Kind.ORGANIZATION),
        ("Saltworks官方文档写得很好。", None),
        # Official are the makers of what the text speaks of as a product.
        ("Saltworks官方已发布公告。攻击者利用暴露的Saltworks实例。", None),
        ("“Saltworks”声称对此负责。", Kind.ORGANIZATION),
        ("他向Saltworks报告了问题。", Kind.ORGANIZATION),
        ("根据Saltworks数据，风险正在上升。", Kind.ORGANIZATION),
        ("Saltworks协议存在缺陷。", None),
        ("Saltworks数据库存在缺陷。", None),
        ("升级到Saltworks 5.2即可。", None),
        ("用户可以卸载Saltworks。", None),
        ("Saltworks（海湾系统的子公司）管理该系统。", Kind.ORGANIZATION),
        ("责任在于像Saltworks这样的能源供应商。", Kind.ORGANIZATION),
        ("用户依赖像Saltworks这样的工具。", None),
        ("Saltworks8月14日援引媒体报道。", Kind.ORGANIZATION),
    ],
)
def test_what_stands_beside_a_name_shows_a_body(text: str, expected: Kind | None) -> None:
    assert kind_of(text, "Saltworks") is expected


@pytest.mark.parametrize(
    ("text", "run", "expected"),
    [
        ("安全架构师Ada Byron指出", "Ada Byron", Kind.PERSON),
        ("Horizonlab 的 Ada Byron 发现了该漏洞", "Ada Byron", Kind.PERSON),
        ("一个名为Saltmarsh的黑客组织入侵了系统", "Saltmarsh", Kind.ORGANIZATION),
        ("Horizonlab 的 Ada Byron 在 Bridge Cache 插件中发现了漏洞", "Ada Byron", Kind.PERSON),
        ("编号EXA-2031-4417，称为", "EXA-2031-4417", None),
        ("公司F发布公告", "F", None),
        ("AI发布会", "AI", None),
        ("UNC0412窃取了数据", "UNC0412", Kind.ORGANIZATION),
        ("Unit 42表示", "Unit 42", Kind.ORGANIZATION),
        ("GTX4090发布", "GTX4090", None),
        ("“Rule of Two”要求人工确认。", "Rule of Two", None),
        ("Harbor Access Control（HAC）是一个系统。", "Harbor Access Control", None),
        ("Salt Works, Inc. 是一家供应商，没有回应。", "Salt Works, Inc.", Kind.ORGANIZATION),
        # What somebody calls himself, if he tells something; a program that is written so does not.
        ("salt0ne 提到：没有人提交问题。", "salt0ne", Kind.PERSON),
        ("攻击者使用salt0ne下载文件。", "salt0ne", None),
        ("salt0ne 显示：连接失败。", "salt0ne", None),
    ],
)
def test_forms_of_names(text: str, run: str, expected: Kind | None) -> None:
    assert kind_of(text, run) is expected


def test_runs_begin_with_the_name() -> None:
    text = "APP Tidepool和iPhone，由 Ada Byron, Jr. 与 S&P Global 提供"
    assert [text[a:b] for a, b in latin_runs(text)] == ["Tidepool", "iPhone", "Ada Byron, Jr.", "S&P Global"]


def test_a_list_is_of_bodies_by_its_class_or_by_most_of_its_names() -> None:
    def listed(text: str, known: tuple[str, ...] = ()) -> list[str]:
        bodies = {(text.index(name), text.index(name) + len(name)) for name in known}
        runs = [run for run in latin_runs(text) if run not in bodies]
        return [text[a:b] for a, b in lists_of_bodies(text, runs, bodies)]

    assert listed("供应商Saltworks、Brinefield和Mudflat") == ["Saltworks", "Brinefield", "Mudflat"]
    assert listed("Saltworks、Brinefield等多家安全厂商") == ["Saltworks", "Brinefield"]
    assert listed("Saltworks、Brinefield和Mudflat", ("Saltworks", "Brinefield")) == ["Mudflat"]
    assert listed("Saltworks、Brinefield和Mudflat", ("Saltworks",)) == []
    assert listed("影响Saltworks、Brinefield和Mudflat") == []
    assert listed("厂商Saltworks、Linux") == ["Saltworks"]


def test_people_in_a_list_and_with_a_body() -> None:
    text = "Lampworks 的研究人员 Jan Novak 和 Eva Klein 证实了这一点。"
    assert people(text) == ["Jan Novak", "Eva Klein"]
    assert organizations(text) == ["Lampworks"]


def test_a_name_shown_once_is_one_wherever_it_stands() -> None:
    text = "安全公司Saltworks遭到入侵。客户正在离开Saltworks。Saltworks协议没有改变。"
    assert organizations(text) == ["Saltworks"]
    assert [text[a : a + 3] for a in range(len(text)) if text.startswith("Saltworks", a)] == ["Sal"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("被称为ITU(Integrated Test Unit)的组件已停产。", []),
        ("可编程逻辑阵列（ITU）是早期的芯片，ITU如今少见。", []),
        ("国际电信联盟（ITU）发布了报告，ITU表示支持。", ["国际电信联盟", "ITU"]),
        ("首席执行官（CEO）和首席信息官没有出席。", []),
    ],
)
def test_an_acronym_means_what_its_gloss_says(text: str, expected: list[str]) -> None:
    assert organizations(text) == expected


def test_a_lone_latin_name_behind_a_post_is_a_person() -> None:
    assert people("安全研究员Braelynn发现了漏洞。") == ["Braelynn"]
    assert people("安全公司Saltworks发现了漏洞。") == []


@pytest.mark.parametrize(
    "text",
    [
        "该漏洞通常与CVE-2030-1234联合使用。CVE-2030-1234已被利用。",
        "示例短期记忆（ABCD）网络很特别。尽管 ABCD 提供了强大的功能，成功的可能性极小。",
    ],
)
def test_an_identifier_or_a_glossed_technology_is_no_body(text: str) -> None:
    assert organizations(text) == []
