"""The process that writes: ``python -m kg.serve.writer OUT MEMORY``; talks as :mod:`kg.serve.worker` does.

Right before a change is kept it says so; killed before that, it has changed nothing.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.errors import KgError, QueryError, one_line
from kg.run.writing import write
from kg.serve.worker import alarm, limit, say
from kg.store import Busy
from kg.written import Refused, UserGraphs, update

__all__ = ["main"]

_PATIENCE = 5.0
_GRACE = 5


def main(out: str, memory: str) -> None:
    """Write what is asked until there is no more."""
    limit(int(memory))
    say({"ready": True})
    for line in sys.stdin.buffer:
        request = json.loads(line)
        alarm(request["timeout"] + _GRACE)
        try:
            change = partial(_change, request=request)
            said = write(Path(out), change, _committing, min(_PATIENCE, request["timeout"] / 2))
        except QueryError as error:
            say({"error": "query", "message": one_line(error)[:2000]})
        except Refused as error:
            say({"error": "refused", "message": one_line(error)[:2000]})
        except Busy as error:
            say({"error": "busy", "message": one_line(error)})
        except KgError as error:
            say({"error": "graph", "message": one_line(error)})
        except MemoryError:
            say({"error": "memory", "message": ""})
        except OSError as error:
            say({"error": "disk", "message": one_line(error)})
        else:
            say({"kind": "written", **said})
        alarm(0)


def _committing() -> None:
    alarm(0)  # from here on it ends by itself
    say({"committing": True})


def _change(users: UserGraphs, request: dict[str, Any]) -> dict[str, Any]:
    text = Path(request["file"]).read_bytes()
    made = False
    graph = ""
    if request["do"] == "update":
        try:
            update(users, text.decode(), request["using"], request["using_named"])
        except UnicodeDecodeError:
            raise QueryError("the update has to be UTF-8") from None
    else:
        named = _graph(users, request["graph"])
        graph = named.value
        before = users.triples(named)
        made = not before
        if request["do"] == "delete":
            users.apply(users.among(named, before), ())
        else:
            new = users.among(named, (quad.triple for quad in _read(text, request["media"], graph)))
            users.apply(users.among(named, before) if request["do"] == "put" else (), new)
    return {"added": len(users.added), "removed": len(users.removed), "made": made, "graph": graph}


def _graph(users: UserGraphs, asked: str | None) -> NamedNode:
    if asked is None:
        return users.territory.graph_of_its_own()
    try:
        return NamedNode(asked) if asked else users.territory.notes
    except ValueError:
        raise QueryError("the name of the graph is no IRI") from None


def _read(text: bytes, media: str, base: str) -> Store:
    """The triples in a store, which keeps numbers as ours does."""
    store = Store()
    form = RdfFormat.from_media_type(media)
    assert form is not None
    try:
        store.bulk_extend(parse(text, format=form, base_iri=base, without_named_graphs=True, rename_blank_nodes=True))
    except (SyntaxError, ValueError) as error:
        where = f"line {error.lineno}: " if isinstance(error, SyntaxError) and error.lineno else ""
        raise QueryError(f"{where}the body is not valid {media} ({one_line(error)})") from None
    return store


if __name__ == "__main__":
    main(*sys.argv[1:])
