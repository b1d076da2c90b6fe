"""No open corpus annotates all classes, so that what one leaves out must become a name by rule, or unknown.

Nationalities and other groups are found with the reference tables; other capitalised phrases that may be names of a
class the corpus does not have become unknown spans.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

import attrs

from training.names.scheme import has_event_word, is_event_name, is_title, name_scheme, place_label
from training.names.text import Name, NamedText, settled, trimmed

_CAPITAL = r"[^\W\d_a-z][\w.-]*(?:['’](?!s\b)\w+)*"
CAPITALISED = re.compile(rf"(?:\d{{4}} )?{_CAPITAL}(?:(?: (?:of|for)(?: the)? | )(?:{_CAPITAL}|\d+))*")
TITLE_WINDOW = 60


@cache
def _groups() -> re.Pattern[str]:
    """A pattern for the names of groups, the longest first, alone or before a hyphen."""
    names = sorted(name_scheme().groups, key=lambda name: (-len(name), name))
    return re.compile(
        r"(?<![\w’'-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w])(?!['’-][^\W_](?<![sS]))(?!-[a-z])"
    )


def group_names(text: str) -> list[Name]:
    """Nationalities, religions and adherents in a text, unknown where the words around allow another reading.

    Args:
        text: The text; names that it has otherwise are not considered.
    """
    return [
        Name(match.start(), match.end(), "NORP" if _is_group(match, text) else None)
        for match in _groups().finditer(text)
    ]


def _is_group(match: re.Match[str], text: str) -> bool:
    """Whether a word is the name of a group rather than of a language or a part of a longer name."""
    after = re.match(r"['’]s?\s|[ ]?([\w-]+|[^\w\s])?", text[match.end() :])
    following = (after.group(1) if after else None) or ""
    before = re.search(r"([\w.'’-]+) $", text[: match.start()])
    preceding = before.group(1) if before else ""
    expected = is_title(following) or following in name_scheme().groups
    if following[:1].isupper() and not expected:
        return False
    if preceding[:1].isupper() and not _is_common(preceding, text[: match.start() - 1]):
        return preceding in name_scheme().groups
    if following[:1].isupper():
        return True
    if match.group() in name_scheme().plural_groups:
        return True
    if following in name_scheme().language_words:
        return False
    return following[:1].islower() and following not in name_scheme().function_words


def _is_common(word: str, text: str) -> bool:
    """Whether a word with a capital at the end of a text is a title or has the capital because it starts a sentence."""
    starts = re.search(r"(?:^|[.?!:;\n\"“—])\s*$", text.removesuffix(word)[-4:])
    return is_title(word) or (bool(starts) and word.lower() in name_scheme().sentence_starts)


def unknown_events(text: str) -> list[Name]:
    """Capitalised phrases with a word for events in it."""
    heads = name_scheme().event_heads
    return [
        Name(match.start(), match.start() + len(match.group().rstrip(".")), None)
        for match in CAPITALISED.finditer(text)
        if heads.intersection(re.split(r"[\s.-]+", match.group()))
    ]


def mapped(text: str, name: Name, kind: str) -> Name | None:
    """A span with its class in the scheme.

    Args:
        text: The text around.
        name: A span as a corpus has it.
        kind: A label of the scheme; `place` for GPE, LOC or FAC; `other` for a name of any other class; `outside` for
            what the scheme does not annotate; `unknown`.

    Returns:
        The span; its label is None if the class is unknown. None if it is outside.
    """
    if kind == "outside":
        return None
    if kind in {"other", "unknown"} and text[name.start : name.end].islower():
        return None  # a common noun
    if kind == "unknown":
        return attrs.evolve(name, label=None)
    cut = trimmed(text, attrs.evolve(name, label=kind))
    if cut is None:
        return attrs.evolve(name, label=None)
    words = text[cut.start : cut.end]
    label: str | None = kind
    if kind == "place":
        label = place_label(words)
    elif kind == "other":
        label = "EVENT" if is_event_name(words) else None
    elif kind == "EVENT" and not has_event_word(words):
        label = None
    elif kind == "ORG" and words in name_scheme().states:
        label = "GPE"
    elif kind == "ORG" and words in name_scheme().regions | name_scheme().states_and_towns:
        label = None  # often the name of a team
    if words in name_scheme().groups and kind != "PERSON":
        label = None  # the words around decide: see `group_names`
    if kind == "PERSON" and not re.search(r"[^\W\d_]", words):
        label = None
    return attrs.evolve(cut, label=label)


def completed(sentence: NamedText, spans: Iterable[tuple[Name, str]], *, without: Sequence[str] = ()) -> NamedText:
    """Give a sentence its names: those of the corpus, the groups of the tables, and what is unknown.

    Args:
        sentence: The sentence; its own names are ignored.
        spans: Spans of the corpus with their kind, as in `mapped`.
        without: Labels that the corpus does not annotate; `EVENT` makes phrases with words for events unknown.

    Returns:
        The sentence with names that do not overlap.
    """
    pairs = [(span, mapped(sentence.text, span, kind), kind) for span, kind in spans]
    names = [name for _, name, _ in pairs if name is not None]
    outside = [span for span, name, kind in pairs if name is None and kind == "outside"]
    added = group_names(sentence.text)
    if "EVENT" in without:
        added += unknown_events(sentence.text)
    for name in added:
        around = [span for span, kept, _ in pairs if kept is not None and kept.label and _overlap(name, span)]
        if around and name.label:
            continue  # a part of a longer name, or of a title before one
        covered = any(span.start <= name.start and name.end <= span.end for span in outside)
        names.append(attrs.evolve(name, label=None) if covered else name)
    names = [_in_longer_unknown(name, names) for name in names]
    names = without_dates(sentence.text, without_titles(sentence.text, names))
    return attrs.evolve(sentence, names=settled(names))


def without_titles(text: str, names: Sequence[Name]) -> list[Name]:
    """The names without unknown words that are the title of a person after them: titles are outside.

    Args:
        text: The text around.
        names: Names and unknown spans.
    """
    titles: list[tuple[int, int]] = []
    for name in names:
        if name.label == "PERSON":
            start = name.start
            while (length := _title_before(text[:start])) and not text[start - length :].startswith("\n"):
                titles.append((start - length, start))
                start -= length
    return [n for n in names if n.label or not any(start <= n.start and n.end <= end for start, end in titles)]


def without_dates(text: str, names: Sequence[Name]) -> list[Name]:
    """The names without unknown words that are names of days, or of months beside a number."""
    scheme = name_scheme()
    kept = []
    for name in names:
        word = text[name.start : name.end]
        dated = re.search(r"\d\S* $", text[: name.start][-6:]) or re.match(r"[.,]? \d", text[name.end :])
        if name.label or not (word in scheme.weekdays or (word in scheme.months and dated)):
            kept.append(name)
    return kept


def _title_before(text: str) -> int:
    """How many characters at the end of a text are a title with a space after it; the longest one."""
    words = list(re.finditer(r"[^\s]+ ", text[-TITLE_WINDOW:]))
    if not text.endswith(" ") or not words:
        return 0
    for word in words[-name_scheme().longest_title :]:
        title = tuple(part.lower() for part in text[-TITLE_WINDOW:][word.start() :].split())
        if title in name_scheme().titles:
            return len(text[-TITLE_WINDOW:]) - word.start()
    return 0


def _in_longer_unknown(name: Name, names: Sequence[Name]) -> Name:
    """The name, unknown if it is a group within a longer unknown name."""
    if name.label != "NORP":
        return name
    longer = (o for o in names if o.label is None and o.start <= name.start and name.end <= o.end)
    return attrs.evolve(name, label=None) if any(o.end - o.start > name.end - name.start for o in longer) else name


def _overlap(one: Name, other: Name) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end
