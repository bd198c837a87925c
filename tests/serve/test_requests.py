import pytest

from kg.serve.requests import FORM, QUERY, UPDATE, BadRequest, Operation, read_operation


def test_a_query_by_get() -> None:
    query = "query=ASK%20%7B%7D&default-graph-uri=http://e/a&default-graph-uri=http://e/b&named-graph-uri=http://e/c"
    assert read_operation("GET", query, "", b"") == Operation("ASK {}", ("http://e/a", "http://e/b"), ("http://e/c",))


def test_a_query_by_post_in_both_ways() -> None:
    assert read_operation("POST", "", FORM, b"query=ASK+%7B%7D&named-graph-uri=http://e/c") == Operation(
        "ASK {}", (), ("http://e/c",)
    )
    direct = read_operation("POST", "default-graph-uri=http://e/a", f"{QUERY}; charset=UTF-8", "ASK {} # 文".encode())
    assert direct == Operation("ASK {} # 文", ("http://e/a",))


def test_no_query_asks_what_the_service_is() -> None:
    assert read_operation("GET", "", "", b"").query is None


def test_variables_can_be_bound() -> None:
    assert read_operation("GET", "query=x&$name=a%20b&$=c&$a-b=d&name=e", "", b"").bindings == (("name", "a b"),)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("POST", "", "text/plain", b"ASK {}"), 415, "the body has to be application/x-www-form-urlencoded or"),
        (("POST", "", "", b"ASK {}"), 415, "not without a type"),
        (("POST", "", f"{QUERY};charset=gbk", b"ASK {}"), 415, "the body has to be UTF-8, not 'gbk'"),
        (("POST", "", QUERY, b"\xff"), 400, "the body has to be UTF-8"),
        (("GET", "query=%ff", "", b""), 400, "the parameters have to be UTF-8"),
        (("GET", "query=a&query=b", "", b""), 400, "give one query, not several"),
        (("POST", "query=a", QUERY, b"b"), 400, "give one query, not several"),
        (("POST", "", FORM, b"q=a"), 400, "there is no query"),
        (("POST", "", UPDATE, b"DROP ALL"), 403, "this endpoint only reads"),
        (("POST", "", FORM, b"update=DROP+ALL"), 403, "this endpoint only reads"),
        (("GET", "query=ASK&update=DROP", "", b""), 403, "this endpoint only reads"),
        (("GET", "&".join(["a=b"] * 300), "", b""), 400, "more than 200 parameters"),
    ],
)
def test_what_is_not_as_the_protocol_has_it(arguments: tuple[str, str, str, bytes], status: int, message: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_operation(*arguments)
    assert caught.value.status == status
    assert message in str(caught.value)
