"""Whether a regular expression takes linear time, tried with texts that its own structure suggests.

A backtracking engine takes more than linear time where two ways through a pattern consume the same characters: nested
or adjacent repetitions, and a repetition that a search begins again at each character. For each repetition of a pattern
without a bound, texts are made that repeat what it consumes, after what comes before it, and that fail after it. The
time of each is compared with that of a text several times as long.
"""

import itertools
import re
import re._constants as op
import re._parser as parser
import time

from diplotext.testing.growth import deadline

UNBOUNDED = 200
"""A repetition that may repeat so often counts as one without a bound."""

CHARACTERS = 4_000
"""Of the shorter text."""

SECONDS = 0.0008
"""What the shorter text takes at least for the longer one to be tried."""

LONGER = 4
TIMES = 9.0
"""How many times as long a text of four times the length takes at most; of a quadratic pattern it is 16."""

LONGER_SECONDS = 0.012
"""What the longer text takes at least if a pattern is slow: of a quadratic one it takes 16 times `SECONDS`."""

LIMIT_SECONDS = 1.0
"""After which a text is given up: some patterns would take for ever."""

SAMPLES = (
    "a",
    "A",
    "1",
    " ",
    "\n",
    ".",
    ",",
    "-",
    "'",
    "’",
    '"',
    "“",
    "”",
    "(",
    ")",
    "é",
    "/",
    ":",
    "_",
    "s",
    "t",
    "\x00",
)
TAILS = ("", "\x00", " \x00", "\n\x00", "a\x00")
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)  # a possessive one never gives back what it has consumed
MAX_VARIANTS = 12
MAX_TEXTS = 120


def slow_text(pattern, flags=0, method="search"):
    """A text for which a pattern takes more than linear time: what it begins with, what is repeated, what it ends with."""
    run = getattr(re.compile(pattern, flags), method)
    for before, pump, tail in itertools.islice(attacks(pattern, flags), MAX_TEXTS):
        seconds = _seconds(run, _text(before, pump, tail, CHARACTERS))
        if seconds < SECONDS:
            continue
        longer = _text(before, pump, tail, LONGER * CHARACTERS)
        if seconds >= LIMIT_SECONDS:
            return before, pump, tail
        seconds = _seconds(run, _text(before, pump, tail, CHARACTERS), times=3)
        if _seconds(run, longer, times=3) > max(TIMES * seconds, LONGER_SECONDS):
            return before, pump, tail
    return None


def _text(before, pump, tail, size):
    return before + pump * (size // len(pump) + 1) + tail


def _seconds(run, text, times=1):
    """The shortest processor time of several runs."""
    seconds = []
    for _ in range(times):
        began = time.process_time()
        try:
            with deadline(LIMIT_SECONDS):
                run(text)
        except TimeoutError:
            return LIMIT_SECONDS
        seconds.append(time.process_time() - began)
    return min(seconds)


def attacks(pattern, flags=0):
    """Texts to try: what comes before, what is repeated, what comes after it."""
    tree = parser.parse(pattern, flags & ~re.DEBUG)
    seen = set()
    for before, body in loops(list(tree)):
        lead = next(iter(witnesses(before, 1)), "")
        for variant in witnesses(body, MAX_VARIANTS):
            for pump in (variant, lead + variant, variant + lead):
                for tail in TAILS:
                    for start in {lead, ""}:
                        attack = (start, pump, tail)
                        if pump and attack not in seen:
                            seen.add(attack)
                            yield attack


def loops(items, before=()):
    """The repetitions without a bound, each with what comes before it."""
    before = list(before)
    for item in items:
        kind, value = item
        if kind in (*REPEATS, op.POSSESSIVE_REPEAT):
            _, most, body = value
            if most >= UNBOUNDED:
                yield before, list(body)
            yield from loops(list(body), before)
        elif kind is op.SUBPATTERN:
            yield from loops(list(value[-1]), before)
        elif kind is op.ATOMIC_GROUP:
            yield from loops(list(value), before)
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from loops(list(branch), before)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from loops(list(value[1]), before)
        elif kind is op.GROUPREF_EXISTS:
            for branch in filter(None, value[1:]):
                yield from loops(list(branch), before)
        before.append(item)


def witnesses(items, most):
    """Some texts that match a sequence, or nearly: what is asserted of the text around it is not considered."""
    parts = [list(itertools.islice(_of_item(item), most)) or [""] for item in items]
    longest = max((len(part) for part in parts), default=1)
    seen = dict.fromkeys("".join(part[number % len(part)] for part in parts) for number in range(min(longest, most)))
    yield from seen


def _of_item(item):
    kind, value = item
    if kind is op.LITERAL:
        yield chr(value)
    elif kind in (op.NOT_LITERAL, op.ANY, op.IN):
        yield from (sample for sample in SAMPLES if _matches(item, sample))
        if kind is op.IN and not any(_matches(item, sample) for sample in SAMPLES):
            yield from (
                chr(one[1] if one[0] is op.LITERAL else one[1][0]) for one in value if one[0] in (op.LITERAL, op.RANGE)
            )
    elif kind is op.BRANCH:
        for branch in value[1]:
            yield from itertools.islice(witnesses(list(branch), 2), 2)
    elif kind is op.SUBPATTERN:
        yield from witnesses(list(value[-1]), MAX_VARIANTS)
    elif kind is op.ATOMIC_GROUP:
        yield from witnesses(list(value), MAX_VARIANTS)
    elif kind in (*REPEATS, op.POSSESSIVE_REPEAT):
        least, most, body = value
        times = max(1 if most else 0, min(least, 3))
        yield from (one * times for one in witnesses(list(body), MAX_VARIANTS))
    else:
        yield ""


def _matches(item, character):
    kind, value = item
    if kind is op.ANY:
        return character != "\n"
    if kind is op.NOT_LITERAL:
        return character != chr(value)
    negated = any(part[0] is op.NEGATE for part in value)
    return any(_in(part, character) for part in value if part[0] is not op.NEGATE) != negated


def _in(part, character):
    kind, value = part
    if kind is op.LITERAL:
        return character == chr(value)
    if kind is op.RANGE:
        return value[0] <= ord(character) <= value[1]
    name = str(value)
    holds = {
        "WORD": character.isalnum() or character == "_", "DIGIT": character.isdigit(), "SPACE": character.isspace(),
    }[name.removeprefix("CATEGORY_").removeprefix("UNI_").removeprefix("NOT_")]  # fmt: skip
    return holds != ("NOT_" in name)
