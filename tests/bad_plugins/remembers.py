"""What it finds in a text depends on the text before."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl

LAST = [""]


@attrs.frozen
class RemembersExtractor(Extractor):
    """Treaties, but none in the text after one that begins with "Second"."""

    name = "bad-remembers"
    provides = (Treaty,)

    def extract(self, reading):
        after_second = LAST[0].startswith("Second")
        LAST[0] = reading.text
        if not after_second or not reading.text.startswith("First"):
            yield from treaties(reading)


@hookimpl
def diplotext_extractors():
    return [RemembersExtractor]
