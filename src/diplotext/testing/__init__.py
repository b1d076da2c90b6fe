"""The conformance kit: checks of what every extractor must keep to, and examples as marked text.

    import pytest
    from diplotext.testing import CHECKS, assert_finds, assert_finds_nothing

    @pytest.mark.parametrize("check", CHECKS)
    def test_conforms(check):
        check(TreatyExtractor, texts=["Chile signed the Atacama Water Treaty."])

    def test_names():
        assert_finds(TreatyExtractor(), "Chile signed the <treaty>Atacama Water Treaty</treaty>.")
        assert_finds_nothing(TreatyExtractor(), "Chile wants a treaty.")

It does not need pytest; the fixtures in `diplotext.testing.fixtures` do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from diplotext.model.articles import Article
from diplotext.plugin.extractor import Extractor
from diplotext.testing.declared import imports_lightly, is_constructible, is_discoverable, is_documented
from diplotext.testing.examples import assert_finds, assert_finds_nothing
from diplotext.testing.growth import assert_linear_time
from diplotext.testing.hard import survives_hard_texts, takes_linear_time
from diplotext.testing.isolation import (
    batches_like_single_documents,
    does_without_what_it_uses,
    keeps_no_state,
    leaves_inputs_alone,
    needs_what_it_reads,
    pickles,
)
from diplotext.testing.models import recognizing
from diplotext.testing.processes import is_deterministic, reads_alike_in_processes
from diplotext.testing.results import spans_are_true, types_survive_the_wire, yields_what_it_provides

__all__ = ["CHECKS", "Check", "assert_finds", "assert_finds_nothing", "assert_linear_time", "recognizing"]


class Check(Protocol):
    """One check: it returns if the extractor passes, and raises AssertionError with a remedy if not."""

    __name__: str

    def __call__(self, extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
        """Check an extractor class.

        Args:
            extractor: The class.
            texts: Texts (or records with `text` and `published`, or documents) in which it finds something; they are
                read in addition to the articles of the kit.
        """


CHECKS: tuple[Check, ...] = (
    is_discoverable,
    is_constructible,
    imports_lightly,
    is_documented,
    yields_what_it_provides,
    spans_are_true,
    types_survive_the_wire,
    pickles,
    keeps_no_state,
    batches_like_single_documents,
    leaves_inputs_alone,
    needs_what_it_reads,
    does_without_what_it_uses,
    survives_hard_texts,
    takes_linear_time,
    is_deterministic,
    reads_alike_in_processes,
)
"""All checks, from those whose faults are quickly fixed to those that take longest."""
