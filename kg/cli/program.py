"""The program: its commands, and the one line that every error becomes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from kg.cli.build import build
from kg.cli.eval import evaluate
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.push import push
from kg.cli.query import query
from kg.cli.serve import serve
from kg.cli.streams import make_usable
from kg.cli.validate import validate
from kg.cli.view import view
from kg.errors import KgError, one_line

__all__ = ["app", "main"]

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(build)
app.command()(query)
app.command()(view)
app.command()(export)
app.command()(serve)
app.command()(push)
app.command()(validate)
app.command()(explain)
app.command("eval")(evaluate)


def _version(wanted: bool) -> None:
    if wanted:
        import kg

        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def _kg(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Articles in, knowledge graph out, with the sentence behind every triple.

    \b
    Example:
      kg build articles/ -o out
      kg query out --named reports
    """  # noqa: D301


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    Args:
        arguments: in place of the process's own.
    """
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code.

    Every error becomes one line on standard error: 1 where the input or the graph is at fault, 2 where
    the command line is, 130 after Ctrl-C.
    """
    make_usable()
    try:
        result = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
        sys.stdout.flush()
    except KgError as error:
        return _say(one_line(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _say("interrupted; what was built before is as it was, and a build goes on when it is run again", 130)
    except BrokenPipeError:
        return _closed()
    except OSError as error:
        return _closed() if error.errno == errno.EPIPE else _say(_disk(error), 1)
    except MemoryError:
        return _say("not enough memory; give fewer articles at a time, or --jobs 1", 1)
    except Exception as error:
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # the command line is wrong
            return _usage(error)
        if os.environ.get("KG_TRACEBACK"):
            raise
        return _say(
            f"unexpected {type(error).__name__}: {one_line(error)}; please report it (KG_TRACEBACK=1 shows where)",
            1,
        )
    if result == 130:
        return _say("interrupted; what was built before is as it was, and a build goes on when it is run again", 130)
    return result if isinstance(result, int) else 0


def _say(line: str, code: int) -> int:
    print(f"kg: {line}", file=sys.stderr)
    return code


def _usage(error: Exception) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "kg"
    message = error.format_message()  # type: ignore[attr-defined]
    code: int = error.exit_code  # type: ignore[attr-defined]
    if type(error).__name__ == "NoArgsIsHelpError":
        print(message, file=sys.stderr)
        return code
    return _say(f"{one_line(ValueError(message.replace('Value error, ', ''))).rstrip('.')}; see {command} --help", code)


def _disk(error: OSError) -> str:
    line = one_line(error)
    number = errno.ENOSPC if error.errno is None and os.strerror(errno.ENOSPC) in line else error.errno  # the store's
    match number:
        case errno.ENOSPC | errno.EDQUOT:
            return f"{line}; make room and run it again: what was built before is as it was"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"{line}; check the permissions"
        case _:
            return line


def _closed() -> int:
    """Whoever read our output has gone (``kg query … | head``): leave quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
