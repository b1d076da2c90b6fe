"""Articles come with straight or curly quotation marks; a parser trained on one kind stumbles over the other."""

import attrs

from training.trees.conllu import Sentence, Token

STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})
CURLY = {
    ("``", '"'): "“",
    ("''", '"'): "”",
    ("``", "``"): "“",
    ("''", "''"): "”",
    ("``", "'"): "‘",
    ("''", "'"): "’",
}


def straightened(sentence: Sentence) -> Sentence:
    """The sentence with straight quotation marks and apostrophes."""
    return _with_forms(sentence, [token.form.translate(STRAIGHT) for token in sentence.tokens])


def curled(sentence: Sentence) -> Sentence:
    """The sentence with curly quotation marks and apostrophes; the tags of the marks say which way they face."""
    return _with_forms(sentence, [_curly(token) for token in sentence.tokens])


def has_curly(sentence: Sentence) -> bool:
    """Whether a sentence holds curly marks or apostrophes."""
    return straightened(sentence) != sentence


def _curly(token: Token) -> str:
    """The form of a word in curly marks."""
    return CURLY.get((token.xpos, token.form), token.form.replace("'", "’"))


def _with_forms(sentence: Sentence, forms: list[str]) -> Sentence:
    """The sentence with other forms, and the text that they make up if it had one."""
    tokens = [attrs.evolve(token, form=form) for token, form in zip(sentence.tokens, forms, strict=True)]
    if forms == [token.form for token in sentence.tokens]:
        return sentence
    changed = attrs.evolve(sentence, tokens=tokens)
    return attrs.evolve(changed, text=changed.written if sentence.text else "")
