"""The tables of the rule lemmatizer lack closed-class words: here they get them.

Source of the large tables: spacy-lookups-data (https://github.com/explosion/spacy-lookups-data), made from WordNet.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from spacy.lookups import Lookups, load_lookups
from spacy.util import registry

TABLES = ("lemma_rules", "lemma_exc", "lemma_index")
# The rule for all other words of these parts of speech: the word in small letters.
KEEP = [["", ""]]
EXCEPTIONS = Path(__file__).with_name("lemma_exceptions.toml")


def exceptions(path: Path = EXCEPTIONS) -> dict[str, dict[str, list[str]]]:
    """Lemmas by part of speech and lower-case word, as spaCy's table of exceptions has them."""
    return {part: _by_word(lemmas) for part, lemmas in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def _by_word(lemmas: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {word: [lemma] for lemma, words in lemmas.items() for word in words}


@registry.misc("diplotext.lemma_tables.v1")  # type: ignore[untyped-decorator]
def lemma_tables() -> Lookups:
    """The tables of `spacy-lookups-data` for English, with the exceptions of closed-class words."""
    lookups = load_lookups("en", list(TABLES))
    found, rules = lookups.get_table("lemma_exc"), lookups.get_table("lemma_rules")
    for part, words in exceptions().items():
        found[part] = {**found.get(part, {}), **words}
        rules[part] = rules.get(part, KEEP)
    return lookups
