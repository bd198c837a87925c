"""Titled works in Chinese text: what is one, and of which kind."""

from __future__ import annotations

import pytest

from kg.extract.works.kinds import kind_of_title
from kg.model import Kind
from tests.extract.reading import entities, read

WORKS = (Kind.REPORT, Kind.LEGISLATION, Kind.WORK, Kind.ARTICLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "江州市数据局发布《桥梁数据办法（征求意见稿）》。",
            [("Legislation", "桥梁数据办法（征求意见稿）")],
        ),
        (
            "《桥梁安全白皮书（2030年）》《桥梁指数2.0》同日发布。",
            [("Report", "桥梁安全白皮书（2030年）"), ("Report", "桥梁指数2.0")],
        ),
        # The word before the title says what it is.
        ("协会发布桥梁行业蓝皮书《中国桥梁报告2030》。", [("Report", "中国桥梁报告2030")]),
        ("总统签署了“关于桥梁安全的行政命令”。", [("Legislation", "关于桥梁安全的行政命令")]),
        ('总统签署了"关于桥梁安全的行政命令"。', [("Legislation", "关于桥梁安全的行政命令")]),
        (
            "依据GB/T 22239-2019开展测评，符合ISO/IEC 27001的要求。",
            [("Legislation", "GB/T 22239-2019"), ("Legislation", "ISO/IEC 27001")],
        ),
        # The number stands beside the title: one standard, not two.
        ("GB/T 99999-2030《桥梁数据规范》实施。", [("Legislation", "桥梁数据规范")]),
        ("青桐科技公司发布年度威胁态势报告。", [("Report", "威胁态势报告")]),
        ("张明远发表《论桥梁》一文。", [("Article", "论桥梁")]),
        ("他唱了歌曲《远山》，读了小说《江州》。", []),
        ("《江州日报》报道了此事。", []),
        ("公司发布报告，推出“安全”产品。", []),
        ("他公布了漏洞的编号GB 12。《》", [("Legislation", "GB 12")]),
    ],
)
def test_works(text: str, expected: list[tuple[str, str]]) -> None:
    assert entities(read(text), *WORKS) == expected


@pytest.mark.parametrize(
    ("title", "after", "kind"),
    [
        ("桥梁数据条例", "", Kind.LEGISLATION),
        ("关于加强桥梁管理的意见", "", Kind.LEGISLATION),
        ("桥梁发展规划（2030—2035年）", "", Kind.LEGISLATION),
        ("桥梁倡议", "", Kind.LEGISLATION),
        ("关于防范桥梁漏洞的风险提示", "", Kind.REPORT),
        ("全球桥梁指数2030年版", "", Kind.REPORT),
        ("桥梁之路", "研究报告", Kind.REPORT),
        ("论桥梁", "一文", Kind.ARTICLE),
        ("桥梁之路", "", Kind.WORK),
        ("江州日报", "", Kind.ORGANIZATION),
        ("远山", "手游", None),
    ],
)
def test_kind_of_title(title: str, after: str, kind: Kind | None) -> None:
    assert kind_of_title(title, "", after) == kind
