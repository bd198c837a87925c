import re
from pathlib import Path

import pytest

from kg.eval import GoldError, find_gold, read_gold
from kg.eval.gold import GoldClaim, GoldEntity, GoldLiteral, GoldObservation, GoldPosition, GoldRelation, Never

RIVER = Path(__file__).parent / "river" / "gold.yaml"
DOCS = Path(__file__).parents[2] / "docs" / "gold.md"

MINIMAL = "article: {title: 年报}\nentities:\n  a: {type: Person, names: [甲]}\n"


def test_a_gold_file_is_read_whole() -> None:
    gold = read_gold(RIVER)
    assert (gold.title, gold.file) == ("河海数据论坛发布航运年报", "article")
    assert len(gold.entities) == 8
    assert gold.entities["forum"] == GoldEntity("forum", "Event", ("第三届河海数据论坛", "河海数据论坛"))
    assert gold.entities["china"].optional
    assert gold.relations[0] == GoldRelation("outlet", "published", "article")
    assert gold.acceptable[1] == GoldRelation("forum", "participant", "chen")
    assert gold.literals[1] == GoldLiteral("forum", "endDate", "2024-05-17")
    assert gold.positions == (GoldPosition("chen", "院长"),)
    assert gold.claims[0] == GoldClaim("航运数据应当先治理、后流通", "chen")
    assert gold.observations[0] == GoldObservation("货运量", 4.79e9, "吨", "2023", area="china")
    assert gold.never == (Never("Organization", "航运数据"),)
    assert gold.complete == {"positions", "claims"}


def test_the_documented_example_is_this_one() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert example == RIVER.read_text("utf-8")


def test_numbers_and_dates_are_taken_as_written(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    file.write_text(
        "article: {title: 2024, file: 17}\nentities:\n  1: {type: Event, names: [2024]}\n"
        "literals: [[1, startDate, 2024-05-16]]\n",
        "utf-8",
    )
    gold = read_gold(file)
    assert (gold.title, gold.file) == ("2024", "17")
    assert gold.literals == (GoldLiteral("1", "startDate", "2024-05-16"),)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("relations: [[a, affiliation, b]]", "relations 1: 'b' is not under entities"),
        ("relations: [[a, affiliation]]", r"relations 1: must be \[subject, property, object\]"),
        ("relations: [[a, knows, a]]", "relations 1: the ontology has no property 'knows'"),
        ("relations: [[a, startDate, a]]", "relations 1: startDate is a value, which belongs under literals"),
        ("literals: [[a, affiliation, x]]", "literals 1: affiliation is a relation between two things"),
        ("relations: {a: b}", "relations: must be a list"),
        ("never: [{type: Robot, name: x}]", "never 1: the ontology has no class 'Robot'"),
        ("positions: [{person: a}]", "positions 1: title is missing"),
        ("claims: [{text: [x]}]", "claims 1: text must be text"),
        ("observations: [{measure: x, value: '5%'}]", "observations 1: value must be a number, not '5%'"),
        ("observations: [{measure: x, value: true}]", "observations 1: value must be a number, not True"),
        ("observations: [{measure: x, value: 5, qualifer: about}]", "observations 1: qualifer is not one of"),
        ("complete: [entities]", "complete 1: must be one of positions, claims, observations"),
        ("facts: []", "the file: facts is not one of"),
    ],
)
def test_what_makes_no_sense_is_named(tmp_path: Path, more: str, message: str) -> None:
    file = tmp_path / "gold.yaml"
    file.write_text(MINIMAL + more, "utf-8")
    with pytest.raises(GoldError, match=f"gold.yaml: {message}"):
        read_gold(file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"a: [", "no YAML that can be read"),
        (b"a: !!python/object/apply:os.system [ls]", "no YAML that can be read"),
        (b"a: &x [1]\nb: *x", "aliases"),
        (b"[" * 5000, "no YAML that can be read"),
        (b"", "the file: must be a mapping"),
        (b"entities: {}", "article: must be a mapping"),
    ],
)
def test_hostile_files_are_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "gold.yaml"
    file.write_bytes(content)
    with pytest.raises(GoldError, match=message) as raised:
        read_gold(file)
    assert str(file) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_stands_for_its_gold_files(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold file in this folder"):
        find_gold(tmp_path)
    for name in ("b.yaml", "a.yml", "c.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in find_gold(tmp_path)] == ["a.yml", "b.yaml"]
    with pytest.raises(GoldError, match="no such gold file or folder"):
        find_gold(tmp_path / "none")
