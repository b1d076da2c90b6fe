"""A plugin of extractors that misbehave, each in one way; the first words of the text choose which of them does."""

import os
import signal
import subprocess
import sys
import time

import attrs

from diplotext import Extractor, Place, hookimpl

FAULTS = {}


def fault(function):
    FAULTS[function.__name__] = function
    return function


class OwnError(Exception):
    def __str__(self):
        raise RuntimeError("no message")


@fault
def system_exit(reading):
    sys.exit(3)


@fault
def keyboard_interrupt(reading):
    raise KeyboardInterrupt


@fault
def generator_exit(reading):
    raise GeneratorExit


@fault
def stop_iteration(reading):
    return next(iter(()))


@fault
def own_error(reading):
    raise OwnError


@fault
def long_message(reading):
    raise ValueError("line\n" * 1_000_000)


@fault
def recursion(reading):
    return recursion(reading)


@fault
def endless(reading):
    while True:
        pass


@fault
def endless_stubborn(reading):
    until = time.monotonic() + 1.5
    while True:
        try:
            while True:
                pass
        except BaseException:
            if time.monotonic() > until:
                raise


@fault
def sleeps(reading):
    time.sleep(600)


@fault
def slow_expression(reading):
    import re

    re.match(r"(a+)+b", "a" * 60)


@fault
def prints(reading):
    print('{"schema": 1}')
    sys.stdout.write("written\n")
    os.write(1, b"by descriptor\n")
    subprocess.run([sys.executable, "-c", "print('by a process')"], check=True)


@fault
def changes_text(reading):
    object.__setattr__(reading.document, "text", "other")


@fault
def changes_annotations(reading):
    object.__setattr__(reading.document, "annotations", ())


@fault
def changes_span(reading):
    object.__setattr__(reading.of(Place)[0].spans[0], "start", 1)


@fault
def interrupted_by_user(reading):
    signal.raise_signal(signal.SIGINT)


@fault
def ended_by_user(reading):
    signal.raise_signal(signal.SIGTERM)


@attrs.frozen
class First(Extractor):
    name = "first"
    provides = (Place,)

    def extract(self, reading):
        start = reading.text.index("Rome")
        yield Place(name="Rome", rule="first", spans=[reading.span(start, start + 4)])


@attrs.frozen
class Faulty(Extractor):
    name = "faulty"
    provides = (Place,)
    uses = (Place,)

    def extract(self, reading):
        if function := FAULTS.get(reading.text.split()[0]):
            function(reading)
        start = reading.text.index("Oslo")
        yield Place(name="Oslo", rule="faulty", spans=[reading.span(start, start + 4)])


@attrs.frozen
class FaultyBatch(Faulty):
    name = "faulty-batch"

    def extract_batch(self, readings):
        for reading in readings:
            yield list(self.extract(reading))


@attrs.frozen
class Last(Extractor):
    name = "last"
    provides = (Place,)
    uses = (Place,)

    def extract(self, reading):
        start = reading.text.index("Bern")
        yield Place(name="Bern", rule="last", spans=[reading.span(start, start + 4)])


@hookimpl
def diplotext_extractors():
    return [First, Faulty]
