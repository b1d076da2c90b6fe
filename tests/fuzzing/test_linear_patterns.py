"""Each regular expression of the core and the plugins takes linear time, or reads only a few characters at a time."""

import json
import re
import subprocess
import sys

import pytest
from tests.conftest import LAST_RESORT_SECONDS, ROOT
from tests.fuzzing import linear, sites

BOUNDED = {
    # what takes more than linear time on a text of its own, and why no text makes it slow
    "plugins/diplotext-dates/src/diplotext_dates/cascade.py": "MAX_CHARS_OF_NAME before and after a match",
    "plugins/diplotext-dates/src/diplotext_dates/directions.py": "MAX_CHARS_TO_CUE characters around a match",
    "plugins/diplotext-dates/src/diplotext_dates/guards/days.py:before": "the 24 characters before a match",
    "plugins/diplotext-dates/src/diplotext_dates/guards/surroundings.py:CAPITALIZED_BEFORE": "the same",
    "plugins/diplotext-dates/src/diplotext_dates/units.py:COMPARED": "MAX_CHARS_TO_CUE characters before a match",
    "plugins/diplotext-quotes/src/diplotext_quotes/continuation.py:BEFORE_SUBJECT": "MAX_TITLE_CHARACTERS before a name",
    "plugins/diplotext-quotes/src/diplotext_quotes/printed.py:BY": "only fullmatch, from a tuple",
    "plugins/diplotext-quotes/src/diplotext_quotes/printed.py:IN_FULL": "only fullmatch, from a tuple",
    "plugins/diplotext-venues/src/diplotext_venues/places.py:OPENING": "the 3 characters before a name",
    "src/diplotext/events/paths.py": "a path in a rule file",
    "src/diplotext/io/terminal.py:CODE": "the codes of a cell",
    "src/diplotext/testing/markup.py:ATTRIBUTE": "an example in a test",
    "src/diplotext/testing/scores/names.py:CLOSES_HEAD": "a name in a table of the kit",
    "src/diplotext/testing/scores/values.py:RANGE": "a value in a table of the kit",
    "src/diplotext/text/headline_case.py:SENTENCE_START": "the 4 characters before a word",
    "src/diplotext/text/wrapping.py:FIRST_PART": "the 40 characters before a hyphen",
}

UNSEEN = {
    # patterns made when something runs that reading articles does not
    "plugins/diplotext-dates/src/diplotext_dates/guards/lengths.py": "the 24 characters before a match",
    "src/diplotext/cli/scaffolding.py": "the name of a new plugin",
    "src/diplotext/knowledge/lint.py": "a date of a table",
    "src/diplotext/tabular/levels.py": "words of a table, escaped",
    "src/diplotext/testing/declared.py": "the name of a field, escaped",
}


@pytest.fixture(scope="module")
def compiled():
    """Each pattern with its flags and how it is used, by where it is compiled."""
    command = [sys.executable, "-m", "tests.fuzzing.compiled"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=LAST_RESORT_SECONDS)
    assert done.returncode == 0, done.stderr
    found, called = sites.read()
    by_line = {f"{site.file}:{line}": site for site in found for line in site.lines}
    patterns, seen = {}, set()
    for pattern, flags, places in json.loads(done.stdout):
        there = [by_line[place] for place in places if place in by_line]
        seen.update(places)
        anchored = there and all(sites.how_used(site, called) == "match" for site in there)
        patterns[pattern, flags] = str(there[0]) if there else places[0], "match" if anchored else "search"
    unseen = [site for site in found if not any(f"{site.file}:{line}" in seen for line in site.lines)]
    for site in unseen:
        if isinstance(site.pattern, str):
            patterns.setdefault((site.pattern, 0), (str(site), sites.how_used(site, called)))
    return patterns, {str(site) for site in unseen if site.pattern is None and site.file not in UNSEEN}


def test_every_pattern_is_known(compiled):
    patterns, unseen = compiled
    assert len(patterns) > 700
    assert unseen == set()


def test_patterns_take_linear_time(compiled):
    patterns, _ = compiled
    slow = {}
    for (pattern, flags), (place, method) in patterns.items():
        place = re.sub(r":\d+$", "", place)  # without a name
        if place not in BOUNDED and (text := linear.slow_text(pattern, flags, method)):
            slow[place] = pattern, method, text
    assert sorted(slow) == [], slow


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"(a+)+b", "match"),
        (r"(?:a|a)+b", "match"),
        (r"(?:\w+\s?)+\.", "match"),
        (r"\s*:?\s+x", "match"),
        (r"\w+ foo", "search"),
        (r"said [^.]*foo", "search"),
        (r"x(?=.*y)", "search"),
        (r"[ \t]+$", "search"),
    ],
)
def test_slow_patterns_are_found(pattern, method):
    assert linear.slow_text(pattern, 0, method)


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\w+ foo", "match"),
        (r"\b\w{1,30} foo", "search"),
        (r"(?<!\w)\w++ foo", "search"),
        (r"\s*+(?::\s++)?x", "match"),
        (r"(?:a|b)+c", "match"),
        (r"[^\W\d_]+", "search"),
    ],
)
def test_linear_patterns_are_left_alone(pattern, method):
    assert linear.slow_text(pattern, 0, method) is None
