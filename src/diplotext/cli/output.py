"""Standard output for results alone: what plugins and the libraries that they call print goes to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from diplotext.plugin.containment import divert_prints


@contextmanager
def results_alone() -> Iterator[None]:
    """Write what is written to `sys.stdout` to standard output, and to standard error what is printed otherwise.

    Prints of plugins are diverted while these run. Libraries in C and processes that plugins start write to the file
    descriptor of standard output; for them it leads to standard error.
    """
    given = sys.stdout
    divert_prints(sys.stderr)
    try:
        number, errors = given.fileno(), sys.stderr.fileno()
        given.flush()
        kept = os.dup(number)
    except (AttributeError, OSError, ValueError):  # closed, or not a file, as in tests
        try:
            yield
        finally:
            divert_prints(None)
        return
    sys.stdout = open(kept, "w", encoding=given.encoding, errors=given.errors)  # noqa: SIM115  (closed below)
    os.dup2(errors, number)
    try:
        yield
    finally:
        divert_prints(None)
        results, sys.stdout = sys.stdout, given
        try:
            results.flush()
        finally:
            os.dup2(kept, number)
            results.close()
