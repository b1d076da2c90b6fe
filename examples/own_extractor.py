"""An extractor of one's own beside those that are installed, without packaging it."""

import re
from collections.abc import Iterator

import attrs

from diplotext import Annotation, Extractor, Pipeline, Reading, Registry, State


@attrs.frozen(kw_only=True)
class Vote(Annotation):
    """A vote, with the states that the sentence names."""

    states: tuple[State, ...] = ()


@attrs.frozen
class VoteExtractor(Extractor):
    """Sentences in which states vote."""

    name = "votes"
    provides = (Vote,)
    requires = (State,)
    needs = ("doc.sents",)
    verbs: tuple[str, ...] = ("voted", "abstained", "vetoed")

    def extract(self, reading: Reading) -> Iterator[Vote]:
        for sentence in reading.sentences():
            named = [entity for _, entity in reading.document.mentions_in(sentence.start, sentence.end)]
            states = tuple(dict.fromkeys(entity for entity in named if isinstance(entity, State)))
            for match in re.finditer(rf"\b({'|'.join(self.verbs)})\b", sentence.text):
                span = reading.span(sentence.start + match.start(), sentence.start + match.end())
                yield Vote(states=states, spans=[span], rule="vote.verb")


pipeline = Pipeline([Registry().create("organizations"), VoteExtractor()])
document = pipeline.read("Chile and Peru voted for the resolution. Norway abstained. The clerk voted with his feet.")
for vote in document.of(Vote):
    print(vote.text, [state.name for state in vote.states])
