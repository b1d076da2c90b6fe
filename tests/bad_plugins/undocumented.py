"""Does not say what its option does."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen
class UndocumentedExtractor(Extractor):
    """Treaties."""

    name = "bad-undocumented"
    provides = (Treaty,)
    shortest: int = 1

    def extract(self, reading):
        return (treaty for treaty in treaties(reading) if len(treaty.name) >= self.shortest)


@hookimpl
def diplotext_extractors():
    return [UndocumentedExtractor]
