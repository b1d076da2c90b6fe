"""Whether an event was held, is planned, cancelled, denied: the scope rules, on sentences of real length."""

import datetime
from functools import cache
from pathlib import Path

import pytest

from diplotext import Document, TimeExpression
from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.chains import links
from diplotext.events.forms import form_of
from diplotext.events.scope_rules import scope_rules
from diplotext.events.status import status_of
from diplotext.syntax.language_models import load_language, parse
from diplotext.syntax.table import TokenTable

pytest.importorskip("en_diplotext_accurate", reason="the trained pipeline is not installed")

SENTENCES = [
    tuple(line.split("|", 1))
    for line in (Path(__file__).parent / "event_status.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
FAST_SHARE = 0.93
"""Share of the sentences that must be right with the small language model, which parses some of them wrongly."""
THURSDAY = datetime.date(2024, 5, 16)


@cache
def language(model):
    return load_language(model)


@cache
def read(text, model):
    tokens = TokenTable(parse(language(model), text))
    return AnnotatedTokens(Document(text), tokens)


def verdict(marked, model="en_diplotext_accurate", support=None, **known):
    annotated = read(marked.replace("<t>", "").replace("</t>", ""), model)
    tokens = annotated.tokens
    governor = next((token for token in tokens if token.text == support), None)
    return status_of(annotated, tokens[tokens.at(marked.index("<t>"))], governor, **known)


@pytest.mark.parametrize(("wanted", "marked"), SENTENCES)
def test_status(wanted, marked):
    found = verdict(marked)
    assert (found.status or "none") == wanted, found


def test_status_with_the_small_language_model():
    pytest.importorskip("en_diplotext")
    wrong = [marked for wanted, marked in SENTENCES if (verdict(marked, "en_diplotext").status or "none") != wanted]
    assert len(wrong) <= (1 - FAST_SHARE) * len(SENTENCES), wrong


@pytest.mark.parametrize(
    ("rule", "marked"), [(rule, example) for rule in scope_rules().rules for example in rule.examples]
)
def test_examples_of_rules(rule, marked):
    found = verdict(marked)
    assert found.rule == rule.id
    if rule.status in {"held", "ongoing", "planned", "proposed", "cancelled"} and rule.scope != "form":
        assert found.status == rule.status


@pytest.mark.parametrize(
    ("rule", "marked"), [(rule, example) for rule in scope_rules().rules for example in rule.counterexamples]
)
def test_counterexamples_of_rules(rule, marked):
    assert verdict(marked).rule != rule.id


def test_ids_of_rules_are_unique():
    ids = [rule.id for rule in scope_rules().rules]
    assert len(ids) == len(set(ids))


def on(number, month=5):
    date = datetime.date(2024, month, number)
    return TimeExpression(
        kind="date",
        rule="test",
        spans=[],
        value=date.isoformat(),
        earliest=date,
        latest=date,
    )


@pytest.mark.parametrize(
    ("marked", "time", "wanted"),
    [
        ("Anna Berg <t>meets</t> Kofi Mensah in Oslo on Friday, her office said on Thursday.", on(17), "planned"),
        ("Anna Berg <t>meets</t> Kofi Mensah in Oslo on Wednesday, her office said on Thursday.", on(15), "held"),
        ("Anna Berg praised the <t>summit</t> of the African Union in Accra on 20 June.", on(20, 6), "planned"),
        ("Anna Berg is <t>meeting</t> Kofi Mensah in Oslo on Friday, her office said.", on(17), "planned"),
        ("Anna Berg arrives in Accra on Friday for a <t>visit</t>, her office said.", on(17), "planned"),
        ("Anna Berg shook hands with Kofi Mensah before a <t>meeting</t> in Oslo on 2 May.", on(2), "held"),
        ("Anna Berg cancelled a <t>meeting</t> with Kofi Mensah in Oslo on 20 June.", on(20, 6), "cancelled"),
        ("Anna Berg cancelled a <t>meeting</t> with Kofi Mensah in Oslo on 2 May.", on(2), "cancelled"),
        ("Anna Berg <t>met</t> Kofi Mensah in Tokyo on 17 May, their offices said.", on(17), "held"),
        ("Anna Berg could <t>meet</t> Kofi Mensah in Oslo on 20 June, her office said.", on(20, 6), "proposed"),
    ],
)
def test_time(marked, time, wanted):
    assert verdict(marked, time=time, published=THURSDAY).status == wanted


def test_support_that_is_no_light_verb():
    marked = "Anna Berg will squeeze in a <t>chat</t> with Kofi Mensah in Oslo, her office said."
    assert verdict(marked).status == "held"
    assert verdict(marked, support="squeeze").status == "planned"


def test_verdict_names_its_cue():
    marked = "Anna Berg called off a <t>meeting</t> with Kofi Mensah."
    found = verdict(marked)
    assert (found.rule, found.cue, found.explicit) == ("cancellation.verb", (2, 4), True)
    nothing = verdict("The treaty goes back to a <t>meeting</t> in Oslo.")
    assert (nothing.rule, nothing.cue, nothing.explicit) == ("default", None, False)


@pytest.mark.parametrize(
    ("text", "word", "kinds"),
    [
        ("Anna Berg cancelled plans for a meeting in Oslo.", "meeting", ["preposition for", "object "]),
        ("Anna Berg spoke ahead of a summit in Oslo.", "summit", ["preposition ahead of"]),
        ("Anna Berg hopes that they will meet if Ghana agrees.", "agrees", ["clause if", "content that"]),
        ("The talks were called off after a meeting in Oslo.", "talks", ["passive "]),
    ],
)
def test_links(text, word, kinds):
    tokens = read(text, "en_diplotext_accurate").tokens
    token = next(token for token in tokens if token.text == word)
    assert [f"{link.kind} {link.words}" for link in links(token)] == kinds


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Anna Berg had met him.", "past perfect"),
        ("Anna Berg has met him.", "present perfect"),
        ("Anna Berg was meeting him.", "past progressive"),
        ("Anna Berg will be meeting him.", "future progressive"),
        ("Anna Berg could have met him.", "could have"),
        ("Anna Berg was to have met him.", "was to have"),
        ("Anna Berg meets him.", "present"),
        ("He left after having met her.", "perfect gerund"),
    ],
)
def test_forms(text, form):
    tokens = read(text, "en_diplotext_accurate").tokens
    verb = next(token for token in tokens if token.text in {"met", "meets", "meeting"})
    assert form_of(verb) == form
