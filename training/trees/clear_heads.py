"""UD makes content words heads; the ClearNLP scheme wants copulas and prepositions as heads and chains coordination.

Every function here moves heads for one construction. Words that get their final label here keep it; the others keep
their UD label until `training.trees.clear_labels` translates it.

Source: J. D. Choi and M. Palmer, "Guidelines for the CLEAR style constituent to dependency conversion" (2012);
Universal Dependencies v2 guidelines for English.
"""

from training.trees.scheme import scheme
from training.trees.tree import Tree

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer", "expl")
OUTER_SUBJECTS = ("nsubj:outer", "csubj:outer")
# Dependents of a predicate that belong to its clause, and so to the copula.
MODIFIERS_OF_CLAUSES = ("advcl", "advcl:relcl", "discourse", "dislocated", "obl:unmarked", "parataxis", "vocative")
CLAUSE_LEVEL = frozenset((*SUBJECTS, *MODIFIERS_OF_CLAUSES, "aux", "aux:pass", "mark"))
# Labels that a phrase loses when it becomes prepositional; under any other label the preposition takes it over.
ADNOMINAL = ("acl", "amod", "compound", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked")
OBLIQUE = frozenset((*ADNOMINAL, "acomp", "advcl", "advmod", "attr", "obl", "obl:unmarked", "xcomp"))
# Phrases that keep a mark at their right edge: "Lavrov, the minister," as subject.
ARGUMENTS = frozenset(("attr", "iobj", "nsubj", "nsubj:pass", "obj"))


def names(tree: Tree) -> None:
    """Let the last word of a name govern it: "Sergey Lavrov", where UD takes the first."""
    for first in range(len(tree)):
        parts = tree.children(first, "flat")
        if not parts:
            continue
        last = parts[-1]
        if last < first or tree.tokens[last].upos not in {"PROPN", "NOUN", "X", "NUM"}:
            for part in parts:
                tree.labels[part] = "nmod"
            continue
        children = tree.children(first)
        tree.promote(last, "compound")
        for child in children:
            if child != last:
                tree.attach(child, last, "compound" if tree.labels[child] == "flat" else None)


def currencies(tree: Tree) -> None:
    """Let the amount govern the sign: "$" under "5" in "$5", beside "5" under "million" in "$5 million"."""
    for sign, token in enumerate(tree.tokens):
        amounts = [child for child in tree.children(sign, "nummod") if child > sign]
        if token.form not in scheme().currencies or not amounts:
            continue
        amount = amounts[0]
        children = tree.children(sign)
        tree.promote(amount, "quantmod" if tree.children(amount, "compound") else "nmod")
        for child in children:
            if child != amount:
                tree.attach(child, amount)


def reports(tree: Tree) -> None:
    """Let a speech verb after what it reports govern it, as in "It works, he said"."""
    for verb, token in enumerate(tree.tokens):
        content = tree.heads[verb]
        if tree.labels[verb] != "parataxis" or token.lemma not in scheme().speech_lemmas or content > verb:
            continue
        if not tree.children(verb, "nsubj") or tree.children(verb, "ccomp", "obj"):
            continue
        later = [child for child in tree.children(content) if child > verb]
        if any(tree.labels[child] != "punct" for child in later) or tree.labels[content] != "root":
            continue
        tree.promote(verb, "ccomp")
        for child in later:
            tree.attach(child, verb)


def copulas(tree: Tree) -> None:
    """Let the copula govern its predicate: "is" above "envoy" (attr), "open" (acomp) and "in Vienna" (prep)."""
    for copula in range(len(tree)):
        if tree.labels[copula] == "cop" and tree.heads[copula] != -1:
            predicate = tree.heads[copula]
            if tree.children(predicate, "cop")[-1] == copula:
                _copula(tree, copula, predicate)


def _copula(tree: Tree, copula: int, predicate: int) -> None:
    """Promote one copula, with the dependents of the predicate that belong to the clause."""
    children = [child for child in tree.children(predicate) if child != copula]
    clausal = any(tree.labels[child] in OUTER_SUBJECTS for child in children)
    if clausal:
        moving = [child for child in children if _is_outside_predicate_clause(tree, child, copula, predicate)]
    else:
        moving = [child for child in children if _belongs_to_clause(tree, child, copula, predicate)]
    upos = tree.tokens[predicate].upos
    if clausal:
        label = "xcomp" if any(tree.tokens[child].xpos == "TO" for child in children) else "ccomp"
    elif any(tree.labels[child] == "case" and tree.tokens[child].xpos != "POS" for child in children):
        label = "obl"
    else:
        label = {"ADJ": "acomp", "VERB": "acomp", "ADV": "advmod"}.get(upos, "attr")
    tree.promote(copula, label)
    for child in moving:
        tree.attach(child, copula)
        if tree.labels[child] == "expl" and tree.lower(child) == "it":
            tree.labels[child] = "nsubj"
        elif tree.labels[child] == "csubj" and child > copula and child > predicate:
            tree.labels[child] = "xcomp" if _is_infinitive(tree, child) else "ccomp"


def _is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether a clause is a "to" infinitive without a subject of its own."""
    children = tree.children(verb)
    marked = any(tree.tokens[child].xpos == "TO" and tree.labels[child] in {"mark", "aux"} for child in children)
    return marked and not any(tree.labels[child] in SUBJECTS for child in children)


def _is_outside_predicate_clause(tree: Tree, child: int, copula: int, predicate: int) -> bool:
    """Whether a dependent of a clause used as predicate ("the aim is to win") belongs to the outer clause."""
    if child < copula:
        return True
    return tree.labels[child] == "punct" and child > max(tree.children(predicate)[-2:-1] or [predicate])


def _belongs_to_clause(tree: Tree, child: int, copula: int, predicate: int) -> bool:
    """Whether a dependent of a predicate modifies the whole clause rather than the predicate alone."""
    label, token = tree.labels[child], tree.tokens[child]
    upos = tree.tokens[predicate].upos
    if child < copula < predicate:
        return True  # before the verb: "in Vienna, he is a guest"
    between = min(copula, predicate) < child < max(copula, predicate)
    if label == "advmod":
        if between:
            return token.form.lower() in scheme().clause_adverbs
        return child < copula or (upos != "ADJ" and child > predicate)
    if label == "punct":
        return token.xpos != "HYPH" and not between
    if label == "cc":
        return child < copula
    if label == "conj":
        clause = any(tree.labels[grandchild] in {*SUBJECTS, "cop", "aux"} for grandchild in tree.children(child))
        return clause or tree.tokens[child].upos in {"VERB", "AUX"}
    if label in {"obl", "ccomp"}:
        return child < copula or upos not in {"ADJ", "ADV"}
    if label == "advcl" and child > predicate and upos == "ADJ":
        return not _is_infinitive(tree, child)
    return label in CLAUSE_LEVEL


def gerunds(tree: Tree) -> None:
    """Let a preposition govern the gerund after it: "by" (prep) above "meeting" (pcomp)."""
    for verb, token in enumerate(tree.tokens):
        if tree.labels[verb] not in {"advcl", "acl"} or token.xpos != "VBG":
            continue
        for mark in tree.children(verb, "mark"):
            if mark < verb and tree.lower(mark) in scheme().gerund_prepositions:
                top, bottom = _preposition_chain(tree, mark)
                tree.attach(top, tree.heads[verb], "prep")
                tree.attach(verb, bottom, "pcomp")
                break


def prepositions(tree: Tree) -> None:
    """Let prepositions govern their object, each further one below the one before: "out of the house"."""
    for noun in range(len(tree)):
        cases = [child for child in tree.children(noun, "case") if tree.tokens[child].xpos != "POS"]
        before = [child for child in cases if child < noun]
        if before:
            _prepositional_phrase(tree, noun, before)
        elif cases and tree.tokens[noun].xpos.startswith("W"):  # stranded: "who they spoke to"
            tree.attach(cases[0], tree.heads[noun], "prep")
            tree.attach(noun, cases[0], "pobj")


def _prepositional_phrase(tree: Tree, noun: int, cases: list[int]) -> None:
    """Put the prepositions of one noun above it; the first takes over the place of the noun."""
    governor, label = tree.heads[noun], tree.labels[noun]
    outer = [child for child in tree.children(noun) if child < cases[0] and tree.labels[child] in {"advmod", "cc"}]
    if label == "root":
        outer += tree.children(noun, "punct")
    coordinated = tree.heads[governor] if governor != -1 else -1
    if label == "conj" and tree.labels[governor] == "pobj" and coordinated != -1:  # "in Paris and in London"
        governor = coordinated
    elif label == "obl:agent":
        label = "agent"
    elif label in OBLIQUE:
        label = "prep"
    for case in cases:
        top, bottom = _preposition_chain(tree, case)
        tree.attach(top, governor, label)
        governor, label = bottom, "prep"
    tree.attach(noun, governor, "pcomp" if tree.tokens[noun].upos in {"VERB", "AUX", "ADV", "ADP", "SCONJ"} else "pobj")
    for child in outer:
        tree.attach(child, cases[0])


def _preposition_chain(tree: Tree, first: int) -> tuple[int, int]:
    """Arrange a fixed preposition of several words.

    "because of" and "due to" keep the object below the first word, "such as" below the last one with the first as
    its modifier, the others nest: "according" above "to".

    Returns:
        The word that stands for the preposition in the sentence, and the one that governs the object.
    """
    parts = tree.children(first, "fixed")
    if not parts:
        return first, first
    if tree.lower(first) in {"because", "due"}:
        for part in parts:
            tree.labels[part] = "pcomp"
        return first, first
    if tree.lower(first) == "such":
        tree.promote(parts[-1], "amod")
        return parts[-1], parts[-1]
    governor = first
    for part in parts:
        nested = tree.tokens[part].upos in {"ADP", "PART", "SCONJ"}
        tree.attach(part, governor, "prep" if nested else "advmod")
        governor = part if nested else governor
    return first, governor


def fixed_expressions(tree: Tree) -> None:
    """Let the last word govern what is left of the fixed expressions: "as well as", "at least", "more than"."""
    for first in range(len(tree)):
        parts = tree.children(first, "fixed")
        if not parts:
            continue
        if tree.labels[first] == "mark":  # "so that", "in order (to)": every word marks the clause
            for part in parts:
                tree.attach(part, tree.heads[first], "mark")
            continue
        last = parts[-1]
        tree.promote(last, "advmod")
        for part in parts[:-1]:
            tree.attach(part, last, "advmod")


def coordination(tree: Tree) -> None:
    """Hang each conjunct on the one before it, and the conjunction and comma between them on the left one."""
    for first in range(len(tree)):
        previous = first
        for conjunct in [child for child in tree.children(first, "conj") if child > first]:
            for child in tree.children(conjunct):
                joins = tree.labels[child] == "cc" or (
                    tree.labels[child] == "punct" and tree.tokens[child].form in scheme().edge_marks | {"/"}
                )
                if joins and previous < child < conjunct:
                    tree.attach(child, previous)
            tree.attach(conjunct, previous)
            previous = conjunct


def punctuation(tree: Tree) -> None:
    """Hang marks at the edge of a dependent on its governor, so that phrases hold no commas of the clause around."""
    marks = [index for index, label in enumerate(tree.labels) if label == "punct" and not tree.children(index)]
    for mark in (*marks, *reversed(marks)):  # a comma before a closing mark is at the edge once that one has moved
        while _is_at_loose_edge(tree, mark):
            tree.attach(mark, tree.heads[tree.heads[mark]])


def _is_at_loose_edge(tree: Tree, mark: int) -> bool:
    """Whether a mark is at the edge of a dependent that should not hold it."""
    head = tree.heads[mark]
    if head == -1 or tree.heads[head] == -1:
        return False
    members, label, form = tree.subtree(head), tree.labels[head], tree.tokens[mark].form
    if mark not in (members[0], members[-1]):
        return False
    if form in scheme().quotation_marks:
        return label in {"ccomp", "parataxis"}
    return form in scheme().edge_marks and (mark == members[0] or label not in ARGUMENTS)
