"""Compares each treaty with all before it."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen
class QuadraticExtractor(Extractor):
    """Treaties, none inside another."""

    name = "bad-quadratic"
    provides = (Treaty,)

    def extract(self, reading):
        found = []
        for treaty in treaties(reading):
            if not any(max(treaty.start, other.start) < min(treaty.end, other.end) for other in found):
                found.append(treaty)
                yield treaty


@hookimpl
def diplotext_extractors():
    return [QuadraticExtractor]
