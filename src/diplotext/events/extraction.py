"""Event rules from files, and the events of one article that rules of any type find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from diplotext.errors import PluginError
from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.circumstances import CircumstanceReader
from diplotext.events.matching import EventMatch, Matcher, Rules
from diplotext.events.rule_files import EventRule, read_lexicons, read_rules
from diplotext.events.status import status_of
from diplotext.model.events import Argument, Event
from diplotext.plugin.rules import Rule
from diplotext.syntax import NOMINAL

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from spacy.tokens import Token

    from diplotext.plugin.extractor import Reading


def event_rules(file: str | PathLike[str] | Traversable) -> tuple[Rule, ...]:
    """Read a file of event rules, for `Extractor.added_rules` or for the hook `diplotext_rules`.

    Args:
        file: A path, or a resource of a package: `importlib.resources.files(__name__) / "sanctions.toml"`.

    Returns:
        The rules in the order of the file. Each names the extractor that it is for.

    Raises:
        PluginError: If the file cannot be read, or something in it is missing, unknown or wrong.
    """
    return read_rules(*_read(file), _resource)


def event_lexicons(file: str | PathLike[str] | Traversable) -> Mapping[str, frozenset[str]]:
    """The lexicons of a file of event rules, for an extractor that asks for more than the rules say.

    Args:
        file: See `event_rules`.

    Returns:
        The lemmas by the name of the lexicon, those of a file that it extends included.

    Raises:
        PluginError: If the file cannot be read, or a lexicon in it is wrong.
    """
    return read_lexicons(*_read(file), _resource)


def _read(file: str | PathLike[str] | Traversable) -> tuple[str, str]:
    """The text of a file, and what messages call it."""
    source = Path(file) if isinstance(file, str | PathLike) else file
    try:
        return source.read_text(encoding="utf-8"), source.name
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PluginError(f"rules cannot be read from {source.name}: {reason}") from error


def _resource(name: str) -> str:
    """The text of a file that another one extends, named by package and path: `diplotext_venues:data/meetings.toml`."""
    package, colon, path = name.partition(":")
    try:
        if not colon:
            raise ModuleNotFoundError(f"{name!r} is not of the form package:path")
        return resources.files(package).joinpath(path).read_text(encoding="utf-8")
    except (OSError, ModuleNotFoundError) as error:
        raise PluginError(f"extends = {name!r}: there is no such file in an installed package ({error})") from error


def definitions(rules: Iterable[Rule]) -> tuple[EventRule, ...]:
    """The definitions of event rules, in their order; other rules are left out."""
    return tuple(rule.definition for rule in rules if isinstance(rule.definition, EventRule))


def events(reading: Reading, rules: Rules, precisions: dict[str, float | None]) -> Iterator[Event]:
    """The events that rules find in an article, one for each mention.

    Args:
        reading: The article.
        rules: The rules.
        precisions: Their measured precision by id.
    """
    annotated = AnnotatedTokens(reading.document, reading.article.tokens)
    circumstances = CircumstanceReader(annotated)
    for match in Matcher(annotated, rules).matches():
        support = support_of(match.trigger)
        around = circumstances.of(match.trigger, support)
        verdict = status_of(annotated, match.trigger, support, time=around.time, published=reading.document.published)
        if verdict.status is not None:
            yield Event(
                type=match.rule.event,
                kind=match.values.get("kind"),
                status=verdict.status,
                arguments=_arguments(match),
                venue=around.venue,
                host_event=around.host,
                time=around.time,
                spans=[reading.span(match.trigger.idx, match.trigger.idx + len(match.trigger.text))],
                rule=match.rule.id,
                confidence=precisions.get(match.rule.id),
            )


def support_of(trigger: Token) -> Token | None:
    """The verb of which a noun is the subject or object: "held" of "held talks"; None for a verb."""
    if trigger.pos_ not in NOMINAL:
        return None
    governor = trigger.head
    role = getattr(trigger, "role", "")
    return governor if role in ("subject", "object") and governor.pos_ in ("VERB", "AUX") else None


def _arguments(match: EventMatch) -> Iterator[Argument]:
    for role, parties in match.arguments.items():
        for party in parties:
            participant = party.participant()
            if participant.mention is not None or participant.entity is not None:
                yield Argument(role, participant.mention, participant.entity, participant.side)
