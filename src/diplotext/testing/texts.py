"""Texts for the checks: short articles with the phenomena of diplomatic news, and variants that are hard to read."""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from diplotext.model.articles import Article, as_document
from diplotext.model.document import Document


@cache
def bundled() -> tuple[Document, ...]:
    """The articles of the kit."""
    text = importlib.resources.files("diplotext.testing").joinpath("articles.toml").read_text(encoding="utf-8")
    return tuple(as_document({**record, "text": record["text"].strip()}) for record in tomllib.loads(text)["articles"])


def documents(texts: Iterable[Article]) -> tuple[Document, ...]:
    """The author's texts first, then the articles of the kit."""
    if isinstance(texts, (str, Mapping, Document)):
        raise AssertionError(f"texts takes several texts, not one; write texts=[{str(texts)[:30]!r}, ...]")
    return (*(as_document(text) for text in texts), *bundled())


def hard_texts(text: str) -> dict[str, str]:
    """Variants of a text that break code written for tidy texts, by what is hard about them."""
    line = " ".join(text.split())
    return {
        "no text at all": "",
        "white space alone": " \t\r\n\u00a0\n\n",
        "a single letter": "A",
        "punctuation alone": "… — ?! (. “”",
        "an unclosed quotation mark at the beginning": "“" + text,
        "an unclosed quotation mark at the end": text + ' "',
        "a stray closing quotation mark": text[: len(text) // 2] + "”" + text[len(text) // 2 :],
        "straight quotation marks instead of typographic ones": text.translate(str.maketrans("“”‘’", "\"\"''")),
        "Windows line ends": text.replace("\n", "\r\n"),
        "no line ends": line,
        "a line end after each word": line.replace(" ", "\n"),
        "spaces doubled": line.replace(" ", "  "),
        "no-break spaces": line.replace(" ", "\u00a0"),
        "emoji, flags and joined emoji": "🇳🇴🇨🇱 👩‍⚖️ " + text.replace(". ", ". 🤝🏽 "),
        "Chinese and Japanese": "外交部发言人表示，双方将于五月会晤。\n\n"
        + text
        + "\n\n「会談は延期された」と外相は述べた。",
        "Arabic, from right to left": "قال وزير الخارجية إن الاجتماع أُجّل.\n\n" + text,
        "combining marks": text.replace("e", "e\u0301").replace("o", "o\u0308"),
        "capitals throughout": text.upper(),
        "lower case throughout": text.lower(),
        "a byte order mark, zero-width and soft-hyphen characters": "\ufeff"
        + text.replace(" the ", " \u200bthe ").replace("ing", "i\u00adng"),
        "NUL and control characters": text.replace(" a ", " \x00a\x07 ").replace(". ", ".\x0b ") + "\x00",
        "a lone surrogate": text + " \ud83d",
        "a word of 20,000 letters": text + " " + "diplo" * 4_000,
        "markup": text.replace(". ", ".</p>\n<p class='x'>") + "&nbsp;&amp;",
        "the text cut in the middle of a word": text[: len(text) * 2 // 3],
        "the text three times": "\n\n".join([text] * 3),
    }
