"""Which labels the scheme has, and which English words decide between them, is data: see `clear_scheme.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import attrs


@attrs.frozen
class Scheme:
    """The ClearNLP label scheme as the en_core_web pipelines use it; every field is a table of `clear_scheme.toml`."""

    labels: frozenset[str] = attrs.field(converter=frozenset)
    translation: Mapping[str, str]
    clause_adverbs: frozenset[str] = attrs.field(converter=frozenset)
    gerund_prepositions: frozenset[str] = attrs.field(converter=frozenset)
    currencies: frozenset[str] = attrs.field(converter=frozenset)
    edge_marks: frozenset[str] = attrs.field(converter=frozenset)
    quotation_marks: frozenset[str] = attrs.field(converter=frozenset)
    negations: frozenset[str] = attrs.field(converter=frozenset)
    speech_lemmas: frozenset[str] = attrs.field(converter=frozenset)
    transfer_lemmas: frozenset[str] = attrs.field(converter=frozenset)
    raising_lemmas: frozenset[str] = attrs.field(converter=frozenset)


@cache
def scheme() -> Scheme:
    """The scheme, read once."""
    data = tomllib.loads((Path(__file__).parent / "clear_scheme.toml").read_text(encoding="utf-8"))
    tables = {key: value for key, value in data["words"].items() if key != "source"}
    translation = {key: value for key, value in data["translation"].items() if key != "source"}
    return Scheme(labels=data["scheme"]["labels"], translation=translation, **tables)
