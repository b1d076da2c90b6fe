"""Says that it needs names, and looks at the grammar."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen
class HiddenNeedExtractor(Extractor):
    """Treaties that are no subjects."""

    name = "bad-hidden-need"
    provides = (Treaty,)
    needs = ("doc.ents",)

    def extract(self, reading):
        subjects = {token.idx + len(token) for token in reading.parse if token.dep_ in ("dobj", "pobj")}
        return (treaty for treaty in treaties(reading) if treaty.end in subjects)


@hookimpl
def diplotext_extractors():
    return [HiddenNeedExtractor]
