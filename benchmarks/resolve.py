"""What knowing things costs: a register of ROR's size, looking names up in it, and settling who is who.

Run it in a process of its own: ``python benchmarks/resolve.py``. Names are made up, each from many parts, so that no
cache flatters the figures.
"""

from __future__ import annotations

import json
import os
import platform
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

ENTRIES = 110_000
MENTIONS = 20_000
ARTICLES = 10_000
_SYLLABLES = [
    "bal",
    "cor",
    "den",
    "fal",
    "gri",
    "hum",
    "jun",
    "kel",
    "lor",
    "mir",
    "nov",
    "ost",
    "pra",
    "quil",
    "ros",
    "sel",
    "tam",
    "urs",
    "vel",
    "wen",
    "yar",
    "zor",
]
_KINDS = ["Institute", "University", "Centre", "Laboratory", "Foundation", "Academy", "Hospital", "Agency"]
_HAN = "北南东西江海河湖山川云林石泉安平和兴华文新明清远长宁光天金玉青松"
_CHINESE_KINDS = ["研究院", "大学", "研究中心", "实验室", "基金会", "学会", "医院", "研究所"]


def word(chance: random.Random) -> str:
    """A made-up Latin word."""
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()


def record(number: int, chance: random.Random) -> dict[str, object]:
    """A made-up organization in the form of ROR's schema 2."""
    name = f"{word(chance)} {word(chance)} {chance.choice(_KINDS)}"
    chinese = "".join(chance.choices(_HAN, k=4)) + chance.choice(_CHINESE_KINDS)
    names = [
        {"value": name, "types": ["label", "ror_display"], "lang": "en"},
        {"value": f"{word(chance)} {name}", "types": ["alias"], "lang": "en"},
        {"value": "".join(w[0] for w in name.split()) + str(number % 97), "types": ["acronym"], "lang": None},
    ]
    if number % 3 == 0:
        names.append({"value": chinese, "types": ["label"], "lang": "zh"})
    return {
        "id": f"https://ror.org/{number:09}",
        "status": "active",
        "established": 1900 + number % 120,
        "domains": [f"{word(chance).lower()}.example"],
        "links": [{"type": "website", "value": "https://example.org/"}],
        "types": ["education"],
        "names": names,
        "external_ids": [{"type": "wikidata", "all": [f"Q{number + 1}"], "preferred": None}],
        "relationships": [],
        "locations": [
            {
                "geonames_id": number,
                "geonames_details": {"country_code": "FR", "country_name": "France", "name": "Paris"},
            }
        ],
        "admin": {"created": {"date": "2020-01-01", "schema_version": "2.0"}},
    }


def write_dump(file: Path, entries: int) -> None:
    """Write a made-up dump, laid out as ROR lays out its own."""
    chance = random.Random(1)
    with file.open("w", encoding="utf-8") as stream:
        stream.write("[\n")
        for number in range(entries):
            text = json.dumps(record(number, chance), ensure_ascii=False, indent=4)
            stream.write(text + (",\n" if number < entries - 1 else "\n"))
        stream.write("]\n")


def peak() -> float:
    """Peak memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_register(folder: Path, entries: int) -> Iterator[tuple[str, str]]:
    """Index, look up, and find in text."""
    from kg.extract.gazetteer import Gazetteer
    from kg.resolve.authority import default_authority
    from kg.resolve.registers import Registers, open_register

    dump = folder / "ror.json"
    write_dump(dump, entries)
    yield "register", f"{entries:,} entries, {dump.stat().st_size / 1e6:.0f} MB of JSON"
    before = peak()
    start = time.perf_counter()
    register = open_register(dump)
    yield (
        "indexed in",
        f"{time.perf_counter() - start:.1f} s, peak memory {peak():.0f} MiB ({peak() - before:.0f} more)",
    )
    yield "index", f"{sum(f.stat().st_size for f in (folder / 'wenpu').iterdir()) / 1e6:.0f} MB"
    chance = random.Random(2)
    names = [name for name, _, _ in register.spotted()]
    known = chance.sample(names, min(MENTIONS, len(names)) // 2)
    mentions = known + [f"{word(chance)} {word(chance)} {chance.choice(_KINDS)}" for _ in known]
    chance.shuffle(mentions)
    del names, known
    together = Registers((register, default_authority()))
    default_authority().lookup("")
    for title, asked in (("look-up, register", register), ("look-up, with ours", together)):
        start = time.perf_counter()
        found = sum(bool(asked.candidates(name)) for name in mentions)
        seconds = time.perf_counter() - start
        yield (
            title,
            f"{seconds / len(mentions) * 1e6:.1f} µs a mention ({found:,} of {len(mentions):,} known, each once)",
        )
    start = time.perf_counter()
    gazetteer = Gazetteer(together.spotted())
    yield "gazetteer made in", f"{time.perf_counter() - start:.1f} s, peak memory {peak():.0f} MiB"
    text = "。".join(f"在{name}举行的会议上，与会者指出网络安全十分重要" for name in mentions[:5000])
    start = time.perf_counter()
    hits = len(gazetteer.hits(text))
    yield "names found in text", f"{len(text) / (time.perf_counter() - start):,.0f} characters/s ({hits:,} names)"


def measure_identity(articles: int) -> Iterator[tuple[str, str]]:
    """Settle the things of many articles, then of one more."""
    from kg.model import Kind
    from kg.resolve import Signature
    from kg.resolve.signatures import Label, Token
    from kg.run.ledger import Ledger, Stated

    chance = random.Random(3)
    bodies = ["".join(chance.choices(_HAN, k=4)) + chance.choice(_CHINESE_KINDS) for _ in range(articles // 4)]
    people = ["".join(chance.choices(_HAN, k=3)) for _ in range(articles // 3)]

    def stated() -> list[Stated]:
        things = []
        for number in range(12):
            # Few are named often and many once, as in the press.
            body = bodies[int(len(bodies) * chance.random() ** 3)]
            head = Label(body, body, "zh")
            short = body[:2] + body[4]
            also = (Label(short, short, "zh"),) if chance.random() < 0.1 else ()
            things.append(Stated(f"o{number}", Signature(Kind.ORGANIZATION, (head,), also)))
        for number in range(4):
            name, body = chance.choice(people), chance.choice(bodies)
            head = Label(name, name, "zh")
            things.append(Stated(f"p{number}", Signature(Kind.PERSON, (head,), (), (Token(body, body),))))
        return things

    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "names.sqlite")) as ledger:
        start = time.perf_counter()
        for number in range(articles):
            ledger.put(f"a{number}", b"x" * 4000, stated())
        put = time.perf_counter() - start
        start = time.perf_counter()
        written = sum(1 for _ in ledger.settle())
        settled = time.perf_counter() - start
        costs = f"{put / articles * 1e3:.2f} ms to put, {settled / written * 1e3:.2f} ms to settle, each"
        yield "identity", f"{articles:,} articles of 16 things: {costs}"
        start = time.perf_counter()
        ledger.put("one more", b"x" * 4000, stated())
        again = sum(1 for _ in ledger.settle()) - 1
        yield "one article more", f"{(time.perf_counter() - start) * 1e3:.0f} ms, {again:,} others to be written again"


def main() -> None:
    """Print the figures."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        for title, figure in chain(measure_register(Path(folder), entries), measure_identity(ARTICLES)):
            print(f"{title:20} {figure}", flush=True)


if __name__ == "__main__":
    main()
