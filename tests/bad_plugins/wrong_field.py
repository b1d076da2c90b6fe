"""A field holds a string where it says that it holds a number."""

import attrs

from bad_plugins.common import Treaty, treaties
from diplotext import Extractor, hookimpl


@attrs.frozen(kw_only=True)
class CountedTreaty(Treaty):
    """A treaty, and how many words its name has."""

    words: int


@attrs.frozen
class WrongFieldExtractor(Extractor):
    """Treaties."""

    name = "bad-wrong-field"
    provides = (CountedTreaty,)

    def extract(self, reading):
        for treaty in treaties(reading):
            words = str(len(treaty.name.split()))
            yield CountedTreaty(name=treaty.name, words=words, spans=treaty.spans, rule=treaty.rule)


@hookimpl
def diplotext_extractors():
    return [WrongFieldExtractor]
