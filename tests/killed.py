"""A run into a folder that tests kill: small articles, and an extractor that takes as long as it is told to."""

import os
import sys
import time

import attrs

from diplotext import Extractor, Pipeline, Place
from diplotext.knowledge import Knowledge
from diplotext.scaling import extract_to_folder

ARTICLES = 5_000
SHARD_SIZE = 10


@attrs.frozen
class Words(Extractor):
    name = "words"
    provides = (Place,)

    def extract(self, reading):
        time.sleep(float(os.environ.get("SECONDS_EACH", "0")))
        start = reading.text.find("Rome")
        yield Place(name=f"Rome {len(reading.text)}", rule="words", spans=[reading.span(start, start + 4)])


def articles():
    for number in range(ARTICLES):
        yield (
            {"id": f"a{number}", "text": "Talks. " * (number % 7) + f"Rome, {number}."} if number % 97 else {"id": "x"}
        )


if __name__ == "__main__":
    pipeline = Pipeline([Words()], knowledge=Knowledge())
    extract_to_folder(pipeline, articles(), sys.argv[1], resume=True, shard_size=SHARD_SIZE, processes=2)
