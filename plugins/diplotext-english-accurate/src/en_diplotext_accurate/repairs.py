"""Labels are chosen arc by arc; here is mended what the arcs of one verb tell together.

- A question clause is the content of its verb, and the question word belongs to the clause: "explained how it works".
  Some of the trees that the parser learned from have the word as the object, with a clause that modifies it, as in
  "likes what it does".
- A verb has one subject: behind a verb that has one before it, another is an object, as in "Haas told Roy that ...";
  of two before it, the one that stands before its governor is the governor's: "the union said that prices rose".
- A bracket behind a name belongs to that name: "the founders of the UN (United Nations)".
"""

from collections.abc import Sequence

from en_diplotext_accurate.trees import Numbers

QUESTION_WORD, BRACKET = "WRB", "-LRB-"
NAMES = frozenset(["NNP", "NNPS"])
APPOSITION = "appos"
SUBJECT, OBJECT, CONTENT, ADVERB = "nsubj", "dobj", "ccomp", "advmod"
CLAUSES = frozenset(["acl", "advcl", "ccomp", "relcl"])


def reported_questions(heads: Numbers, labels: list[str], tags: Sequence[str]) -> None:
    """Make question clauses behind a verb its content, in place.

    Args:
        heads: For each word 0 if it is a root, else the number of its head, from 1.
        labels: The labels of the arcs.
        tags: The tags of the words.
    """
    for word, tag in enumerate(tags):
        verb = int(heads[word])
        if tag != QUESTION_WORD or labels[word] != OBJECT or not 0 < verb <= word or word + 1 == len(tags):
            continue
        clause = word + 1
        while heads[clause] not in (0, verb, word + 1):
            clause = int(heads[clause]) - 1
        if clause > word and heads[clause] and labels[clause] in CLAUSES:
            heads[clause], labels[clause] = verb, CONTENT
            heads[word], labels[word] = clause + 1, ADVERB


def single_subjects(heads: Numbers, labels: list[str]) -> None:
    """Give verbs one subject each, in place.

    Args:
        heads: For each word 0 if it is a root, else the number of its head, from 1.
        labels: The labels of the arcs.
    """
    subjects: dict[int, list[int]] = {}
    for word, label in enumerate(labels):
        if label == SUBJECT and heads[word]:
            subjects.setdefault(int(heads[word]), []).append(word)
    for verb, found in list(subjects.items()):
        governor = int(heads[verb - 1])
        if len(found) > 1 and governor not in subjects and found[0] < governor - 1 < found[1]:
            heads[found[0]] = governor
            subjects[governor] = [found.pop(0)]
        if found[0] < verb - 1:
            for word in found[1:]:
                if word >= verb:
                    labels[word] = OBJECT


def brackets(heads: Numbers, labels: Sequence[str], tags: Sequence[str]) -> None:
    """Hang appositions in brackets on the name before the bracket, in place.

    Args:
        heads: For each word 0 if it is a root, else the number of its head, from 1.
        labels: The labels of the arcs.
        tags: The tags of the words.
    """
    for bracket, tag in enumerate(tags):
        if tag != BRACKET or not bracket or tags[bracket - 1] not in NAMES:
            continue
        inside = [
            word for word in range(bracket + 1, len(tags)) if labels[word] == APPOSITION and 0 < heads[word] < bracket
        ]
        if inside and not _is_below(heads, bracket - 1, inside[0]):
            heads[inside[0]] = bracket


def _is_below(heads: Numbers, word: int, other: int) -> bool:
    """Whether a word hangs on another one."""
    while heads[word]:
        word = int(heads[word]) - 1
        if word == other:
            return True
    return False
