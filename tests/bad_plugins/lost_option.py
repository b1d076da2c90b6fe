"""Forgets part of its options when it is pickled."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen
class LostOptionExtractor(Extractor):
    """Treaties.

    Attributes:
        kinds: The last words of names.
    """

    name = "bad-lost-option"
    provides = (Treaty,)
    kinds: tuple[str, ...] = ("Treaty", "Convention", "Memorandum")

    def extract(self, reading):
        return (treaty for treaty in treaties(reading) if treaty.name.endswith(self.kinds))

    def __reduce__(self):
        return type(self), (self.kinds[:1],)


@hookimpl
def diplotext_extractors():
    return [LostOptionExtractor]
