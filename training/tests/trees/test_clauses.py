"""Clauses of every kind: what UD says, and what the ClearNLP scheme says."""

import pytest

from training.tests.trees.notation import expected, sentence
from training.trees.clear_labels import convert

CASES = {
    "copula-noun": """
        She    PRON   PRP  4  nsubj  2  nsubj
        is|be  AUX    VBZ  4  cop    0  ROOT
        the    DET    DT   4  det    4  det
        envoy  NOUN   NN   0  root   2  attr
        .      PUNCT  .    4  punct  2  punct
    """,
    "copula-adjective-negated": """
        Talks|talk  NOUN  NNS  5  nsubj   2  nsubj
        are|be      AUX   VBP  5  cop     0  ROOT
        not         PART  RB   5  advmod  2  neg
        yet         ADV   RB   5  advmod  2  advmod
        possible    ADJ   JJ   0  root    2  acomp
    """,
    "copula-adverb-between": """
        Borders|border  NOUN  NNS  4  nsubj   2  nsubj
        are|be          AUX   VBP  4  cop     0  ROOT
        still           ADV   RB   4  advmod  2  advmod
        open            ADJ   JJ   0  root    2  acomp
    """,
    "copula-preposition": """
        He      PRON   PRP  4  nsubj  2  nsubj
        was|be  AUX    VBD  4  cop    0  ROOT
        in      ADP    IN   4  case   2  prep
        Vienna  PROPN  NNP  0  root   3  pobj
        on      ADP    IN   6  case   2  prep
        Friday  PROPN  NNP  4  obl    5  pobj
    """,
    "copula-to-infinitive": """
        The    DET    DT   2  det          2  det
        aim    NOUN   NN   5  nsubj:outer  3  nsubj
        is|be  AUX    VBZ  5  cop          0  ROOT
        to     PART   TO   5  mark         5  aux
        win    VERB   VB   0  root         3  xcomp
        .      PUNCT  .    5  punct        3  punct
    """,
    "copula-that-clause": """
        The         DET    DT   2  det          2  det
        risk        NOUN   NN   6  nsubj:outer  3  nsubj
        is|be       AUX    VBZ  6  cop          0  ROOT
        that        SCONJ  IN   6  mark         6  mark
        talks|talk  NOUN   NNS  6  nsubj        6  nsubj
        fail        VERB   VBP  0  root         3  ccomp
    """,
    "copula-coordinated": """
        He          PRON   PRP  3  nsubj   2  nsubj
        is|be       AUX    VBZ  3  cop     0  ROOT
        ill         ADJ    JJ   0  root    2  acomp
        and         CCONJ  CC   5  cc      2  cc
        stays|stay  VERB   VBZ  3  conj    2  conj
        home        ADV    RB   5  advmod  5  advmod
    """,
    "copula-question": """
        Who       PRON   WP   0  root   2  attr
        is|be     AUX    VBZ  1  cop    0  ROOT
        the       DET    DT   4  det    4  det
        minister  NOUN   NN   1  nsubj  2  nsubj
        ?         PUNCT  .    1  punct  2  punct
    """,
    "copula-open-complement": """
        She         PRON  PRP  2  nsubj  2  nsubj
        wants|want  VERB  VBZ  0  root   0  ROOT
        to          PART  TO   5  mark   4  aux
        be          AUX   VB   5  cop    2  xcomp
        president   NOUN  NN   2  xcomp  4  attr
    """,
    "impersonal-infinitive": """
        It     PRON  PRP  3  expl   2  nsubj
        is|be  AUX   VBZ  3  cop    0  ROOT
        vital  ADJ   JJ   0  root   2  acomp
        to     PART  TO   5  mark   5  aux
        talk   VERB  VB   3  csubj  2  xcomp
    """,
    "impersonal-clause": """
        It          PRON   PRP  3  expl   2  nsubj
        is|be       AUX    VBZ  3  cop    0  ROOT
        clear       ADJ    JJ   0  root   2  acomp
        that        SCONJ  IN   6  mark   6  mark
        they        PRON   PRP  6  nsubj  6  nsubj
        left|leave  VERB   VBD  3  csubj  2  ccomp
    """,
    "existential": """
        There  PRON  EX   2  expl   2  expl
        is|be  VERB  VBZ  0  root   0  ROOT
        no     DET   DT   4  det    4  det
        deal   NOUN  NN   2  nsubj  2  attr
    """,
    "passive-agent": """
        It           PRON  PRP  3  nsubj:pass  3  nsubjpass
        was|be       AUX   VBD  3  aux:pass    3  auxpass
        signed|sign  VERB  VBN  0  root        0  ROOT
        by           ADP   IN   6  case        3  agent
        both         DET   DT   6  det         6  det
        sides|side   NOUN  NNS  3  obl:agent   4  pobj
    """,
    "clausal-subject": """
        Talking|talk  VERB  VBG  2  csubj  2  csubj
        helps|help    VERB  VBZ  0  root   0  ROOT
    """,
    "clausal-subject-passive": """
        What      PRON  WP   3  obj         3  dobj
        they      PRON  PRP  3  nsubj       3  nsubj
        want      VERB  VBP  5  csubj:pass  5  csubjpass
        was|be    AUX   VBD  5  aux:pass    5  auxpass
        said|say  VERB  VBN  0  root        0  ROOT
    """,
    "modal-negated": """
        They     PRON  PRP  5  nsubj   5  nsubj
        will     AUX   MD   5  aux     5  aux
        n't|not  PART  RB   5  advmod  5  neg
        ever     ADV   RB   5  advmod  5  advmod
        agree    VERB  VB   0  root    0  ROOT
    """,
    "that-clause": """
        He           PRON   PRP  2  nsubj  2  nsubj
        said|say     VERB   VBD  0  root   0  ROOT
        that         SCONJ  IN   5  mark   5  mark
        talks|talk   NOUN   NNS  5  nsubj  5  nsubj
        failed|fail  VERB   VBD  2  ccomp  2  ccomp
    """,
    "open-complement": """
        They          PRON  PRP  2  nsubj  2  nsubj
        agreed|agree  VERB  VBD  0  root   0  ROOT
        to            PART  TO   4  mark   4  aux
        meet          VERB  VB   2  xcomp  2  xcomp
    """,
    "raised-subject": """
        They    PRON  PRP  2  nsubj  2  nsubj
        want    VERB  VBP  0  root   0  ROOT
        him|he  PRON  PRP  2  obj    5  nsubj
        to      PART  TO   5  mark   5  aux
        resign  VERB  VB   2  xcomp  2  ccomp
    """,
    "raised-subject-adjective": """
        This        PRON  DT   2  nsubj  2  nsubj
        makes|make  VERB  VBZ  0  root   0  ROOT
        peace       NOUN  NN   2  obj    4  nsubj
        possible    ADJ   JJ   2  xcomp  2  ccomp
    """,
    "raised-subject-passive": """
        They         PRON  PRP  2  nsubj  2  nsubj
        had|have     VERB  VBD  0  root   0  ROOT
        it           PRON  PRP  2  obj    4  nsubjpass
        signed|sign  VERB  VBN  2  xcomp  2  ccomp
    """,
    "controlled-object": """
        They        PRON  PRP  2  nsubj  2  nsubj
        urged|urge  VERB  VBD  0  root   0  ROOT
        him|he      PRON  PRP  2  obj    2  dobj
        to          PART  TO   5  mark   5  aux
        resign      VERB  VB   2  xcomp  2  xcomp
    """,
    "object-predicate": """
        They           PRON  PRP  2  nsubj  2  nsubj
        elected|elect  VERB  VBD  0  root   0  ROOT
        her|she        PRON  PRP  2  obj    2  dobj
        president      NOUN  NN   2  xcomp  2  oprd
    """,
    "passive-predicate": """
        She         PRON  PRP  3  nsubj:pass  3  nsubjpass
        was|be      AUX   VBD  3  aux:pass    3  auxpass
        named|name  VERB  VBN  0  root        0  ROOT
        envoy       NOUN  NN   3  xcomp       3  oprd
    """,
    "subject-predicate-adjective": """
        Talks|talk  NOUN  NNS  2  nsubj  2  nsubj
        seem        VERB  VBP  0  root   0  ROOT
        likely      ADJ   JJ   2  xcomp  2  acomp
    """,
    "subject-predicate-noun": """
        She            PRON  PRP  2  nsubj  2  nsubj
        became|become  VERB  VBD  0  root   0  ROOT
        chancellor     NOUN  NN   2  xcomp  2  attr
    """,
    "adverbial-clause": """
        Talks|talk    NOUN   NNS  2  nsubj  2  nsubj
        stopped|stop  VERB   VBD  0  root   0  ROOT
        because       SCONJ  IN   5  mark   5  mark
        he            PRON   PRP  5  nsubj  5  nsubj
        left|leave    VERB   VBD  2  advcl  2  advcl
    """,
    "gerund": """
        He             PRON   PRP  2  nsubj  2  nsubj
        reacted|react  VERB   VBD  0  root   0  ROOT
        by             SCONJ  IN   4  mark   2  prep
        leaving|leave  VERB   VBG  2  advcl  3  pcomp
        Vienna         PROPN  NNP  4  obj    4  dobj
    """,
    "relative-clause": """
        The          DET   DT   2  det        2  det
        man          NOUN  NN   0  root       0  ROOT
        who          PRON  WP   4  nsubj      4  nsubj
        signed|sign  VERB  VBD  2  acl:relcl  2  relcl
    """,
    "relative-preposition": """
        The           DET   DT   2  det        2  det
        pact          NOUN  NN   0  root       0  ROOT
        to            ADP   IN   4  case       6  prep
        which         PRON  WDT  6  obl        3  pobj
        they          PRON  PRP  6  nsubj      6  nsubj
        agreed|agree  VERB  VBD  2  acl:relcl  2  relcl
    """,
    "stranded-preposition": """
        Who     PRON  WP   4  obl    5  pobj
        did|do  AUX   VBD  4  aux    4  aux
        they    PRON  PRP  4  nsubj  4  nsubj
        meet    VERB  VB   0  root   0  ROOT
        with    ADP   IN   1  case   4  prep
    """,
    "participle-and-content-clause": """
        Reports|report    NOUN  NNS  0  root          0  ROOT
        released|release  VERB  VBN  1  acl           1  acl
        today             NOUN  NN   2  obl:unmarked  2  npadvmod
    """,
    "report-after": """
        It          PRON   PRP  2  nsubj      2  nsubj
        works|work  VERB   VBZ  0  root       5  ccomp
        ,           PUNCT  ,    5  punct      5  punct
        he          PRON   PRP  5  nsubj      5  nsubj
        said|say    VERB   VBD  2  parataxis  0  ROOT
        .           PUNCT  .    2  punct      5  punct
    """,
    "report-between": """
        It          PRON   PRP  6  nsubj      6  nsubj
        ,           PUNCT  ,    4  punct      6  punct
        he          PRON   PRP  4  nsubj      4  nsubj
        said|say    VERB   VBD  6  parataxis  6  parataxis
        ,           PUNCT  ,    4  punct      6  punct
        works|work  VERB   VBZ  0  root       0  ROOT
    """,
    "quotation": """
        "           PUNCT  ``   3  punct  7  punct
        It          PRON   PRP  3  nsubj  3  nsubj
        works|work  VERB   VBZ  7  ccomp  7  ccomp
        ,           PUNCT  ,    3  punct  7  punct
        "           PUNCT  ''   3  punct  7  punct
        he          PRON   PRP  7  nsubj  7  nsubj
        said|say    VERB   VBD  0  root   0  ROOT
        .           PUNCT  .    7  punct  7  punct
    """,
}


@pytest.mark.parametrize("case", CASES)
def test_heads_and_labels_of_clauses(case: str) -> None:
    converted = convert(sentence(CASES[case]))
    assert [(token.head, token.dep) for token in converted.tokens] == expected(CASES[case])
