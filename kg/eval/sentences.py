"""The sentences of an article, found by what they name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kg.eval.stated import folded
from kg.language.sentences import sentence_spans

__all__ = ["Sentences"]


class Sentences:
    """The sentences of a text.

    >>> Sentences("甲院发布年报。乙院没有。").naming(["乙院", "丙院"])
    '乙院没有。'

    Args:
        text: clean text of an article.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def naming(self, *groups: Iterable[str]) -> str:
        """Return the first sentence that has a word of every group; failing that, of the first group.

        Args:
            groups: names of one thing each. White space, case and quotation marks do not count.
        """
        wanted = [[folded(word) for word in group] for group in groups]
        for needed in (wanted, wanted[:1]):
            for sentence, plain in self._folded:
                if all(any(word and word in plain for word in words) for words in needed):
                    return sentence
        return ""

    @cached_property
    def _folded(self) -> list[tuple[str, str]]:
        sentences = (self._text[start:end] for start, end in sentence_spans(self._text))
        return [(sentence, folded(sentence)) for sentence in sentences]
