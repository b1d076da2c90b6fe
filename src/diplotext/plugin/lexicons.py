"""Word lists of a plugin as data: declared as `Table`, kept in the folder `data` of its package, read on first use.

    HEADS = Table("diplotext_treaties", "heads.csv", columns=("word", "category"))
    DETERMINERS = WordSet(lambda: WORDS.words("word", kind="determiner"))

English words that many rules need (months, numbers, titles, reporting verbs) are in `diplotext.knowledge.english`.
"""

from diplotext.knowledge.tables import Matcher, Table, WordSet, each_word, several, toml

__all__ = ["Matcher", "Table", "WordSet", "each_word", "several", "toml"]
