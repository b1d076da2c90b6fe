"""The default of an option is a list."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen
class MutableOptionExtractor(Extractor):
    """Treaties.

    Attributes:
        left_out: Names that are not wanted.
    """

    name = "bad-mutable-option"
    provides = (Treaty,)
    left_out: list[str] = attrs.Factory(list)

    def extract(self, reading):
        return (treaty for treaty in treaties(reading) if treaty.name not in self.left_out)


@hookimpl
def diplotext_extractors():
    return [MutableOptionExtractor]
