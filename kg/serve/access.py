"""Who may write: whoever has the token or, without one, whoever sits at this machine.

A page of another site, open in a browser at this machine, is not: browsers say where a request comes from, and no name
but this machine's own is taken for it (a name of elsewhere may be made to lead here).
"""

from __future__ import annotations

import hmac
import ipaddress
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import Request

from kg.errors import OptionError
from kg.serve.requests import BadRequest

__all__ = ["TOKEN", "check_writer", "is_local", "token_from"]

TOKEN = "WENPU_TOKEN"
_SHORTEST = 16


def token_from(host: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the token that writers need; empty where none is needed.

    Raises:
        OptionError: it is missing and others reach that address, or it is no good.
    """
    token = environment.get(TOKEN, "")
    if not token and not is_local(host):
        what = "others can reach that address, so writing needs a token"
        raise OptionError(f"--writable on {host}: {what}; put one into {TOKEN}, or listen on 127.0.0.1")
    if token and (len(token) < _SHORTEST or not token.isascii() or not token.isprintable() or " " in token):
        raise OptionError(f"{TOKEN}: give {_SHORTEST} or more letters and digits that nobody guesses")
    return token


def is_local(host: str) -> bool:
    """Tell whether an address or a name is this machine's own alone.

    >>> is_local("127.0.0.1"), is_local("[::1]"), is_local("localhost"), is_local("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def check_writer(request: Request, token: str) -> None:
    """Let a request pass that may write.

    Raises:
        BadRequest: it may not.
    """
    if token:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
            raise BadRequest(401, f"writing needs the token in {TOKEN}, as: Authorization: Bearer …")
        return
    host = request.headers.get("host", "")
    if not is_local(urlsplit(f"//{host}").hostname or ""):
        raise BadRequest(403, f"this server is not {host[:100]}: ask it by the address it listens on")
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "none")
    if (origin is not None and origin != f"{request.url.scheme}://{host}") or site not in ("none", "same-origin"):
        raise BadRequest(403, f"pages of other sites may not write here; give the server a token in {TOKEN}")
