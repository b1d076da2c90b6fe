"""What single words say about whether an event takes place: its own verb, its modifiers, its governors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from diplotext.events.chains import Link, subject_kind
from diplotext.events.cues import (
    cue_words,
    describes,
    end_at,
    has_partner,
    inside,
    is_definite,
    is_linked,
    is_no_longer,
    is_part,
    is_reported,
    is_until,
    negating_words,
    relation_of_antecedent,
    verb_of_cue,
)
from diplotext.events.forms import form_of
from diplotext.events.scope_rules import Effect, Scope, ScopeRule, ScopeRules, follows, reads, scope_rules
from diplotext.syntax import VERBAL, children_of, has_to, is_negated, own_subjects, role_of
from diplotext.syntax.tree import first_word_of, verb_of

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_CLIMBS = 10
"""Chains that are climbed for one event: "after the talks during the visit at the end of the summit"."""
RANK = {"denied": 0, "cancelled": 1, "proposed": 2, "planned": 3, "ongoing": 4, "held": 4}
"""How real an event is; of two cues one inside the other the less real one counts."""


@attrs.frozen
class Found:
    """What was found to hold of an event.

    Attributes:
        status: The status, or `denied`.
        rule: Id of the rule that says so.
        cue: Index of the first token of the cue, and index after its last.
        form: Form of the verb, where that decided.
        weak: Whether the verb that states the event takes precedence ("the *planned* talks were held").
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
    """What holds of an event of which a word and its governor say something."""
    if inner is None or outer is None:
        return inner or outer
    if outer.status == "denied" or (inner.weak and outer.form and RANK[outer.status] == RANK["held"]):
        return outer
    if inner.status == "denied" and inner.weak and outer.status == "proposed":  # "ready for *any* talks"
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
    """Whether no governor can change what was found."""
    return (found.status == "denied" and not found.weak) or found.final


