"""Says that it uses states, and cannot do without."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, State, hookimpl


@attrs.frozen
class HiddenRequirementExtractor(Extractor):
    """Treaties, named after the first state of the text."""

    name = "bad-hidden-requirement"
    provides = (Treaty,)
    uses = (State,)

    def extract(self, reading):
        for treaty in treaties(reading):
            first = min(reading.of(State), key=lambda state: state.start)
            yield attrs.evolve(treaty, name=f"{first.name}: {treaty.name}")


@hookimpl
def diplotext_extractors():
    return [HiddenRequirementExtractor]
