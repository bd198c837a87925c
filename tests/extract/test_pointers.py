"""Words that point back: which thing they mean, or none."""

from __future__ import annotations

import pytest

from kg.extract.references import bare_name
from tests.extract.naming import read


def pointed(text: str) -> dict[str, str]:
    """What each pointing word means, by the first name of the thing."""
    reading = read(text)
    named = {name.text for draft in reading.drafts.values() for name in draft.names}
    return {
        mention.text: next(iter(reading.drafts[mention.entity].names)).text
        for mention in reading.mentions
        if bare_name(mention.text) not in named
    }


BODIES = {
    "the company of the sentence before": ("安全厂商Saltworks发现漏洞。该公司表示可以修复。", {"该公司": "Saltworks"}),
    "the one that opens the sentence": ("微软收购了英特尔。该公司表示，交易已经完成。", {"该公司": "微软"}),
    "the one who acts, not the outlet that reports": (
        "据路透社报道，赛门铁克遭到攻击。该公司没有回应。",
        {"该公司": "赛门铁克"},
    ),
    "no agency is a company": (
        "联邦通信委员会（FCC）正在调查。该公司的执照已被吊销。",
        {},
    ),
    "an agency by the end of its name": ("联邦通信委员会支持提案。该委员会没有表态。", {"该委员会": "联邦通信委员会"}),
    "no gang is a company": (
        "8月14日，壳牌公司证实，此前Clop勒索软件团伙声称从该公司窃取了数据。",
        {"该公司": "壳牌公司"},
    ),
    "a gang": ("“Undertow”勒索软件团伙声称负责。该组织称他们窃取了数据。", {"该组织": "Undertow"}),
    "a gang and a company": (
        "夜鹭国际勒索软件团伙攻击了科技巨头Tata Technologies。该公司没有回应。该团伙声称窃取了数据。",
        {"该公司": "Tata Technologies", "该团伙": "夜鹭国际"},
    ),
    "the nearer one, though its kind is not shown": (
        "英国研究公司Saltworks受到影响。\n云通信平台Brinefield披露，其系统遭到入侵。该公司表示已经采取措施。",
        {"该公司": "Brinefield"},
    ),
    "one in the same sentence that is no agency": (
        "美国网络安全和基础设施安全局（CISA）添加了影响Ivanti的漏洞，该公司已经修复。",
        {"该公司": "Ivanti"},
    ),
    "one that has no name stands nearer": ("Saltworks没有透露是哪家公司支付了赎金，但提到该公司很大。", {}),
    "a word behind another": ("一家公司向Saltworks支付了赎金。该组织没有回应。", {}),
    "nothing to point at": ("该公司表示，问题已经修复。", {}),
    "a person is no company": ("李明出席会议。该公司没有回应。", {}),
}


@pytest.mark.parametrize("case", BODIES)
def test_bodies(case: str) -> None:
    text, expected = BODIES[case]
    assert pointed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("灯塔学会发布《潮汐年度报告》。该报告显示，水位上升。", {"该报告": "潮汐年度报告"}),
        ("灯塔学会发布《潮汐年度报告》。报告指出，水位上升。", {"报告": "潮汐年度报告"}),
        ("灯塔学会发布《潮汐年度报告》。他写了报告。", {}),
        ("国务院公布《航标管理条例》。该条例自明年起施行。", {"该条例": "航标管理条例"}),
        ("国务院公布《航标管理条例》。该报告没有公布。", {}),
    ],
)
def test_works(text: str, expected: dict[str, str]) -> None:
    assert pointed(text) == expected


def test_events_by_their_class() -> None:
    text = "第三届东港潮汐峰会在东港举行。本次峰会以合作为主题，本次论坛没有举行。"
    assert pointed(text) == {"本次峰会": "第三届东港潮汐峰会"}
