"""Requirements become an order; whatever is wrong with them is found at once."""

import random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext import Annotation, Entity, Extractor, Organization, Person, PipelineError, Place, State
from diplotext.pipeline.ordering import ordered


def extractor(name, provides=(), requires=(), uses=()):
    body = {"name": name, "provides": provides, "requires": requires, "uses": uses, "extract": lambda self, reading: ()}
    return attrs.frozen(type(name, (Extractor,), body))()


def names(extractors):
    return [e.name for e in ordered(extractors)]


PEOPLE = extractor("people", [Person], uses=[State])
STATES = extractor("states", [State, Organization])
PLACES = extractor("places", [Place], requires=[Person])
CENSUS = extractor("census", [Annotation], requires=[Entity])


def test_providers_run_before_consumers():
    assert names([PLACES, PEOPLE, STATES]) == ["states", "people", "places"]


def test_ties_keep_the_callers_order():
    a, b, c = (extractor(name, [Place]) for name in "abc")
    assert names([c, a, b]) == ["c", "a", "b"]
    assert names([c, PLACES, a, PEOPLE]) == ["c", "a", "people", "places"]


def test_a_requirement_is_met_by_subtypes_and_all_their_providers_run_before():
    assert names([CENSUS, PLACES, PEOPLE, STATES]) == ["states", "people", "places", "census"]


def test_what_is_used_need_not_be_there():
    assert names([PEOPLE]) == ["people"]


def test_what_is_used_makes_no_cycles():
    a = extractor("a", [Person], uses=[Place])
    b = extractor("b", [Place], uses=[Person])
    assert names([a, b]) == ["a", "b"]


def test_an_extractor_that_enriches_its_own_type_runs_after_the_others():
    more = extractor("more", [Person], requires=[Person])
    assert names([more, PEOPLE]) == ["people", "more"]


def test_a_missing_provider_names_culprit_and_remedy():
    with pytest.raises(PipelineError, match=r"'places' requires Person, .*diplotext plugins"):
        ordered([PLACES])


def test_a_cycle_is_named():
    a = extractor("a", [Person], requires=[Place])
    b = extractor("b", [Place], requires=[Person])
    with pytest.raises(PipelineError, match="in a cycle: (a -> b -> a|b -> a -> b)"):
        ordered([a, b])


def test_two_of_one_name_are_named():
    with pytest.raises(PipelineError, match=r"two extractors are named 'a': .*\.a and .*\.a; leave one out"):
        ordered([extractor("a", [Person]), extractor("a", [Place])])


@given(st.integers(0, 2**32), st.integers(2, 8))
def test_the_order_respects_every_requirement(seed, size):
    choose = random.Random(seed)
    kinds = [type(f"Kind{i}", (Annotation,), {}) for i in range(size)]
    extractors = [
        extractor(f"e{i}", [kinds[i]], requires=choose.sample(kinds[:i], choose.randint(0, i)), uses=kinds[i : i + 1])
        for i in range(size)
    ]
    choose.shuffle(extractors)
    order = names(extractors)
    for one in extractors:
        for kind in one.requires:
            assert order.index(f"e{kinds.index(kind)}") < order.index(one.name)
    assert names(extractors) == order
