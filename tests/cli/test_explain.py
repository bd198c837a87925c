import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kg

ALLIANCE = "亚太开放网络联盟（APONA）1月2日发布了报告。该联盟表示，网络安全需要合作。"
ALONE = "APONA表示，新的标准将于明年生效。据APONA介绍，成员已达20家。"


def article(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    front = f"---\ntitle: {name}\nurl: https://example.org/{name}\ndate: 2030-06-01\n---\n"
    (folder / f"{name}.md").write_text(f"{front}\n# {name}\n\n{text}\n", "utf-8")


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Kg) -> Path:
    monkeypatch.chdir(tmp_path)
    article(Path("in"), "one", ALLIANCE)
    article(Path("in"), "two", ALONE)
    assert kg("build", "in", "-o", "out", "--quiet").code == 0
    return Path("out")


def nodes(said: dict[str, list[dict[str, str]]]) -> list[str]:
    return [thing["iri"].rpartition("/id/")[2] for thing in said["things"]]


def test_names_are_shown_with_the_rule_and_the_text_that_joined_them(kg: Kg, out: Path) -> None:
    said = kg("explain", "out", "APONA")
    assert said.code == 0
    assert said.out.splitlines()[:4] == [
        "https://w3id.org/wenpu/id/organization/亚太开放网络联盟  (Organization)",
        "  亚太开放网络联盟 [zh]  full name, 1 article",
        "  APONA [en]  gloss of 亚太开放网络联盟, 2 articles",
        "      in/one.md:73-88  亚太开放网络联盟（APONA）",
    ]
    assert "APONA = 亚太开放网络联盟  (second name: one thing has this second name)" in said.out


def test_json_has_the_same_and_its_offsets_are_the_quote(kg: Kg, out: Path) -> None:
    said = json.loads(kg("explain", "out", "亚太开放网络联盟", "--json").out)
    assert nodes(said) == ["organization/亚太开放网络联盟"]
    (shown,) = said["things"][0]["names"][1]["evidence"]
    assert Path(shown["file"]).read_text("utf-8")[shown["start"] : shown["end"]] == shown["quote"]
    assert said["decisions"][0]["accepted"] is True


def test_another_spelling_finds_it_too(kg: Kg, out: Path) -> None:
    assert nodes(json.loads(kg("explain", "out", "亞太開放網絡聯盟", "--json").out)) == [
        "organization/亚太开放网络联盟"
    ]


def test_merges_csv_overrules_it_and_can_be_taken_back(kg: Kg, out: Path) -> None:
    before = Path("out/graph.ttl").read_bytes()
    Path("in/merges.csv").write_text("different,APONA,亚太开放网络联盟\n", "utf-8")
    assert kg("build", "in", "-o", "out", "--quiet").code == 0
    assert nodes(json.loads(kg("explain", "out", "APONA", "--json").out)) == ["organization/APONA"]
    Path("in/merges.csv").unlink()
    assert kg("build", "in", "-o", "out", "--quiet").code == 0
    assert Path("out/graph.ttl").read_bytes() == before


def test_merges_csv_joins_what_no_text_joins(kg: Kg, out: Path) -> None:
    article(Path("in"), "three", "清河大学发布了报告。清河大学指出，形势正在变化。")
    Path("in/merges.csv").write_text("same,清河大学,亚太开放网络联盟\n", "utf-8")
    assert kg("build", "in", "-o", "out", "--quiet").code == 0
    said = json.loads(kg("explain", "out", "清河大学", "--json").out)
    assert nodes(said) == ["organization/亚太开放网络联盟"]
    assert {"merges"} < {decision["rule"] for decision in said["decisions"]}


def test_what_the_register_knows_says_so_and_what_else_bears_the_name(kg: Kg, out: Path) -> None:
    article(Path("in"), "three", "ITU表示，连接仍不均衡。据ITU统计，仍有三分之一人口没有上网。")
    assert kg("build", "in", "-o", "out", "--quiet").code == 0
    (thing,) = json.loads(kg("explain", "out", "国际电联", "--json").out)["things"]
    assert {each["rule"] for each in thing["names"]} == {"register"}
    (use,) = [each for each in thing["names"] if each["name"] == "ITU"]
    assert (use["articles"], len(use["evidence"])) == (1, 2)
    for shown in use["evidence"]:
        assert Path(shown["file"]).read_text("utf-8")[shown["start"] : shown["end"]] == shown["quote"]
    assert [each["evidence"] for each in thing["names"] if each["name"] == "国际电联"] == [[]]
    assert thing["sameAs"] == ["http://www.wikidata.org/entity/Q376150"]


def test_a_name_that_an_article_adds_to_the_register_has_its_rule_whichever_name_is_asked(kg: Kg, out: Path) -> None:
    article(Path("in"), "three", "青云网络安全研究院（以下简称“青云院”）5月1日发布了报告。QYL表示，形势正在变化。")
    Path("register.csv").write_text("name,alias,lang\n青云网络安全研究院,QYL,en\n", "utf-8")
    assert kg("build", "in", "-o", "out", "--quiet", "--authority", "register.csv").code == 0
    for name in ("QYL", "青云院", "青云网络安全研究院"):
        (thing,) = json.loads(kg("explain", "out", name, "--json").out)["things"]
        rules = {each["name"]: (each["rule"], each["articles"]) for each in thing["names"]}
        assert rules == {"青云网络安全研究院": ("register", 1), "QYL": ("register", 1), "青云院": ("gloss", 1)}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("out", "查无此名"), "kg: out: nothing goes by the name '查无此名'\n"),
        (("in", "APONA"), "kg: in: holds no graph; make one with: kg build SOURCE -o in\n"),
    ],
)
def test_what_cannot_be_explained_is_one_line(kg: Kg, out: Path, arguments: tuple[str, str], complaint: str) -> None:
    said = kg("explain", *arguments)
    assert (said.code, said.out, said.err) == (1, "", complaint)


def test_a_merges_csv_that_cannot_be_used_is_named(kg: Kg, out: Path) -> None:
    Path("in/merges.csv").write_text("same,APONA\n", "utf-8")
    said = kg("build", "in", "-o", "out")
    assert said.code == 2
    assert said.err == "kg: in/merges.csv:1: write same or different, then two names: same,NAME,NAME\n"


def test_a_register_that_cannot_be_used_is_named(kg: Kg, out: Path) -> None:
    Path("register.csv").write_text("title\nx\n", "utf-8")
    said = kg("build", "in", "-o", "out", "--authority", "register.csv")
    assert said.code == 2
    assert said.err == "kg: register.csv:1: the first line names the columns: name,alias,lang,class,wikidata\n"
    assert kg("build", "in", "-o", "out", "--authority", "none.csv").code == 2
