"""Which words' phrases are an event's own: its trigger, the verb that supports it, and the predicates that govern them.

"Berg flew to Riga on Monday for talks": the talks take place where "flew" goes, on the day that it says. "Berg said in
Riga on Monday that talks failed": they do not. A scope is a word whose phrases the event takes, with the parts of the
sentence in which it takes them. From a phrase the way leads up as well: "in Riga" of "met the envoy in Riga" depends on
"envoy" in many parses, and parties pass it on, while topics do not ("talks on the war in Syria").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.phrases import Phrase, Sentence
from diplotext.events.words import party_nouns, telling, words
from diplotext.model.annotations import Organization, Person, State
from diplotext.model.meetings import Venue
from diplotext.syntax.tree import children_of, has_to, own_subjects, role_of
from diplotext.syntax.verbs import tense

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_WAY_UP = 10
"""Words that are climbed from a phrase to an event, or from an event to the predicates that govern it."""
EVERYWHERE = (-1, 1 << 60)


@attrs.frozen(eq=False)
class Scope:
    """A word whose phrases are an event's own.

    Attributes:
        rank: How far it is from the event; the phrases of the nearest count.
        within: The stretches of tokens in which its phrases count.
        dateless: Whether its own day is not that of the event, as of a verb that changes an arrangement.
    """

    rank: int
    within: tuple[tuple[int, int], ...] = (EVERYWHERE,)
    dateless: bool = False

    def takes(self, phrase: Phrase) -> bool:
        """Whether a phrase lies where the phrases of the word count."""
        if self.dateless and phrase.time is not None and phrase.preposition not in words("setting"):
            return False
        return any(first <= phrase.first < end for first, end in self.within)


class Scopes:
    """The scopes of one event.

    Args:
        annotated: The tokens with what earlier extractors found.
        sentence: The sentence of the event.
        trigger: The word that names the event.
        support: The verb that governs it, if it is a noun.
    """

    def __init__(self, annotated: AnnotatedTokens, sentence: Sentence, trigger: Token, support: Token | None) -> None:
        self._annotated = annotated
        self._sentence = sentence
        self._trigger = trigger
        self._support = support
        self.by_token: dict[int, Scope] = {}
        self.occasion: Token | None = None  # "summit" of "a summit where they met"
        self._add(trigger, 0)
        if support is not None:
            self._add(support, 1)
        self._climb(trigger)
        if support is not None:
            self._climb(support)

    def of(self, phrase: Phrase) -> tuple[int, int] | None:
        """How far a phrase is from the event: the rank of its scope and the steps there; None if it is another's."""
        node = phrase.anchor
        if phrase.place is not None and self._ends_topic(node, phrase):
            return None
        for steps in range(LONGEST_WAY_UP):
            named = self._annotated.at(node)
            if named is not None and named.mention is not None and node.i not in self.by_token:
                node = self._annotated.head(named)  # "for the [Council for Europe] in Riga"
            scope = self.by_token.get(node.i)
            if scope is not None:
                return (scope.rank, steps) if scope.takes(phrase) else None
            above = self._passes(node, phrase)
            if above is None or above.i == node.i:
                return None
            node = above
        return None

    def _add(self, token: Token, rank: int, *within: tuple[int, int], dateless: bool = False) -> None:
        changes = token.i != self._trigger.i and token.lemma_ in words("changing")
        self.by_token.setdefault(token.i, Scope(rank, within or (EVERYWHERE,), dateless or changes))

    # From the event up

    def _climb(self, start: Token) -> None:
        node = start
        for rank in range(2, LONGEST_WAY_UP + 2):
            if node.head.i == node.i:
                return
            above = self._above_verb(node, rank) if node.pos_ in ("VERB", "AUX") else self._above_noun(node, rank)
            if above is None:
                return
            node = above

    def _above_noun(self, node: Token, rank: int) -> Token | None:
        """The governor of a noun that names the event, made a scope as far as its phrases are the event's."""
        head, role = node.head, role_of(node)
        if role in ("object", "indirect_object", "predicate", "object_predicate"):
            if self._tells(head):
                return None
            self._add(head, rank)
            return head
        if role == "subject":
            if head.lemma_ in words("happening") or self._is_support(head):
                self._add(head, rank)
            else:
                self._add(head, rank, (-1, node.left_edge.i))
            return head
        if role in ("prepositional_object", "oblique", "noun_modifier"):
            return self._above_preposition(node, rank)
        if role == "conjunct":
            return head
        if role == "apposition":
            self._add(head, rank)
            return head
        if role == "premodifier" and head.i > node.i and head.pos_ in ("NOUN", "PROPN") and head.i == node.i + 1:
            self._add(head, rank)
            return head
        return None

    def _above_preposition(self, node: Token, rank: int) -> Token | None:
        preposition, above = _preposition_of(node)
        if preposition is None:
            return None
        word, after = preposition.lower_, _after(node, above)
        if above.pos_ in ("VERB", "AUX"):
            if word in words("apart") or (self._tells(above) and word not in ("at", "during", "in")):
                self._add(above, rank, after)
                return None
            if word in ("with", "about", "of", "from", "against", "by"):
                self._add(above, rank, after)
                return None
            self._add(above, rank)
            return above
        if above.lower_ in words("container"):
            self._add(above, rank)
            return above
        if word not in words("apart"):
            self._add(above, rank, after)
        return None

    def _above_verb(self, node: Token, rank: int) -> Token | None:
        """The governor of a verb that names the event or supports it, made a scope as far as its phrases count."""
        head, role = node.head, role_of(node)
        after = _after(node, head)
        if role == "conjunct":
            return self._above_conjunct(node, rank)
        if role == "relative" or (role == "adverbial" and any(child.lower_ == "where" for child in node.children)):
            return self._above_relative(node, rank)
        if role == "prepositional_object":
            preposition, above = _preposition_of(node)
            if preposition is not None and preposition.lower_ in ("for", "by", "in", "with") and not self._tells(above):
                self._add(above, rank)
                return above if above.pos_ in ("VERB", "AUX") else None
            self._add(above, rank, after)
            return None
        if role in ("content", "open_complement", "adverbial", "parataxis", "clausal_subject"):
            return self._above_complement(node, rank)
        if role == "adnominal" and has_to(node) and role_of(head) in ("object", "predicate"):
            verb = head.head  # "has plans to meet"
            self._add(verb, rank, (-1, min(_start(verb), node.i)), after)
        return None

    def _above_conjunct(self, node: Token, rank: int) -> Token | None:
        head, after = node.head, (node.i, EVERYWHERE[1])
        if head.pos_ not in ("VERB", "AUX"):
            return None
        later = tense(head) != tense(node) and tense(node) is not None
        if own_subjects(node) or self._tells(head) or (later and head.lemma_ not in words("purpose")):
            self._add(head, rank, after)  # what comes last is that of the last verb, wherever the parse puts it
            return None
        self._add(head, rank, dateless=later)  # "arrived in Riga on Monday and will hold talks"
        return None if later else head

    def _above_relative(self, node: Token, rank: int) -> Token | None:
        """The place or the occasion that a clause is about: "Riga, where he met", "a visit during which he met"."""
        antecedent = node.head
        where = any(child.lower_ == "where" for child in node.children)
        during = any(
            child.lower_ in ("during", "at", "in") and any(one.lower_ == "which" for one in child.children)
            for child in node.children
        )
        if not (where or during):
            return None
        before = (-1, node.left_edge.i)
        self.occasion = antecedent
        self._add(antecedent, rank, before)
        phrase = self._sentence.covering.get(antecedent.i)
        if phrase is None:
            return antecedent
        self._add(phrase.anchor, rank, before)
        return phrase.anchor

    def _above_complement(self, node: Token, rank: int) -> Token | None:
        """The verb that governs a clause: "flew to Riga *to meet*", "is expected *to meet*", "said that they *met*"."""
        head, start = node.head, node.left_edge.i
        after = _after(node, head)
        if head.pos_ not in ("VERB", "AUX", "ADJ"):
            return None
        if self._tells(head):
            if head.i > node.i:  # "In Riga, they met, he said"; "As talks began, in Riga, he said that"
                begins = [child.left_edge.i for child in head.children if role_of(child) == "subject"]
                between = (node.right_edge.i + 1, min([*begins, head.i]))
                self._add(head, rank, (-1, node.i), *([between] if role_of(node) == "adverbial" else []))
            elif has_to(node):  # "agreed on Monday to meet"
                self._add(head, rank, after)
            else:
                self._add(head, rank, after)
            return None
        if has_to(node) or role_of(node) == "open_complement":
            self._add(head, rank)
            return head
        marks = [child for child in node.children if child.i < node.i and role_of(child) in ("mark", "adverb")]
        if role_of(node) == "adverbial" and node.tag_ == "VBG" and not marks:
            if head.i < start:  # "arrived in Riga, meeting"
                self._add(head, rank, (-1, start), after)
                return head
            return None
        self._add(head, rank, after)
        return None

    def _tells(self, verb: Token) -> bool:
        if self._is_support(verb):
            return False
        return (verb.lemma_ or verb.text).lower() in telling()

    def _is_support(self, verb: Token) -> bool:
        return self._support is not None and verb.i == self._support.i

    # From a phrase up

    def _passes(self, node: Token, phrase: Phrase) -> Token | None:
        """The governor of a word that passes its phrases on to the event; None if it keeps them."""
        if node.pos_ in ("VERB", "AUX"):
            return self._verb_passes(node, phrase)
        if phrase.place is not None and self._is_home(node, phrase.place.venue):
            return None
        head, role = node.head, role_of(node)
        if node.i in self._sentence.covering:
            return _across(node)
        if role in ("prepositional_object", "oblique", "noun_modifier"):
            preposition, above = _preposition_of(node)
            if preposition is None:
                return None
            word = preposition.lower_
            framing = node.lower_ in words("frame") and word in words("frame_prepositions")
            medium = word in words("media_preposition") and _names_medium(node)
            beyond = word in words("topical") and self._is_dated(phrase)  # "talks on the war in Riga on Monday"
            inside = word in words("locative") and above.i in self.by_token  # "met at a hotel in Riga"
            named = above.i == self._trigger.i and self._is_party(node) and self._is_narrow(phrase)  # "on Iran in Riga"
            passes = framing or medium or beyond or inside or named or word in words("party_prepositions")
            return above if passes else None
        if role == "object":
            trigger = head.i == self._trigger.i and head.lemma_ in words("encounter")
            return head if trigger or self._is_party(node) or self._is_dated(phrase) else None
        if role in ("conjunct", "apposition", "premodifier", "unmarked", "adverb", "name_part"):
            return head
        return head if role == "predicate" and node.pos_ == "ADJ" else None  # "are due to resume"

    def _ends_topic(self, verb: Token, phrase: Phrase) -> bool:
        """Whether a place directly after what is discussed is part of it: "discussed the situation [in the south]"."""
        if verb.lemma_ not in words("topic_verb") or phrase.first <= verb.i or self._is_dated(phrase):
            return False
        objects = children_of(verb, "object")
        joins = any(other.i == phrase.end and other.lower_ == "with" for other in verb.children)
        return any(one.right_edge.i + 1 == phrase.first and not self._is_party(one) for one in objects) and not joins

    @staticmethod
    def _is_narrow(phrase: Phrase) -> bool:
        """Whether a phrase names a city or a site."""
        return phrase.place is not None and (phrase.place.venue.city or phrase.place.venue.site) is not None

    def _is_home(self, node: Token, venue: Venue) -> bool:
        """Whether a state or region can only be that of a group: "met [charities in Ghana]"."""
        wide = venue.city is None and venue.site is None
        of = node.head.lower_ == "of" and node.head.head.i == self._trigger.i  # "a meeting of leaders in Ghana"
        common = node.tag_ == "NNS" and self._annotated.at(node) is None
        return wide and common and not of and node.i not in self.by_token

    def _verb_passes(self, node: Token, phrase: Phrase) -> Token | None:
        head, role, lemma = node.head, role_of(node), node.lemma_
        if role in ("adnominal", "relative"):
            dated = phrase.time is not None and head.i == self._trigger.i and role == "adnominal"
            return head if lemma in words("happening") or dated else None
        if role in ("open_complement", "adverbial") and (has_to(node) or lemma in words("happening")):
            return head if head.pos_ in ("VERB", "AUX", "ADJ") and not children_of(node, "subject") else None
        if role == "conjunct" and lemma in words("joint") | words("happening"):
            return head if not own_subjects(node) else None
        return None

    def _is_dated(self, phrase: Phrase) -> bool:
        """Whether a day follows a city or site, which are then those of the event rather than of its topic."""
        venue = phrase.place.venue if phrase.place is not None else Venue()
        if venue.city is None and venue.site is None:
            return False
        after = (self._sentence.covering.get(index) for index in (phrase.end, phrase.end + 1))
        return any(other is not None and other.time is not None for other in after)

    def _is_party(self, node: Token) -> bool:
        named = self._annotated.at(node)
        if named is not None and named.entities:
            return all(isinstance(entity, (Person, State, Organization)) for entity in named.entities)
        return node.pos_ == "PRON" or node.lower_ in party_nouns()


