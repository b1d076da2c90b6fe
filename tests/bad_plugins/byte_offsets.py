"""Counts bytes instead of characters."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, Span, hookimpl


@attrs.frozen
class ByteOffsetsExtractor(Extractor):
    """Treaties."""

    name = "bad-byte-offsets"
    provides = (Treaty,)

    def extract(self, reading):
        done, size = 0, 0
        for treaty in treaties(reading):
            size += len(reading.text[done : treaty.start].encode("utf-8", "replace"))
            done = treaty.start
            yield attrs.evolve(treaty, spans=[Span(size, size + len(treaty.name), treaty.name)])


@hookimpl
def diplotext_extractors():
    return [ByteOffsetsExtractor]
