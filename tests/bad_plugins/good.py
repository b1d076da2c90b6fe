"""Nothing is wrong with this one; its type refers to entities, and it needs a parse."""

import attrs

from bad_plugins.common import TREATY, Treaty
from diplotext import Extractor, State, hookimpl


@attrs.frozen(kw_only=True)
class SignedTreaty(Treaty):
    """A treaty, and the states of its sentence."""

    states: tuple[State, ...] = attrs.field(default=(), converter=tuple)


@attrs.frozen
class GoodExtractor(Extractor):
    """Treaties that are named.

    Attributes:
        shortest: Characters that a name needs.
    """

    name = "bad-good"
    provides = (SignedTreaty,)
    requires = (State,)
    needs = ("doc.sents",)
    shortest: int = 1

    def extract(self, reading):
        for sentence in reading.sentences():
            inside = [entity for _, entity in reading.document.mentions_in(sentence.start, sentence.end)]
            states = tuple(dict.fromkeys(entity for entity in inside if isinstance(entity, State)))
            for match in TREATY.finditer(reading.text, sentence.start, sentence.end):
                if len(match[0]) >= self.shortest:
                    span = reading.span(*match.span())
                    yield SignedTreaty(name=match[0], states=states, spans=[span], rule="treaty.name")


@hookimpl
def diplotext_extractors():
    return [GoodExtractor]
