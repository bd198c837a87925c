from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.model import Value, ValueType
from kg.rdf.literals import clean, decimal, literal, offset, string, text

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Value("数据", ValueType.TEXT, "zh"), Literal("数据", language="zh")),
        (Value("数据", ValueType.TEXT), Literal("数据")),
        (Value("about"), Literal("about")),
        (Value("2024-02-29", ValueType.DATE), Literal("2024-02-29", datatype=NamedNode(f"{XSD}date"))),
        (Value("2024-07", ValueType.YEAR_MONTH), Literal("2024-07", datatype=NamedNode(f"{XSD}gYearMonth"))),
        (Value("2024", ValueType.YEAR), Literal("2024", datatype=NamedNode(f"{XSD}gYear"))),
        (Value("42.80", ValueType.DECIMAL), Literal("42.8", datatype=NamedNode(f"{XSD}decimal"))),
        (Value("http://a/b", ValueType.URI), Literal("http://a/b", datatype=NamedNode(f"{XSD}anyURI"))),
    ],
)
def test_a_value_becomes_the_literal_of_its_type(value: Value, expected: Literal) -> None:
    assert literal(value) == expected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (Value("2023-02-29", ValueType.DATE), "'2023-02-29' is not an xsd:date"),
        (Value("2024-7-1", ValueType.DATE), "'2024-7-1' is not an xsd:date"),
        (Value("20240701", ValueType.DATE), "'20240701' is not an xsd:date"),
        (Value("２０２４-07-01", ValueType.DATE), "'２０２４-07-01' is not an xsd:date"),
        (Value("2024-13", ValueType.YEAR_MONTH), "'2024-13' is not an xsd:gYearMonth"),
        (Value("24", ValueType.YEAR), "'24' is not an xsd:gYear"),
        (Value("0000", ValueType.YEAR), "'0000' is not an xsd:gYear"),
        (Value("1E9", ValueType.DECIMAL), "'1E9' is not a decimal number"),
        (Value("NaN", ValueType.DECIMAL), "'NaN' is not a decimal number"),
        (Value(".", ValueType.DECIMAL), "'.' is not a decimal number"),
        (Value("", ValueType.DECIMAL), "'' is not a decimal number"),
        (Value("1,000", ValueType.DECIMAL), "'1,000' is not a decimal number"),
        (Value("数据", ValueType.TEXT, "not a tag"), "'not a tag' is not a language tag"),
    ],
)
def test_a_value_that_is_not_of_its_type_is_refused(value: Value, message: str) -> None:
    with pytest.raises(ValueError, match="is not") as caught:
        literal(value)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("1", "1"),
        ("1.0", "1"),
        ("+01.50", "1.5"),
        ("-.5", "-0.5"),
        ("5.", "5"),
        ("-0.0", "0"),
        ("53900000000000", "53900000000000"),
    ],
)
def test_a_number_has_one_written_form(written: str, canonical: str) -> None:
    assert decimal(written).value == canonical


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_the_written_form_is_the_same_number(number: object) -> None:
    from decimal import Decimal

    assert Decimal(decimal(f"{number:f}").value) == number


def test_offsets_count_from_zero() -> None:
    assert str(offset(0)) == f'"0"^^<{XSD}nonNegativeInteger>'
    with pytest.raises(ValueError, match="-1 is negative"):
        offset(-1)


def test_only_what_cannot_be_stored_is_replaced_and_offsets_stay() -> None:
    assert clean("a\x00b\ud800c\ufffed\uffff") == "a\ufffdb\ufffdc\ufffdd\ufffd"
    kept = '\x01\t\n\r\x1f\x7f\x85\u202e\u2028\ufeff\U0010ffff"\\'
    assert clean(kept) == kept


def test_language_tags_are_lower_case() -> None:
    assert text("a", "zh-Hans").language == "zh-hans"
    assert text("a", "").language is None
    assert string("a\x00").value == "a\ufffd"
