"""Reported speech made from treebank sentences: sound trees, the roles in place, the content as it was."""

from itertools import pairwise

import attrs
import pytest

from training.tests.trees.notation import sentence
from training.trees.clear_labels import convert
from training.trees.conllu import Sentence
from training.trees.grafts import FORMS, Graft, grafts, is_quotable
from training.trees.marks import curled, has_curly, straightened
from training.trees.tree import Tree

MEETING = """
    The      DET    DT   2  det
    minister NOUN   NN   4  nsubj
    will     AUX    MD   4  aux
    meet     VERB   VB   0  root
    the      DET    DT   6  det
    envoys|envoy NOUN NNS 4 obj
    in       ADP    IN   8  case
    Geneva|Geneva PROPN NNP 4 obl
    .        PUNCT  .    4  punct
"""
COPULA = """
    It       PRON   PRP  5  nsubj
    is|be    AUX    VBZ  5  cop
    not      PART   RB   5  advmod
    yet      ADV    RB   5  advmod
    possible ADJ    JJ   0  root
    .        PUNCT  .    5  punct
"""
CHATTER = "Well INTJ UH 4 discourse \n it PRON PRP 4 nsubj \n just ADV RB 4 advmod \n works|work VERB VBZ 0 root \n . PUNCT . 4 punct"
QUESTION = MEETING.replace(".        PUNCT  .", "?        PUNCT  .")
QUOTED = MEETING.replace("in       ADP    IN", "“        PUNCT  ``")


def spaced(block: str) -> Sentence:
    """The sentence of a block, without a space before its full stop."""
    found = sentence(block)
    tokens = list(found.tokens)
    tokens[-2] = attrs.evolve(tokens[-2], space_after=False)
    return attrs.evolve(found, tokens=tokens)


MADE = list(grafts([spaced(MEETING), spaced(COPULA)], 400, seed=7))


@pytest.mark.parametrize(
    ("block", "quotable"),
    [(MEETING, True), (COPULA, True), (CHATTER, False), (QUESTION, False), (QUOTED, False)],
)
def test_which_sentences_are_reported(block: str, quotable: bool) -> None:
    assert is_quotable(sentence(block)) is quotable


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_made_with_sound_trees(form: str) -> None:
    made = [graft for graft in MADE if graft.form == form]
    assert made
    for graft in made:
        for part in graft.sentences:
            Tree(part.tokens).check()
            Tree(convert(part).tokens).check()
            assert part.written == part.text


@pytest.mark.parametrize("graft", MADE[:150])
def test_roles_after_conversion(graft: Graft) -> None:
    tokens = convert(graft.sentences[graft.main]).tokens
    subjects = [i for i, token in enumerate(tokens) if token.dep == "nsubj" and token.head == graft.verb]
    contents = [i for i, token in enumerate(tokens) if token.dep == "ccomp" and token.head == graft.verb]
    assert tokens[graft.verb].dep == "ROOT"
    assert tokens[graft.verb].upos == "VERB"
    assert len(subjects) == len(contents) == 1
    assert subjects[0] not in range(graft.start, graft.start + len(graft.content))
    assert contents[0] in range(graft.start, graft.start + len(graft.content))
    assert all(token.head == graft.verb for token in tokens if token.xpos in {"``", "''"} and token.dep == "punct")


@pytest.mark.parametrize("graft", MADE[:150])
def test_the_content_keeps_its_tree(graft: Graft) -> None:
    alone = convert(Sentence("", graft.content)).tokens
    inside = convert(graft.sentences[graft.main]).tokens[graft.start :]
    for index, token in enumerate(alone):
        if token.dep == "ROOT":
            assert (inside[index].head, inside[index].dep) == (graft.verb, "ccomp")
        elif token.dep != "punct":
            assert (inside[index].head - graft.start, inside[index].dep) == (token.head, token.dep)


def test_conversion_of_a_graft_crosses_no_arcs() -> None:
    assert not [part.text for graft in MADE for part in graft.sentences if Tree(convert(part).tokens).crossing()]


def test_the_text_reads_like_an_article() -> None:
    for graft in MADE:
        for part in graft.sentences:
            assert "  " not in part.text
            assert not any(bad in part.text for bad in (" ,", " .", ",,", ",.", "“ ", " ”", "..", "told he"))
            assert not part.text[0].islower()
        for first, second in pairwise(graft.sentences):
            assert has_curly(first) == has_curly(second) or "’" not in first.text + second.text


def test_both_kinds_of_marks_and_paragraphs_occur() -> None:
    texts = [part.text for graft in MADE for part in graft.sentences]
    assert any("“" in text for text in texts)
    assert any('"' in text for text in texts)
    assert all(graft.sentences[1].starts_paragraph for graft in MADE if graft.form == "paragraphs")


def test_the_seed_decides() -> None:
    again = list(grafts([spaced(MEETING), spaced(COPULA)], 400, seed=7))
    other = list(grafts([spaced(MEETING), spaced(COPULA)], 400, seed=8))
    assert again == MADE
    assert other != MADE


def test_nothing_to_report_is_an_error() -> None:
    with pytest.raises(ValueError, match="no sentence can be reported"):
        list(grafts([sentence(QUESTION)], 1, seed=0))


def test_marks_turn_both_ways() -> None:
    block = "\" PUNCT `` 2 punct \n It|it PRON PRP 0 root \n 's|be AUX VBZ 2 cop \n \" PUNCT '' 2 punct"
    curly = curled(sentence(block))
    assert [token.form for token in curly.tokens] == ["“", "It", "’s", "”"]
    assert straightened(curly) == sentence(block)
    assert straightened(sentence(block)) == sentence(block)
