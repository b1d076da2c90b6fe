"""Takes for granted that a text has a first paragraph."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen
class NeedsTextExtractor(Extractor):
    """Treaties from the first paragraph on."""

    name = "bad-needs-text"
    provides = (Treaty,)

    def extract(self, reading):
        first = reading.document.paragraphs[0]
        return (treaty for treaty in treaties(reading) if treaty.start >= first.start)


@hookimpl
def diplotext_extractors():
    return [NeedsTextExtractor]
