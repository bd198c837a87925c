from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import DocumentError, read
from kg.documents.languages import language_of, languages_of, main_language

CHINESE = "国际电信联盟周一在日内瓦发布报告，称全球仍有26亿人没有上网。"
ENGLISH = "The union said on Monday in Geneva that 2.6 billion people of the world remain offline."
OTHERS = {
    "Japanese": "総務省は月曜日、情報通信白書を発表し、国民の多くがまだインターネットを利用していないと述べた。",
    "Korean": "국제전기통신연합은 월요일 제네바에서 보고서를 발표하고 26억 명이 여전히 오프라인이라고 밝혔다.",
    "Russian": "Международный союз электросвязи сообщил в понедельник, что миллиарды людей не имеют доступа к сети.",
    "French": "L'Union internationale des télécommunications a déclaré lundi que des milliards de personnes restent hors ligne.",
    "German": "Die Internationale Fernmeldeunion teilte am Montag mit, dass Milliarden Menschen noch immer offline sind.",
    "Spanish": "La Unión Internacional de Telecomunicaciones dijo el lunes que miles de millones siguen sin conexión.",
}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (CHINESE, "zh"),
        ("主管機關表示，這項條例自今日起施行。", "zh"),
        ("微软 Azure OpenAI API 的密钥泄露事件", "zh"),
        ("日本“あ”字号漏洞披露，专家称影响范围很大。", "zh"),
        (ENGLISH, "en"),
        ("The word 漏洞 means vulnerability in Chinese, the researchers said.", "en"),
        ("", ""),
        ("2024-07-11 https://example.org/le-ministre", ""),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_most_of_an_article_decides_and_names_do_not() -> None:
    assert main_language([ENGLISH, CHINESE, CHINESE]) == "zh"
    assert main_language([CHINESE, *[ENGLISH] * 3]) == "en"
    assert main_language(["Bruce Schneier", CHINESE]) == "zh"
    assert main_language(["Azure"]) == "en"
    assert main_language([]) == "en"


def test_only_sentences_are_told_apart_from_their_article() -> None:
    reference = "[1] Smith J, Lee A. Deep Learning for Malware Detection. IEEE Security & Privacy, 2020, 18(4): 1-9."
    assert languages_of([CHINESE, ENGLISH, "Microsoft Exchange Server", reference, OTHERS["Japanese"]], "zh") == [
        "", "en", "", "", "ja",
    ]  # fmt: skip
    assert languages_of([ENGLISH, CHINESE, "漏洞", OTHERS["French"]], "en") == ["", "zh", "", "fr"]


@pytest.mark.parametrize("name", OTHERS)
def test_an_article_in_another_language_is_reported(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# 2024\n\n{OTHERS[name]}\n\n{OTHERS[name]}\n", "utf-8")
    with pytest.raises(DocumentError) as caught:
        read(path)
    assert str(caught.value) == (
        f"{path.as_posix()}: the article is in {name}, which is not read: "
        "leave it out, or overrule with --lang zh or --lang en"
    )
    assert read(path, language="en").language == "en"


def test_blocks_know_their_language_unless_it_is_stated(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# 标题\n\n{CHINESE}\n\n{ENGLISH}\n\n{CHINESE}\n", "utf-8")
    document = read(path)
    assert document.language == "zh"
    assert [block.language for block in document.blocks] == ["", "", "en", ""]
    assert [block.language for block in read(path, language="zh").blocks] == ["", "", "", ""]
