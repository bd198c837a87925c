"""What can go wrong, said in one line a reader can act on."""

from __future__ import annotations

__all__ = ["BuildError", "GraphError", "KgError", "OptionError", "QueryError", "one_line"]


class KgError(Exception):
    """The root of this package's errors; the message is one readable line.

    Attributes:
        exit_code: what the command line ends with: 1 where the input or the graph is at fault, 2
            where the command line is.
    """

    exit_code = 1


class GraphError(KgError):
    """A graph folder is missing, broken, or being written by somebody else."""


class BuildError(KgError):
    """Nothing could be built."""


class OptionError(KgError):
    """An option or argument has a value that cannot be used."""

    exit_code = 2


class QueryError(KgError):
    """A SPARQL query cannot be run.

    Attributes:
        line: where in the query, counted from 1; ``None`` where the place is not known.
        column: likewise, in code points.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def one_line(error: BaseException) -> str:
    r"""Return the message of an error as one line without control characters.

    >>> one_line(ValueError("first\nsecond"))
    'first second'
    >>> one_line(KeyError())
    'KeyError'
    """
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    if isinstance(error, OSError) and error.filename:
        text = f"{error.filename}: {text}"
    text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split()) or type(error).__name__
