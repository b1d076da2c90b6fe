"""Statements: content attributed to speakers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from diplotext.model.annotations import ADDED, Annotation, Entity, Mention, one_of, shortened
from diplotext.model.times import TimeExpression
from diplotext.text.spans import Span

Mode = Literal["direct", "indirect", "mixed"]
Medium = Literal[
    "interview",
    "statement",
    "post",
    "speech",
    "press_conference",
    "letter",
    "report",
    "broadcast",
    "call",
    "debate",
    "hearing",
]
SourceKind = Literal["person", "organization", "state", "group", "document"]


FLAGS = ("negated", "asked", "planned")
"""Fields that say that a statement was not simply made."""


@attrs.frozen
class Attribution:
    """The source that a statement is attributed to, and the basis of the attribution.

    Attributes:
        mention: Where the text mentions the speaker; None if it does not (`basis="continuation"`).
        entity: Who that is; None if the text does not say. Unknown is a value, never a name.
        basis: What the attribution rests on: `cue` (grammatical argument of the cue), `elided` (the subject of the
            preceding clause), `continuation` (the speaker of the adjacent statement), `speaker` (a first person inside
            a quotation: "I" and "we" refer to the quoted speaker), `unknown`.
        kind: The kind of source: `person`, `organization`, `state`, `group` (officials, protesters, sources),
            `document` (a report, a law, a poll, a principle: what says something without speaking); None if unknown, as
            for an unresolved pronoun. A document is a source of its own kind, never a person.
    """

    mention: Mention | None = None
    entity: Entity | None = None
    basis: str = "cue"
    kind: SourceKind | None = attrs.field(
        default=None, validator=attrs.validators.optional(one_of(SourceKind)), metadata=ADDED
    )

    @property
    def name(self) -> str | None:
        """Name of the entity, else the words of the mention, else None."""
        return self.entity.name if self.entity else self.mention.text if self.mention else None

    def __str__(self) -> str:
        return self.name or "(unknown)"


def as_attributions(values: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Converter for fields that hold attributions."""
    return tuple(values)


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Statement(Annotation):
    """Content attributed to speakers.

    Attributes:
        spans: The content without its quotation marks, cut where the attribution interrupts it.
        mode: `direct` (the speaker's words), `indirect` (reported), `mixed` (reported, with quoted parts).
        cue: The words that attribute it, such as "said" or "according to"; None for a continuation.
        cue_lemma: Lemma of the head of the cue.
        speakers: Who said it; several for a collective statement, none if unknown.
        holder: Whose position it is, where that is not the speaker.
        addressees: To whom.
        said_at: When it was said.
        reported_in: The statement that reports this one (hearsay).
        continues: The statement that this one continues after an interruption; of several parts, the first.
        repair: Which quotation mark was missing and has been supplied: `missing_open_mark`, `missing_close_mark`;
            None if none was missing.
        factive: Whether the cue presupposes that the content is true ("acknowledged", "pointed out").
        negated: Whether the cue is negated: the speaker is reported *not* to have said it ("did not say whether
            ...", "declined to say"). A denial ("denied that ...") is said, and not negated.
        asked: Whether it is a question, reported or in the speaker's words ("asked whether ...", "“Why?” she said").
        planned: Whether it is reported before it is said ("will tell the council that ...").
        medium: Where it was said: `interview`, `statement` (written or read out, press release, communique), `post`
            (social media, blog), `speech` (address, remarks), `press_conference` (news conference, briefing), `letter`
            (email, memo), `report` (document, study, article, book, brief), `broadcast` (television or radio
            programme), `call` (by telephone), `debate`, `hearing` (testimony, court); None if the text does not say it.
    """

    mode: Mode = attrs.field(validator=one_of(Mode))
    cue: Span | None = None
    cue_lemma: str | None = None
    speakers: tuple[Attribution, ...] = attrs.field(default=(), converter=as_attributions)
    holder: Entity | None = None
    addressees: tuple[Attribution, ...] = attrs.field(default=(), converter=as_attributions)
    said_at: TimeExpression | None = None
    reported_in: Statement | None = None
    continues: Statement | None = None
    repair: str | None = None
    factive: bool = attrs.field(default=False, metadata=ADDED)
    negated: bool = attrs.field(default=False, metadata=ADDED)
    asked: bool = attrs.field(default=False, metadata=ADDED)
    planned: bool = attrs.field(default=False, metadata=ADDED)
    medium: Medium | None = attrs.field(
        default=None, validator=attrs.validators.optional(one_of(Medium)), metadata=ADDED
    )

    @property
    def speaker(self) -> Attribution | None:
        """The first speaker; None if nobody is named."""
        return self.speakers[0] if self.speakers else None

    def __str__(self) -> str:
        who = " and ".join(str(speaker) for speaker in self.speakers) or "(unknown)"
        notes = [self.cue.text if self.cue else "", *(flag for flag in FLAGS if getattr(self, flag))]
        shown = f" ({', '.join(filter(None, notes))})" if any(notes) else ""
        text = " ".join(self.text.split())
        return f"{who}{shown}: {f'“{text}”' if self.mode == 'direct' else text}"

    def __repr__(self) -> str:
        who = " and ".join(str(speaker) for speaker in self.speakers) or "(unknown)"
        mode = f"{self.mode}, negated" if self.negated else self.mode
        return f"<Statement {mode}, {who}: {shortened(self.text)!r}>"
