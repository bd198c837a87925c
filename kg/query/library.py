"""The ready questions: SPARQL files with a comment each that says what they ask.

The first lines of a file are comments of the form ``# key: text``: ``title``, ``title@zh``,
``description`` and, for each argument in the order of the command line, ``parameter NAME``. A parameter
is a variable of the query and is bound as a plain string; every SELECT between the place that uses it and the
outermost has to name it, as SPARQL's scopes require.

The sub-select that finds what has a name ends with a ``LIMIT`` above all that there can be: Oxigraph, which knows no
numbers of triples, then begins with it. What else keeps a question fast is in ``docs/performance.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files

from kg.errors import OptionError

__all__ = ["Question", "question", "questions"]

_HEADER = re.compile(r"#\s*(title(?:@zh)?|description|parameter (\w+)):\s*(.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A named query.

    Attributes:
        name: what ``--named`` calls it.
        title: one line in English.
        title_zh: one line in Chinese.
        description: what the columns are, in a sentence.
        parameters: variable and what to give for it, in the order of the arguments.
        sparql: the query.
    """

    name: str
    title: str
    title_zh: str
    description: str
    parameters: tuple[tuple[str, str], ...]
    sparql: str

    def bind(self, values: list[str]) -> dict[str, str]:
        """Return the parameters with these values.

        Raises:
            OptionError: there are too few or too many.
        """
        if len(values) != len(self.parameters):
            needed = " ".join(name.upper() for name, _ in self.parameters) or "no argument"
            given = f"{len(values)} argument{'s' * (len(values) != 1)}"
            raise OptionError(f"--named {self.name} takes {needed}, not {given}")
        return {name: value for (name, _), value in zip(self.parameters, values, strict=True)}


def parse(name: str, text: str) -> Question:
    r"""Read a question from the text of its file.

    >>> parse("all", "# title: Everything\n# parameter p: a property\nSELECT ?s { ?s ?p ?o }").parameters
    (('p', 'a property'),)
    """
    said: dict[str, str] = {}
    parameters: list[tuple[str, str]] = []
    for line in text.splitlines():
        header = _HEADER.fullmatch(line.strip())
        if header is None:
            break
        if header[2]:
            parameters.append((header[2], header[3]))
        else:
            said[header[1]] = header[3]
    return Question(
        name,
        said.get("title", name),
        said.get("title@zh", ""),
        said.get("description", ""),
        tuple(parameters),
        text,
    )


def questions() -> list[Question]:
    """Return all questions, by name."""
    folder = files("kg.query") / "questions"
    found = {entry.name.removesuffix(".rq"): entry for entry in folder.iterdir() if entry.name.endswith(".rq")}
    return [parse(name, found[name].read_text("utf-8")) for name in sorted(found)]


def question(name: str) -> Question:
    """Return the question of that name.

    Raises:
        OptionError: there is none.
    """
    known = {each.name: each for each in questions()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    raise OptionError(f"no named query {name!r}; {hint}")
