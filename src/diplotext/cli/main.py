"""The `diplotext` command.

Exit status: 0 if all is done; 1 if some inputs could not be read, which are reported, and the others are written, or if
a check found errors; 2 if nothing was done, with one line that says why; 130 after an interruption; 141 if what reads
the output has ended.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from diplotext import __version__
from diplotext.cli.audit import audit
from diplotext.cli.evaluate import evaluate
from diplotext.cli.explain import explain
from diplotext.cli.extract import extract
from diplotext.cli.installed import legend, plugins, schema
from diplotext.cli.knowledge import knowledge
from diplotext.cli.new_plugin import new_plugin
from diplotext.cli.recalibrate import recalibrate
from diplotext.cli.report import report
from diplotext.cli.rules import rules
from diplotext.cli.sample import sample
from diplotext.cli.stories import stories
from diplotext.cli.tables import tables
from diplotext.cli.verify import verify
from diplotext.errors import DiplotextError

INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit; errors are reported on one line, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = cli.main(arguments, prog_name="diplotext", standalone_mode=False) or 0
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
    sys.exit(status)


class _ReaderGoneError(Exception):
    """What reads the output has ended: not an `OSError`, for which click exits as if the input had been wrong."""


class _Commands(click.Group):
    """Commands that tell a closed pipe from other errors."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGoneError from error


def _close_output() -> None:
    """Discard buffered output, so that the interpreter does not fail on it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str) -> int:
    click.echo(f"diplotext: {' '.join(message.split())}", err=True)
    return 2


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Typed, checkable facts from English diplomatic and political news."""


for _command in (
    extract,
    explain,
    report,
    audit,
    tables,
    verify,
    stories,
    sample,
    evaluate,
    recalibrate,
    plugins,
    rules,
    schema,
    legend,
    knowledge,
    new_plugin,
):
    cli.add_command(_command)

if __name__ == "__main__":
    main()
