"""What stands below a title instead of front matter: the outlet and the day on a line, or a list of them.

Archives of articles put them in a list (Source: The Example, Date: May 6, 2030) that stands above the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.documents.about import About
from kg.documents.credits import credit_words
from kg.documents.frontmatter import ALIASES, iso_date
from kg.documents.lines import Paragraph
from kg.documents.mapped import Mapped
from kg.model import BlockKind, Field

__all__ = ["stated"]

_LINE = re.compile(r"(?P<outlet>\S.{0,40}?)\s+(?P<day>\d{4}-\d{2}-\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_KEYED = re.compile(r"(?P<key>[A-Za-z][A-Za-z _]{2,20}?)\s*[:：]\s*(?P<value>\S.*)")
_KEYS = {**ALIASES, "link": "url", **{key: key for key in ("source", "date", "author", "url", "title")}}
_FEWEST = 2
"""So many known keys make a list one of metadata: a list of sources has one."""
_REACH = 12
_ADDRESS = re.compile(r"https?://\S+")


def stated(body: Sequence[Paragraph], about: About) -> Sequence[Paragraph]:
    """Take outlet, day, address and author from below the title, where there is no front matter to say them.

    Args:
        body: the paragraphs behind the title.
        about: what is known of the article; what the lines say is added to it.

    Returns:
        The paragraphs without those lines.
    """
    if about.date:
        return body
    for index, paragraph in enumerate(body[:2]):
        if not paragraph.lines:
            continue
        content = paragraph.lines[0].content
        found = _LINE.fullmatch(content.text)
        day = iso_date(found["day"]) if found else None
        if found and day:
            named = content.cut(*found.span("outlet"))
            named = content.cut(found.start("outlet"), found.start("outlet") + len(named.text.rstrip(" ·•|,-–—")))
            if people := credit_words().byline(named):
                about.authors = (*about.authors, *people)
            elif about.outlet is None:
                about.outlet = _field(content, found.start("outlet"), found.start("outlet") + len(named.text))
            about.date = Field(day, *content.cut(*found.span("day")).source_span())
            return body[index + 1 :]
    return body if about.outlet else _listed(body, about)


def _listed(body: Sequence[Paragraph], about: About) -> Sequence[Paragraph]:
    """Take what a list of metadata says, if one stands above the text."""
    found: dict[str, tuple[Mapped, int, int]] = {}
    last = 0
    for index, paragraph in enumerate(body[:_REACH]):
        if not paragraph.lines or paragraph.kind is BlockKind.HEADING:
            continue
        keyed = [_KEYED.fullmatch(line.text) for line in paragraph.lines]
        if paragraph.kind is not BlockKind.LIST_ITEM or not all(keyed):
            break
        for line, match in zip(paragraph.lines, keyed, strict=True):
            if match and (key := _KEYS.get(match["key"].lower())):
                found.setdefault(key, (line.content, *match.span("value")))
                last = index + 1
    if len(found) < _FEWEST:
        return body
    if "source" in found:
        about.outlet = _field(*found["source"])
    if "date" in found:
        content, start, end = found["date"]
        if day := iso_date(content.text[start:end]):
            about.date = Field(day, *content.cut(start, end).source_span())
    if "url" in found and about.url is None:
        content, start, end = found["url"]
        if _ADDRESS.fullmatch(content.text, start, end):
            about.url = _field(content, start, end)
    if "author" in found and about.signed is None:
        content, start, end = found["author"]
        about.signed = content.cut(start, end)
    return body[last:]


def _field(content: Mapped, start: int, end: int) -> Field:
    part = content.cut(start, end)
    return Field(part.text, *part.source_span())
