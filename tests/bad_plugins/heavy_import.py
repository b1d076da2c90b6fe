"""Loads numpy when it is imported."""

import attrs
import numpy as np

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen
class HeavyImportExtractor(Extractor):
    """Treaties."""

    name = "bad-heavy-import"
    provides = (Treaty,)

    def extract(self, reading):
        found = list(treaties(reading))
        return (found[index] for index in np.arange(len(found)))


@hookimpl
def diplotext_extractors():
    return [HeavyImportExtractor]
