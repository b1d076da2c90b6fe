"""Noun phrases of parties: where they begin and end, whose they are, and where the name to a title is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from diplotext.events.annotated import AnnotatedTokens, Named
from diplotext.events.party_titles import PartyTitles
from diplotext.events.party_words import after_bracket, among, is_group, is_nominal, is_title, words
from diplotext.model.annotations import Entity, Mention, Office, Organization, Person, State
from diplotext.syntax import children_of, noun_phrase
from diplotext.syntax.tree import LONGEST_CHAIN

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_DEPTH = 8


class PartyPhrases:
    """The noun phrases of an article, with what earlier extractors found in them.

    Args:
        annotated: The tokens of the article.

    Attributes:
        titles: The titles of the article, and the names to them.
    """

    def __init__(self, annotated: AnnotatedTokens) -> None:
        self._annotated = annotated
        self._tokens = annotated.tokens
        self.titles: PartyTitles = PartyTitles(annotated)

    def person_at(self, token: Token | int) -> Person | None:
        """The person whom the name or pronoun at a token refers to."""
        named = self._annotated.at(token)
        return named.entity if named is not None and isinstance(named.entity, Person) else None

    def head(self, token: Token) -> Token:
        """The head of the mention that a token is part of, else itself."""
        named = self._annotated.at(token)
        return token if named is None else self._annotated.head(named)

    def together(self, top: Token) -> Iterator[Token]:
        """A head and others that the parse gives the same role below the same word, as it does in long lists."""
        yield top
        role: str = top.role  # type: ignore[attr-defined]
        if top.head.i != top.i and role in ("subject", "object", "prepositional_object"):
            for other in children_of(top.head, role):
                if other.i != top.i and (self.person_at(other) is not None or is_title(other) or is_group(other)):
                    yield self.head(other)

    def top(self, token: Token) -> Token:
        """The first head of the coordination that a token is part of: "*Berg*, the minister, and Mensah"."""
        token = self.head(token)
        for _ in range(LONGEST_CHAIN):
            above = token.head
            joined = token.role in ("conjunct", "apposition", "name_part") and is_nominal(above)  # type: ignore[attr-defined]
            if not joined and not self._is_inside_title(token):
                return self.described_group(token) or token
            token = self.head(above)
        return token

    def _is_inside_title(self, token: Token) -> bool:
        """Whether a word is part of the title before a name or of the description of a group."""
        above = token.head
        before = token.role == "premodifier" and "poss" not in token.dep_ and token.i < above.i  # type: ignore[attr-defined]
        return before and (self.person_at(above) is not None or is_title(above) or is_group(above))

    def extent(self, head: Token, depth: int = 0) -> tuple[int, int]:
        """Indices of the first token of a noun phrase and after the last, with what follows after "of" or "from"."""
        named = self._annotated.at(head)
        first, end = (named.first, named.end) if named is not None else (head.i, head.i + 1)
        first = self._start(min(first, noun_phrase(head).start), first)
        end = after_bracket(self._tokens, end)
        prepositions = words("grammar", "offices" if is_title(head) else "origins")
        while depth < MAX_DEPTH and end < len(self._tokens):
            preposition = self._tokens[end]
            if preposition.lower_ not in prepositions or preposition.tag_ not in ("IN", "TO"):
                break
            objects = children_of(preposition, "prepositional_object")
            after = max((self._object_end(found, depth) for found in objects), default=end)
            if after <= end:
                break
            end = self._states_end(after)
        return first, end

    def _states_end(self, end: int) -> int:
        """Where a list of states that begins before an index ends: "of Norway, *Sweden and Finland*"."""
        tokens, index, closed = self._tokens, end, False
        if self._state_before(end) is None:
            return end
        while index < len(tokens) - 1 and not closed:
            start = index + 1 if tokens[index].text == "," else index
            closed = tokens[start].lower_ == "and"
            start += closed
            start += start < len(tokens) and tokens[start].lower_ == "the"
            named = self._annotated.at(start) if start > index else None
            if named is None or named.first != start or self._state_before(named.end) is None:
                return end
            index = named.end
        return index if closed else end

    def _state_before(self, end: int) -> Named | None:
        """The state whose name ends at an index, unless it only modifies what follows."""
        named = self._annotated.at(end - 1)
        if named is None or not isinstance(named.entity, State) or self._is_demonym(end - 1):
            return None
        follows = self._tokens[end].tag_ if end < len(self._tokens) else ""
        return None if follows[:2] == "NN" or follows == "POS" else named

    def described_group(self, state: Token) -> Token | None:
        """The group whose list of states a state ends: "*ministers* of Norway, Sweden and **Finland**"."""
        index = state.i
        while index > 0:
            token, named = self._tokens[index], self._annotated.at(index)
            if token.lower_ in words("grammar", "origins"):
                head = self._tokens[index - 1]
                return head if is_group(head) and self.extent(head)[1] > state.i else None
            state_ = named is not None and isinstance(named.entity, State)
            if not state_ and token.text != "," and token.lower_ not in ("and", "the"):
                return None
            index -= 1
        return None

    def _start(self, first: int, head: int) -> int:
        """Where a phrase begins at the earliest: after another name, a comma or "and" with a person before it."""
        for index in range(head - 1, first - 1, -1):
            ends = self._tokens[index].text in (",", ";", ":", "—", "–") and not self._is_demonym(index - 1)
            if ends or self._is_other_person(index):
                return index + 1
        return first

    def _is_demonym(self, index: int) -> bool:
        named = self._annotated.at(index)
        return named is not None and named.mention is not None and named.mention.form == "demonym"

    def _is_other_person(self, index: int) -> bool:
        """Whether the name of a person at an index is not that of an owner: "Berg's envoy"."""
        named = self._annotated.at(index)
        if named is None or not isinstance(named.entity, Person) or named.mention is None:
            return False
        owns = named.end < len(self._tokens) and self._tokens[named.end].tag_ == "POS"
        return named.mention.form == "name" and not owns

    def _object_end(self, noun: Token, depth: int) -> int:
        """The index after the object of "of" and the nouns coordinated with it; -1 if it is a person."""
        end = -1
        for one in self.coordinated(noun):
            if self.person_at(one) is not None or (one is not noun and is_title(one)):
                break
            end = max(end, self.extent(one, depth + 1)[1])
        return end

    def coordinated(self, noun: Token) -> Iterator[Token]:
        """A noun and those that the parse coordinates with it, in order."""
        waiting, found = [noun], {noun.i: noun}
        while waiting and len(found) < LONGEST_CHAIN:
            for child in children_of(waiting.pop(), "conjunct"):
                if child.i not in found and is_nominal(child):
                    found[child.i] = child
                    waiting.append(child)
        yield from (found[index] for index in sorted(found))

    def described(self, first: int, end: int, form: str = "description") -> Mention:
        """The words of a phrase without article, pronoun and the like at its beginning."""
        while first < end - 1 and self._is_determiner(first):
            first += 1
        text, last = self._tokens.text, self._tokens[end - 1]
        start, stop = self._tokens[first].idx, last.idx + len(last.text)
        return Mention(start, stop, text[start:stop], form)  # type: ignore[arg-type]

    def _is_determiner(self, index: int) -> bool:
        token = self._tokens[index]
        return token.tag_ in ("DT", "PDT", "PRP$") or among(token, "grammar", "determiners") or token.is_punct

    def is_described(self, head: Token) -> bool:
        """Whether more than an article or a pronoun is next to a noun in its phrase."""
        first, end = self.extent(head)
        while first < head.i and (self._is_determiner(first) or self._tokens[first].tag_ == "CD"):
            first += 1
        return (first, end) != (head.i, head.i + 1)

    def side(self, first: int, end: int) -> Entity | None:
        """The state or organization that the words of a phrase name as that of an office or group.

        One in front, or after "of" or "from"; none if there are two.
        """
        found = self.sides(first, end)
        states = dict.fromkeys(entity for entity in found if isinstance(entity, State))
        return one_of(list(states)) if states else one_of(list(dict.fromkeys(found)))

    def sides(self, first: int, end: int) -> list[Entity]:
        """All states and organizations that the words of a phrase name as those of an office or group, in order."""
        found: list[Entity] = []
        before = self._tokens[max(0, first - 2) : first]
        origin = not (len(before) == 2 and is_title(before[0]) and before[1].lower_ in ("to", "for"))
        index = first
        while index < end:
            named = self._annotated.at(index)
            if named is not None and isinstance(named.entity, (State, Organization)):
                if origin and can_be_side(named.entity):
                    found.append(named.entity)
                index = named.end
                continue
            token = self._tokens[index]
            if token.tag_ in ("IN", "TO", "VBG", "VBN"):
                origin = token.lower_ in words("grammar", "origins")
            index += 1
        return found

    def side_of(self, entity: Entity | None) -> Entity | None:
        """The state or organization that a person's offices belong to, where the text gives one; a state first."""
        if not isinstance(entity, Person):
            return None
        sides = [office.of for office in entity.offices if office.of is not None and not self._is_sent_to(office)]
        return next((side for side in sides if isinstance(side, State)), sides[0] if sides else None)

    def _is_sent_to(self, office: Office) -> bool:
        """Whether the state of an office is the one to which somebody is sent: "ambassador *to Norway*"."""
        if office.span is None:
            return False
        after = self._tokens.at(office.span.end - 1) + 1
        if after + 1 >= len(self._tokens) or self._tokens[after].lower_ not in ("to", "for"):
            return False
        index = after + 2 if self._tokens[after + 1].lower_ == "the" else after + 1
        named = self._annotated.at(index) if index < len(self._tokens) else None
        return named is not None and named.entity == office.of

    def has_side(self, first: int, end: int) -> bool:
        """Whether a stretch of tokens names a state or organization."""
        return any(
            isinstance(entity, (State, Organization))
            for index in range(first, end)
            if (named := self._annotated.at(index)) is not None
            for entity in named.entities
        )


def can_be_side(entity: Entity) -> bool:
    """Whether a state or organization is represented in meetings: no company, newspaper or political party."""
    return not (isinstance(entity, Organization) and entity.category in words("organizations", "no_sides"))


def can_take_part(entity: Entity) -> bool:
    """Whether a state or organization takes part in meetings: no company and no newspaper."""
    return not (isinstance(entity, Organization) and entity.category in words("organizations", "never"))


def one_of(entities: Sequence[Entity]) -> Entity | None:
    """The entity, if it is the only one."""
    return entities[0] if len(entities) == 1 else None
