"""A spaCy model whose last component comes to grief at some words: what a bug in a C library looks like.

Laid out as an installed package, so that ``--model`` finds it as it finds any other.
"""

from __future__ import annotations

from pathlib import Path

_CODE = """
import os

import spacy
from spacy.language import Language


@Language.component("poisonous")
def poisonous(doc):
    if "毒死" in doc.text:
        os.abort()
    if "毒停" in doc.text:
        while True:
            pass
    if "毒胀" in doc.text:
        eaten = []
        while True:
            eaten.append(b"x" * (16 << 20))
    return doc


def load(**overrides):
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["。"]})
    nlp.add_pipe("poisonous")
    return nlp
"""

_METADATA = "Metadata-Version: 2.1\nName: zh_poisonous\nVersion: 1.0\n"


def install(folder: Path) -> str:
    """Put the model into a folder that is then searched for packages; return its name."""
    package = folder / "zh_poisonous"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(_CODE, "utf-8")
    about = folder / "zh_poisonous-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(_METADATA, "utf-8")
    return "zh_poisonous"
