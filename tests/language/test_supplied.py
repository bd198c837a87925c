from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy

from kg import build, documents, extract
from kg.errors import OptionError
from kg.language import LanguageError, load_model, pipeline
from kg.model import Extraction, Kind

CHINESE = """# 发布报告

2024年7月10日，蓝鲸零信任组发布《零信任报告2024》。报告称，全球已有37%的企业采用零信任。国际电信联盟秘书长李明表示，将继续研究。
"""
ENGLISH = """# Report published

On July 10, 2024, Qvortle published the Zero Trust Report 2024. The report said that 37% of companies use zero trust.
"We go on," said Ann Lee, director of the International Telecommunication Union.
"""


def saved(folder: Path, language: str, *names: tuple[str, str]) -> str:
    nlp = spacy.blank(language)
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for label, name in names])
    folder.mkdir(exist_ok=True)
    nlp.to_disk(folder / language)
    return str(folder / language)


def read(folder: Path, text: str, model: str | None) -> Extraction:
    path = folder / "a.md"
    path.write_text(text, "utf-8")
    return next(extract.extract([documents.read(path)], model=model))


def names(found: Extraction, kind: Kind) -> set[str]:
    return {name.text for entity in found.entities if entity.kind == kind for name in entity.names}


def stated(found: Extraction) -> set[tuple[str, str]]:
    return {(fact.predicate, fact.evidence[0].quote) for fact in found.facts if fact.predicate != "mentions"}


@pytest.mark.parametrize(("language", "text", "name"), [("zh", CHINESE, "蓝鲸零信任组"), ("en", ENGLISH, "Qvortle")])
def test_a_model_that_only_names_costs_no_feature(tmp_path: Path, language: str, text: str, name: str) -> None:
    model = saved(tmp_path, language, ("ORG", name))
    without, found = read(tmp_path, text, None), read(tmp_path, text, model)
    assert name in names(found, Kind.ORGANIZATION)
    for kind in (Kind.PERSON, Kind.ORGANIZATION, Kind.REPORT, Kind.PLACE):
        assert names(without, kind) <= names(found, kind)
    assert stated(without) <= stated(found)
    numbers = [e for e in found.entities if e.kind == Kind.OBSERVATION]
    assert numbers
    assert [e for e in found.entities if e.kind == Kind.CLAIM]
    (body,) = [e.id for e in found.entities if any(n.text == name for n in e.names)]
    assert any(fact.subject == body and fact.predicate == "published" for fact in found.facts)


def test_the_other_language_keeps_its_pipeline(tmp_path: Path) -> None:
    model = saved(tmp_path, "zh", ("ORG", "蓝鲸零信任组"))
    assert "wenpu_model" not in pipeline("en", model).pipe_names
    assert "wenpu_model" in pipeline("zh", model).pipe_names
    assert stated(read(tmp_path, ENGLISH, model)) == stated(read(tmp_path, ENGLISH, None))


def test_names_cut_across_our_tokens_and_other_labels_are_understood(tmp_path: Path) -> None:
    nlp = pipeline("zh", saved(tmp_path, "zh", ("PER", "张云"), ("ORG", "信息化"), ("DATE", "工业和")))
    doc = nlp("工业和信息化部副部长张云明表示。")
    assert {(ent.text, ent.label_) for ent in doc.ents} >= {("张云", "PERSON"), ("信息化", "ORG")}
    assert doc.text == "工业和信息化部副部长张云明表示。"
    assert [token.pos_ for token in doc if token.text == "表示"] == ["VERB"]
    assert len(list(doc.sents)) == 1


def test_tags_of_a_model_are_taken_over_and_its_silence_is_not(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"ORTH": "report"}]], {"POS": "PROPN", "LEMMA": "REPORT"})
    nlp.to_disk(tmp_path / "tags")
    doc = pipeline("en", str(tmp_path / "tags"))("The report said that Ann Lee leads.")
    assert [(doc[1].pos_, doc[1].lemma_)] == [("PROPN", "REPORT")]
    assert doc[2].pos_ == "VERB"
    assert "Ann Lee" in [ent.text for ent in doc.ents]


def test_text_longer_than_a_model_takes_is_still_read(tmp_path: Path) -> None:
    model = saved(tmp_path, "en", ("ORG", "Qvortle"))
    load_model(model).max_length = 40
    doc = pipeline("en", model)("Qvortle said so.\n\nQvortle said so again, and this line is too long for it.")
    assert [ent.text for ent in doc.ents if ent.start == 0] == ["Qvortle"]


@pytest.mark.parametrize("language", ["de", "xx"])
def test_a_model_of_another_language_is_refused(tmp_path: Path, language: str) -> None:
    with pytest.raises(LanguageError, match=f"it reads '{language}', not zh or en"):
        load_model(saved(tmp_path, language))


def test_a_model_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="'no_such_model': not installed, and no folder of a model"):
        load_model("no_such_model")
    broken = saved(tmp_path, "en")
    config = Path(broken, "config.cfg")
    config.write_text(
        config.read_text("utf-8").replace('factory = "entity_ruler"', 'factory = "nobody_has_it"'), "utf-8"
    )
    with pytest.raises(LanguageError, match="cannot be loaded") as caught:
        load_model(broken)
    assert "\n" not in str(caught.value)


def test_a_build_refuses_it_before_reading(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="not installed"):
        build("seeds", model="no_such_model")


def test_another_model_of_the_same_name_builds_again(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(CHINESE, "utf-8")
    asked = "SELECT ?x WHERE { ?x skos:prefLabel '蓝鲸零信任组'@zh }"
    model = saved(tmp_path / "m", "zh", ("PERSON", "李明"))
    assert len(build(tmp_path / "a.md", out=tmp_path / "out", model=model).query(asked)) == 0
    load_model.cache_clear()
    extract.extractor.cache_clear()
    model = saved(tmp_path / "m", "zh", ("ORG", "蓝鲸零信任组"))
    assert len(build(tmp_path / "a.md", out=tmp_path / "out", model=model).query(asked)) == 1
