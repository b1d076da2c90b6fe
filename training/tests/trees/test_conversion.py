"""What holds for every conversion, whatever the tree."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.tests.trees import test_clauses, test_phrases
from training.tests.trees.notation import sentence
from training.trees.clear_labels import convert
from training.trees.conllu import Sentence, Token
from training.trees.scheme import scheme
from training.trees.tree import Tree

BLOCKS = {**test_clauses.CASES, **test_phrases.CASES}
EN_CORE_WEB_LABELS = 45
WORDS = [
    ("said", "say", "VERB", "VBD"),
    ("be", "be", "AUX", "VB"),
    ("to", "to", "PART", "TO"),
    ("by", "by", "ADP", "IN"),
    ("such", "such", "ADJ", "JJ"),
    ("because", "because", "SCONJ", "IN"),
    ("leaving", "leave", "VERB", "VBG"),
    ("there", "there", "PRON", "EX"),
    ("who", "who", "PRON", "WP"),
    ("Vienna", "Vienna", "PROPN", "NNP"),
    ("$", "$", "SYM", "$"),
    ("5", "5", "NUM", "CD"),
    ("want", "want", "VERB", "VBP"),
    (",", ",", "PUNCT", ","),
    ("”", "”", "PUNCT", "''"),
]
UD_LABELS = (
    "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound conj cop csubj csubj:outer dep det "
    "discourse dislocated expl fixed flat goeswith iobj list mark nmod nmod:desc nmod:poss nsubj nsubj:outer nsubj:pass "
    "nummod obj obl obl:agent obl:unmarked orphan parataxis punct reparandum vocative xcomp unknown:kind"
)


@st.composite
def trees(draw: st.DrawFn) -> Sentence:
    """Any tree over a few words, with any labels: treebanks hold errors too."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: -1}
    for position in range(1, size):
        heads[order[position]] = order[draw(st.integers(0, position - 1))]
    tokens = []
    for index in range(size):
        form, lemma, upos, xpos = draw(st.sampled_from(WORDS))
        label = "root" if heads[index] == -1 else draw(st.sampled_from(UD_LABELS.split()))
        tokens.append(Token(form, lemma, upos, xpos, "", heads[index], label, draw(st.booleans())))
    return Sentence("any", tokens)


def assert_sound(original: Sentence, converted: Sentence) -> None:
    Tree(converted.tokens).check()
    assert {token.dep for token in converted.tokens} <= scheme().labels
    assert all((token.head == -1) == (token.dep == "ROOT") for token in converted.tokens)
    restored = [attrs.evolve(c, head=o.head, dep=o.dep) for o, c in zip(original.tokens, converted.tokens, strict=True)]
    assert tuple(restored) == original.tokens
    assert converted.written == original.written


@given(trees())
def test_any_tree_stays_a_tree_with_the_same_text(original: Sentence) -> None:
    assert_sound(original, convert(original))


@pytest.mark.parametrize("case", BLOCKS)
def test_hand_made_trees_stay_trees_with_the_same_text(case: str) -> None:
    original = sentence(BLOCKS[case])
    assert_sound(original, convert(original))


def test_the_cases_show_every_label_of_the_scheme() -> None:
    shown = {token.dep for block in BLOCKS.values() for token in convert(sentence(block)).tokens}
    assert shown == scheme().labels
    assert len(shown) == EN_CORE_WEB_LABELS


@pytest.mark.parametrize(
    ("heads", "message"),
    [((-1, -1), "2 roots"), ((1, 0), "0 roots"), ((-1, 2, 1), "cycle"), ((-1, 7), "outside")],
)
def test_what_is_no_tree_is_refused(heads: tuple[int, ...], message: str) -> None:
    tokens = [Token("word", "word", "NOUN", "NN", "", head, "dep") for head in heads]
    with pytest.raises(ValueError, match=message):
        convert(Sentence("broken", tokens))


def test_arcs_over_words_of_others_are_counted() -> None:
    tokens = [Token("word", "word", "NOUN", "NN", "", head, "dep") for head in (2, 3, -1, 2)]
    assert Tree(tokens).crossing() == [1]
