"""Which words can be part of a person's name."""

from __future__ import annotations

ARTICLES = ("al-", "el-", "as-", "an-", "ad-", "ar-", "ash-", "bin-")


def is_capitalized(form: str) -> bool:
    """Whether a word can be part of a name by its letters: "Lavrov", "Jean-Luc", "al-Assad", not "London-based"."""
    if not form[0].isupper():
        return form.startswith(ARTICLES) and form.split("-", 1)[1][:1].isupper()
    return "-" not in form or form.rsplit("-", 1)[1][:1].isupper()