def _names_medium(noun: Token) -> bool:
    """Whether a noun is a means of talking at a distance: "by *phone*", "via video *link*"."""
    words_of_it = {noun.lower_, *(child.lower_ for child in noun.children)}
    return bool(words_of_it & (words("phone") | words("video")))


def _after(node: Token, above: Token) -> tuple[int, int]:
    """The stretch after the phrase of a word, up to its governor where that comes later."""
    first = node.right_edge.i + 1
    return first, max(first, above.i) if node.i < above.i else EVERYWHERE[1]


def _start(verb: Token) -> int:
    """Where a clause begins after what is fronted in it: at its subject, else at its verb."""
    return min([child.left_edge.i for child in verb.children if role_of(child) == "subject"] + [verb.i])


def _preposition_of(noun: Token) -> tuple[Token | None, Token]:
    """The first word of the preposition of a noun, and the word that the phrase depends on."""
    cases = children_of(noun, "case")
    if cases:
        return cases[0], noun.head
    preposition: Token | None = None
    word = noun
    while role_of(word) in ("prepositional_object", "preposition") and word.head.i != word.i:
        word = word.head
        if word.pos_ in ("ADP", "SCONJ", "PART", "ADV") or word.tag_ in ("IN", "TO"):
            preposition = word
        else:
            break
    if preposition is not None and word.i == preposition.i:
        word = word.head  # "gave a note to her", where the phrase is an indirect object
    return preposition, word


def _across(noun: Token) -> Token | None:
    """The governor of a place or a time, across its preposition."""
    above = _preposition_of(noun)[1]
    return above if above.i != noun.i else noun.head
