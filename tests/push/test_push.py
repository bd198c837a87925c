"""Loading into a server that fails in every way a server can."""

import http.client
import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.errors import OptionError
from kg.push import Credentials, Options, Pushed, PushError, push
from kg.push.client import Client, checked_endpoint
from kg.push.pushing import as_sparql
from kg.store import open_store, union
from tests import small_graph
from tests.push.servers import Asked, Fake, fake

OK = (204, {}, b"")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return small_graph.write(tmp_path / "out")


class Waits:
    """A clock that stands still, and what was waited for."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.said: list[str] = []

    def client(self, server: Fake, retries: int = 3, **credentials: str) -> Client:
        return Client(
            server.address,
            Credentials(**credentials),
            retries,
            timeout=2,
            sleep=self.seconds.append,
            warn=self.said.append,
        )


def test_batches_and_replacement(out: Path) -> None:
    with fake(lambda asked, number: OK) as server:
        assert push(out, Options(server.address, replace=True, batch=20), Waits().client(server)) == Pushed(56, 1, 0)
        assert [(each.method, each.path) for each in server.asked] == [
            ("PUT", "/data?default"),
            ("POST", "/data?default"),
            ("POST", "/data?default"),
        ]
        assert {each.headers["Content-Type"] for each in server.asked} == {"text/turtle"}
        assert server.triples == set(union(open_store(out)))


def test_the_graph_is_named_in_the_address(out: Path) -> None:
    with fake(lambda asked, number: OK) as server:
        push(out, Options(f"{server.address}?token=x", "http://e/?a&b#图"), Waits().client(server))
        assert server.asked[0].path == "/data?token=x&graph=http%3A%2F%2Fe%2F%3Fa%26b%23%E5%9B%BE"


def test_a_busy_server_is_asked_again_later_each_time(out: Path) -> None:
    def reply(asked: Asked, number: int) -> tuple[int, dict[str, str], bytes] | None:
        return {1: (503, {}, b""), 2: (429, {"Retry-After": "7"}, b""), 3: None}.get(number, OK)

    with fake(reply) as server:
        waits = Waits()
        push(out, Options(server.address), waits.client(server))
        assert waits.seconds == [0.5, 7.0, 2.0]
        assert waits.said[0] == f"{server.address}: answered 503; trying again in 0.5 s"
        assert server.triples == set(union(open_store(out)))


def test_a_server_that_stays_away_is_given_up_in_one_line(out: Path) -> None:
    with fake(lambda asked, number: (500, {}, b"<p>boom\n\x1b[31m</p>") if number > 2 else OK) as server:
        waits = Waits()
        with pytest.raises(PushError) as caught:
            push(out, Options(server.address, batch=10), waits.client(server))
        said = "answered 500: <p>boom [31m</p> (tried 4 times); 20 triples are there: run it again to go on"
        assert str(caught.value) == f"{server.address}: {said}"
        assert waits.seconds == [0.5, 1.0, 2.0]


def test_it_goes_on_where_it_broke_off(out: Path) -> None:
    broken = True

    def reply(asked: Asked, number: int) -> tuple[int, dict[str, str], bytes]:
        return (400, {}, b"no") if broken and number == 3 else OK

    with fake(reply) as server:
        options = Options(server.address, replace=True, batch=10)
        with pytest.raises(PushError, match="answered 400: no; 20 triples are there"):
            push(out, options, Waits().client(server))
        (note,) = out.glob("push-*.json")
        assert json.loads(note.read_text())["triples"] == 20
        broken = False
        assert push(out, options, Waits().client(server)) == Pushed(56, 1, 20)
        assert [each.method for each in server.taken] == ["PUT", *["POST"] * 5]
        assert sum(each.body.count(b" .\n") for each in server.taken) == 56
        assert not list(out.glob("push-*"))
        assert push(out, options, Waits().client(server)) == Pushed(56, 1, 0)


def test_a_note_of_another_graph_or_target_counts_for_nothing(out: Path) -> None:
    with fake(lambda asked, number: (400, {}, b"") if number == 2 else OK) as server:
        with pytest.raises(PushError):
            push(out, Options(server.address, batch=10), Waits().client(server))
        assert push(out, Options(server.address, "http://e/g"), Waits().client(server)).before == 0
        (note,) = out.glob("push-*.json")
        note.write_text("{broken")
        assert push(out, Options(server.address), Waits().client(server)).before == 0


def test_what_is_too_large_is_sent_in_halves(out: Path) -> None:
    with fake(lambda asked, number: (413, {}, b"") if asked.body.count(b" .\n") > 15 else OK) as server:
        assert push(out, Options(server.address, replace=True), Waits().client(server)) == Pushed(56, 1, 0)
        assert [each.body.count(b" .\n") for each in server.taken] == [14, 14, 14, 14]
        assert [each.method for each in server.taken] == ["PUT", "POST", "POST", "POST"]
    with (
        fake(lambda asked, number: (413, {}, b"")) as server,
        pytest.raises(PushError, match="answered 413: too large; 0"),
    ):
        push(out, Options(server.address), Waits().client(server))


def test_basic_and_bearer_authentication(out: Path) -> None:
    def reply(asked: Asked, number: int) -> tuple[int, dict[str, str], bytes]:
        right = asked.headers.get("Authorization") in ("Basic d2VuOnDDpHNz", "Bearer abc.def")
        return OK if right else (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")

    with fake(reply) as server:
        push(out, Options(server.address, batch=30), Waits().client(server, user="wen", password="päss"))
        assert "Authorization" not in server.asked[0].headers
        assert (len(server.taken), len(server.asked)) == (2, 3)
    with fake(reply) as server:
        push(out, Options(server.address, batch=30), Waits().client(server, token="abc.def", user="wen"))
        assert (len(server.taken), len(server.asked)) == (2, 2)


@pytest.mark.parametrize("credentials", [{}, {"user": "wen", "password": "s3cret"}, {"token": "s3cret"}])
@pytest.mark.parametrize("scheme", ['Basic realm="x"', 'Digest realm="x", nonce="n", qop="auth"', "Other"])
def test_a_refused_password_is_one_line_and_is_not_shown(
    out: Path, credentials: dict[str, str], scheme: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with fake(lambda asked, number: (401, {"WWW-Authenticate": scheme}, b"")) as server:
        waits = Waits()
        with pytest.raises(PushError) as caught:
            push(out, Options(server.address), waits.client(server, **credentials))
    assert "answered 401; " in str(caught.value)
    assert "KG_PUSH_USER and KG_PUSH_PASSWORD, or KG_PUSH_TOKEN" in str(caught.value)
    assert "s3cret" not in f"{caught.value} {waits.said} {capfd.readouterr()} {Credentials(**credentials)!r}"
    assert not any("s3cret" in note.read_text() for note in out.glob("push-*.json"))


def test_a_password_follows_no_redirect(out: Path) -> None:
    with fake(lambda asked, number: (307, {"Location": "http://127.0.0.1:9/else"}, b"")) as server:
        with pytest.raises(
            PushError, match=r"answered 307; it points to http://127\.0\.0\.1:9/else: give that address"
        ):
            push(out, Options(server.address), Waits().client(server, token="x"))
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "message"), [(404, "is that its Graph Store address"), (405, "is that its"), (400, "400: bad")]
)
def test_other_refusals_are_not_repeated(out: Path, status: int, message: str) -> None:
    with fake(lambda asked, number: (status, {}, b"bad")) as server:
        with pytest.raises(PushError, match=message):
            push(out, Options(server.address), Waits().client(server))
        assert len(server.asked) == 1


def test_a_slow_server_is_given_up(out: Path) -> None:
    import time

    with fake(lambda asked, number: time.sleep(1) or OK) as server:
        client = Client(server.address, Credentials(), retries=0, timeout=0.2)
        with pytest.raises(PushError, match=r"no answer in 0\.2 s \(tried once\)"):
            push(out, Options(server.address), client)


def test_an_answer_that_is_no_http_is_one_line(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise http.client.BadStatusLine("\x00\x1b")

    with fake(lambda asked, number: OK) as server:
        client = Waits().client(server)
        monkeypatch.setattr(client, "_once", broken)
        with pytest.raises(PushError) as caught:
            push(out, Options(server.address), client)
        assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "nowhere",
        "ftp://e/",
        "file:///etc/passwd",
        "http://",
        "http://e:99999/",
        "http://e/ x",
        "http://e/\n",
        "http://图/",
    ],
)
def test_an_address_that_is_none(endpoint: str) -> None:
    with pytest.raises(OptionError, match="give an address such as"):
        checked_endpoint(endpoint)


def test_no_password_in_the_address() -> None:
    with pytest.raises(OptionError, match="put name and password into KG_PUSH_USER") as caught:
        checked_endpoint("http://wen:s3cret@e/")
    assert "s3cret" not in str(caught.value)


def test_credentials_come_from_the_environment() -> None:
    read = Credentials.from_environment({"KG_PUSH_USER": "a", "KG_PUSH_PASSWORD": "b"})
    assert read == Credentials("a", "b")
    assert not Credentials.from_environment({})
    with pytest.raises(OptionError, match="KG_PUSH_TOKEN: holds characters"):
        Credentials.from_environment({"KG_PUSH_TOKEN": "a\r\nX: y"})


@pytest.mark.parametrize(
    "text", ["\\u0022", "\\\\u0022", "\\U0001F600", "a\\", "\\\\\\u", 'x" } ; DROP ALL #', "\n\r\t\x01"]
)
def test_an_update_says_what_the_graph_says(text: str) -> None:
    from pyoxigraph import Literal, NamedNode, Triple

    node = NamedNode("http://e/a")
    said = as_sparql(f"{Triple(node, node, Literal(text))} .\n")
    # Characters by number come before everything else in SPARQL, also where the backslash is escaped.
    import re

    assert not re.search(r"(?<!\\)(?:\\\\)+[uU]", said)
    store = Store()
    store.update(f"INSERT DATA {{ {said} }}")
    assert [quad.object for quad in store] == [Literal(text)]
    assert [quad.object for quad in parse(said, format=RdfFormat.N_TRIPLES)] == [Literal(text)]
