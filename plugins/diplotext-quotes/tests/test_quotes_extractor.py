"""Options, the lexicon, and promises over any text."""

from __future__ import annotations

import gc
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplotext import Document, Reading
from diplotext.knowledge import Knowledge
from diplotext.syntax.language_models import default_language, parse
from diplotext_quotes import QuoteExtractor
from diplotext_quotes.cues import regular_forms

TEXT = "Orlova said that it rains. “It rains a lot here,” Okoro said. Okoro called it “a bad joke” again."
PIECES = [
    "“",
    "”",
    '"',
    "''",
    "said",
    "Orlova",
    "Okoro",
    "he",
    "that",
    ",",
    ".",
    "?",
    ":",
    "\n\n",
    "according to",
    "and",
    "as",
]
PIECES += [
    "put it",
    "the minister",
    "who",
    "It is late",
    "(",
    ")",
    "-",
    "’s",
    "told",
    "adding",
    "on Tuesday",
    "\u2028",
    "\x85",
    "é",
]


def test_modes(read):
    assert [s.mode for s in read(TEXT).statements] == ["indirect", "direct", "mixed"]
    assert [s.mode for s in read(TEXT, modes=["mixed", "direct"]).statements] == ["direct", "mixed"]
    with pytest.raises(ValueError, match="oral"):
        QuoteExtractor(modes=["oral"])


def test_extra_cues(read):
    text = "Orlova hummed that it was late."
    assert not read(text).statements
    (statement,) = (
        read(text, extra_cues=["hum"]).statements
        or read(text.replace("hummed", "humed"), extra_cues=["hum"]).statements
    )
    assert statement.cue_lemma == "hum"


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("note", ("notes", "noted", "noted", "noting")),
        ("reply", ("replies", "replied", "replied", "replying")),
        ("agree", ("agrees", "agreed", "agreed", "agreeing")),
        ("stress", ("stresses", "stressed", "stressed", "stressing")),
        ("say", ("says", "sayed", "sayed", "saying")),
    ],
)
def test_regular_forms(verb, forms):
    assert regular_forms(verb) == forms


def test_the_longest_cue_counts(read):
    (statement,) = read("Orlova made it clear that it was late.").statements
    assert (statement.cue.text, statement.cue_lemma) == ("made it clear", "make it clear")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_promises_over_any_text(read, pieces):
    text = " ".join(pieces)
    document = read(text)
    assert read(text) == document
    for statement in document.statements:
        for span in statement.spans:
            assert document.text[span.start : span.end] == span.text
        assert [s.start for s in statement.spans] == sorted(s.start for s in statement.spans)
        assert statement.reported_in is None or statement.reported_in in document.statements
        assert statement.continues is None or statement.continues in document.statements


@pytest.mark.parametrize(
    "piece", ["he said that ", "“We go,” he said. ", "“We go.” ", "said ", "A and ", "a, ", "(", "according to "]
)
def test_time_is_linear(piece):
    language, knowledge = default_language(QuoteExtractor.needs), Knowledge([])

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        document, doc = Document.from_article(text), parse(language, text)
        gc.collect()  # else a collection of all that tests before this one have left may fall into the measurement
        began = time.process_time()
        list(QuoteExtractor().extract(Reading(document, knowledge, lambda: doc)))
        return time.process_time() - began

    seconds(2_000)
    assert seconds(40_000) < 12 * max(seconds(10_000), 0.05)


def test_importing_loads_no_spacy():
    code = "import sys, diplotext_quotes; assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
