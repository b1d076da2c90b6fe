"""Yields a type that it does not provide."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, Organization, hookimpl


@attrs.frozen
class StrangerExtractor(Extractor):
    """Treaties, and the secretariats of treaties."""

    name = "bad-stranger"
    provides = (Treaty,)

    def extract(self, reading):
        for treaty in treaties(reading):
            yield treaty
            yield Organization(name=f"{treaty.name} secretariat", spans=treaty.spans, rule="treaty.secretariat")


@hookimpl
def diplotext_extractors():
    return [StrangerExtractor]
