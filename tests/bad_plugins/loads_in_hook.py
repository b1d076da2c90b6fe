"""What it works with is set up by the hook, which a process that is started for it never calls."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl

KINDS = []


@attrs.frozen
class LoadsInHookExtractor(Extractor):
    """Treaties."""

    name = "bad-loads-in-hook"
    provides = (Treaty,)

    def extract(self, reading):
        return [treaty for treaty in treaties(reading) if treaty.name.split()[-1] in KINDS]


@hookimpl
def diplotext_extractors():
    KINDS[:] = ["Treaty", "Convention", "Memorandum"]
    return [LoadsInHookExtractor]
