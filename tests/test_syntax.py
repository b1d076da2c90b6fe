"""Grammatical roles: the same answers on ClearNLP labels and on Universal Dependencies labels."""

import inspect
import re
import subprocess
import sys
import tomllib
from importlib import resources

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span, Token

from diplotext import syntax

VOCAB = spacy.blank("en").vocab

# One word a line: form|lemma, part of speech, tag, ClearNLP head and label, UD head and label; heads count from 1.
# Below the line: function(word, ...) = words of the answer; "-" for none.
SENTENCES = {
    "plain": """
        Tesk        PROPN NNP 2 nsubj 2 nsubj
        said|say    VERB  VBD 0 ROOT  0 root
        on          ADP   IN  2 prep  4 case
        Monday      PROPN NNP 3 pobj  2 obl
        that        SCONJ IN  7 mark  7 mark
        talks|talk  NOUN  NNS 7 nsubj 7 nsubj
        failed|fail VERB  VBD 2 ccomp 2 ccomp
        .           PUNCT .   2 punct 2 punct
        --
        subject(said) = Tesk
        subject(failed) = talks
        content_clause(said) = failed
        content_spans(said) = talks failed
        content_clause(failed) = -
        prepositional_objects(said) = on:Monday
        prepositional_objects(said, on) = on:Monday
        prepositional_objects(said, in) = -
        tense(said) = past
        is_negated(said) = False
        clause(talks) = that talks failed
        clause_head(talks) = failed
        clause_head(Monday) = said
        mood(said) = indicative
        agent(said) = -
        direct_object(said) = -
        objects(said) = -
    """,
    "inversion": """
        “        PUNCT `` 4 punct 4 punct
        Talks    NOUN  NNS 4 nsubj 4 nsubj
        have     AUX   VBP 4 aux 4 aux
        failed   VERB  VBN 7 ccomp 0 root
        ,        PUNCT ,   7 punct 4 punct
        ”        PUNCT ''  7 punct 4 punct
        said     VERB  VBD 0 ROOT 4 parataxis
        Ana      PROPN NNP 9 compound 7 nsubj
        Rell     PROPN NNP 7 nsubj 8 flat
        .        PUNCT .   7 punct 4 punct
        --
        subject(said) = Rell
        content_clause(said) = failed
        content_spans(said) = Talks have failed
        tense(failed) = past
        name_span(Rell) = Ana Rell
        name_span(Ana) = Ana Rell
        noun_phrase(Rell) = Ana Rell
        verb_group(failed) = have failed
    """,
    "interrupted": """
        Talks  NOUN  NNS 7 nsubj 7 nsubj
        ,      PUNCT ,   4 punct 4 punct
        Varn   PROPN NNP 4 nsubj 4 nsubj
        said   VERB  VBD 7 parataxis 7 parataxis
        ,      PUNCT ,   4 punct 4 punct
        could  AUX   MD  7 aux 7 aux
        begin  VERB  VB  0 ROOT 0 root
        soon   ADV   RB  7 advmod 7 advmod
        .      PUNCT .   7 punct 7 punct
        --
        subject(said) = Varn
        subject(begin) = Talks
        content_clause(said) = begin
        content_spans(said) = Talks | could begin soon
        modality(begin) = could
        tense(begin) = -
        is_finite(begin) = True
        subject(could) = Talks
        modality(said) = -
        clause_head(Varn) = said
    """,
    "coordinated verbs": """
        Varn         PROPN NNP 2 nsubj 2 nsubj
        acknowledged VERB  VBD 0 ROOT 0 root
        the          DET   DT  4 det 4 det
        delay        NOUN  NN  2 dobj 2 obj
        but          CCONJ CC  2 cc 6 cc
        added        VERB  VBD 2 conj 2 conj
        that         SCONJ IN  9 mark 9 mark
        talks        NOUN  NNS 9 nsubj 9 nsubj
        help         VERB  VBP 6 ccomp 6 ccomp
        and          CCONJ CC  6 cc 11 cc
        left         VERB  VBD 6 conj 2 conj
        --
        subject(added) = Varn
        subject(left) = Varn
        content_clause(added) = help
        content_clause(acknowledged) = -
        direct_object(acknowledged) = delay
        coordinated(added) = acknowledged added left
        conjuncts(acknowledged) = added left
        noun_phrase(delay) = the delay
        clause_head(delay) = acknowledged
        tense(help) = present
    """,
    "passive": """
        The     DET   DT  2 det 2 det
        pact    NOUN  NN  4 nsubjpass 4 nsubj:pass
        was|be  AUX   VBD 4 auxpass 4 aux:pass
        signed|sign VERB VBN 0 ROOT 0 root
        by      ADP   IN  4 agent 6 case
        Jon     PROPN NNP 7 compound 4 obl:agent
        Ardal   PROPN NNP 5 pobj 6 flat
        and     CCONJ CC  7 cc 9 cc
        Quist   PROPN NNP 7 conj 6 conj
        in      ADP   IN  4 prep 11 case
        Velmar  PROPN NNP 10 pobj 4 obl
        --
        is_passive(signed) = True
        is_passive(was) = True
        subject(signed) = pact
        agent(signed) = Ardal
        logical_subject(signed) = Ardal
        prepositional_objects(signed, by) = by:Ardal by:Quist
        prepositional_objects(signed, in) = in:Velmar
        tense(signed) = past
        verb_group(signed) = was signed
        coordinated(Ardal) = Ardal Quist
        conjuncts(Quist) = Ardal
    """,
    "passive without agent": """
        Talks     NOUN NNS 3 nsubjpass 3 nsubj:pass
        were|be   AUX  VBD 3 auxpass 3 aux:pass
        held|hold VERB VBN 0 ROOT 0 root
        and       CCONJ CC 3 cc 5 cc
        closed|close VERB VBN 3 conj 3 conj
        by        ADP IN 5 prep 7 case
        Friday    PROPN NNP 6 pobj 5 obl
        --
        logical_subject(held) = -
        is_passive(closed) = True
        subject(closed) = Talks
        tense(closed) = past
        verb_group(closed) = were closed
        is_finite(closed) = True
    """,
    "copula": """
        Hale    PROPN NNP 2 nsubj 5 nsubj
        is|be   AUX   VBZ 0 ROOT 5 cop
        not     PART  RB  2 neg 5 advmod
        an      DET   DT  5 det 5 det
        envoy   NOUN  NN  2 attr 0 root
        of      ADP   IN  5 prep 7 case
        Ordania PROPN NNP 6 pobj 5 nmod
        --
        subject(is) = Hale
        subject(envoy) = Hale
        predicate(is) = envoy
        is_negated(is) = True
        is_negated(envoy) = True
        tense(envoy) = present
        clause_head(Ordania) = is
        clause(an) = Hale is not an envoy of Ordania
        prepositional_objects(envoy) = of:Ordania
        prepositional_objects(is) = -
        noun_phrase(envoy) = an envoy
    """,
    "copula with preposition": """
        She    PRON PRP 2 nsubj 4 nsubj
        was|be AUX VBD 0 ROOT 4 cop
        in     ADP IN 2 prep 4 case
        Vienna PROPN NNP 3 pobj 0 root
        on     ADP IN 2 prep 6 case
        Friday PROPN NNP 5 pobj 4 obl
        --
        subject(was) = She
        predicate(was) = Vienna
        prepositional_objects(was, in) = in:Vienna
        prepositional_objects(was) = in:Vienna on:Friday
        tense(was) = past
        clause_head(Friday) = was
    """,
    "copula with adjective": """
        “       PUNCT `` 3 punct 5 punct
        Ordania PROPN NNP 3 nsubj 5 nsubj
        is|be   AUX VBZ 12 ccomp 5 cop
        no      DET DT 5 det 5 det
        party   NOUN NN 3 attr 12 ccomp
        to      ADP IN 5 prep 8 case
        the     DET DT 8 det 8 det
        deal    NOUN NN 6 pobj 5 nmod
        ,       PUNCT , 12 punct 5 punct
        ”       PUNCT '' 12 punct 5 punct
        Hale    PROPN NNP 12 nsubj 12 nsubj
        said    VERB VBD 0 ROOT 0 root
        --
        content_clause(said) = is
        content_spans(said) = Ordania is no party to the deal
        is_negated(party) = True
        subject(party) = Ordania
        prepositional_objects(party, to) = to:deal
    """,
    "control": """
        Rell    PROPN NNP 4 nsubj 4 nsubj
        and     CCONJ CC 1 cc 3 cc
        Hale    PROPN NNP 1 conj 1 conj
        urged|urge VERB VBD 0 ROOT 0 root
        Ordania PROPN NNP 4 dobj 4 obj
        to      PART TO 7 aux 7 mark
        withdraw VERB VB 4 xcomp 4 xcomp
        its     PRON PRP$ 9 poss 9 nmod:poss
        troops  NOUN NNS 7 dobj 7 obj
        --
        subject(urged) = Rell
        subjects(urged) = Rell Hale
        subject(withdraw) = Ordania
        content_clause(urged) = withdraw
        content_spans(urged) = to withdraw its troops
        is_finite(withdraw) = False
        tense(withdraw) = -
        mood(withdraw) = -
        noun_phrase(its) = its
        noun_phrase(troops) = its troops
        clause_head(troops) = withdraw
    """,
    "subject control": """
        Hale  PROPN NNP 2 nsubj 2 nsubj
        promised|promise VERB VBD 0 ROOT 0 root
        them  PRON PRP 2 dobj 2 iobj
        to    PART TO 5 aux 5 mark
        leave VERB VB 2 xcomp 2 xcomp
        --
        subject(leave) = Hale
        objects(promised) = them
    """,
    "raising": """
        They  PRON PRP 2 nsubj 2 nsubj
        want  VERB VBP 0 ROOT 0 root
        him   PRON PRP 5 nsubj 2 obj
        to    PART TO 5 aux 5 mark
        resign VERB VB 2 ccomp 2 xcomp
        --
        direct_object(want) = him
        objects(want) = him
        subject(resign) = him
        content_clause(want) = resign
    """,
    "relative clauses": """
        The     DET  DT  2 det 2 det
        parties NOUN NNS 10 nsubj 10 nsubj
        ,       PUNCT ,  2 punct 5 punct
        who     PRON WP  5 nsubj 5 nsubj
        met     VERB VBD 2 relcl 2 acl:relcl
        in      ADP  IN  5 prep 7 case
        Orsk    PROPN NNP 6 pobj 5 obl
        ,       PUNCT ,  2 punct 5 punct
        may     AUX  MD  10 aux 10 aux
        sign    VERB VB  0 ROOT 0 root
        a       DET  DT 12 det 12 det
        pact    NOUN NN 10 dobj 10 obj
        that    PRON WDT 15 dobj 15 obj
        others  NOUN NNS 15 nsubj 15 nsubj
        drafted VERB VBD 12 relcl 12 acl:relcl
        --
        subject(met) = parties
        subject(sign) = parties
        subject(drafted) = others
        direct_object(drafted) = pact
        clause(Orsk) = who met in Orsk
        clause_head(Orsk) = met
        modality(sign) = may
        tense(met) = past
    """,
    "relative copula": """
        Tesk    PROPN NNP 8 nsubj 8 nsubj
        ,       PUNCT , 1 punct 6 punct
        who     PRON WP 4 nsubj 6 nsubj
        is      AUX VBZ 1 relcl 6 cop
        still   ADV RB 4 advmod 6 advmod
        envoy   NOUN NN 4 attr 1 acl:relcl
        ,       PUNCT , 1 punct 6 punct
        left    VERB VBD 0 ROOT 0 root
        --
        subject(is) = Tesk
        subject(envoy) = Tesk
        subject(left) = Tesk
    """,
    "participles": """
        Asked|ask  VERB VBN 7 advcl 7 advcl
        about      ADP  IN 1 prep 3 case
        sanctions  NOUN NNS 2 pobj 1 obl
        ,          PUNCT , 7 punct 1 punct
        Mr.        PROPN NNP 6 nmod 7 nsubj
        Varn       PROPN NNP 7 nsubj 5 flat
        quoted|quote VERB VBD 0 ROOT 0 root
        a          DET DT 9 det 9 det
        letter     NOUN NN 7 dobj 7 obj
        signed|sign VERB VBN 9 acl 9 acl
        by         ADP IN 10 agent 12 case
        Quist      PROPN NNP 11 pobj 10 obl
        ,          PUNCT , 7 punct 14 punct
        adding|add VERB VBG 7 advcl 7 advcl
        that       SCONJ IN 17 mark 17 mark
        it         PRON PRP 17 nsubj 17 nsubj
        helped     VERB VBD 14 ccomp 14 ccomp
        --
        subject(Asked) = Varn
        subject(signed) = letter
        is_passive(signed) = True
        is_passive(Asked) = True
        is_passive(quoted) = False
        agent(signed) = Quist
        subject(adding) = Varn
        content_clause(adding) = helped
        is_finite(adding) = False
        tense(adding) = -
        tense(signed) = -
        name_span(Varn) = Varn
        name_span(Varn, titles) = Mr. Varn
        prepositional_objects(Asked, about) = about:sanctions
    """,
    "gerunds": """
        He       PRON PRP 2 nsubj 2 nsubj
        reacted  VERB VBD 0 ROOT 0 root
        by       ADP IN 2 prep 4 mark
        leaving  VERB VBG 3 pcomp 2 advcl
        without  ADP IN 4 prep 6 mark
        giving   VERB VBG 5 pcomp 4 advcl
        reasons  NOUN NNS 6 dobj 6 obj
        --
        prepositional_objects(reacted, by) = by:leaving
        subject(leaving) = He
        subject(giving) = He
        is_negated(giving) = True
        is_negated(leaving) = False
        clause_head(reasons) = giving
    """,
    "apposition": """
        The     DET DT 3 det 3 det
        foreign ADJ JJ 3 amod 3 amod
        minister NOUN NN 11 nsubj 11 nsubj
        of      ADP IN 3 prep 5 case
        Marovia PROPN NNP 4 pobj 3 nmod
        ,       PUNCT , 3 punct 7 punct
        Ilya    PROPN NNP 8 compound 3 appos
        Tesk    PROPN NNP 3 appos 7 flat
        ,       PUNCT , 3 punct 7 punct
        has     AUX VBZ 11 aux 11 aux
        left|leave VERB VBN 0 ROOT 0 root
        --
        subject(left) = minister
        appositions(minister) = Tesk
        appositions(Tesk) = minister
        appositions(Ilya) = minister
        appositions(Marovia) = -
        noun_phrase(foreign) = The foreign minister
        noun_phrase(minister) = The foreign minister
        noun_phrase(Tesk) = Ilya Tesk
        name_span(Ilya) = Ilya Tesk
        prepositional_objects(minister) = of:Marovia
        tense(left) = past
        clause_head(Marovia) = left
    """,
    "long prepositions": """
        According VERB VBG 7 prep 3 case
        to        ADP IN 1 prep 1 fixed
        Kolt      PROPN NNP 2 pobj 7 obl
        ,         PUNCT , 7 punct 3 punct
        they      PRON PRP 7 nsubj 7 nsubj
        will      AUX MD 7 aux 7 aux
        meet      VERB VB 0 ROOT 0 root
        on        ADP IN 7 prep 10 case
        the       DET DT 10 det 10 det
        sidelines NOUN NNS 8 pobj 7 obl
        of        ADP IN 10 prep 13 case
        the       DET DT 13 det 13 det
        summit    NOUN NN 11 pobj 10 nmod
        ahead     ADV RB 7 advmod 7 advmod
        of        ADP IN 14 prep 17 case
        a         DET DT 17 det 17 det
        vote      NOUN NN 15 pobj 14 obl
        --
        prepositional_objects(meet, according to) = According:Kolt
        prepositional_objects(meet, on the sidelines of) = on:summit
        prepositional_objects(meet, ahead of) = ahead:vote
        prepositional_objects(meet, on) = on:sidelines
        prepositional_objects(meet, of) = -
        prepositional_objects(meet) = According:Kolt on:sidelines
        prepositional_objects(meet, ahead of, on) = on:sidelines ahead:vote
        tense(meet) = future
        modality(meet) = -
    """,
    "because of": """
        Talks   NOUN NNS 2 nsubj 2 nsubj
        stopped VERB VBD 0 ROOT 0 root
        because SCONJ IN 2 prep 5 case
        of      ADP IN 3 pcomp 3 fixed
        rain    NOUN NN 3 pobj 2 obl
        in      ADP IN 2 prep 7 case
        Orsk    PROPN NNP 6 pobj 2 obl
        and     CCONJ CC 6 cc 10 cc
        in      ADP IN 6 conj 10 case
        Velmar  PROPN NNP 9 pobj 7 conj
        --
        prepositional_objects(stopped, because of) = because:rain
        prepositional_objects(stopped, of) = -
        prepositional_objects(stopped, in) = in:Orsk in:Velmar
    """,
    "negation and particle": """
        The    DET DT 2 det 2 det
        envoy  NOUN NN 5 nsubj 5 nsubj
        did    AUX VBD 5 aux 5 aux
        n't    PART RB 5 neg 5 advmod
        rule   VERB VB 0 ROOT 0 root
        out    ADP RP 5 prt 5 compound:prt
        talks  NOUN NNS 5 dobj 5 obj
        or     CCONJ CC 5 cc 9 cc
        offer  VERB VB 5 conj 5 conj
        terms  NOUN NNS 9 dobj 9 obj
        --
        is_negated(rule) = True
        is_negated(did) = True
        is_negated(offer) = True
        is_negated(talks) = False
        particle(rule) = out
        particle(offer) = -
        verb_group(rule) = did rule out
        verb_group(offer) = did offer
        tense(rule) = past
        tense(offer) = past
        mood(offer) = indicative
    """,
    "negated subject": """
        No     DET DT 2 det 2 det
        talks  NOUN NNS 5 nsubjpass 5 nsubj:pass
        have   AUX VBP 5 aux 5 aux
        been   AUX VBN 5 auxpass 5 aux:pass
        held|hold VERB VBN 0 ROOT 0 root
        but    CCONJ CC 5 cc 7 cc
        nobody PRON NN 8 nsubj 8 nsubj
        left   VERB VBD 5 conj 5 conj
        --
        is_negated(talks) = True
        is_negated(held) = False
        is_negated(nobody) = True
        subject(left) = nobody
        tense(held) = past
        is_passive(held) = True
    """,
    "no longer": """
        Borders NOUN NNS 2 nsubj 5 nsubj
        are|be  AUX VBP 0 ROOT 5 cop
        no      DET DT 4 neg 4 advmod
        longer  ADV RB 2 advmod 5 advmod
        open    ADJ JJ 2 acomp 0 root
        to      ADP IN 5 prep 7 case
        traders NOUN NNS 6 pobj 5 obl
        --
        is_negated(are) = True
        is_negated(open) = True
        predicate(are) = open
        subject(open) = Borders
        prepositional_objects(open, to) = to:traders
        prepositional_objects(are, to) = to:traders
    """,
    "going to, if": """
        She   PRON PRP 3 nsubj 3 nsubj
        is|be AUX VBZ 3 aux 3 aux
        going|go VERB VBG 0 ROOT 0 root
        to    PART TO 5 aux 5 mark
        visit VERB VB 3 xcomp 3 xcomp
        Orsk  PROPN NNP 5 dobj 5 obj
        if    SCONJ IN 10 mark 10 mark
        the   DET DT 9 det 9 det
        truce NOUN NN 10 nsubj 10 nsubj
        holds|hold VERB VBZ 5 advcl 5 advcl
        --
        tense(going) = future
        tense(visit) = future
        subject(visit) = She
        mood(holds) = conditional
        mood(going) = indicative
        mood(visit) = -
        clause(truce) = if the truce holds
        direct_object(visit) = Orsk
    """,
    "is to": """
        Hale  PROPN NNP 2 nsubj 4 nsubj
        is|be AUX VBZ 0 ROOT 4 cop
        to    PART TO 4 aux 4 mark
        meet  VERB VB 2 xcomp 0 root
        Rell  PROPN NNP 4 dobj 4 obj
        --
        subject(is) = Hale
        subject(meet) = Hale
        tense(is) = present
        tense(meet) = future
        direct_object(meet) = Rell
        predicate(is) = meet
    """,
    "is to be, one verb group": """
        Talks NOUN NNS 5 nsubjpass 5 nsubj:pass
        are|be  AUX VBP 5 aux 5 aux
        to    PART TO 5 aux 5 mark
        be    AUX VB 5 auxpass 5 aux:pass
        held|hold VERB VBN 0 ROOT 0 root
        soon  ADV RB 5 advmod 5 advmod
        --
        tense(held) = future
    """,
    "dative": """
        Tesk  PROPN NNP 2 nsubj 2 nsubj
        gave|give  VERB VBD 0 ROOT 0 root
        Rell  PROPN NNP 2 dative 2 iobj
        and   CCONJ CC 3 cc 5 cc
        Hale  PROPN NNP 3 conj 3 conj
        a     DET DT 7 det 7 det
        note  NOUN NN 2 dobj 2 obj
        --
        direct_object(gave) = note
        indirect_object(gave) = Rell
        objects(gave) = Rell Hale note
        prepositional_objects(gave) = -
    """,
    "dative with to": """
        Tesk  PROPN NNP 2 nsubj 2 nsubj
        handed|hand  VERB VBD 0 ROOT 0 root
        a     DET DT 4 det 4 det
        note  NOUN NN 2 dobj 2 obj
        to    ADP IN 2 dative 6 case
        Rell  PROPN NNP 5 pobj 2 obl
        --
        indirect_object(handed) = Rell
        objects(handed) = note
        prepositional_objects(handed, to) = to:Rell
    """,
    "told": """
        Tesk  PROPN NNP 2 nsubj 2 nsubj
        told|tell VERB VBD 0 ROOT 0 root
        reporters NOUN NNS 2 dobj 2 obj
        talks NOUN NNS 6 nsubj 6 nsubj
        would AUX MD 6 aux 6 aux
        resume VERB VB 2 ccomp 2 ccomp
        --
        objects(told) = reporters
        direct_object(told) = reporters
        content_spans(told) = talks would resume
        modality(resume) = would
        tense(resume) = -
    """,
    "impersonal": """
        It     PRON PRP 2 nsubj 3 expl
        is|be  AUX VBZ 0 ROOT 3 cop
        clear  ADJ JJ 2 acomp 0 root
        that   SCONJ IN 6 mark 6 mark
        they   PRON PRP 6 nsubj 6 nsubj
        left   VERB VBD 2 ccomp 3 csubj
        --
        subject(is) = It
        subject(clear) = It
        content_clause(is) = left
        content_clause(clear) = left
        subject(left) = they
    """,
    "impersonal infinitive": """
        It     PRON PRP 2 nsubj 3 expl
        is|be  AUX VBZ 0 ROOT 3 cop
        vital  ADJ JJ 2 acomp 0 root
        to     PART TO 5 aux 5 mark
        talk   VERB VB 2 xcomp 3 csubj
        --
        subject(talk) = -
        subject(vital) = It
    """,
    "adjective with infinitive": """
        Ordania PROPN NNP 2 nsubj 3 nsubj
        is|be   AUX VBZ 0 ROOT 3 cop
        ready   ADJ JJ 2 acomp 0 root
        to      PART TO 5 aux 5 mark
        talk    VERB VB 3 xcomp 3 xcomp
        with    ADP IN 5 prep 7 case
        Marovia PROPN NNP 6 pobj 5 obl
        --
        subject(talk) = Ordania
        prepositional_objects(talk, with) = with:Marovia
        tense(talk) = -
    """,
    "existential": """
        There  PRON EX 2 expl 2 expl
        is|be  VERB VBZ 0 ROOT 0 root
        no     DET DT 4 det 4 det
        deal   NOUN NN 2 attr 2 nsubj
        --
        subject(is) = deal
        is_negated(deal) = True
        is_negated(is) = False
    """,
    "imperative": """
        Do    AUX VB 3 aux 3 aux
        not   PART RB 3 neg 3 advmod
        leave VERB VB 0 ROOT 0 root
        Orsk  PROPN NNP 3 dobj 3 obj
        and   CCONJ CC 3 cc 6 cc
        wait  VERB VB 3 conj 3 conj
        !     PUNCT . 3 punct 3 punct
        --
        mood(leave) = imperative
        is_negated(leave) = True
        subject(leave) = -
        is_finite(leave) = True
        tense(leave) = -
        direct_object(leave) = Orsk
    """,
    "perfect modal": """
        The    DET DT 2 det 2 det
        sides  NOUN NNS 5 nsubj 5 nsubj
        may    AUX MD 5 aux 5 aux
        have   AUX VB 5 aux 5 aux
        met|meet VERB VBN 0 ROOT 0 root
        and    CCONJ CC 5 cc 7 cc
        agreed|agree VERB VBN 5 conj 5 conj
        --
        tense(met) = past
        tense(agreed) = past
        modality(agreed) = may
        subject(agreed) = sides
        verb_group(agreed) = may have agreed
        is_passive(agreed) = False
    """,
    "contractions": """
        They   PRON PRP 3 nsubj 3 nsubj
        ’ll    AUX MD 3 aux 3 aux
        meet   VERB VB 0 ROOT 0 root
        ;      PUNCT : 3 punct 7 punct
        she    PRON PRP 7 nsubj 7 nsubj
        ’s     AUX VBZ 7 aux 7 aux
        agreed|agree VERB VBN 3 conj 3 parataxis
        --
        tense(meet) = future
        tense(agreed) = past
    """,
    "as clause": """
        As     SCONJ IN 3 mark 3 mark
        Varn   PROPN NNP 3 nsubj 3 nsubj
        put    VERB VBD 6 advcl 6 advcl
        it     PRON PRP 3 dobj 3 obj
        trust  NOUN NN 6 nsubj 6 nsubj
        takes  VERB VBZ 0 ROOT 0 root
        time   NOUN NN 6 dobj 6 obj
        --
        content_clause(put) = takes
        content_spans(put) = trust takes time
        subject(put) = Varn
    """,
    "as expected": """
        As        SCONJ IN 2 mark 2 mark
        expected|expect VERB VBN 4 advcl 4 advcl
        talks     NOUN NNS 4 nsubj 4 nsubj
        stopped   VERB VBD 0 ROOT 0 root
        --
        subject(expected) = -
        subject(stopped) = talks
        is_passive(expected) = True
    """,
    "announced": """
        It     PRON PRP 3 nsubjpass 3 nsubj:pass
        was|be AUX VBD 3 auxpass 3 aux:pass
        announced VERB VBN 0 ROOT 0 root
        that   SCONJ IN 6 mark 6 mark
        talks  NOUN NNS 6 nsubj 6 nsubj
        failed VERB VBD 3 ccomp 3 csubj:pass
        --
        content_clause(announced) = failed
        subject(announced) = It
    """,
    "colon": """
        He     PRON PRP 2 nsubj 2 nsubj
        said   VERB VBD 0 ROOT 0 root
        :      PUNCT : 2 punct 6 punct
        “      PUNCT `` 6 punct 6 punct
        It     PRON PRP 6 nsubj 6 nsubj
        works  VERB VBZ 2 ccomp 2 parataxis
        .      PUNCT . 2 punct 6 punct
        ”      PUNCT '' 2 punct 6 punct
        --
        content_clause(said) = works
        content_spans(said) = It works
        subject(works) = It
    """,
    "titles": """
        Deputy   PROPN NNP 4 compound 4 nmod:desc
        Minister PROPN NNP 4 compound 1 flat
        Ana      PROPN NNP 4 compound 4 compound
        Rell     PROPN NNP 8 nsubj 8 nsubj
        and      CCONJ CC 4 cc 7 cc
        spokesman NOUN NN 7 compound 7 nmod:desc
        Hale     PROPN NNP 4 conj 4 conj
        met      VERB VBD 0 ROOT 0 root
        --
        name_span(Rell) = Ana Rell
        name_span(Rell, titles) = Deputy Minister Ana Rell
        name_span(Hale) = Hale
        name_span(Hale, titles) = spokesman Hale
        subjects(met) = Rell Hale
        noun_phrase(Hale) = spokesman Hale
    """,
    "name with of": """
        The     DET DT 2 det 2 det
        Ministry PROPN NNP 10 nsubj 10 nsubj
        of      ADP IN 2 prep 5 case
        Foreign ADJ NNP 5 amod 5 amod
        Trade   PROPN NNP 3 pobj 2 nmod
        and     CCONJ CC 5 cc 7 cc
        Transit PROPN NNP 5 conj 5 conj
        of      ADP IN 2 prep 9 case
        Velmar  PROPN NNP 8 pobj 2 nmod
        met     VERB VBD 0 ROOT 0 root
        --
        name_span(Ministry) = Ministry of Foreign Trade and Transit of Velmar
        name_span(Velmar) = Velmar
        noun_phrase(Ministry) = The Ministry
    """,
    "auxiliary as head": """
        Both  DET   DT  2 det   2 det
        sides NOUN  NNS 3 nsubj 3 nsubj
        have  AUX   VBP 0 ROOT  0 root
        now   ADV   RB  5 advmod 5 advmod
        met|meet VERB VBN 3 dep 3 dep
        --
        subject(met) = sides
        subject(have) = sides
        clause(sides) = Both sides have now met
    """,
    "object predicate": """
        Both  DET  DT  2 det   2 det
        named|name VERB VBD 0 ROOT 0 root
        her   PRON PRP 2 dobj  2 obj
        envoy NOUN NN  2 oprd  2 xcomp
        --
        predicate(named) = envoy
        direct_object(named) = her
        content_clause(named) = -
        clause_head(envoy) = named
        subject(envoy) = her
    """,
    "open predicate": """
        Rell   PROPN NNP 2 nsubj 2 nsubj
        became|become VERB VBD 0 ROOT 0 root
        unable ADJ JJ 2 acomp 2 xcomp
        to     PART TO 5 aux 5 mark
        travel VERB VB 3 xcomp 3 xcomp
        --
        subject(travel) = Rell
        subject(unable) = Rell
        predicate(became) = unable
        clause_head(unable) = became
    """,
    "small clause": """
        They  PRON PRP 2 nsubj 2 nsubj
        had|have VERB VBD 0 ROOT 0 root
        it    PRON PRP 4 nsubjpass 2 obj
        signed|sign VERB VBN 2 ccomp 2 xcomp
        and   CCONJ CC 2 cc 7 cc
        Hale  PROPN NNP 7 nsubj 7 nsubj
        left|leave VERB VBD 2 conj 2 conj
        --
        content_clause(had) = -
        direct_object(had) = it
        subject(signed) = it
        clause(They) = They had it signed
        clause(Hale) = Hale left
        tense(signed) = -
    """,
    "president of": """
        The       DET DT 2 det 2 det
        President PROPN NNP 5 nsubj 5 nsubj
        of        ADP IN 2 prep 4 case
        Ordania   PROPN NNP 3 pobj 2 nmod
        left      VERB VBD 0 ROOT 0 root
        --
        name_span(President) = President
        name_span(Ordania) = Ordania
        subject(left) = President
    """,
}


