"""Clauses: the one around a word, and the one that a speech verb reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotext.syntax.phrases import phrase_heads_of
from diplotext.syntax.tree import (
    children_of,
    has_to,
    heads_clause,
    is_mark,
    is_one_of,
    node_of,
    own_subjects,
    role_of,
    verb_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


def content_clause(verb: Token) -> Token | None:
    """The verb of what a speech verb reports: "said talks *failed*", "*works*, he said", "urged them to *leave*".

    A verb in a parenthesis ("talks, Tesk said, *failed*") or after "as" reports the clause around it. Of a noun, its
    "that" clause.
    """
    node, doc = node_of(verb), verb.doc
    found = []
    for head in phrase_heads_of(verb):
        if is_one_of(head, "be") and not children_of(head, "predicate"):  # "the aim is to win" says no more of "is"
            continue
        for child in children_of(head, "content", "open_complement", "adverbial", "adnominal", "clausal_subject"):
            role, infinitive = role_of(child), has_to(child) or child.tag_ == "VB"
            marked = any(is_one_of(mark, "content_marks") for mark in children_of(child, "mark"))
            if role == "content":
                found += [] if _is_small(child) else [child]
            elif role == "open_complement":
                found += [child] if infinitive else []
            elif child.i > node.i and (marked or (infinitive and role == "clausal_subject")):
                found.append(child)
    found.sort(key=lambda child: role_of(child) != "content")
    for child in children_of(node, "parataxis"):  # after a colon or an opening quotation mark
        edge = child.left_edge.i
        if edge > node.i and any(word.text == ":" or word.is_quote for word in doc[edge - 1 : edge + 1]):
            found.append(child)
    as_clause = role_of(node) == "adverbial" and any(mark.lower_ == "as" for mark in children_of(node, "mark"))
    if not found and node.head.i != node.i and (as_clause or role_of(node) == "parataxis"):
        found = [node.head]
    return verb_of(found[0]) if found else None


def _is_small(clause: Token) -> bool:
    """Whether a clause has a subject but no verb form of its own: "had *it signed*"."""
    bare = clause.tag_ == "VBN" or clause.pos_ == "ADJ"
    return bare and bool(own_subjects(clause)) and not children_of(clause, "auxiliary", "copula")


def content_spans(verb: Token) -> tuple[Span, ...]:
    """What a speech verb reports, cut where the report interrupts it: "*Talks*, Tesk said, *failed*".

    Punctuation at the edges and the word "that" before the clause stay outside.
    """
    content = content_clause(verb)
    if content is None:
        return ()
    top, doc = node_of(content), verb.doc
    inside = {node_of(verb).i: False, top.i: True}
    runs: list[tuple[int, int]] = []
    for token in doc[top.left_edge.i : top.right_edge.i + 1]:
        path, word = [], token
        while word.i not in inside and word.head.i != word.i:
            path.append(word.i)
            word = word.head
        inside.update(dict.fromkeys(path, inside.get(word.i, False)))
        if (
            not inside.get(token.i)
            or is_mark(token)
            or (token.lower_ == "that" and role_of(token) == "mark" and not runs)
        ):
            continue
        if runs and all(map(is_mark, doc[runs[-1][1] : token.i])):
            runs[-1] = (runs[-1][0], token.i + 1)
        else:
            runs.append((token.i, token.i + 1))
    return tuple(doc[start:end] for start, end in runs)


def clause_head(token: Token) -> Token:
    """The verb of the smallest clause around a word; the root where there is no verb."""
    node = node_of(token)
    while node.head.i != node.i and not heads_clause(node):
        node = node_of(node.head)
    return verb_of(node)


def clause(token: Token) -> Span:
    """The smallest clause around a word, with the clauses below it, without those coordinated with it.

    Punctuation and conjunctions at its edges stay outside: "*the talks failed* and the envoy left".
    """
    node = node_of(clause_head(token))
    others = [child for child in node.rights if role_of(child) == "conjunct" and heads_clause(child)]
    end = min([node.right_edge.i + 1, *(other.left_edge.i for other in others)])
    return _trimmed(token.doc, node.left_edge.i, max(end, node.i + 1))


def _trimmed(doc: Doc, start: int, end: int) -> Span:
    """A span without the punctuation and conjunctions at its edges."""
    while end - start > 1 and _is_edge(doc[start]):
        start += 1
    while end - start > 1 and _is_edge(doc[end - 1]):
        end -= 1
    return doc[start:end]


def _is_edge(token: Token) -> bool:
    return is_mark(token) or role_of(token) == "conjunction"
