"""Paths of event rules: where each step leads, on a sentence in both label schemes, and what is no path."""

import pytest
import spacy
from spacy.tokens import Doc

from diplotext.events.paths import ROLES, paths_of
from diplotext.syntax import TokenTable

VOCAB = spacy.blank("en").vocab
LEXICONS = {"hold": frozenset({"hold", "have"}), "talks": frozenset({"talk"})}

# word|lemma, part of speech, tag, head (from 1; 0 for the root), label
SENTENCES = {
    "held": """
        Berg          PROPN NNP 2 nsubj
        held|hold     VERB  VBD 0 ROOT
        two           NUM   CD  4 nummod
        rounds|round  NOUN  NNS 2 dobj
        of            ADP   IN  4 prep
        talks|talk    NOUN  NNS 5 pobj
        with          ADP   IN  2 prep
        Mensah        PROPN NNP 7 pobj
        in            ADP   IN  2 prep
        Lima          PROPN NNP 9 pobj
    """,
    "were held": """
        Talks|talk    NOUN  NNS 5 nsubjpass
        with          ADP   IN  1 prep
        Mensah        PROPN NNP 2 pobj
        were|be       AUX   VBD 5 auxpass
        held|hold     VERB  VBN 0 ROOT
        by            ADP   IN  5 agent
        Berg          PROPN NNP 6 pobj
    """,
    "that they held": """
        The           DET   DT  2 det
        talks|talk    NOUN  NNS 6 nsubj
        that          PRON  WDT 5 dobj
        Berg          PROPN NNP 5 nsubj
        held|hold     VERB  VBD 2 relcl
        failed|fail   VERB  VBD 0 ROOT
    """,
    "promised": """
        Berg          PROPN NNP 2 nsubj
        promised|promise VERB VBD 0 ROOT
        to            PART  TO  4 aux
        meet          VERB  VB  2 xcomp
        Mensah        PROPN NNP 4 dobj
        before        ADP   IN  4 prep
        Norway        PROPN NNP 9 poss
        ’s            PART  POS 7 case
        election      NOUN  NN  6 pobj
    """,
    "ahead of": """
        Berg          PROPN NNP 2 nsubj
        spoke|speak   VERB  VBD 0 ROOT
        ahead         ADV   RB  2 prep
        of            ADP   IN  3 prep
        talks|talk    NOUN  NNS 4 pobj
    """,
}


def table(name: str) -> TokenTable:
    rows = [line.split() for line in SENTENCES[name].strip().splitlines()]
    words = [row[0].partition("|")[0] for row in rows]
    heads = [int(row[3]) - 1 if int(row[3]) else place for place, row in enumerate(rows)]
    doc = Doc(
        VOCAB,
        words=words,
        lemmas=[(row[0].partition("|")[2] or row[0]).lower() for row in rows],
        pos=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        heads=heads,
        deps=[row[4] for row in rows],
    )
    return TokenTable(doc)


@pytest.mark.parametrize(
    ("sentence", "start", "path", "ends"),
    [
        ("held", "held", "subject", "Berg"),
        ("held", "held", "object", "rounds"),
        ("held", "held", "prep:with", "Mensah"),
        ("held", "held", "prep:with|in", "Mensah Lima"),
        ("held", "held", "prep", "Mensah Lima"),
        ("held", "held", "prep:at", ""),
        ("held", "talks", "<prep:of", "rounds"),
        ("held", "talks", "<prep:of:round", "rounds"),
        ("held", "talks", "<prep:of:series", ""),
        ("held", "talks", "<prep:of:round <object:@hold actor", "Berg"),
        ("held", "talks", "<prep:of <object prep:with", "Mensah"),
        ("held", "rounds", "prep:of:@talks", "talks"),
        ("held", "rounds", "<object:attend actor", ""),
        ("were held", "Talks", "<object:@hold actor", "Berg"),
        ("were held", "Talks", "<subject", ""),
        ("were held", "Talks", "prep:with", "Mensah"),
        ("were held", "held", "agent", "Berg"),
        ("that they held", "talks", "<object:@hold actor", "Berg"),
        ("that they held", "talks", "<subject:fail", "failed"),
        ("promised", "meet", "subject | object", "Berg Mensah"),
        ("promised", "meet", "<complement:promise", "promised"),
        ("promised", "meet", "<complement? subject", "Berg"),
        ("promised", "election", "possessor", "Norway"),
        ("promised", "election", "<prep:before subject", "Berg"),
        ("ahead of", "talks", "<prep:ahead_of actor", "Berg"),
        ("ahead of", "talks", "<prep:of", "spoke"),
        ("ahead of", "talks", "<prep:during", ""),
    ],
)
def test_where_paths_lead(sentence: str, start: str, path: str, ends: str) -> None:
    tokens = table(sentence)
    [word] = [token for token in tokens if token.text == start]
    found = {end.i: end.text for one in paths_of(path, LEXICONS) for end in one.ends(word)}
    assert sorted(found) == [token.i for token in tokens if token.text in ends.split()]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("subjekt", "'subjekt' is not a step of a path"),
        ("prep:with:a:b", "is not a step of a path"),
        ("subject:a:b", "has two colons"),
        ("object:@meal", "there is no lexicon 'meal'; there are hold, talks"),
        ("", "a path is empty"),
    ],
)
def test_what_is_no_path(path: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        paths_of(path, LEXICONS)


def test_every_role_can_be_followed_from_every_word() -> None:
    for sentence in SENTENCES:
        for token in table(sentence):
            for role in sorted(ROLES):
                for path in paths_of(f"{role}* {role}?", {}):
                    assert all(end.i >= 0 for end in path.ends(token))
