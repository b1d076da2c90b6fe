"""Which words can be part of an organization's name, and what may stand between them."""

from __future__ import annotations

import re

SPACE = re.compile(r"[ \u00a0]")
NAME_SPACE = re.compile(r"[ \u00a0]|['’] ")
POSSESSIVE = re.compile(r"['’]s?(?!\w)")
PREFIXES = re.compile("Anti|Arch|Bi|Co|Counter|Cross|Ex|Inter|Intra|Mid|Multi|Non|Pan|Post|Pre|Pro|Re|Sub|Trans|Vice")


def is_capitalized(form: str) -> bool:
    """Whether a word can be part of a name by its letters: "NATO", "Co-operation", "al-Nusra", not "London-based"."""
    if not form[0].isupper():
        return form.startswith(("al-", "el-")) and form[3:4].isupper()
    if "-" not in form:
        return True
    first, last = form.split("-", 1)[0], form.rsplit("-", 1)[1]
    return last[:1].isupper() or PREFIXES.fullmatch(first) is not None
