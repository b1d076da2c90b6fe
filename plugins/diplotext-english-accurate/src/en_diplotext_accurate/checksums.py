"""Weights that were damaged on their way still load and parse, only wrongly; checksums tell.

`SHA256SUMS` holds the SHA-256 of every file of the pipeline, as `sha256sum` writes it. It is checked when a
distribution is built, by `verify` and by `diplotext plugins --verify`; not whenever the pipeline loads.
"""

import hashlib
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKSUMS = "SHA256SUMS"


def checksums(package: Path) -> dict[str, str]:
    """The SHA-256 of `meta.json` and of every file below `model`, by path within the package."""
    paths = [package / "meta.json", *(package / "model").rglob("*")]
    files = sorted(path.relative_to(package).as_posix() for path in paths if path.is_file())
    return {name: hashlib.sha256((package / name).read_bytes()).hexdigest() for name in files}


def as_lines(sums: dict[str, str]) -> str:
    """Checksums as `sha256sum --check` takes them."""
    return "".join(f"{checksum}  {name}\n" for name, checksum in sorted(sums.items()))


def verify(package: Path = PACKAGE) -> None:
    """Check that the files of the pipeline are those that were packed.

    Args:
        package: The folder with `SHA256SUMS`; the installed package by default.

    Raises:
        OSError: There are no checksums, and so no weights.
        ValueError: Files are missing, changed or unknown; the message names them.
    """
    lines = (package / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    expected = {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}
    found = checksums(package)
    wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if wrong:
        raise ValueError(f"files of {package.name} are damaged, missing or unknown: {', '.join(wrong)}")
