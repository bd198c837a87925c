from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Kind, Name
from kg.resolve.authority import Authority, Entry, default_authority
from kg.resolve.registers import RegisterError, Registers, open_register, read_entries

ROR = {
    "id": "https://ror.org/000000001",
    "status": "active",
    "names": [
        {"value": "SI", "types": ["acronym"], "lang": None},
        {"value": "Sample Institute", "types": ["label", "ror_display"], "lang": "en"},
        {"value": "The Sample Institute", "types": ["alias"], "lang": "en"},
        {"value": "示范研究院", "types": ["label"], "lang": "zh"},
    ],
    "external_ids": [{"type": "wikidata", "all": ["Q1", "Q2"], "preferred": "Q2"}, {"type": "grid", "all": ["grid.1"]}],
    "relationships": [{"type": "parent", "id": "https://ror.org/000000002", "label": "Sample Academy"}],
    "locations": [{"geonames_details": {"country_code": "FR"}}],
}

SKOS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
<https://example.org/a> a skos:Concept ; skos:prefLabel "示范研究院"@zh, "Sample Institute"@en ; skos:altLabel "示研院" ;
    skos:exactMatch <http://www.wikidata.org/entity/Q7> .
<https://example.org/b> a schema:Person ; skos:prefLabel "Brent Haskell" .
<https://example.org/c> a schema:Recipe ; skos:prefLabel "Soup"@en .
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "wenpu"


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def ror(folder: Path, *records: object) -> Path:
    return written(folder, "ror.json", json.dumps(records, ensure_ascii=False, indent=4))


def test_a_ror_record_becomes_an_entry(tmp_path: Path) -> None:
    (entry,) = read_entries(ror(tmp_path, ROR, {**ROR, "id": "x", "status": "withdrawn"}))
    (france,) = (entry for entry in default_authority().entries if entry.code == "FR")
    assert entry == Entry(
        iri="https://ror.org/000000001",
        kind=Kind.ORGANIZATION,
        preferred=(Name("示范研究院", "zh"), Name("Sample Institute", "en")),
        names=(Name("示范研究院", "zh"), Name("Sample Institute", "en"), Name("The Sample Institute", "en")),
        ambiguous=(Name("SI", "en"),),
        parent="https://ror.org/000000002",
        country=france.iri,
        same_as=("http://www.wikidata.org/entity/Q2", "https://ror.org/000000001"),
    )


def test_a_csv_gathers_the_rows_of_one_name(tmp_path: Path) -> None:
    text = "name,alias,lang,class,wikidata\n示范研究院,示研院,zh,Organization,Q7\n示范研究院,Sample Institute,en,,\nBrent,,en,Person,\n"
    first, second = read_entries(written(tmp_path, "r.csv", text))
    assert first.names == (Name("示范研究院", "zh"), Name("示研院", "zh"), Name("Sample Institute", "en"))
    assert (first.kind, first.same_as) == (Kind.ORGANIZATION, ("http://www.wikidata.org/entity/Q7",))
    assert (second.kind, second.preferred) == (Kind.PERSON, (Name("Brent", "en"),))


