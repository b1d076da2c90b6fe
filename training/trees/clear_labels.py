"""Rules written for the en_core_web pipelines expect ClearNLP labels, which open treebanks do not have.

This translates a Universal Dependencies tree of English into that scheme: first the heads, then the labels.
"""

from training.trees import clear_heads
from training.trees.conllu import Sentence
from training.trees.scheme import scheme
from training.trees.tree import Tree

NOMINAL = frozenset(("DET", "NOUN", "NUM", "PRON", "PROPN"))


def convert(sentence: Sentence) -> Sentence:
    """Translate a UD tree into the ClearNLP scheme.

    Args:
        sentence: A sentence with UD heads and labels.

    Returns:
        The same words with ClearNLP heads and labels; all else is unchanged.

    Raises:
        ValueError: The given heads are no tree.
    """
    tree = Tree(sentence.tokens)
    tree.check()
    clear_heads.names(tree)
    clear_heads.currencies(tree)
    clear_heads.reports(tree)
    clear_heads.copulas(tree)
    clear_heads.gerunds(tree)
    clear_heads.prepositions(tree)
    clear_heads.fixed_expressions(tree)
    _raised_subjects(tree)
    _existentials(tree)
    clear_heads.coordination(tree)
    clear_heads.punctuation(tree)
    for index in range(len(tree)):
        tree.labels[index] = _label(tree, index)
    _datives(tree)
    tree.check()
    return tree.sentence(sentence)


def _raised_subjects(tree: Tree) -> None:
    """Make the object of "want", "let", "make" the subject of the clause after it, which becomes a ccomp."""
    for clause, token in enumerate(tree.tokens):
        verb = tree.heads[clause]
        if tree.labels[clause] != "xcomp" or verb == -1 or tree.tokens[verb].lemma not in scheme().raising_lemmas:
            continue
        objects = [child for child in tree.children(verb, "obj", "expl") if verb < child < clause]
        if objects and token.upos in {"VERB", "AUX", "ADJ"}:
            passive = bool(tree.children(clause, "aux:pass")) or (token.xpos == "VBN" and token.upos == "VERB")
            tree.attach(objects[-1], clause, "nsubjpass" if passive else "nsubj")
            tree.labels[clause] = "ccomp"


def _existentials(tree: Tree) -> None:
    """Make what exists the attribute: "There is hope" has the expletive "there" and the attr "hope"."""
    for verb, token in enumerate(tree.tokens):
        if token.lemma == "be" and any(tree.tokens[child].xpos == "EX" for child in tree.children(verb, "expl")):
            for subject in tree.children(verb, "nsubj"):
                tree.labels[subject] = "attr"


def _label(tree: Tree, index: int) -> str:
    """The ClearNLP label of a word whose head is final."""
    label, token, head = tree.labels[index], tree.tokens[index], tree.heads[index]
    if head == -1:
        return "ROOT"
    if label in {"nmod", "nmod:desc"} and index < head and token.upos in {"NOUN", "PROPN"}:
        return "compound"
    if label in {"obl", "nmod"} and token.upos == "ADP":
        return "prep"  # a stranded preposition that stands for its phrase
    chosen = _chosen_by_words(tree, index)
    if chosen:
        return chosen
    translation = scheme().translation
    base = label.partition(":")[0]
    translated = translation.get(label, translation.get(base, base))
    return translated if translated in scheme().labels else "dep"


def _chosen_by_words(tree: Tree, index: int) -> str:
    """The label where it depends on the words, or an empty string."""
    label, token, head = tree.labels[index], tree.tokens[index], tree.heads[index]
    if label == "mark":
        return "aux" if token.xpos == "TO" or token.upos == "PART" else "mark"
    if label == "case":
        return "case" if token.xpos == "POS" else "prep"
    if label == "advmod":
        return _adverb(tree, index)
    if label == "discourse":
        return {"SYM": "punct", "PUNCT": "punct", "ADV": "advmod"}.get(token.upos, "intj")
    if label == "nmod:unmarked" and token.upos == "NUM":
        return "nummod"  # the year of a date
    if label == "nmod:desc":
        return "appos"
    if label == "expl" and tree.lower(index) != "there":
        return "nsubj" if index < head else "dobj"
    if label == "csubj" and index > head and tree.children(head, "expl"):
        return "xcomp" if _has_to(tree, index) else "ccomp"
    if label == "xcomp":
        return _predicative(tree, index)
    return ""


def _has_to(tree: Tree, verb: int) -> bool:
    """Whether a verb is a "to" infinitive."""
    return any(tree.tokens[child].xpos == "TO" for child in tree.children(verb, "mark", "aux"))


def _adverb(tree: Tree, index: int) -> str:
    """The label of an adverb: negation, quantity, particle, or plain."""
    if tree.lower(index) in scheme().negations:
        return "neg"
    if tree.tokens[index].xpos == "RP":
        return "prt"
    return "quantmod" if tree.tokens[tree.heads[index]].xpos == "CD" else "advmod"


def _predicative(tree: Tree, index: int) -> str:
    """The label of an open complement: of a verb, or a predicate about the subject or the object."""
    token, head = tree.tokens[index], tree.heads[index]
    if token.upos in {"VERB", "AUX"} or _has_to(tree, index):
        return "xcomp"
    if tree.children(head, "obj", "dobj", "aux:pass", "auxpass"):
        return "oprd"
    return {"ADJ": "acomp", "ADV": "advmod"}.get(token.upos, "attr" if token.upos in NOMINAL else "xcomp")


def _datives(tree: Tree) -> None:
    """Mark the "to" of "give it to them"."""
    for index in range(len(tree)):
        verb = tree.heads[index]
        if (
            tree.labels[index] == "prep"
            and tree.lower(index) == "to"
            and tree.tokens[verb].lemma in scheme().transfer_lemmas
            and tree.tokens[verb].upos == "VERB"
            and tree.children(verb, "dobj", "nsubjpass", "relcl")
        ):
            tree.labels[index] = "dative"
