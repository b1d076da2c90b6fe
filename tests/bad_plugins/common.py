"""What the plugins find: treaties, by a pattern."""

import re

import attrs

from diplotext import Annotation

TREATY = re.compile(r"\b(?:[A-Z][a-z]+ ){1,4}(?:Treaty|Convention|Memorandum)\b")


@attrs.frozen(kw_only=True)
class Treaty(Annotation):
    """A treaty that a text names."""

    name: str


def treaties(reading):
    for match in TREATY.finditer(reading.text):
        yield Treaty(name=match[0], spans=[reading.span(*match.span())], rule="treaty.name")