def test_a_skos_register_may_lack_classes_and_language_tags(tmp_path: Path) -> None:
    first, second = read_entries(written(tmp_path, "r.ttl", SKOS))
    assert first.names == (Name("示范研究院", "zh"), Name("Sample Institute", "en"), Name("示研院", "zh"))
    assert first.same_as == ("http://www.wikidata.org/entity/Q7", "https://example.org/a")
    assert (second.kind, second.preferred) == (Kind.PERSON, (Name("Brent Haskell", "en"),))


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("r.csv", "title\nx\n", "r.csv:1: the first line names the columns"),
        ("r.csv", "name,class\nx,Ship\n", "r.csv:2: class 'Ship'"),
        ("r.csv", "name,wikidata\nx,42\n", "r.csv:2: wikidata '42'"),
        ("r.csv", "name,alias,lang\nx,y,中文\n", "r.csv:2: language '中文'"),
        ("r.json", '{"a": 1', "broken JSON"),
        ("r.json", '"text"', "not a ROR dump"),
        ("r.json", "[]", "holds no ROR records"),
        ("r.json", '[{"id": "x", "names": []}]', "record 1 is not as ROR's schema 2"),
        ("r.json", '[{"id": "x", "names": [{"value": 7, "types": ["label"]}]}]', "record 1 is not"),
        ("r.ttl", "<a> a <b", "not valid Turtle"),
        ("r.ttl", "<urn:a> <urn:b> <urn:c> .", "nothing in it has a skos:prefLabel"),
        ("r.xyz", "x", "a register is Turtle"),
    ],
)
def test_what_is_no_register_is_refused_in_one_line(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    with pytest.raises(RegisterError, match=complaint) as caught:
        list(read_entries(written(tmp_path, name, text)))
    assert str(tmp_path / name) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_index_answers_as_the_register_does(tmp_path: Path) -> None:
    register = open_register(ror(tmp_path, ROR))
    (found,) = register.candidates("sample institute")
    assert (found.entry.iri, found.ambiguous) == ("https://ror.org/000000001", False)
    (short,) = register.candidates("SI")
    assert short.ambiguous
    assert register.candidates("si") == ()
    assert [c.entry.iri for c in register.candidates("示範研究院")] == ["https://ror.org/000000001"]
    assert register.get("https://ror.org/000000001") == found.entry
    assert register.get("https://ror.org/9") is None
    assert [(name, entry.iri, flag) for name, entry, flag in register.names()] == [
        (name, entry.iri, flag) for name, entry, flag in register.spotted()
    ]


def test_an_index_is_made_once_for_each_content(tmp_path: Path, cache: Path) -> None:
    file = ror(tmp_path, ROR)
    open_register(file)
    (made,) = cache.iterdir()
    before = made.stat().st_mtime_ns
    open_register(file)
    open_register(ror(tmp_path, {**ROR, "id": "https://ror.org/3"}))
    assert made.stat().st_mtime_ns == before
    assert len(list(cache.iterdir())) == 2


def test_a_broken_register_leaves_no_index(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(RegisterError):
        open_register(ror(tmp_path, ROR, {"id": "x"}))
    assert list(cache.iterdir()) == []


def test_two_entries_of_one_name_have_nodes_of_their_own(tmp_path: Path) -> None:
    register = open_register(ror(tmp_path, ROR, {**ROR, "id": "https://ror.org/000000009"}))
    assert [c.entry.qualifier for c in register.candidates("示范研究院")] == ["000000001", "000000009"]


def test_what_two_registers_know_is_one_thing_with_the_names_of_both(tmp_path: Path) -> None:
    text = "name,alias,lang\n国际电信联盟,国电联,zh\n清河大学,清大,zh\n"
    together = Registers((open_register(written(tmp_path, "r.csv", text)), default_authority()))
    (itu,) = default_authority().lookup("国际电信联盟")
    for name in ("国电联", "国际电信联盟", "国际电联"):
        (found,) = together.candidates(name)
        assert found.entry.iri == itu.iri
    (alone,) = together.candidates("清大")
    assert alone.entry.name("zh") == "清河大学"
    assert together.get(alone.entry.iri) == alone.entry


def test_an_abbreviation_alone_does_not_make_two_entries_one(tmp_path: Path) -> None:
    ours = Authority(
        (Entry("urn:x", Kind.ORGANIZATION, (Name("东方学会", "zh"),), (Name("东方学会", "zh"), Name("DFXH", "en"))),)
    )
    theirs = open_register(written(tmp_path, "r.csv", "name,alias,lang\n东风协会,DFXH,en\n"))
    assert len(Registers((theirs, ours)).candidates("DFXH")) == 2


def test_a_cache_that_cannot_be_written_is_told_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/cache")
    file = written(tmp_path, "own.csv", "name\n示范研究院\n")
    with pytest.raises(
        RegisterError, match=r"own\.csv: cannot be indexed in /dev/null/cache/wenpu .*; set XDG_CACHE_HOME"
    ):
        open_register(file)