def read(block: str, scheme: str) -> tuple[Doc, list[str]]:
    """The parse of a sentence in one label scheme, and what is expected of it."""
    table, _, expected = block.partition("--\n")
    rows = [line.split() for line in table.strip().splitlines()]
    column = {"clear": 3, "ud": 5}[scheme]
    forms = [row[0].split("|") for row in rows]
    doc = Doc(
        VOCAB,
        words=[form[0] for form in forms],
        lemmas=[form[-1].lower() for form in forms],
        pos=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        heads=[int(row[column]) - 1 if row[column] != "0" else index for index, row in enumerate(rows)],
        deps=[row[column + 1] for row in rows],
    )
    return doc, [line.strip() for line in expected.strip().splitlines()]


def shown(value: object) -> str:
    """An answer as the tables write it."""
    if value is None or value == ():
        return "-"
    if isinstance(value, Token | Span):
        return value.text
    if isinstance(value, tuple) and isinstance(value[0], Span):
        return " | ".join(span.text for span in value)
    if isinstance(value, tuple) and isinstance(value[0], tuple):
        return " ".join(f"{preposition}:{noun}" for preposition, noun in value)
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def answer(doc: Doc, question: str) -> str:
    function, word, *arguments = re.split(r"\(|, |\)", question)[:-1]
    [token] = [token for token in doc if token.text == word][:1]
    if function == "name_span":
        return shown(syntax.name_span(token, titles=arguments == ["titles"]))
    return shown(getattr(syntax, function)(token, *arguments))


