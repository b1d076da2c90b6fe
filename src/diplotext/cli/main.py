"""The `diplotext` command.

Exit status: 0 if all is done; 1 if some inputs could not be read, which are reported, and the others are written, or if
a check found errors; 2 if nothing was done, or the output cannot be written, with one line that says why; 130 after an
interruption (128 and the number of the signal, if it was another one); 141 if what reads the output has ended.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click

from diplotext import __version__
from diplotext.cli.ending import ended_by_signals, open_standard_streams
from diplotext.cli.output import results_alone
from diplotext.errors import DiplotextError
from diplotext.pipeline.starting import use_one_thread
from diplotext.syntax.spacy_import import make_lean

COMMANDS: Mapping[str, str] = {
    name: f"diplotext.cli.{module}"
    for name, module in {
        "annotate": "annotate",
        "annotated": "annotate",
        "audit": "audit",
        "evaluate": "evaluate",
        "explain": "explain",
        "extract": "extract",
        "knowledge": "knowledge",
        "legend": "installed",
        "new-plugin": "new_plugin",
        "plugins": "installed",
        "recalibrate": "recalibrate",
        "report": "report",
        "rules": "rules",
        "sample": "sample",
        "schema": "installed",
        "stories": "stories",
        "tables": "tables",
        "verify": "verify",
    }.items()
}
"""The commands, and the module of each, with a function of the same name; a module is imported if it is needed."""

BY_SIGNAL = 128
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit; errors are reported on one line, without a traceback."""
    open_standard_streams()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    use_one_thread()
    make_lean()
    with ended_by_signals() as ending, results_alone():
        status = _status(arguments)
    sys.exit(status if ending.signal is None else BY_SIGNAL + ending.signal)


def _status(arguments: Sequence[str] | None) -> int:
    """Run the command; how it ended."""
    try:
        status: int = cli.main(arguments, prog_name="diplotext", standalone_mode=False) or 0
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        status = 2
    except click.ClickException as error:
        status = _complain(error.format_message())
    except DiplotextError as error:
        status = _complain(str(error))
    except (BrokenPipeError, _ReaderGoneError):  # the reader, such as `head`, has closed the pipe
        _close_output()
        status = BROKEN_PIPE
    except OSError as error:  # errors of reading are caught where they occur
        _close_output()
        status = _complain(f"cannot write: {error.strerror or error}")
    except (KeyboardInterrupt, click.Abort):
        status = INTERRUPTED
    return status


class _ReaderGoneError(Exception):
    """What reads the output has ended: not an `OSError`, for which click exits as if the input had been wrong."""


class _Commands(click.Group):
    """Commands that are imported when they are needed, and that tell a closed pipe from other errors."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with a name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant, and its arguments; a misspelt one is reported with those that are near."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGoneError from error


def _close_output() -> None:
    """Discard buffered output, so that the interpreter does not fail on it at exit."""
    with contextlib.suppress(OSError):  # a stream in memory
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str) -> int:
    with contextlib.suppress(OSError):  # nobody reads it
        click.echo(f"diplotext: {' '.join(message.split())}", err=True)
    return 2


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Typed, checkable facts from English diplomatic and political news."""


if __name__ == "__main__":
    main()
