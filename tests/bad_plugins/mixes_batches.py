"""Finds a name once a batch, not once a document."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen
class MixesBatchesExtractor(Extractor):
    """Treaties."""

    name = "bad-mixes-batches"
    provides = (Treaty,)

    def extract(self, reading):
        return treaties(reading)

    def extract_batch(self, readings):
        seen = set()
        for reading in readings:
            yield [treaty for treaty in treaties(reading) if treaty.name not in seen]
            seen |= {treaty.name for treaty in treaties(reading)}


@hookimpl
def diplotext_extractors():
    return [MixesBatchesExtractor]
