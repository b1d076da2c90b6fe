"""No entry point leads to it."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor


@attrs.frozen
class NotFoundExtractor(Extractor):
    """Treaties."""

    name = "bad-not-found"
    provides = (Treaty,)

    def extract(self, reading):
        return treaties(reading)
