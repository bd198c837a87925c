"""Which language a text is in, and each of its paragraphs.

py3langid tells languages apart, restricted to those that press is written in: of its 140 it takes Wu for
Chinese and Luxembourgish for a name otherwise. It was measured against the alternatives on 46 sentences and
names in 19 languages: 43 right (lingua in its low accuracy mode 38, with 96 MB; resiliparse's 20; fastText's
lid.176 44, under a share-alike licence).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

__all__ = ["READ", "ENGLISH_NAMES", "language_of", "languages_of", "main_language"]

READ = ("zh", "en")
"""What is read."""

ENGLISH_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_HAN_RUN, _LETTERS = re.compile(f"{_HAN.pattern}+"), re.compile(r"[^\W\d_]+")
_KANA = re.compile(r"[\u3040-\u30fa\u30fd-\u30ff\u31f0-\u31ff]+")
_HANGUL = re.compile(r"[\uac00-\ud7af]+")
_WORD = re.compile(r"[A-Za-z]+")
_ADDRESS = re.compile(r"(?<!\S)\S*(?:://|www\.|@)\S*")
"""Looked for where white space ends: elsewhere the search would take the square of a text without any."""
_SAMPLE = 2000
"""Characters of a paragraph that are looked at."""
_WORDS = 8
"""Words of the shortest paragraph without Chinese that is judged by itself in a Chinese article."""
_LOWER = re.compile(r"(?<![\w.'’])[a-z][a-z'’-]*(?!\w)")
_COMMON = 4
"""So many words in lower case make a row of Latin words a sentence, rather than names or a reference."""
_SURE = 0.9


def language_of(text: str) -> str:
    """Return the language of a text: its code in ISO 639-1, or nothing where there is too little to tell.

    >>> language_of("国际电信联盟周一发布了报告。"), language_of("The union published its report on Monday.")
    ('zh', 'en')
    >>> language_of("総務省は報告書を公表した。"), language_of("Le ministre a publié un rapport lundi.")
    ('ja', 'fr')
    """
    return _language_of(text[:_SAMPLE])


@lru_cache(maxsize=1024)
def _language_of(sample: str) -> str:
    """Judged once: an article is asked for its language first, then each of its paragraphs."""
    text = _ADDRESS.sub(" ", sample)
    script = _by_script(text)
    if script:
        return script
    language, sure = _identifier().classify(_HAN.sub(" ", text))
    return str(language) if sure >= _SURE else ""


def main_language(paragraphs: Iterable[str]) -> str:
    """Return the language that most of an article is in.

    Each paragraph counts by its length, a Chinese character for as much as three Latin letters. One whose
    language cannot be told does not count; where none can be, the script of all of them decides.
    """
    weights: Counter[str] = Counter()
    rest: list[str] = []
    for text in paragraphs:
        language = language_of(text)
        if language:
            weights[language] += _weight(text)
        rest.append(text)
    if weights:
        return min(weights, key=lambda language: (-weights[language], language))
    whole = " ".join(rest)
    return language_of(whole) or ("zh" if _HAN.search(whole) else "en")


def languages_of(paragraphs: Sequence[str], main: str) -> list[str]:
    """Return the languages of an article's paragraphs, each empty where it is the article's own.

    A paragraph is told apart from its article where it is sure to be a sentence in another language: a
    name, a heading, a reference stay with the article.
    """
    return [_apart(text, main) for text in paragraphs]


def _apart(text: str, main: str) -> str:
    language = language_of(text)
    if language in ("", main):
        return ""
    if language == "zh":
        return language if _number(_HAN_RUN, text) > _WORDS else ""
    if language in ("ja", "ko"):
        return language
    plain = _ADDRESS.sub(" ", text[:_SAMPLE])
    if len(plain.split()) < _WORDS or (plain.isascii() and len(_LOWER.findall(plain)) < _COMMON):
        return ""
    return language


def _weight(text: str) -> int:
    return 3 * _number(_HAN_RUN, text) + _number(_LETTERS, text)


def _number(runs: re.Pattern[str], text: str) -> int:
    """Return how many characters of a kind there are, by the pattern of its runs."""
    return sum(map(len, runs.findall(text)))


def _by_script(text: str) -> str:
    """Return the language where the script alone tells it."""
    han, kana, hangul = (_number(runs, text) for runs in (_HAN_RUN, _KANA, _HANGUL))
    latin = len(_WORD.findall(text))
    if hangul > han + kana and hangul > latin:
        return "ko"
    # A Japanese sentence has kana for every other character; a Chinese one quotes a name at most.
    if kana and kana * 4 > han and kana + han > latin:
        return "ja"
    # A Chinese word has some two characters, so a Chinese text full of foreign names still passes.
    if han and han >= 0.75 * latin and not hangul:
        return "zh"
    return ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(ENGLISH_NAMES))
    return identifier
