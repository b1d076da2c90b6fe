"""Whether time grows with the length of a text and no faster.

How long something takes says more of the machine than of the code. How many times as long it takes for a longer text
does not: processor times of the same work are compared, on a machine that may be busy with anything else.
"""

from __future__ import annotations

import gc
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

SLOWER = 3.0
"""How many times what is linear a longer text may take. Of texts of which one is eight times as long as the other, a
linear function takes 8 times as long, a quadratic one 64 times; it fails from 24 times on."""
REPEATS = 4
"""How often both are measured again when the longer one seems to take too long; the shortest times are compared."""
NEGLIGIBLE_SECONDS = 0.1
"""Processor time that is too short to be compared."""
BUDGET_SECONDS = 180.0
"""Processor time after which a text is given up: nothing that grows with its length comes near."""


def assert_linear_time(
    prepare: Callable[[int], Callable[[], object]], sizes: Sequence[int] = (5_000, 40_000), name: str = "it"
) -> None:
    """Fail if the processor time of a function grows faster than the length of its text.

    Args:
        prepare: Makes the function from the number of characters. It is called before each measurement, and its own
            time does not count.
        sizes: The lengths, ascending, each several times the one before.
        name: What is measured, for the message.

    Raises:
        AssertionError: If the time of one length is much more than the time of the length before it, in proportion.
    """
    _seconds(prepare, sizes[0], name)  # what is made once a process is made here
    before = _seconds(prepare, sizes[0], name)
    for shorter, longer in pairwise(sizes):
        seconds = _seconds(prepare, longer, name)
        for _ in range(REPEATS):
            if _is_fine(before, seconds, longer / shorter):
                break
            before = min(before, _seconds(prepare, shorter, name))
            seconds = min(seconds, _seconds(prepare, longer, name))
        if not _is_fine(before, seconds, longer / shorter):
            raise AssertionError(
                f"{name} takes {seconds:.1f} s for {longer:,} characters, and {before:.2f} s for {shorter:,}: more "
                "than linear. Look for regular expressions that backtrack, slices of the rest of the text, and loops "
                "over everything found so far"
            )
        before = seconds


def _is_fine(before: float, seconds: float, times_as_long: float) -> bool:
    return seconds <= max(NEGLIGIBLE_SECONDS, SLOWER * times_as_long * before)


def _seconds(prepare: Callable[[int], Callable[[], object]], size: int, name: str) -> float:
    work = prepare(size)
    collecting = gc.isenabled()
    gc.disable()  # what it takes depends on all that other tests have left
    try:
        with deadline(BUDGET_SECONDS):
            began = time.process_time()
            work()
            return time.process_time() - began
    except TimeoutError:
        raise AssertionError(
            f"{name} takes more than {BUDGET_SECONDS:.0f} s for {size:,} characters; look for regular expressions that "
            "backtrack, and loops over everything found so far"
        ) from None
    finally:
        if collecting:
            gc.enable()


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` when the processor has worked so long; where the platform cannot, wait for ever."""
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not able:
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"it takes more than {seconds:.0f} s")

    former = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)
