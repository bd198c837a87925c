"""The transcripts beside the graph: of each article that came as a web page or a PDF, the text that offsets count in.

A transcript is named by what it says, so it can be written as soon as it is read: nothing that is there
already changes. Which ones belong to the graph is what ``build.json`` says; the others are swept out.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from kg.run.manifest import Manifest
from kg.run.sources import TRANSCRIPTS

__all__ = ["keep", "sweep"]

_OURS = re.compile(r"[0-9a-f]{20}\.(?:txt|\d+)")
"""A transcript, or what was left of one when a build was killed: nothing else is ever removed."""


def keep(out: Path, transcript: str) -> str:
    """Write a transcript into a graph folder and return its path there, with ``/``."""
    data = transcript.encode()
    name = f"{TRANSCRIPTS}/{hashlib.sha256(data).hexdigest()[:20]}.txt"
    file = out / name
    if not file.is_file() or file.read_bytes() != data:
        file.parent.mkdir(exist_ok=True)
        aside = file.with_suffix(f".{os.getpid()}")
        aside.write_bytes(data)
        aside.replace(file)
    return name


def sweep(out: Path) -> None:
    """Remove the transcripts that the graph in a folder has no article of."""
    folder = out / TRANSCRIPTS
    if not folder.is_dir():
        return
    held = {each.text for each in Manifest.read(out / "build.json").inputs}
    for file in sorted(folder.iterdir()):
        if _OURS.fullmatch(file.name) and f"{TRANSCRIPTS}/{file.name}" not in held:
            file.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
