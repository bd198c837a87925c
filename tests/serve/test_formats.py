import pytest

from kg.serve.formats import ROWS, TRIPLES, best

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/csv", "text/csv"),
        ("TEXT/CSV ; Q=0.5", "text/csv"),
        (f"{XML}, */*;q=0.1", XML),
        (f"{XML};q=0.2, {JSON};q=0.3", JSON),
        ("text/*", "text/csv"),
        ("text/*;q=0.5, text/csv;q=0.1", "text/tab-separated-values"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        (f"{JSON};q=0, */*;q=0.5", XML),
        ("image/png", None),
        (f"{JSON};q=0", None),
        (f"{JSON};q=many", None),
        (";;,/,", None),
    ],
)
def test_what_a_client_wants_most(accept: str, media: str | None) -> None:
    assert best(accept, ROWS) == media


def test_triples_come_as_turtle_unless_told() -> None:
    assert best("*/*", TRIPLES) == "text/turtle"
    assert best("application/ld+json", TRIPLES) == "application/ld+json"


def test_a_header_without_end_is_not_read_to_its_end() -> None:
    assert best("a/b," * 100_000 + "text/csv", ROWS) is None