class Evidence:
    """What the words of a sentence say of one event.

    Args:
        support: Index of the verb that says with the noun that the event takes place, if it is known.
    """

    def __init__(self, support: int | None = None) -> None:
        self.support = support
        self.rules: ScopeRules = scope_rules()
        self._climbs = 0

    def climbs(self) -> bool:
        """Whether another chain may be climbed: that of what happens at the event."""
        self._climbs += 1
        return self._climbs <= MOST_CLIMBS

    def of_event(self, trigger: Token) -> Found | None:
        """What the word that names the event says, with the words below it."""
        if role_of(trigger) == "root" and not own_subjects(trigger):
            said = next((one for child in trigger.rights if (one := self._of_predicate(child)) is not None), None)
            if said is not None:
                return said
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
        """What the governor says by its meaning ("*postponed* talks"), or one coordinated with it."""
        return self._of_meaning(link) or self._of_shared_subject(link)

    def _of_meaning(self, link: Link) -> Found | None:
        for rule, first, end in self._governing("governor", link):
            if (rule.partner and not has_partner(link.lower)) or (rule.lower and link.lower.lemma_ not in rule.lower):
                continue
            found = self._as_said(rule, link.upper.doc[first], (first, end))
            if found is not None:
                return found
        return None

    def _of_shared_subject(self, link: Link) -> Found | None:
        """A cancellation that the subject shares with the verb: "did not take place and *was postponed*"."""
        if link.kind not in {"subject", "passive"}:
            return None
        for verb in children_of(link.upper, "conjunct"):
            if verb.pos_ in VERBAL and not own_subjects(verb):
                said = self._of_meaning(Link(link.lower, verb, subject_kind(verb)))
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
        """What the governor says if it names what happens at the event: "*attended* the summit"."""
        for rule, first, end in self._governing("setting", link):
            return Found(rule.status, rule.id, (first, end))
        intransitive = link.upper.pos_ in VERBAL and not children_of(link.upper, "object")
        return Found("inherited", "setting.purpose") if link.words == "for" and intransitive else None

    def of_light(self, link: Link, *, governed: bool) -> Found | None:
        """What the form of the governor says, if that word only says that the event takes place: "will *hold* talks".

        Args:
            link: The link to it.
            governed: Whether a cue between it and the event decided something; then only negation and modality count.

        Returns:
            None if the word is not such a one; `neutral` if its form says nothing.
        """
        upper = link.upper
        said = None if describes(link) else next(self._governing("light", link), None)
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
        if form == "would" and not is_definite(link.lower):
            return Found("denied", "condition.would")
        return None

    def _of_verb(self, verb: Token, existing: tuple[ScopeRule, int, int] | None = None) -> Found | None:
        """What the form of a verb that states the event says, and what negates it."""
        form = form_of(verb)
        if form == "would" and is_reported(verb):
            form = "reported would"
        negation = self.negation(verb)
        if negation is None and (said := self._below(verb, "adverb", form)) is not None:
            return said
        if negation is not None:
            found = self._of_form(verb, form, negated=True)
            status: Effect = "denied" if found is None else found.status
            rule = negation.rule if status == "denied" or found is None else found.rule
            return Found(status, rule, negation.cue, form)
        if existing is not None and existing[0].status != "neutral":
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
        for word in negating_words(verb):
            for rule, cue in self.rules.of("negation", word.lower_):
                if reads(word, cue) and not any(reads(word, pseudo) for pseudo in rule.pseudo):
                    if not is_until(verb):
                        return Found(rule.status, rule.id, (word.i, word.i + len(cue)))
                    return None
        if any(reads(word, cue) for word in negating_words(verb) for cue in self.rules.no_negation(word.lower_)):
            return None
        without = any(word.lower_ == "without" for word in (verb.head, *verb.children))  # a marker, see `of_marker`
        if not without and is_negated(verb) and not is_until(verb):
            return Found("denied", "negation.shared", (verb.i, verb.i + 1))
        return None

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
            if said is not None and (found is None or said.status in {"cancelled", "denied"}):
                found = said
        return found

    def _of_predicate(self, word: Token) -> Found | None:
        """What a phrase says that follows a noun without verb, as in headlines: "Talks *under way*"."""
        for rule, cue in self.rules.of("governor", word.lower_):
            if "subject" in rule.links and word.pos_ in {"ADP", "ADV", "ADJ"} and reads(word, cue):
                return Found(rule.status, rule.id, (word.i, word.i + len(cue)))
        return None

    def _of_premodifier(self, word: Token) -> Found | None:
        """What an adjective says: "the *planned* talks", "*next* week's talks"."""
        words = [word, *(child for child in word.children if role_of(child) == "premodifier")]
        for one in words if word.ent_type_ == "DATE" else words[:1]:
            for rule, cue in self.rules.of("modifier", one.lower_):
                if reads(one, cue) and not any(inside(one, pseudo) for pseudo in rule.pseudo):
                    return Found(rule.status, rule.id, (one.i, one.i + len(cue)), weak=True)
        return None

    def _of_determiner(self, noun: Token) -> Found | None:
        for child in noun.lefts:
            for rule, cue in self.rules.of("negation", child.lower_):
                if reads(child, cue) and not any(inside(child, pseudo) for pseudo in rule.pseudo):
                    return Found("denied", "negation.determiner", (child.i, child.i + len(cue)))
        return None

    def _of_postmodifier(self, noun: Token, verb: Token) -> Found | None:
        """What a participle, infinitive or relative clause says of its noun: "talks *planned* for May"."""
        kind = relation_of_antecedent(verb)
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
        if describes(link) or next(self._governing("light", link), None) is None:
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
        """The rules of a scope of which the governor is a cue, with the place of the cue."""
        upper, marker = link.upper, link.words
        for word in cue_words(link):
            lemma = word.lemma_.lower()
            for rule, cue in self.rules.of(scope, lemma, word.lower_):
                end = follows(word, cue[1:]) if word.i == upper.i else end_at(word, cue)
                if end is None or not is_linked(rule, link, marker, word) or not is_part(rule, link, word):
                    continue
                if not rule.forms or form_of(verb_of_cue(upper)) in rule.forms:
                    yield rule, word.i, end

    def _as_said(self, rule: ScopeRule, upper: Token, cue: tuple[int, int]) -> Found | None:
        """What a governor says, given what negates or weakens it: "did *not* plan", "*could* agree"."""
        verb = verb_of_cue(upper)
        negation = self._of_determiner(upper) if upper.pos_ not in VERBAL else None
        if verb.pos_ in VERBAL and negation is None:
            negation = self.negation(verb)
        if negation is not None:
            status: Effect = "cancelled" if is_no_longer(verb) and rule.status == "planned" else rule.negated
            return Found(status, negation.rule, negation.cue)
        if rule.status == "neutral":
            return None
        if verb.pos_ in VERBAL and verb.i != upper.i and upper.pos_ not in {"ADJ", "ADP", "ADV"}:
            return Found(rule.status, rule.id, cue, raises=rule.raises, final=rule.final)
        form = form_of(verb) if verb.pos_ in VERBAL else "base"
        modal = next(self.rules.whole("form", form), None)
        if form == "would" and is_reported(verb):
            modal = None
        if modal is not None and modal.status in {"proposed", "denied"} and rule.status in {"planned", "cancelled"}:
            status = "planned" if rule.status == "cancelled" else modal.status
            return Found(status, modal.id, cue)
        return Found(rule.status, rule.id, cue, raises=rule.raises, final=rule.final)
