"""Quotation grafts need speakers and circumstances of every shape, each with a correct tree.

Phrases are short lists of UD tokens whose heads count from the start of the phrase; -1 is what the phrase hangs on.
"""

import random
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from training.trees.conllu import Token

Phrase = list[Token]

# How often each kind of speaker is drawn.
SPEAKERS = {"pronoun": 18, "surname": 22, "name": 14, "title": 28, "apposition": 8, "noun": 6, "capital": 4}
SINGULAR = "Number=Sing"
PRONOUNS = {
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
}


@cache
def words() -> dict[str, Any]:
    """The word tables of `graft_words.toml`."""
    return tomllib.loads((Path(__file__).parent / "graft_words.toml").read_text(encoding="utf-8"))


def mark(form: str, head: int, *, space_after: bool = True) -> Token:
    """A punctuation mark."""
    tags = {"“": "``", "”": "''", ",": ",", ".": ".", ":": ":"}
    return Token(form, form, "PUNCT", tags[form], "", head, "punct", space_after)


def noun(form: str, head: int, dep: str) -> Token:
    """A singular noun, proper if it has a capital."""
    proper = form[0].isupper()
    upos, xpos = ("PROPN", "NNP") if proper else ("NOUN", "NN")
    return Token(form, form, upos, xpos, SINGULAR, head, dep)


def adjective(form: str, head: int) -> Token:
    """An adjective before a noun."""
    return Token(form, form, "ADJ", "JJ", "Degree=Pos", head, "amod")


def determiner(form: str, head: int) -> Token:
    """An article."""
    kind = "Definite=Def|PronType=Art" if form.lower() == "the" else "Definite=Ind|PronType=Art"
    return Token(form, form.lower(), "DET", "DT", kind, head, "det")


def preposition(form: str, head: int) -> Token:
    """A preposition before a noun."""
    return Token(form, form, "ADP", "IN", "", head, "case")


def unspaced(phrase: Sequence[Token]) -> Phrase:
    """The phrase without white space after it."""
    return [*phrase[:-1], attrs.evolve(phrase[-1], space_after=False)]


def capitalized(phrase: Sequence[Token]) -> Phrase:
    """The phrase with a capital at its start."""
    first = phrase[0]
    return [attrs.evolve(first, form=first.form[0].upper() + first.form[1:]), *phrase[1:]]


def hung(phrase: Iterable[Token], head: int, offset: int) -> Phrase:
    """The phrase moved to a place in a sentence.

    Args:
        phrase: The tokens.
        head: What the phrase hangs on, as an index of the sentence.
        offset: Where the phrase starts in the sentence.
    """
    return [attrs.evolve(token, head=head if token.head == -1 else token.head + offset) for token in phrase]


def speaker(rng: random.Random) -> Phrase:
    """A subject for a speech verb: a pronoun, a name with or without title or apposition, an institution, a capital."""
    kind = rng.choices(list(SPEAKERS), list(SPEAKERS.values()))[0]
    table = words()
    if kind == "pronoun":
        form = rng.choice(sorted(PRONOUNS))
        return [Token(form, form, "PRON", "PRP", PRONOUNS[form], -1, "nsubj")]
    if kind == "noun":
        return [determiner("the", 1), noun(rng.choice(table["nouns"]), -1, "nsubj")]
    if kind == "capital":
        return [noun(rng.choice(table["capitals"]), -1, "nsubj")]
    family = rng.choice(table["family"]).split()
    if kind == "surname":
        return _name(family, 0)
    full = [rng.choice(table["given"]), *family]
    if kind == "title":
        return _titled(rng, full if rng.random() < 0.7 else family)
    name = _name(full, 0)
    return name if kind == "name" else [*unspaced(name), *_apposition(rng, len(name))]


def _name(parts: Sequence[str], start: int) -> Phrase:
    """A name from a place in its phrase on; in UD its first word governs the others."""
    first, *others = parts
    tokens = [Token(first, first, "PROPN", "NNP", SINGULAR, -1, "nsubj")]
    return tokens + [Token(part, part, "PROPN", "NNP", SINGULAR, start, "flat") for part in others]


def _titled(rng: random.Random, name: Sequence[str]) -> Phrase:
    """A name with a title and perhaps a nationality or body before it."""
    table = words()
    title = rng.choice(table["titles"]).split()
    origin = rng.choice(table["nationalities"] * 2 + table["bodies"]) if rng.random() < 0.7 else ""
    start = len(title) + bool(origin)
    tokens = [noun(part, start, "compound") for part in title]
    if origin in table["bodies"]:
        tokens.insert(0, noun(origin, start, "compound"))
    elif origin:
        tokens.insert(0, adjective(origin, start))
    return [*tokens, *_name(name, start)]


def _apposition(rng: random.Random, start: int) -> Phrase:
    """An office between commas after a name: ", the Russian foreign minister,"."""
    table = words()
    *before, office = rng.choice(table["offices"]).split()
    head = start + 3 + len(before)
    tokens = [mark(",", head), determiner("the", head), adjective(rng.choice(table["nationalities"]), head)]
    tokens += [adjective(word, head) for word in before]
    return [*unspaced([*tokens, noun(office, 0, "appos")]), mark(",", head)]


def circumstances(rng: random.Random) -> list[Phrase]:
    """When and where it was said: no phrase, one or two."""
    table = words()
    found: list[Phrase] = []
    if rng.random() < 0.3:
        found.append([preposition("on", 1), noun(rng.choice(table["days"]), -1, "obl")])
    draw = rng.random()
    if draw < 0.15:
        *before, place = rng.choice(table["occasions"]).split()
        article = "an" if (before or [place])[0][0] in "aeiou" else "a"
        head = 2 + len(before)
        phrase = [preposition("at" if place != "interview" else "in", head), determiner(article, head)]
        found.append([*phrase, *(noun(word, head, "compound") for word in before), noun(place, -1, "obl")])
    elif draw < 0.25:
        found.append([preposition("in", 1), noun(rng.choice(table["cities"]), -1, "obl")])
    return found


def speech_verb(rng: random.Random) -> Token:
    """A speech verb in the past tense, drawn by its weight."""
    table = words()["verbs"]
    form, lemma, _ = rng.choices(table, [weight for _, _, weight in table])[0]
    return Token(form, lemma, "VERB", "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin", -1, "root")


def audience(rng: random.Random) -> Token:
    """Who was told: the object right after "told"."""
    form = rng.choice(words()["audiences"])
    if form == "parliament":
        return noun(form, -1, "obj")
    return Token(form, form.removesuffix("s"), "NOUN", "NNS", "Number=Plur", -1, "obj")
