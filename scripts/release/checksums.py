"""Who changes a table has its checksum written again: `make checksums`; a test fails until then."""

from __future__ import annotations

import click

from diplotext.plugin.checksums import SUMS, as_lines, checksums
from scripts.release.distributions import EXAMPLE, ROOT, Distribution, distributions


def expected(distribution: Distribution) -> str:
    """What the file of checksums of a distribution must hold; empty if it has no data, or is the example."""
    return "" if distribution.name == EXAMPLE else as_lines(checksums(distribution.package))


@click.command()
def write() -> None:
    """Write the file SHA256SUMS of every package with data."""
    for distribution in distributions():
        path = distribution.package / SUMS
        lines = expected(distribution)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if lines and lines != before:
            path.write_text(lines, encoding="utf-8", newline="\n")
            click.echo(path.relative_to(ROOT))
        elif before and not lines:
            path.unlink()


if __name__ == "__main__":
    write()
