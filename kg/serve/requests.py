"""What a request asks, after the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

__all__ = ["BadRequest", "Operation", "read_operation"]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

MAX_BODY = 1 << 20
"""Bytes of a query: nobody writes so long a one."""

MAX_UPDATE = 64 << 20
"""Bytes of an update, or of a graph that is put in."""

READ_ONLY = "this endpoint only reads: start it with kg serve --writable, or change the articles and build again"

_FIELDS = 200
_VARIABLE = re.compile(r"\$\w{1,100}")


class BadRequest(Exception):  # noqa: N818
    """A request that is not as the protocol has it.

    Attributes:
        status: HTTP's number for it.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Operation:
    """A query to run.

    Attributes:
        query: SPARQL; ``None`` where there is none, which asks what the service is.
        default_graphs: of the dataset that the request names.
        named_graphs: likewise.
        update: SPARQL Update in place of a query; the graphs are then those of its WHERE parts.
        bindings: values of variables, from parameters of the form ``$name=text``. The protocol does not have
            these; RDF4J's does.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    bindings: tuple[tuple[str, str], ...] = ()
    update: str | None = None


def read_operation(
    method: str, query_string: str, content_type: str, body: bytes, *, writable: bool = False
) -> Operation:
    """Read a request.

    Args:
        method: ``GET`` or ``POST``.
        query_string: what follows ``?`` in the URL.
        content_type: the header.
        body: of a POST.
        writable: whether updates are taken.

    Raises:
        BadRequest: it is not as the protocol has it, or would change a graph that is only read.
    """
    fields = _fields(query_string)
    if method == "POST":
        media, *parameters = (part.strip().lower() for part in content_type.split(";"))
        charset = next((p.removeprefix("charset=").strip('"') for p in parameters if p.startswith("charset=")), "utf-8")
        if charset != "utf-8":
            raise BadRequest(415, f"the body has to be UTF-8, not {charset[:40]!r}")
        text = _utf8(body)
        if media == FORM:
            fields += _fields(text)
        elif media == QUERY:
            fields.append(("query", text))
        elif media == UPDATE:
            fields.append(("update", text))
        else:
            raise BadRequest(415, f"the body has to be {FORM} or {QUERY}, not {media[:80] or 'without a type'}")
    updates = [value for name, value in fields if name == "update"]
    if updates:
        if not writable:
            raise BadRequest(403, READ_ONLY)
        if method != "POST":
            raise BadRequest(400, "an update comes by POST")
        if len(updates) > 1 or any(name == "query" for name, _ in fields):
            raise BadRequest(400, "give one update alone, not several, nor a query beside it")
        return Operation(
            None,
            tuple(value for name, value in fields if name == "using-graph-uri"),
            tuple(value for name, value in fields if name == "using-named-graph-uri"),
            update=updates[0],
        )
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise BadRequest(400, "give one query, not several")
    if not queries and method == "POST":
        raise BadRequest(400, "there is no query: give the parameter query")
    return Operation(
        queries[0] if queries else None,
        tuple(value for name, value in fields if name == "default-graph-uri"),
        tuple(value for name, value in fields if name == "named-graph-uri"),
        tuple((name[1:], value) for name, value in fields if _VARIABLE.fullmatch(name)),
    )


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except UnicodeDecodeError:
        raise BadRequest(400, "the parameters have to be UTF-8") from None
    except ValueError:
        raise BadRequest(400, f"there are more than {_FIELDS} parameters") from None


def _utf8(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise BadRequest(400, "the body has to be UTF-8") from None
