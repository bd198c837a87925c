"""Getting a process ready to read: work for :meth:`kg.engine.Engine.prepare`.

What a process reads its first article with takes ten times as long to load as the article takes to read. While files
are compared there is time for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.run.options import Options

__all__ = ["practise"]

_TEXTS = {
    "zh": "河海研究院发布年报\n\n2024年5月16日，河海研究院院长陈望山在杭州表示，去年货运量达到47.9亿吨，同比增长8.8%。",
    "en": "On freight\n\nOn 16 May 2024, Mary Stone, head of the Harbour Institute, said it grew by 8.8 percent.",
}
"""Patterns are compiled as they are met, so something has to be read."""


def practise(languages: Iterable[str], options: Options) -> None:
    """Read a made-up article of each language with what articles of the build are read with.

    Args:
        languages: of :data:`kg.documents.languages.READ`; others are passed over.
        options: of the build.
    """
    from kg.documents import plain
    from kg.documents.source import Source
    from kg.run.articles import extracted, write

    for language in sorted(set(languages) & set(_TEXTS)):
        document = plain.read(Source(Path("practice.txt"), _TEXTS[language], language))
        (article,) = extracted([document], options)
        write([(article.iri, article.packed, {}, "")], options)
