"""Bytes in, text out: size limit, binary files, encodings."""

from __future__ import annotations

import codecs
import logging
import re
from pathlib import Path

from charset_normalizer import from_bytes

from kg.documents.errors import DocumentError

__all__ = ["MAX_BYTES", "decode", "load"]

MAX_BYTES = 50_000_000
"""Larger files are refused unread: no article is that long, and one would hold up all the others."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']?\s*([\w:.-]{2,40})|<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})",
    re.IGNORECASE,
)
"""Where a page names its encoding: HTML, section 4.2.5.4, looks at the first 1,024 bytes; crawls need more."""
_HEAD = 8192
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What pages that name the first are written in: the WHATWG Encoding Standard, section 4.2, has the same."""
_LEGACY = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
_SAMPLE = 65_536
_STRAY = 0.005
"""Up to this share of broken characters, text is UTF-8 with damage rather than another encoding."""

_log = logging.getLogger(__name__)


def load(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        DocumentError: there is no such file, or it cannot be opened, or is too large.
    """
    try:
        if path.is_dir():
            raise DocumentError(path, "this is a folder", "name a file, or build from the folder")
        size = path.stat().st_size
        if not path.is_file():
            raise DocumentError(path, "not a regular file", "name a file with an article in it")
        if size > MAX_BYTES:
            limit = f"{size / 1e6:.0f} MB is over the limit of {MAX_BYTES / 1e6:.0f} MB"
            raise DocumentError(path, limit, "split the file or leave it out")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise DocumentError(path, "no such file", "check the path") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DocumentError(path, f"cannot be opened ({reason})", "check its permissions") from error
    if len(data) > MAX_BYTES:
        raise DocumentError(path, "the file is still growing", "try again when it is complete")
    return data


def decode(data: bytes, path: Path) -> str:
    """Return the text of a file's bytes.

    A byte order mark stays in the text as its first character, so that offsets count what is stored.

    Args:
        data: the whole file.
        path: for messages.

    Raises:
        DocumentError: the file is empty, binary, or in an encoding that cannot be told.
    """
    if not data.strip():
        raise DocumentError(path, "the file is empty", "leave it out")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(path, f"this is {what}, not text", "save the article as Markdown or text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, path)
    if b"\x00" not in data:
        for reading in (_utf8, _declared, _damaged):
            text = reading(data, path)
            if text is not None:
                return text
    for encoding in _guesses(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _plausible(text):
            return text
    if b"\x00" in data:
        raise DocumentError(path, "this is a binary file, not text", "save the article as Markdown or text")
    raise DocumentError(path, "its encoding cannot be told", "save it as UTF-8")


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"not valid {encoding.upper()} at byte {error.start}"
        raise DocumentError(path, problem, "save it as UTF-8") from error


def _declared(data: bytes, path: Path) -> str | None:
    """Decode as a page or an XML file says it is to be, forgiving the odd broken character."""
    found = _DECLARED.search(data, 0, _HEAD)
    if found is None:
        return None
    try:
        encoding = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except (LookupError, UnicodeError):
        return None
    encoding = _WIDER.get(encoding, encoding)
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError):  # a codec that is not one for text, or knows no replacement
        return None
    return text if _few_broken(text, encoding, path) else None


def _utf8(data: bytes, path: Path) -> str | None:
    """Decode as UTF-8, forgiving the odd broken character where more beyond ASCII are whole."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    whole = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return text if whole >= text.count("\ufffd") and _few_broken(text, "utf-8", path) else None


def _damaged(data: bytes, path: Path) -> str | None:
    """Decode as UTF-8, forgiving the odd broken character: crawlers cut texts in the middle of one."""
    text = data.decode("utf-8", errors="replace")
    return text if _few_broken(text, "utf-8", path) else None


def _few_broken(text: str, encoding: str, path: Path) -> bool:
    """Say whether a text decoded with replacements is still that encoding, and tell of them."""
    broken = text.count("\ufffd")
    if broken > max(1, len(text) * _STRAY):
        return False
    if broken:
        _log.warning("%s: %d characters are not valid %s and were replaced", path.as_posix(), broken, encoding.upper())
    return True


def _guesses(data: bytes) -> list[str]:
    """Return encodings to try, most likely first, from a sample that ends at a line's end."""
    cut = data.rfind(b"\n", 0, _SAMPLE) + 1 if len(data) > _SAMPLE else len(data)
    matches = from_bytes(data[: cut or _SAMPLE], cp_isolation=_LEGACY)
    return [match.encoding for match in matches]


def _plausible(text: str) -> bool:
    """Say whether a text decoded by guess reads like one: no controls, few rare characters."""
    odd = sum(1 for c in text if (c < " " and c not in "\t\n\r\f\v") or "\ue000" <= c <= "\uf8ff" or c == "\ufffd")
    common = sum(
        1
        for c in text
        if c < "\x7f"
        or "\u3000" <= c <= "\u30ff"
        or "\u4e00" <= c <= "\u9fff"
        or "\uff00" <= c <= "\uffef"
        or "\u2010" <= c <= "\u2026"
    )
    return odd <= len(text) * 0.001 and common >= len(text) * 0.9
