"""What single words say about whether an event takes place: its own verb, its modifiers, the words above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from diplotext.events.chains import Link, link_of, links, subject_kind
from diplotext.events.forms import NONFINITE, form_of
from diplotext.events.scope_rules import Effect, Scope, ScopeRule, follows, reads, scope_rules
from diplotext.knowledge.english import reporting_verbs
from diplotext.syntax import VERBAL, children_of, coordinated, has_to, is_negated, is_to, own_subjects, role_of
from diplotext.syntax.tree import first_word_of, verb_of

if TYPE_CHECKING:
    from spacy.tokens import Token

RANK = {"denied": 0, "cancelled": 1, "proposed": 2, "planned": 3, "ongoing": 4, "held": 4}
"""How real an event is; of two cues one inside the other the less real one counts."""
COPULAS = frozenset(("be", "remain", "seem", "appear", "look", "become", "stay", "sound", "get"))
ABOVE = frozenset(("predicate", "preposition", "adverb", "particle", "open_complement", "object_predicate"))
"""Roles of predicates."""
RELATIVE_WORDS = frozenset(("who", "whom", "which", "that"))


@attrs.frozen
class Found:
    """What was found to hold of an event.

    Attributes:
        status: The status, or `denied`.
        rule: Id of the rule that says so.
        cue: Index of the first token of the cue, and index after its last.
        form: Form of the verb, where that decided.
        weak: Whether a verb that tells the event takes precedence ("the *planned* talks were held").
        raises: See `ScopeRule`.
        final: See `ScopeRule`.
    """

    status: Effect
    rule: str
    cue: tuple[int, int] | None = None
    form: str = ""
    weak: bool = False
    raises: bool = False
    final: bool = False


def combined(inner: Found | None, outer: Found | None) -> Found | None:
    """What holds of an event of which a word and one above it say something."""
    if inner is None or outer is None:
        return inner or outer
    if outer.status == "denied" or (inner.weak and outer.form and RANK[outer.status] == RANK["held"]):
        return outer
    if inner.status == "denied" or outer.status in {"neutral", "inherited"}:
        return inner
    if outer.raises:
        return outer
    if inner.status == "cancelled" and outer.status == "proposed":  # "threatened to cancel"
        return attrs.evolve(outer, status="planned")
    return outer if RANK[outer.status] < RANK[inner.status] and _may_lower(inner, outer) else inner


def _may_lower(inner: Found, outer: Found) -> bool:
    """Whether a less real status counts: not a plan for what has happened already, unless only an adjective says so."""
    return inner.weak or RANK[inner.status] < RANK["held"] or outer.status == "cancelled"


def is_settled(found: Found) -> bool:
    """Whether nothing above can change what was found."""
    return found.status == "denied" or found.final


class Evidence:
    """What the words of a sentence say of one event.

    Args:
        support: Index of the verb that says with the noun that the event takes place, if it is known.
    """

    def __init__(self, support: int | None = None) -> None:
        self.support = support
        self.rules = scope_rules()

    def of_event(self, trigger: Token) -> Found | None:
        """What the word that names the event says, with the words below it."""
        if trigger.pos_ in VERBAL or trigger.tag_.startswith("VB"):
            verb = verb_of(trigger)
            stays = verb.lemma_ == "be" and self.negation(verb) is None and form_of(verb) == "present"
            return self._of_form(verb, "stay present", negated=False) if stays else self._of_verb(verb)
        return self._of_noun(first_word_of(trigger))

    def of_coordination(self, link: Link) -> Found | None:
        """What the first of several coordinated nouns says of the others: "*no* talks or meetings"."""
        words = {word.lower_ for word in children_of(link.upper, "conjunction")}
        return self._of_determiner(link.upper) if words & {"or", "nor"} else None

    def of_governor(self, link: Link) -> Found | None:
        """What the word above says by its meaning: "*postponed* talks"."""
        for rule, first, end in self._governing("governor", link):
            if rule.partner and not _has_partner(link.lower):
                continue
            found = self._as_said(rule, link.upper.doc[first], (first, end))
            if found is not None:
                return found
        return self._of_shared_subject(link)

    def _of_shared_subject(self, link: Link) -> Found | None:
        """A cancellation that the subject shares with the verb: "did not take place and *was postponed*"."""
        if link.kind not in {"subject", "passive"}:
            return None
        for verb in children_of(link.upper, "conjunct"):
            if verb.pos_ in VERBAL and not own_subjects(verb):
                said = self.of_governor(Link(link.lower, verb, subject_kind(verb)))
                if said is not None and said.status == "cancelled":
                    return said
        return None

    def of_marker(self, link: Link) -> Found | None:
        """What the preposition or conjunction says: "*after* talks", "*if* they meet"."""
        words = link.words
        if not words:
            return None
        verbal = link.lower.pos_ in VERBAL or link.lower.tag_ == "VBG"
        form = form_of(link.lower) if verbal else "noun"
        for skipped in range(words.count(" ") + 1):  # "on *whether* they meet"
            for rule in self.rules.whole("marker", words.split(" ", skipped)[-1]):
                if not rule.forms or form in rule.forms:
                    cue = (link.marker[skipped].i, link.marker[-1].i + 1) if link.marker else None
                    return Found(rule.status, rule.id, cue)
        return None

    def of_setting(self, link: Link) -> Found | None:
        """Whether the word above tells what happens at the event: "*attended* the summit"."""
        for rule, first, end in self._governing("setting", link):
            return Found(rule.status, rule.id, (first, end))
        return None

    def of_light(self, link: Link, *, governed: bool) -> Found | None:
        """What the form of the word above says, if that word only says that the event takes place: "will *hold* talks".

        Args:
            link: The link to it.
            governed: Whether a cue between it and the event decided something; then only negation and modality count.

        Returns:
            None if the word is not such a one; `neutral` if its form says nothing.
        """
        upper = link.upper
        said = None if _describes(link) else next(self._governing("light", link), None)
        if said is None and upper.i != self.support:
            return self._of_any_future(link)
        if upper.pos_ not in VERBAL:
            return self._of_determiner(upper) or Found("neutral", "")
        found = self._of_verb(verb_of(upper), existing=said)
        if found is None or (governed and found.status in {"held", "ongoing", "planned"}):
            return Found("neutral", "")
        return found

    def _of_any_future(self, link: Link) -> Found | None:
        """What the future of any verb says of its subject: "the visit *will* help"."""
        if link.kind != "subject" or link.upper.pos_ not in VERBAL:
            return None
        form = form_of(link.upper)
        if form.startswith("future"):
            return self._of_form(link.upper, form, negated=False)
        if form == "would" and not _is_definite(link.lower):
            return Found("denied", "condition.would")
        return None

    def _of_verb(self, verb: Token, existing: tuple[ScopeRule, int, int] | None = None) -> Found | None:
        """What the form of a verb that tells the event says, and what negates it."""
        form = form_of(verb)
        if form == "would" and _is_reported(verb):
            form = "reported would"
        negation = self.negation(verb)
        if negation is None and (said := self._below(verb, "adverb", form)) is not None:
            return said
        if negation is not None:
            found = self._of_form(verb, form, negated=True)
            status: Effect = "denied" if found is None else found.status
            rule = negation.rule if status == "denied" or found is None else found.rule
            return Found(status, rule, negation.cue, form)
        if existing is not None and existing[0].status not in {"neutral", "inherited"}:
            if not existing[0].forms or form in existing[0].forms:
                return Found(existing[0].status, existing[0].id, existing[1:], form)
        contrast = " but" if any(word.lower_ == "but" for word in children_of(verb, "conjunction")) else ""
        return self._of_form(verb, form + contrast, negated=False) or self._of_form(verb, form, negated=False)

    def _of_form(self, verb: Token, form: str, *, negated: bool) -> Found | None:
        for rule in self.rules.whole("form", form):
            status = rule.negated if negated else rule.status
            return Found(status, rule.id, (verb.i, verb.i + 1), form) if status != "neutral" else None
        return None

    def negation(self, verb: Token) -> Found | None:
        """What negates a verb: "did *not* meet", "*nobody* met", "*neither* talked *nor* met"."""
        for word in _negating_words(verb):
            for rule, cue in self.rules.of("negation", word.lower_):
                if reads(word, cue) and not any(reads(word, pseudo) for pseudo in rule.pseudo):
                    if not _is_until(verb):
                        return Found(rule.status, rule.id, (word.i, word.i + len(cue)))
                    return None
        if any(reads(word, pseudo) for word in _negating_words(verb) for pseudo in self._pseudo()):
            return None
        if is_negated(verb) and not _is_until(verb):
            return Found("denied", "negation.shared", (verb.i, verb.i + 1))
        return None

    def _pseudo(self) -> Iterator[tuple[str, ...]]:
        for rule in self.rules.rules:
            if rule.scope == "negation":
                yield from rule.pseudo

    def _of_noun(self, noun: Token) -> Found | None:
        """What the words below a noun say of the event that it names."""
        found = self._of_determiner(noun)
        if found is not None:
            return found
        for child in noun.children:
            role = role_of(child)
            if role in {"adnominal", "relative"} or (role == "apposition" and child.tag_ == "VBN"):
                said = self._of_postmodifier(noun, child)
            elif child.i > noun.i and child.pos_ not in {"ADJ", "ADV"}:
                said = None
            else:
                said = self._of_premodifier(child)
            said = said or self._of_predicate(noun, child)
            if said is not None and (found is None or said.status in {"cancelled", "denied"}):
                found = said
        return found

    def _of_predicate(self, noun: Token, word: Token) -> Found | None:
        """What a phrase says that follows a noun without verb, as in headlines: "Talks *under way*"."""
        if role_of(noun) != "root" or word.i < noun.i:
            return None
        for rule, cue in self.rules.of("governor", word.lower_):
            if "subject" in rule.links and word.pos_ in {"ADP", "ADV", "ADJ"} and reads(word, cue):
                return Found(rule.status, rule.id, (word.i, word.i + len(cue)))
        return None

    def _of_premodifier(self, word: Token) -> Found | None:
        """What an adjective says: "the *planned* talks", "*next* week's talks"."""
        words = [word, *(child for child in word.children if role_of(child) == "premodifier")]
        for one in words if word.ent_type_ == "DATE" else words[:1]:
            for rule, cue in self.rules.of("modifier", one.lower_):
                if reads(one, cue) and not any(_inside(one, pseudo) for pseudo in rule.pseudo):
                    return Found(rule.status, rule.id, (one.i, one.i + len(cue)), weak=True)
        return None

    def _of_determiner(self, noun: Token) -> Found | None:
        for child in noun.lefts:
            for rule, cue in self.rules.of("negation", child.lower_):
                if reads(child, cue) and not any(_inside(child, pseudo) for pseudo in rule.pseudo):
                    return Found("denied", "negation.determiner", (child.i, child.i + len(cue)))
        return None

    def _of_postmodifier(self, noun: Token, verb: Token) -> Found | None:
        """What a participle, infinitive or relative clause says of its noun: "talks *planned* for May"."""
        kind = _relation_of_antecedent(verb)
        if kind is None:
            return None
        link = Link(noun, verb, kind)
        found = self.of_governor(link)
        if found is not None:
            return attrs.evolve(found, weak=True)
        predicates = [verb, *children_of(verb, "predicate", "preposition")]
        inner = [child for word in predicates for child in children_of(word, "open_complement") if has_to(child)]
        for child in inner:  # "which was due *to take place*"
            said = self.of_governor(Link(child, child.head, "infinitive"))
            if said is not None:
                return attrs.evolve(said, weak=True)
        if _describes(link) or next(self._governing("light", link), None) is None:
            return None
        form = form_of(verb)
        if form == "infinitive":
            return Found("planned", "plan.infinitive", (verb.i, verb.i + 1))
        if form == "participle":
            return Found("held", "held.participle", (verb.i, verb.i + 1), "past")
        if form == "gerund":
            return Found("ongoing", "ongoing.participle", (verb.i, verb.i + 1), weak=True)
        return self._of_verb(verb, existing=next(self._governing("light", link), None))

    def _below(self, verb: Token, scope: Scope, form: str) -> Found | None:
        """What an adverb says: "are *possibly* meeting"."""
        for child in verb.children:
            for one in (child, *child.children):
                for rule, cue in self.rules.of(scope, one.lower_):
                    if (not rule.forms or form in rule.forms) and reads(one, cue):
                        return Found(rule.status, rule.id, (one.i, one.i + len(cue)))
        return None

    def _governing(self, scope: Scope, link: Link) -> Iterator[tuple[ScopeRule, int, int]]:
        """The rules of a scope of which the word above is a cue, with the place of the cue."""
        upper, marker = link.upper, link.words
        for word in _cue_words(link):
            lemma = word.lemma_.lower()
            for rule, cue in self.rules.of(scope, lemma, word.lower_):
                end = follows(word, cue[1:]) if word.i == upper.i else _end_at(word, cue)
                if end is None or not _is_linked(rule, link, marker, word) or not _is_part(rule, link, word):
                    continue
                if not rule.forms or form_of(_verb_above(upper)) in rule.forms:
                    yield rule, word.i, end

    def _as_said(self, rule: ScopeRule, upper: Token, cue: tuple[int, int]) -> Found | None:
        """What a governor says, given what negates or weakens it: "did *not* plan", "*could* agree"."""
        verb = _verb_above(upper)
        negation = self._of_determiner(upper) if upper.pos_ not in VERBAL else None
        if verb.pos_ in VERBAL and negation is None:
            negation = self.negation(verb)
        if negation is not None:
            status: Effect = "cancelled" if _is_no_longer(negation, verb) and rule.status == "planned" else rule.negated
            return Found(status, negation.rule, negation.cue)
        if rule.status == "neutral":
            return None
        if verb.pos_ in VERBAL and verb.i != upper.i and upper.pos_ not in {"ADJ", "ADP", "ADV"}:
            return Found(rule.status, rule.id, cue, raises=rule.raises, final=rule.final)
        form = form_of(verb) if verb.pos_ in VERBAL else "base"
        modal = next(self.rules.whole("form", form), None)
        if form == "would" and _is_reported(verb):
            modal = None
        if modal is not None and modal.status in {"proposed", "denied"} and rule.status in {"planned", "cancelled"}:
            status = "planned" if rule.status == "cancelled" else modal.status
            return Found(status, modal.id, cue)
        return Found(rule.status, rule.id, cue, raises=rule.raises, final=rule.final)


def _cue_words(link: Link) -> list[Token]:
    """The words above that can be the first of a cue: of a copula also its predicate."""
    upper = link.upper
    if link.kind in {"preposition", "infinitive", "purpose"} and upper.pos_ in VERBAL:
        nouns = [child for child in children_of(upper, "subject", "object") if child.i < link.lower.i]
    else:
        nouns = []
    if upper.lemma_.lower() not in COPULAS or link.kind == "predicate":
        return [upper, *nouns]
    roles = ("predicate", "preposition", "adverb", "open_complement", "particle", "object_predicate")
    found = [child for child in children_of(upper, *roles) if child.i != link.lower.i]
    says_more = link.kind == "infinitive" and any(role_of(child) == "predicate" for child in found)
    return [*found, *nouns] if says_more else [*found, upper, *nouns]  # "it is vital to talk" is no "is to talk"


def _is_part(rule: ScopeRule, link: Link, word: Token) -> bool:
    noun = word.pos_ in {"NOUN", "PROPN"}
    return (rule.part == "noun") == noun if rule.part else not noun or word.i == link.upper.i


def _describes(link: Link) -> bool:
    """Whether the word above only says what the event is like: "the talks *were* long"."""
    existential = bool(children_of(link.upper, "expletive"))
    copular = link.upper.lemma_.lower() in COPULAS and link.kind == "subject" and not existential
    return copular and any(child.tag_ != "VBN" for child in children_of(link.upper, "predicate"))


def _end_at(word: Token, cue: tuple[str, ...]) -> int | None:
    return word.i + len(cue) if len(cue) == 1 or reads(word, cue) else None


def _is_linked(rule: ScopeRule, link: Link, marker: str, word: Token) -> bool:
    """Whether the relation to a cue is one that its rule names."""
    if not rule.links:
        return True
    if link.kind == "purpose":  # "is due to meet": the parse makes no difference
        return "purpose" in rule.links or ("infinitive" in rule.links and word.i != link.upper.i)
    if link.kind == "subject" and "passive" in rule.links and _is_bare_participle(link.upper):
        return True
    return (link.kind if link.kind != "preposition" else marker) in rule.links


def _is_bare_participle(verb: Token) -> bool:
    """Whether a verb may be a participle that headlines use without auxiliary: "Talks *cancelled*"."""
    return verb.tag_ in {"VBD", "VBN"} and not children_of(verb, "auxiliary", "object", "content", "open_complement")


def _verb_above(word: Token) -> Token:
    """The verb of which a word is the predicate, or itself."""
    node = word
    while node.pos_ not in VERBAL and role_of(node) in ABOVE and node.head.i != node.i:
        node = node.head
        if node.pos_ in VERBAL:
            return verb_of(node)
    return word


def _negating_words(verb: Token) -> Iterator[Token]:
    """The words that may negate a verb: its adverbs, conjunctions, and the determiners of its subjects."""
    for child in verb.children:
        if role_of(child) in {"negation", "adverb", "conjunction", "mark", ""} and child.i < verb.i:
            yield child
        elif role_of(child) == "negation":
            yield child
    if role_of(verb) == "conjunct":
        between = [word for word in children_of(verb.head, "conjunction") if verb.head.i < word.i < verb.i]
        yield from between[-1:]
    for subject in own_subjects(verb):
        if subject.lower_ not in RELATIVE_WORDS:
            yield subject
            yield from (word for word in subject.lefts if role_of(word) in {"premodifier", "negation", "conjunction"})


def _is_until(verb: Token) -> bool:
    """Whether what is negated happened later: "did not meet *until* Friday"."""
    return any(child.lower_ in {"until", "till"} for child in children_of(verb, "preposition") if child.i > verb.i)


def _is_no_longer(negation: Found, verb: Token) -> bool:
    if negation.cue is None:
        return False
    return any(child.lower_ == "longer" and any(left.lower_ == "no" for left in child.lefts) for child in verb.children)


def _inside(word: Token, phrase: tuple[str, ...]) -> bool:
    """Whether a word is part of a phrase in the text."""
    return any(
        word.i >= place and reads(word.doc[word.i - place], phrase)
        for place, part in enumerate(phrase)
        if part == word.lower_
    )


def _has_partner(noun: Token) -> bool:
    return any(child.lower_ in {"with", "between"} for child in children_of(noun, "preposition"))


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in {"the", "this", "his", "her", "their"} or "poss" in child.dep_ for child in noun.lefts)


def _is_reported(verb: Token) -> bool:
    """Whether a verb is part of what somebody is reported to have said."""
    verbs = _reporting()
    for link in links(verb):
        if link.kind == "content" and (link.upper.lemma_.lower() in verbs or link.upper.pos_ == "NOUN"):
            return True
        if link.kind in {"relative", "parataxis"}:
            return False
    return False


def _reporting() -> frozenset[str]:
    return frozenset(verb.lemma for verb in reporting_verbs())


def _relation_of_antecedent(verb: Token) -> str | None:
    """How a noun is related to the verb of its participle, infinitive or relative clause."""
    if role_of(verb) == "relative" and not has_to(verb):
        for child in verb.children:
            if child.lower_ in RELATIVE_WORDS and role_of(child) in {"subject", "object"}:
                return subject_kind(verb, child) if role_of(child) == "subject" else "object"
        return "object" if own_subjects(verb) and not children_of(verb, "object") else None
    if verb.tag_ == "VBN":
        return "passive"
    if has_to(verb) or verb.tag_ == "VBG":
        return "passive" if subject_kind(verb) == "passive" else "subject"
    return "subject" if verb.pos_ == "ADJ" else None
