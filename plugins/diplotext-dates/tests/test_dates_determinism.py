"""The same bytes on any day, in any time zone, under any locale and hash seed, with and without a publication date."""

import os
import subprocess
import sys

import pytest

CODE = """
import datetime, sys

YEAR, MONTH, DAY = map(int, sys.argv[1].split("-"))
real = datetime.datetime

class Then(real):
    @classmethod
    def now(cls, tz=None):
        return cls(YEAR, MONTH, DAY, 23, 30, tzinfo=tz)
    utcnow = today = classmethod(lambda cls: cls(YEAR, MONTH, DAY, 23, 30))

class ThatDay(datetime.date):
    @classmethod
    def today(cls):
        return cls(YEAR, MONTH, DAY)

import dateparser
datetime.datetime, datetime.date = Then, ThatDay
from diplotext import Pipeline, wire
from diplotext_dates import DateExtractor

TEXT = '''The ministers met on Thursday, early this year and on 5 May. On 3/4/2020 at 10 a.m. EST they spoke of Easter.

"We will meet tomorrow," he said on Monday. Since March, two years ago, in the third quarter, last week and in '98,
talks were planned for Friday; 12 de octubre de 2021, Ramadan, Labor Day and the 15th of next month followed.'''
pipeline = Pipeline([DateExtractor()])
for published in (None, "2021-12-02"):
    print(wire.dumps(pipeline.read(TEXT, published=published, id="one")))
"""
SURROUNDINGS = [
    ("2021-12-02", {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}),
    ("1999-01-31", {"TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "7"}),
    ("2031-02-28", {"TZ": "America/Los_Angeles", "LANG": "tr_TR.UTF-8", "LC_TIME": "tr_TR", "PYTHONHASHSEED": "99"}),
]


def output(day: str, surroundings: dict[str, str]) -> str:
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", **surroundings}
    command = [sys.executable, "-c", CODE, day]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.fixture(scope="module")
def usual() -> str:
    return output(*SURROUNDINGS[0])


@pytest.mark.parametrize(
    ("day", "surroundings"), SURROUNDINGS[1:], ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_same_bytes(usual: str, day: str, surroundings: dict[str, str]) -> None:
    assert output(day, surroundings) == usual


def test_nothing_is_read_from_the_clock(usual: str) -> None:
    without, given = usual.splitlines()
    assert without.count('"resolved": true') < given.count('"resolved": true')
    assert "2031" not in usual
    assert "1999" not in usual
