"""Extractors that fail in the ways in which workers fail, in a module that the processes of engines can import."""

import os
import signal
from pathlib import Path

import attrs

from diplotext import Extractor, Place


@attrs.frozen
class FailingExtractor(Extractor):
    """Fails on a word."""

    name = "failing"
    provides = (Place,)

    def extract(self, reading):
        if "FAIL" in reading.text:
            raise ValueError("cannot read this")
        return ()


@attrs.frozen(kw_only=True)
class Thing(Place):
    """An annotation whose value JSON does not have."""

    wire_name = "thing"
    size: float = 0.0


@attrs.frozen
class UnwritableExtractor(Extractor):
    """Finds what cannot be written."""

    name = "unwritable"
    provides = (Thing,)

    def extract(self, reading):
        if "UNWRITABLE" in reading.text:
            yield Thing(name="x", rule="thing", spans=[reading.span(0, 4)], size=float("nan"))


@attrs.frozen
class DeadlyExtractor(Extractor):
    """Kills its process on a word, once: the file says that it has done so."""

    name = "deadly"
    provides = (Place,)
    marker: str = ""

    def extract(self, reading):
        if "DEADLY" in reading.text and not Path(self.marker).exists():
            Path(self.marker).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return ()
