"""Training documents are varied while spaCy reads them, so that every epoch sees other headlines and line breaks."""

import random
from collections.abc import Callable, Iterator
from functools import partial

from spacy.language import Language
from spacy.training import Example
from spacy.training.augment import combined_augmenter
from spacy.util import registry

from training.casing import CASES

LINE_BREAKS = ["\n", "\n\n", " ", "\t"]
BREAKS_IN_A_TOKEN = 0.03

Augmenter = Callable[[Language, Example], Iterator[Example]]


@registry.augmenters("diplotext.news.v1")  # type: ignore[untyped-decorator]
def news_augmenter(headline: float, upper: float, lower: float, line_breaks: float) -> Augmenter:
    """Make an augmenter that replaces some documents by a variant.

    Args:
        headline: Share of the documents, 0 to 1, whose words all begin with a capital.
        upper: Share in capitals.
        lower: Share in small letters.
        line_breaks: Share with some line breaks and spaces at odd places.
    """
    shares = {"headline": headline, "upper": upper, "lower": lower}
    with_breaks = partial(
        combined_augmenter,
        whitespace_level=line_breaks,
        whitespace_per_token=BREAKS_IN_A_TOKEN,
        whitespace_variants=LINE_BREAKS,
    )

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        drawn = random.random()  # noqa: S311  # spaCy's training sets the seed
        for case, share in shares.items():
            if drawn < share:
                reference = CASES[case](example.reference)
                yield Example(nlp.make_doc(reference.text), reference)
                return
            drawn -= share
        yield from with_breaks(nlp, example)

    return augment
