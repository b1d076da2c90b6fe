"""Figures hide what kind of error a parse has: this prints articles with their parse to be read by eye."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from diplotext.syntax import content_clause, name_span, subject
from training.trees.scheme import scheme


def listing(doc: Doc) -> str:
    """The sentences of a parsed text, each with its speech verbs (subject and content head) and its entities."""
    return "\n".join(_lines(doc))


def _lines(doc: Doc) -> Iterator[str]:
    for number, sentence in enumerate(doc.sents, start=1):
        yield f"{number:3} {' '.join(sentence.text.split())}"
        for verb in sentence:
            if verb.pos_ == "VERB" and verb.lemma_.lower() in scheme().speech_lemmas:
                yield f"      {verb.text}: subject {_shown(subject(verb))}, content {_shown(content_clause(verb))}"
        entities = [f"{' '.join(entity.text.split())} [{entity.label_}]" for entity in sentence.ents]
        if entities:
            yield f"      names: {', '.join(entities)}"


def _shown(token: Token | None) -> str:
    """A word, or the name that it heads, or a dash."""
    return "-" if token is None else name_span(token).text
