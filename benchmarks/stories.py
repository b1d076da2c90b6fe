"""What `diplotext.stories` joins in results, to be read by eye, what it nearly joins, and the time it takes.

    diplotext extract articles/ --format jsonl > results.jsonl
    python benchmarks/stories.py results.jsonl ... [--near]

A false join hides a difference, a missed one only repeats a record: read the joins first. With --near, the pairs of
meetings that have two persons in common and near days, and are not joined.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from itertools import combinations

from diplotext import wire
from diplotext.linking import Linker, Report
from diplotext.linking.digests import Digest
from diplotext.linking.meetings import MIN_SCORE, Candidate, score


def main() -> None:
    """Print the joins and the time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", nargs="+")
    parser.add_argument("--near", action="store_true", help="pairs of meetings that are nearly joined")
    arguments = parser.parse_args()
    linker = Linker()
    reading = 0.0
    for name in arguments.results:
        with open(name, encoding="utf-8") as stream:
            for document in wire.read_lines(stream):
                start = time.process_time()
                linker.add(document)
                reading += time.process_time() - start
    start = time.process_time()
    found = linker.stories()
    joining = time.process_time() - start
    for story in found:
        for meeting in story.meetings:
            print("meeting", *map(shown, meeting.reports), sep="\n    ")
        for statement in story.statements:
            print("statement", *map(shown, statement.reports), sep="\n    ")
    if arguments.near:
        print_near(linker.digests())
    meetings, statements = sum(len(story.meetings) for story in found), sum(len(story.statements) for story in found)
    print(f"{len(linker)} articles, {len(found)} stories: {meetings} meetings, {statements} statements")
    print(f"{reading:.1f} s to read, {joining:.1f} s to join")


def shown(report: Report) -> str:
    """A report on one line."""
    return f"{report.ref}  {' and '.join(report.by)}: {report.text[:120]}"


def print_near(digests: list[Digest]) -> None:
    """Print pairs of meetings that have two persons in common and near days, and are not joined."""
    by_pair: defaultdict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for digest in digests:
        for met in digest.meetings:
            candidate = Candidate.of(met, digest.source)
            for pair in combinations(sorted(candidate.people), 2):
                by_pair[pair].append(candidate)
    seen: set[tuple[str, str]] = set()
    for candidates in by_pair.values():
        for one, other in combinations(candidates, 2):
            refs = (one.met.report.ref, other.met.report.ref)
            windows = one.window, other.window
            if refs in seen or None in windows or one.met.report.document == other.met.report.document:
                continue
            seen.add(refs)
            first, second = (window for window in windows if window)
            if first[0] <= second[1] and second[0] <= first[1] and score(one, other) < MIN_SCORE:
                print("near", shown(one.met.report), shown(other.met.report), sep="\n    ")


if __name__ == "__main__":
    main()
