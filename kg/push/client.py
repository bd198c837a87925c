"""One HTTP request after another to a triplestore, tried again where that may help."""

from __future__ import annotations

import base64
import http.client
import os
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import IO
from urllib.parse import urlsplit

from kg.errors import KgError, OptionError, one_line

__all__ = ["Client", "Credentials", "PushError", "TooLarge", "checked_endpoint"]

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 60.0
_SHOWN = 200
"""Characters of a server's message that are shown."""

USER, PASSWORD, TOKEN = "KG_PUSH_USER", "KG_PUSH_PASSWORD", "KG_PUSH_TOKEN"


class PushError(KgError):
    """The triplestore does not take what it is sent."""


class TooLarge(PushError):  # noqa: N818
    """A request has too long a body."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who loads.

    Attributes:
        user: name for basic or digest authentication; empty for none.
        password: goes with it.
        token: for bearer authentication, which goes before the others.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Credentials:
        """Read ``KG_PUSH_USER``, ``KG_PUSH_PASSWORD`` and ``KG_PUSH_TOKEN``.

        Raises:
            OptionError: a token cannot stand in a header.
        """
        token = environment.get(TOKEN, "")
        if not (token.isascii() and token.isprintable()):
            raise OptionError(f"{TOKEN}: holds characters that no token has")
        return cls(environment.get(USER, ""), environment.get(PASSWORD, ""), token)

    def __bool__(self) -> bool:
        return bool(self.token or self.user)


def checked_endpoint(endpoint: str) -> str:
    """Return an address that can be sent to.

    Raises:
        OptionError: it cannot, or it holds a password.
    """
    try:
        parts = urlsplit(endpoint)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        raise OptionError(f"--endpoint {endpoint!r}: give an address such as http://127.0.0.1:3030/ds/data")
    if parts.username is not None or parts.password is not None:
        raise OptionError(f"--endpoint: put name and password into {USER} and {PASSWORD}, not into the address")
    return parts._replace(fragment="").geturl()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to the user: a password is not to go where a server says."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


class Client:
    """Sends to one triplestore.

    Args:
        endpoint: its address, for messages.
        credentials: who loads.
        retries: how often to try again.
        timeout: seconds that a request may take.
        sleep: waits.
        warn: is told why something is tried again.
    """

    def __init__(
        self,
        endpoint: str,
        credentials: Credentials,
        retries: int = 6,
        timeout: float = 300.0,
        sleep: Callable[[float], None] = time.sleep,
        warn: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._endpoint = endpoint
        self._credentials = credentials
        self._retries = retries
        self._timeout = timeout
        self._sleep = sleep
        self._warn = warn
        # A token is sent from the start: some servers never ask for one. A password waits until it is asked for,
        # since it may be that it is not to go over the wire as it is.
        self._headers = {"Authorization": f"Bearer {credentials.token}"} if credentials.token else {}
        self._opener = urllib.request.build_opener(_NoRedirect)

    def send(self, url: str, method: str, body: bytes, media: str) -> None:
        """Send one request.

        Args:
            url: where to.
            method: ``PUT`` or ``POST``.
            body: what.
            media: its type.

        Raises:
            TooLarge: the server says so.
            PushError: the server does not take it, or does not answer.
        """
        tries = 0
        while True:
            try:
                self._once(url, method, body, media)
                return
            except urllib.error.HTTPError as error:
                with error:
                    if error.code == 401 and self._log_in(error):
                        continue
                    problem = self._problem(error)
                    wait = _retry_after(error.headers.get("Retry-After", ""))
                if error.code not in _AGAIN:
                    raise problem from None
            except (OSError, http.client.HTTPException) as error:
                problem, wait = self._no_answer(error), 0.0
            if tries == self._retries:
                often = f"{tries + 1} times" if tries else "once"
                raise type(problem)(f"{problem} (tried {often})") from None
            wait = wait or min(_LONGEST_WAIT, 0.5 * 2**tries)
            tries += 1
            self._warn(f"{problem}; trying again in {wait:g} s")
            self._sleep(wait)

    def _once(self, url: str, method: str, body: bytes, media: str) -> None:
        headers = {"Content-Type": media, "Accept": "*/*", "User-Agent": "wenpu", **self._headers}
        request = urllib.request.Request(url, body, headers, method=method)
        with self._opener.open(request, timeout=self._timeout) as response:
            response.read(1 << 16)

    def _log_in(self, error: urllib.error.HTTPError) -> bool:
        """Prepare to send what the server asks for; false where that was sent already or is not known."""
        if self._headers or not self._credentials:
            return False
        asked = " ".join(error.headers.get_all("WWW-Authenticate", ())).lower()
        if "digest" in asked:
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, self._endpoint, self._credentials.user, self._credentials.password)
            self._opener = urllib.request.build_opener(_NoRedirect, urllib.request.HTTPDigestAuthHandler(passwords))
            self._headers = {"X-Requested-With": "wenpu"}  # marks that the name has been sent
        else:
            pair = f"{self._credentials.user}:{self._credentials.password}".encode()
            self._headers = {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
        return True

    def _problem(self, error: urllib.error.HTTPError) -> PushError:
        where = f"{self._endpoint}: answered {error.code}"
        said = self._said(error)
        match error.code:
            case 401 | 403 if self._credentials:
                return PushError(f"{where}; it does not take what {USER} and {PASSWORD}, or {TOKEN}, say")
            case 401 | 403:
                return PushError(f"{where}; put {USER} and {PASSWORD}, or {TOKEN}, into the environment")
            case 404 | 405 | 501:
                return PushError(f"{where}; is that its Graph Store address? or give --update and its update address")
            case 413:
                return TooLarge(f"{where}: too large")
            case code if 300 <= code < 400:
                target = one_line(ValueError(error.headers.get("Location", "elsewhere")))[:_SHOWN]
                return PushError(f"{where}; it points to {target}: give that address if you trust it")
            case _:
                return PushError(f"{where}{said}")

    def _said(self, error: urllib.error.HTTPError) -> str:
        try:
            text = error.read(4096).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return ""
        line = one_line(ValueError(text)) if text.strip() else ""
        return f": {line[:_SHOWN]}" if line else ""

    def _no_answer(self, error: BaseException) -> PushError:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        if isinstance(reason, ssl.SSLCertVerificationError):
            raise PushError(f"{self._endpoint}: its certificate is not valid ({reason.verify_message})") from None
        if isinstance(reason, TimeoutError):
            return PushError(f"{self._endpoint}: no answer in {self._timeout:g} s")
        why = one_line(reason) if isinstance(reason, BaseException) else str(reason)
        return PushError(f"{self._endpoint}: no answer ({why})")


def _retry_after(text: str) -> float:
    """Seconds to wait that a server names; it may also name a date, which is not worth reading."""
    return min(_LONGEST_WAIT, float(text)) if text.isascii() and text.isdigit() else 0.0
