"""Names, prepositional phrases, numbers and coordination: what UD says, and what the ClearNLP scheme says."""

import pytest

from training.tests.trees.notation import expected, sentence
from training.trees.clear_labels import convert

CASES = {
    "name": """
        Sergey       PROPN  NNP  4  nsubj  3  compound
        van          PROPN  NNP  1  flat   3  compound
        Berg         PROPN  NNP  1  flat   4  nsubj
        spoke|speak  VERB   VBD  0  root   0  ROOT
    """,
    "title": """
        Foreign   ADJ    JJ   2  amod       2  amod
        Minister  PROPN  NNP  3  nmod:desc  4  compound
        Anna      PROPN  NNP  0  root       4  compound
        Petrova   PROPN  NNP  3  flat       0  ROOT
    """,
    "apposition": """
        Petrova      PROPN  NNP  6  nsubj  6  nsubj
        ,            PUNCT  ,    4  punct  1  punct
        the          DET    DT   4  det    4  det
        envoy        NOUN   NN   1  appos  1  appos
        ,            PUNCT  ,    4  punct  1  punct
        spoke|speak  VERB   VBD  0  root   0  ROOT
    """,
    "possessive": """
        Iran   PROPN  NNP   3  nmod:poss  3  poss
        's     PART   POS   1  case       1  case
        envoy  NOUN   NN    0  root       0  ROOT
        and    CCONJ  CC    6  cc         3  cc
        his    PRON   PRP$  6  nmod:poss  6  poss
        aide   NOUN   NN    3  conj       3  conj
    """,
    "prepositions-nested": """
        They     PRON  PRP  2  nsubj  2  nsubj
        ran|run  VERB  VBD  0  root   0  ROOT
        out      ADP   IN   6  case   2  prep
        of       ADP   IN   6  case   3  prep
        the      DET   DT   6  det    6  det
        hall     NOUN  NN   2  obl    4  pobj
    """,
    "prepositions-noun": """
        Talks|talk  NOUN   NNS  0  root  0  ROOT
        in          ADP    IN   3  case  1  prep
        Geneva      PROPN  NNP  1  nmod  2  pobj
        on          ADP    IN   5  case  1  prep
        Syria       PROPN  NNP  1  nmod  4  pobj
    """,
    "prepositions-coordinated": """
        Talks|talk  NOUN   NNS  0  root  0  ROOT
        in          ADP    IN   3  case  1  prep
        Rome        PROPN  NNP  1  nmod  2  pobj
        and         CCONJ  CC   6  cc    2  cc
        in          ADP    IN   6  case  2  conj
        Paris       PROPN  NNP  3  conj  5  pobj
    """,
    "preposition-modified": """
        They        PRON  PRP  2  nsubj   2  nsubj
        left|leave  VERB  VBD  0  root    0  ROOT
        just        ADV   RB   5  advmod  4  advmod
        before      ADP   IN   5  case    2  prep
        noon        NOUN  NN   2  obl     4  pobj
    """,
    "preposition-root": """
        In      ADP    IN   2  case   0  ROOT
        Vienna  PROPN  NNP  0  root   1  pobj
        .       PUNCT  .    2  punct  1  punct
    """,
    "because-of": """
        They        PRON  PRP  2  nsubj  2  nsubj
        left|leave  VERB  VBD  0  root   0  ROOT
        because     ADP   IN   5  case   2  prep
        of          ADP   IN   3  fixed  3  pcomp
        rain        NOUN  NN   2  obl    3  pobj
    """,
    "according-to": """
        It                PRON   PRP  2  nsubj  2  nsubj
        ended|end         VERB   VBD  0  root   0  ROOT
        according|accord  VERB   VBG  5  case   2  prep
        to                ADP    IN   3  fixed  3  prep
        Rome              PROPN  NNP  2  obl    4  pobj
    """,
    "such-as": """
        Cities|city  NOUN   NNS  0  root   0  ROOT
        such         ADJ    JJ   4  case   3  amod
        as           ADP    IN   2  fixed  1  prep
        Rome         PROPN  NNP  1  nmod   3  pobj
    """,
    "as-well-as": """
        Rome   PROPN  NNP  0  root   0  ROOT
        as     ADV    RB   5  cc     4  advmod
        well   ADV    RB   2  fixed  4  advmod
        as     ADP    IN   2  fixed  1  cc
        Paris  PROPN  NNP  1  conj   1  conj
    """,
    "so-that": """
        They          PRON   PRP  2  nsubj  2  nsubj
        wait          VERB   VBP  0  root   0  ROOT
        so            SCONJ  IN   6  mark   6  mark
        that          SCONJ  IN   3  fixed  6  mark
        he            PRON   PRP  6  nsubj  6  nsubj
        speaks|speak  VERB   VBZ  2  advcl  2  advcl
    """,
    "dative-object": """
        They       PRON  PRP  2  nsubj  2  nsubj
        gave|give  VERB  VBD  0  root   0  ROOT
        him|he     PRON  PRP  2  iobj   2  dative
        time       NOUN  NN   2  obj    2  dobj
    """,
    "dative-preposition": """
        They       PRON   PRP  2  nsubj  2  nsubj
        gave|give  VERB   VBD  0  root   0  ROOT
        time       NOUN   NN   2  obj    2  dobj
        to         ADP    IN   5  case   2  dative
        Iran       PROPN  NNP  2  obl    4  pobj
    """,
    "unmarked-oblique": """
        Talks|talk      NOUN  NNS  2  nsubj         2  nsubj
        resumed|resume  VERB  VBD  0  root          0  ROOT
        last            ADJ   JJ   4  amod          4  amod
        week            NOUN  NN   2  obl:unmarked  2  npadvmod
    """,
    "unmarked-noun": """
        Ten         NUM   CD   2  nummod         2  nummod
        euros|euro  NOUN  NNS  0  root           0  ROOT
        a           DET   DT   4  det            4  det
        day         NOUN  NN   2  nmod:unmarked  2  npadvmod
    """,
    "date": """
        May   PROPN  NNP  0  root           0  ROOT
        2     NUM    CD   1  nummod         1  nummod
        2014  NUM    CD   1  nmod:unmarked  1  nummod
    """,
    "more-than": """
        More          ADJ   JJR  3  advmod  2  advmod
        than          ADP   IN   1  fixed   3  quantmod
        50            NUM   CD   4  nummod  4  nummod
        envoys|envoy  NOUN  NNS  0  root    0  ROOT
    """,
    "almost": """
        Almost        ADV   RB   2  advmod  2  quantmod
        fifty         NUM   CD   3  nummod  3  nummod
        envoys|envoy  NOUN  NNS  0  root    0  ROOT
    """,
    "currency": """
        They      PRON  PRP  2  nsubj   2  nsubj
        paid|pay  VERB  VBD  0  root    0  ROOT
        $         SYM   $    2  obj     4  nmod
        5         NUM   CD   3  nummod  2  dobj
    """,
    "currency-million": """
        They      PRON  PRP  2  nsubj     2  nsubj
        paid|pay  VERB  VBD  0  root      0  ROOT
        $         SYM   $    2  obj       5  quantmod
        5         NUM   CD   5  compound  5  compound
        million   NUM   CD   3  nummod    2  dobj
    """,
    "compound": """
        Peace       NOUN  NN   2  compound  2  compound
        talks|talk  NOUN  NNS  0  root      0  ROOT
    """,
    "predeterminer": """
        All           DET   PDT  3  det:predet  3  predet
        the           DET   DT   3  det         3  det
        envoys|envoy  NOUN  NNS  0  root        0  ROOT
    """,
    "coordination-chain": """
        Rome    PROPN  NNP  0  root   0  ROOT
        ,       PUNCT  ,    3  punct  1  punct
        Paris   PROPN  NNP  1  conj   1  conj
        and     CCONJ  CC   5  cc     3  cc
        Vienna  PROPN  NNP  1  conj   3  conj
    """,
    "preconjunction": """
        Both   CCONJ  CC   2  cc:preconj  2  preconj
        Rome   PROPN  NNP  0  root        0  ROOT
        and    CCONJ  CC   4  cc          2  cc
        Paris  PROPN  NNP  2  conj        2  conj
    """,
    "particle": """
        They         PRON  PRP  2  nsubj         2  nsubj
        broke|break  VERB  VBD  0  root          0  ROOT
        off          ADP   RP   2  compound:prt  2  prt
        talks|talk   NOUN  NNS  2  obj           2  dobj
    """,
    "interjection-and-vocative": """
        Yes       INTJ   UH  4  discourse  4  intj
        ,         PUNCT  ,   1  punct      4  punct
        minister  NOUN   NN  4  vocative   4  npadvmod
        listen    VERB   VB  0  root       0  ROOT
    """,
    "parataxis": """
        They         PRON   PRP  2  nsubj      2  nsubj
        left|leave   VERB   VBD  0  root       0  ROOT
        :            PUNCT  :    5  punct      2  punct
        talks|talk   NOUN   NNS  5  nsubj      5  nsubj
        failed|fail  VERB   VBD  2  parataxis  2  parataxis
    """,
    "repair": """
        The   DET   DT  3  reparandum  3  meta
        the   DET   DT  3  det         3  det
        deal  NOUN  NN  0  root        0  ROOT
    """,
    "broken-word": """
        with  X  GW  0  root      0  ROOT
        out   X  GW  1  goeswith  1  dep
    """,
    "list-item": """
        Rome  PROPN  NNP  0  root  0  ROOT
        +39   NUM    CD   1  list  1  dep
    """,
    "orphan": """
        Rome          PROPN  NNP  2  nsubj   2  nsubj
        agreed|agree  VERB   VBD  0  root    0  ROOT
        and           CCONJ  CC   4  cc      2  cc
        Paris         PROPN  NNP  2  conj    2  conj
        too           ADV    RB   4  orphan  4  dep
    """,
}


@pytest.mark.parametrize("case", CASES)
def test_heads_and_labels_of_phrases(case: str) -> None:
    converted = convert(sentence(CASES[case]))
    assert [(token.head, token.dep) for token in converted.tokens] == expected(CASES[case])
