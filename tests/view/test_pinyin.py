import pytest

from kg.view.pinyin import pinyin_key


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (["国际电信联盟", "ITU"], "gjdxlm guojidianxinlianmeng"),
        (["重庆银行"], "cqyh chongqingyinhang"),
        (["2031年报告"], "2031nbg 2031nianbaogao"),
        (["中国AI研究院"], "zgayjy zhongguoaiyanjiuyuan"),
        (["甲乙", "甲乙"], "jy jiayi"),
        (["Anna"], ""),
        ([], ""),
    ],
)
def test_key(names: list[str], key: str) -> None:
    assert pinyin_key(names) == key
