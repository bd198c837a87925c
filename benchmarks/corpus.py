"""Articles as a crawler leaves them, made up: any number, in Chinese or English, the same for the same seed.

    python benchmarks/corpus.py FOLDER --articles 1000 --language zh --seed 1

Their words are composed by the grammars in ``grammars/``. There ``{word}`` is one of a list, ``{word:1}`` the same one
through the whole article, ``{#2-98.1}`` a number between two with so many decimals. Words with a pool are names: a pool
of 20,000 organizations has 20,000 of them, the first named by many articles and most by one, so that no cache of
names flatters what is measured, and articles still speak of the same things as real ones do.

Article number ``n`` does not depend on how many there are: adding one to a corpus changes none of the others.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

__all__ = ["LANGUAGES", "article", "write"]

LANGUAGES = ("zh", "en")
_IN_A_FOLDER = 1000
_SLOT = re.compile(r"\{(?:(\w+)(?::(\d))?|#(\d+)-(\d+)\.(\d))\}")
_FURNITURE = {
    "zh": "预览时标签不可点\n\n阅读原文\n\n微信扫一扫\n关注该公众号\n\n知道了\n\n取消\n允许\n\n分享\n留言\n收藏",
    "en": "Share this article\n\nSubscribe to our newsletter\n\nAll rights reserved",
}


def write(folder: Path, articles: int, language: str = "zh", seed: int = 1, first: int = 0) -> list[Path]:
    """Write articles, each to a file of its own, a thousand a folder.

    Args:
        folder: made where missing.
        articles: how many.
        language: of :data:`LANGUAGES`.
        seed: another one gives other articles.
        first: number of the first.
    """
    files = []
    for number in range(first, first + articles):
        file = folder / f"{number // _IN_A_FOLDER:04}" / f"{number:08}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article(number, language, seed), encoding="utf-8")
        files.append(file)
    return files


def article(number: int, language: str = "zh", seed: int = 1) -> str:
    """Return one article with its front matter, pictures and page furniture."""
    writer = _Writer(language, seed, number)
    title, outlet = writer.say("{title}").strip(), writer.say("{outlet}")
    day = (
        f"{writer.chance.randrange(2018, 2025)}-{writer.chance.randrange(1, 13):02}-{writer.chance.randrange(1, 29):02}"
    )
    picture = f"![](https://pictures.example/{writer.chance.getrandbits(160):040x}/640?wx_fmt=png&from=appmsg)"
    front = f"title: {title}\nurl: https://articles.example/s?mid={number}&idx=1\nsource: {outlet}\ndate: {day}"
    head = [f"---\n{front}\nfetch_date: 2025-10-06T19:20:49.917851\n---", f"# {title}", picture, f"# {title}", outlet]
    return "\n\n".join([*head, *writer.paragraphs(), picture, _FURNITURE[language]]) + "\n"


class _Writer:
    """Composes one article."""

    def __init__(self, language: str, seed: int, number: int) -> None:
        self._grammar = _grammar(language)
        self._words: dict[str, list[str]] = self._grammar["words"]
        self._seed = f"{language} {seed}"
        self._bound: dict[str, str] = {}
        self.chance = Random(f"{self._seed} article {number}")

    def paragraphs(self) -> Iterator[str]:
        beginning, middle, end = self._grammar["genres"][self.chance.choice(list(self._grammar["genres"]))]
        left = self.chance.randint(*self._grammar["length"])
        yield self.say(self.chance.choice(beginning))
        while left > 0:
            paragraph = self.say(self.chance.choice(middle))
            left -= len(paragraph)
            yield paragraph
        yield self.say(self.chance.choice(end))

    def say(self, template: str) -> str:
        said = self._filled(template, self.chance).strip()
        # A sentence of an English template may begin with any word.
        return said[:1].upper() + said[1:]

    def _filled(self, template: str, chance: Random) -> str:
        return _SLOT.sub(lambda slot: self._slot(slot, chance), template)

    def _slot(self, slot: re.Match[str], chance: Random) -> str:
        word, same, low, high, decimals = slot.groups()
        if not word:
            return f"{chance.uniform(int(low), int(high)):.{decimals}f}"
        if same:
            if slot[0] not in self._bound:
                self._bound[slot[0]] = self._word(word, chance)
            return self._bound[slot[0]]
        return self._word(word, chance)

    def _word(self, word: str, chance: Random) -> str:
        if size := self._grammar["pools"].get(word):
            # Cubed: few things are named often, most of them seldom.
            chance = Random(f"{self._seed} {word} {int(size * chance.random() ** 3)}")
        return self._filled(chance.choice(self._words[word]), chance)


@cache
def _grammar(language: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "grammars" / f"{language}.toml").read_text(encoding="utf-8"))


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--language", choices=LANGUAGES, default="zh")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    files = write(given.folder, given.articles, given.language, given.seed)
    print(f"{len(files):,} articles, {sum(file.stat().st_size for file in files):,} bytes")


if __name__ == "__main__":
    main()
