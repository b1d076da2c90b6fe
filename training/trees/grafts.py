"""Treebanks hold few quotations, yet in political news every second sentence reports what somebody said.

A graft wraps real treebank sentences in synthetic reporting clauses: "…," said X; X said: "…"; X said that … The trees
of the sentences stay as they are; only their root comes to depend on the speech verb.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import attrs

from training.trees.conllu import Sentence, Token
from training.trees.marks import straightened
from training.trees.phrases import (
    Phrase,
    audience,
    capitalized,
    circumstances,
    hung,
    mark,
    speaker,
    speech_verb,
    unspaced,
)

# How often each form is drawn.
FORMS = {"after": 28, "inverted": 14, "before": 12, "that": 24, "continued": 8, "several": 8, "paragraphs": 6}
BRACKETS_AND_QUOTES = frozenset(('"', "“", "”", "``", "''", "‘", "’", "(", ")", "[", "]", ":", ";", "—", "--"))
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
SHORTEST, LONGEST = 5, 32


@attrs.frozen
class Graft:
    """Reported speech made from treebank sentences.

    Attributes:
        form: One of `FORMS`.
        sentences: The result in order, in UD labels.
        main: Index of the sentence with the speech verb.
        verb: Index of the speech verb in that sentence.
        subject: Index of the head of its subject, in UD: the first word of a name.
        start: Where the content starts in that sentence.
        content: The treebank sentence that is its content, without the full stop.
    """

    form: str
    sentences: tuple[Sentence, ...]
    main: int
    verb: int
    subject: int
    start: int
    content: tuple[Token, ...]


def is_quotable(sentence: Sentence) -> bool:
    """Whether a sentence can be reported: a finite statement with a subject, a full stop and no marks of its own."""
    tokens = sentence.tokens
    if not SHORTEST <= len(tokens) <= LONGEST or tokens[-1].form != "." or tokens[-1].dep != "punct":
        return False
    if any(token.form in BRACKETS_AND_QUOTES for token in tokens) or any(t.head == len(tokens) - 1 for t in tokens):
        return False
    if any(token.upos == "INTJ" or token.dep == "reparandum" for token in tokens):
        return False
    if not tokens[0].form[0].isupper() or tokens[0].upos in {"PUNCT", "SYM", "X", "CCONJ"}:
        return False
    root = _root(tokens)
    children = [(index, token) for index, token in enumerate(tokens) if token.head == root]
    subject = any(token.dep.startswith(("nsubj", "csubj", "expl")) and index < root for index, token in children)
    verbs = [tokens[root], *(token for _, token in children if token.dep.startswith(("aux", "cop")))]
    return subject and any(token.xpos in FINITE for token in verbs)


def grafts(sentences: Iterable[Sentence], count: int, seed: int) -> Iterator[Graft]:
    """Make reported speech from treebank sentences.

    Args:
        sentences: UD sentences; those that cannot be reported are passed over.
        count: How many grafts to make.
        seed: The same sentences, count and seed give the same grafts.

    Yields:
        The grafts, in straight or curly marks.

    Raises:
        ValueError: No sentence can be reported.
    """
    quotable = [sentence for sentence in sentences if is_quotable(sentence)]
    if not quotable:
        raise ValueError("no sentence can be reported: this takes a finite statement with a subject and a full stop")
    rng = random.Random(seed)  # noqa: S311  # repeatable on purpose
    yield from islice(_endless(quotable, rng), count)


def _endless(quotable: Sequence[Sentence], rng: random.Random) -> Iterator[Graft]:
    """One graft after another."""
    number = 0
    while True:
        form = rng.choices(list(FORMS), list(FORMS.values()))[0]
        graft = _graft(form, quotable, rng)
        curly = rng.random() < 0.5
        named = [
            attrs.evolve(
                sentence if curly else straightened(sentence),
                id=f"graft-{number}-{position}",
                starts_document=number % 3 == 0 and position == 0,
                starts_paragraph=sentence.starts_paragraph or (position == 0 and rng.random() < 0.6),
            )
            for position, sentence in enumerate(graft.sentences)
        ]
        yield attrs.evolve(graft, sentences=tuple(attrs.evolve(s, text=s.written) for s in named))
        number += 1


def _graft(form: str, quotable: Sequence[Sentence], rng: random.Random) -> Graft:
    """One graft of a form."""
    content = rng.choice(quotable).tokens[:-1]
    verb, subject = speech_verb(rng), speaker(rng)
    told = [[audience(rng)]] if verb.lemma == "tell" else []
    if form == "inverted" and (told or subject[0].upos == "PRON"):
        form = "after"  # nobody writes "told he reporters"
    adjuncts = [*told, *circumstances(rng)]
    if form in {"before", "that"}:
        with_that = rng.random() < 0.6 or content[0].upos not in {"DET", "NOUN", "PRON", "PROPN"}
        return _speaker_first(form, content, subject, verb, adjuncts, with_that=with_that)
    graft = _content_first(form, content, subject, verb, adjuncts)
    other = rng.choice(quotable)
    if form == "continued":
        return attrs.evolve(graft, sentences=(*graft.sentences, _quoted(other, opened=True, closed=True)))
    if form in {"several", "paragraphs"}:
        first = _quoted(other, opened=True, closed=False)
        second = attrs.evolve(graft.sentences[0], starts_paragraph=form == "paragraphs")
        return attrs.evolve(graft, sentences=(first, second), main=1)
    return graft


def _content_first(
    form: str, content: Sequence[Token], subject: Phrase, verb: Token, adjuncts: Sequence[Phrase]
) -> Graft:
    """Content before the speech verb; without opening mark if the quotation began in the same paragraph before."""
    start = int(form != "several")
    root = start + _root(content)
    comma = start + len(content)
    after = comma + 2
    place = after if form == "inverted" else after + len(subject)
    tokens = [mark("“", root, space_after=False)] if start else []
    tokens += _reported(content, place, start)
    tokens += [mark(",", root, space_after=False), mark("”", root)]
    if form == "inverted":
        tokens += [verb, *hung(subject, place, place + 1)]
    else:
        tokens += [*hung(subject, place, after), verb]
    subject_head = (place + 1 if form == "inverted" else after) + _root(subject)
    for phrase in adjuncts:
        tokens += hung(phrase, place, len(tokens))
    if tokens[-1].form == ",":  # an apposition at the end of the sentence
        tokens.pop()
    tokens = [*unspaced(tokens), mark(".", place)]
    return Graft(form, (Sentence("", tokens),), 0, place, subject_head, start, tuple(content))


def _speaker_first(
    form: str, content: Sequence[Token], subject: Phrase, verb: Token, adjuncts: Sequence[Phrase], *, with_that: bool
) -> Graft:
    """Speaker and verb before the content, which is quoted after a colon or follows "that" without marks."""
    place = len(subject)
    tokens = [*capitalized(subject), verb]
    tokens = [*hung(tokens[:place], place, 0), verb]
    for phrase in adjuncts:
        tokens += hung(phrase, place, len(tokens))
    if form == "that":
        root = len(tokens) + with_that + _root(content)
        if with_that:
            tokens.append(Token("that", "that", "SCONJ", "IN", "", root, "mark"))
        content = _lowered(content)
        start = len(tokens)
        tokens = [*tokens, *_reported(content, place, start), mark(".", place)]
    else:
        root = len(tokens) + 2 + _root(content)
        tokens = [*unspaced(tokens), mark(":", root), mark("“", root, space_after=False)]
        start = len(tokens)
        tokens += [*_reported(content, place, start), mark(".", place, space_after=False), mark("”", root)]
    return Graft(form, (Sentence("", tokens),), 0, place, _root(subject), start, tuple(content))


def _quoted(sentence: Sentence, *, opened: bool, closed: bool) -> Sentence:
    """A whole sentence within a quotation, with the marks where the quotation begins and ends."""
    root = _root(sentence.tokens) + opened
    tokens = [mark("“", root, space_after=False)] if opened else []
    tokens += hung(sentence.tokens, -1, int(opened))
    if closed:
        tokens = [*unspaced(tokens), mark("”", root)]
    return Sentence("", tokens)


def _reported(content: Sequence[Token], verb: int, start: int) -> Phrase:
    """The content below the speech verb, with nothing between its last word and the mark after it."""
    root = _root(content)
    moved = hung(content, verb, start)
    moved[root] = attrs.evolve(moved[root], dep="ccomp")
    return unspaced(moved)


def _lowered(content: Sequence[Token]) -> tuple[Token, ...]:
    """The content without the capital of its first word, unless the word has it anywhere."""
    first = content[0]
    if first.upos == "PROPN" or first.lemma == "I" or first.form[1:] != first.form[1:].lower():
        return tuple(content)
    return (attrs.evolve(first, form=first.form[0].lower() + first.form[1:]), *content[1:])


def _root(tokens: Sequence[Token]) -> int:
    """The word that hangs on nothing within the tokens."""
    return next(index for index, token in enumerate(tokens) if token.head == -1)
