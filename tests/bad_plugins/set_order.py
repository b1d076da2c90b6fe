"""Yields in the order of a set of strings."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen
class SetOrderExtractor(Extractor):
    """Treaties, each name once."""

    name = "bad-set-order"
    provides = (Treaty,)

    def extract(self, reading):
        found = {treaty.name: treaty for treaty in treaties(reading)}
        return [found[name] for name in set(found)]


@hookimpl
def diplotext_extractors():
    return [SetOrderExtractor]
