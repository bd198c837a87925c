from pyoxigraph import Literal, NamedNode, Triple

from kg.eval.sentences import Sentences
from kg.eval.stated import Stated, folded
from kg.rdf.namespaces import KG, RDF_TYPE, RDFS_LABEL, SKOS_PREF_LABEL

THING = NamedNode("https://example.org/thing")


def test_names_are_compared_without_marks_spaces_and_case() -> None:
    assert folded("《 Data “Yearbook” 》") == folded("data yearbook") == "datayearbook"
    assert folded("让·雅克") == "让雅克"
    assert folded("甲（乙）") != folded("甲")


def test_a_node_is_looked_up_by_class_and_name() -> None:
    stated = Stated(
        [
            Triple(THING, RDF_TYPE, NamedNode(f"{KG}Place")),
            Triple(THING, RDF_TYPE, NamedNode("https://example.org/Town")),
            Triple(THING, RDFS_LABEL, Literal("水镇", language="zh")),
            Triple(THING, SKOS_PREF_LABEL, Literal("水镇", language="zh")),
            Triple(THING, SKOS_PREF_LABEL, Literal("Water Town", language="en")),
        ]
    )
    assert stated.nodes("Place") == [THING]
    assert stated.kinds(THING) == {"Place"}
    assert stated.names(THING) == ["水镇", "Water Town"]
    assert stated.folded_names(THING) == {"水镇", "watertown"}
    assert stated.objects(THING, "location") == []
    assert stated.pairs("location") == []
    assert (stated.articles, stated.read) == ([], None)


def test_a_sentence_is_found_by_names_of_one_or_of_all() -> None:
    sentences = Sentences("甲院成立。\n丙院在乙市。甲院也在乙市。")
    assert sentences.naming(["甲院"]) == "甲院成立。"
    assert sentences.naming(["甲院"], ["乙市", "丁市"]) == "甲院也在乙市。"
    assert sentences.naming(["甲院"], ["丁市"]) == "甲院成立。"
    assert sentences.naming(["丁市"], ["甲院"]) == ""
    assert sentences.naming(["“”"]) == ""