@pytest.mark.parametrize("scheme", ["clear", "ud"])
@pytest.mark.parametrize("name", SENTENCES)
def test_both_label_schemes_give_the_same_answers(name, scheme):
    doc, expectations = read(SENTENCES[name], scheme)
    asked = [line.split(" = ") for line in expectations]
    assert {question: answer(doc, question) for question, _ in asked} == dict(asked)


FUNCTIONS = [getattr(syntax, name) for name in syntax.__all__ if inspect.isfunction(getattr(syntax, name))]
ROLES = tomllib.loads(resources.files("diplotext").joinpath("syntax/syntax.toml").read_text(encoding="utf-8"))["roles"]
LABELS = sorted({label for role, labels in ROLES.items() if role != "source" for label in labels})
WORDS = [
    "Talks",
    "is",
    "'s",
    "to",
    "not",
    "who",
    "that",
    "of",
    "according",
    "going",
    "will",
    "Council",
    "Mr.",
    "\n",
    "“",
    "-",
]
TAGS = ["NN", "NNP", "VBD", "VB", "VBN", "VBG", "VBZ", "MD", "IN", "TO", "RB", "_SP", ""]
PARTS = ["NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADP", "SCONJ", "PART", "PUNCT", "SPACE", "DET", ""]
ENTITIES = ["B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "I-DATE", "O"]


@st.composite
def random_parses(draw):
    """Trees of any shape, crossing branches and several roots included, with any labels."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    heads = list(range(size))
    for place, index in enumerate(order):
        heads[index] = order[draw(st.integers(0, place))]  # itself, or one that is in the tree

    def row(values):
        return draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))

    tags, entities = row(TAGS), row(ENTITIES)
    return Doc(
        VOCAB, row(WORDS), pos=row(PARTS), tags=tags, heads=heads, deps=row([*LABELS, "dep", "x"]), ents=entities
    )


def assert_sound(doc):
    for token in doc:
        for function in FUNCTIONS:
            for value in flat(function(token)):
                if isinstance(value, Span):
                    assert value.doc is doc
                    assert 0 <= value.start < value.end <= len(doc)
                elif isinstance(value, Token):
                    assert value.doc is doc
        for preposition, noun in syntax.prepositional_objects(token, "of", "according to", "of of"):
            assert preposition.doc is noun.doc is doc
        syntax.name_span(token, titles=True)


def flat(value):
    return [one for part in value for one in flat(part)] if isinstance(value, tuple) else [value]


@given(random_parses())
def test_any_tree_gives_answers_within_the_document(doc):
    assert_sound(doc)


@pytest.mark.parametrize("words", [["Talks"], ["\n"], ["Talks", "failed", "."], ["Mr.", "\n\n", "said"]])
def test_text_without_a_parse_gives_answers(words):
    assert_sound(Doc(VOCAB, words))


@pytest.mark.parametrize(
    "label", ["conj", "ccomp", "xcomp", "aux", "flat", "appos", "prep", "compound", "attr", "nmod"]
)
def test_deep_trees_take_no_recursion(label):
    size = 3000
    heads = [0, *range(size - 1)]
    doc = Doc(
        VOCAB,
        ["said"] * size,
        pos=["VERB"] * size,
        tags=["VB"] * size,
        heads=heads,
        deps=["ROOT", *[label] * (size - 1)],
    )
    for function in FUNCTIONS:
        function(doc[0])
        function(doc[size - 1])


def test_no_label_has_two_roles():
    labels = [label for role, labels in ROLES.items() if role != "source" for label in labels]
    assert len(labels) == len(set(labels))


def test_import_loads_no_spacy():
    code = "import sys, diplotext.syntax; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_entity_bounds_a_name():
    words = [
        "The",
        "Organization",
        "for",
        "Trade",
        "and",
        "Co-operation",
        "in",
        "Velmar",
        "met",
        "Ana",
        "Rell",
        "on",
        "Monday",
    ]
    entities = ["O", "B-ORG", *["I-ORG"] * 6, "O", "B-PERSON", "I-PERSON", "O", "B-DATE"]
    doc = Doc(VOCAB, words, heads=range(len(words)), deps=["dep"] * len(words), ents=entities)
    assert syntax.name_span(doc[3]).text == "Organization for Trade and Co-operation in Velmar"
    assert syntax.name_span(doc[9]).text == "Ana Rell"
    assert syntax.name_span(doc[12]).text == "Monday"
