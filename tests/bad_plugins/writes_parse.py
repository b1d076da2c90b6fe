"""Leaves something in the parse."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen
class WritesParseExtractor(Extractor):
    """Treaties."""

    name = "bad-writes-parse"
    provides = (Treaty,)

    def extract(self, reading):
        for treaty in treaties(reading):
            reading.parse.user_data["treaty"] = treaty.name
            yield treaty


@hookimpl
def diplotext_extractors():
    return [WritesParseExtractor]
