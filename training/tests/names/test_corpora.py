"""The real corpora, where they are at hand: `DIPLOTEXT_CORPORA` and `DIPLOTEXT_REFERENCES` name the folders."""

import os
import random
from pathlib import Path

import pytest

from training.names.gold import dev_documents
from training.names.people import read_tables
from training.names.scheme import name_scheme
from training.names.swap import swapped

CORPORA = os.environ.get("DIPLOTEXT_CORPORA", "")
KNOWLEDGE = os.environ.get("DIPLOTEXT_REFERENCES", "")


@pytest.mark.skipif(not CORPORA, reason="DIPLOTEXT_CORPORA is not set")
def test_dev_documents_keep_to_the_scheme() -> None:
    docs = dev_documents(Path(CORPORA), 0)
    entities = [entity for doc in docs for entity in doc.ents]
    assert {entity.label_ for entity in entities} == name_scheme().labels
    assert not any(entity[-1].tag_ == "POS" or entity[-1].text in {"'s", "’s"} for entity in entities)
    starts = [entity.text for entity in entities if entity[0].lower_ == "the"]
    assert set(starts) <= name_scheme().names_with_article


@pytest.mark.skipif(not (CORPORA and KNOWLEDGE), reason="DIPLOTEXT_CORPORA or DIPLOTEXT_REFERENCES is not set")
def test_the_same_seed_gives_the_same_documents() -> None:
    tables = read_tables(Path(KNOWLEDGE))
    assert len(tables.people) > 5000

    def made() -> list[dict[str, object]]:
        rng = random.Random(3)
        return [swapped(doc, rng, tables).to_json() for doc in dev_documents(Path(CORPORA), 0)]

    assert made() == made()
