"""Members that the text names in brackets: `Normandy Format (Russia, Germany, France and Ukraine)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplotext_organizations.candidates import Candidate

OPENING = re.compile(r"(?:['’]s?)?(?: \w+){0,2} ?\(")
BETWEEN = re.compile(r"\s*(?:,|;|/|and|&|,\s*and|-|–)?\s*(?:the\s+)?")


def members(text: str, ordered: Sequence[Candidate]) -> dict[int, list[Candidate]]:
    """The members named in brackets after an organization, by the index of its mention in `ordered`."""
    found: dict[int, list[Candidate]] = {}
    for index, candidate in enumerate(ordered):
        if candidate.kind != "organization":
            continue
        opening = OPENING.match(text, candidate.end)
        if opening is None:
            continue
        position, listed = opening.end(), []
        for member in ordered[index + 1 : index + 30]:
            if member.form == "demonym" or not BETWEEN.fullmatch(text, position, max(position, member.start)):
                break
            if member.start < position:
                break
            listed.append(member)
            position = member.end
        if len(listed) > 1 and text[position : position + 1] == ")":
            found[index] = listed
    return found
