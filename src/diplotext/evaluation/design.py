"""How a sample was drawn: what is needed to estimate from it, kept in a file next to the sheets."""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args

import attrs
from immutabledict import immutabledict

from diplotext import __version__
from diplotext.errors import SampleError, nearest
from diplotext.evaluation.fields import check_fields
from diplotext.evaluation.kinds import kind_of

SCHEMA = 1
SUFFIX = ".design.json"
LEAST = 2
"""The smallest sample of a stratum: the variance within it is not known from one unit."""

UnitName = Literal["record", "document"]
Allocation = Literal["proportional", "equal"]


def _positive(_: Any, field: attrs.Attribute[int], value: Any) -> None:
    if not isinstance(value, int) or value < 1:
        raise SampleError(f"{field.name} must be a whole number, 1 or more, not {value!r}")


@attrs.frozen
class Plan:
    """What is to be drawn.

    Attributes:
        of: The kind of records that are judged: `statements`, `meetings`, `times`, `organizations` ...
        size: How many units are drawn.
        unit: Whether single records are drawn, or documents with all their records.
        by: The properties that define the strata.
        allocation: Whether strata are drawn in `proportion` to their size, or the same number from each.
        seed: The same seed draws the same sample from the same results, on any machine.
    """

    of: str = "statements"
    size: int = attrs.field(default=200, validator=_positive)
    unit: UnitName = "record"
    by: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    allocation: Allocation = "proportional"
    seed: int = 1

    def __attrs_post_init__(self) -> None:
        kind_of(self.of)
        for name, value, choices in (
            ("unit", self.unit, get_args(UnitName)),
            ("allocation", self.allocation, get_args(Allocation)),
        ):
            if value not in choices:
                raise SampleError(f"{name} is {value!r}: {nearest(str(value), choices)}")
        check_fields(self.by, of_records=self.unit == "record")


@attrs.frozen
class Stratum:
    """A stratum of the population.

    Attributes:
        name: Its name.
        values: The values of the properties that define it.
        population: How many units it has.
        drawn: How many were drawn.
    """

    name: str
    values: Mapping[str, str] = attrs.field(converter=immutabledict)
    population: int
    drawn: int

    @property
    def probability(self) -> float:
        """The probability of each of its units to be drawn."""
        return self.drawn / self.population


@attrs.frozen
class Design:
    """How a sample was drawn.

    Attributes:
        plan: What was to be drawn.
        documents: How many documents the results have.
        strata: The strata, in order.
        units: The stratum of each unit that was drawn, by its id.
    """

    plan: Plan
    documents: int
    strata: tuple[Stratum, ...]
    units: Mapping[str, str] = attrs.field(converter=immutabledict, repr=False)

    @property
    def sizes(self) -> Mapping[str, float]:
        """The number of units in the population by stratum."""
        return {stratum.name: stratum.population for stratum in self.strata}

    @property
    def population(self) -> int:
        """The number of units in the population."""
        return sum(stratum.population for stratum in self.strata)

    @property
    def drawn(self) -> int:
        """The number of units that were drawn."""
        return sum(stratum.drawn for stratum in self.strata)

    def to_dict(self) -> dict[str, Any]:
        """The design as JSON has it."""
        return {
            "schema": SCHEMA,
            "diplotext": __version__,
            **attrs.asdict(self.plan),
            "documents": self.documents,
            "population": self.population,
            "drawn": self.drawn,
            "strata": [
                {
                    "name": one.name,
                    "values": dict(one.values),
                    "population": one.population,
                    "drawn": one.drawn,
                    "probability": one.probability,
                }
                for one in self.strata
            ],
            "units": dict(self.units),
        }

    def write(self, path: Path) -> None:
        """Write the design to a file."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"
        path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="\n")


def read_design(path: Path) -> Design:
    """The design in a file.

    Raises:
        SampleError: If the file does not hold one.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        plan = Plan(**{field.name: data[field.name] for field in attrs.fields(Plan)})
        strata = tuple(
            Stratum(**{field.name: one[field.name] for field in attrs.fields(Stratum)}) for one in data["strata"]
        )
        return Design(plan, data["documents"], strata, data["units"])
    except (ValueError, KeyError, TypeError) as error:
        raise SampleError(f"{path} is not the design of a sample: {error}") from None
    except OSError as error:
        raise SampleError(f"{path}: {error.strerror}") from None


def place_of(seed: int, id: str) -> int:
    """The place of a unit in the random order: the same on every machine, and independent of the order of the input."""
    digest = hashlib.sha256(f"{seed}\x1f{id}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big")


def allocated(sizes: Mapping[str, int], size: int, allocation: Allocation) -> dict[str, int]:
    """How many units are drawn from each stratum: at least two, and all of a smaller one.

    Args:
        sizes: The number of units by stratum.
        size: The number to be drawn.
        allocation: See `Plan`.

    Raises:
        SampleError: If the sample is too small for so many strata.
    """
    chosen = {name: min(LEAST, number) for name, number in sizes.items()}
    left = min(size, sum(sizes.values())) - sum(chosen.values())
    if left < 0:
        raise SampleError(
            f"{size} is too few for {len(sizes)} strata: {LEAST} of each make {sum(chosen.values())}; draw more, or "
            "stratify by less"
        )
    weights = {name: number if allocation == "proportional" else 1 for name, number in sizes.items()}
    queue = [(-weights[name] / chosen[name], name) for name in sizes if chosen[name] < sizes[name]]
    heapq.heapify(queue)
    while left:
        _, name = heapq.heappop(queue)
        chosen[name] += 1
        left -= 1
        if chosen[name] < sizes[name]:
            heapq.heappush(queue, (-weights[name] / chosen[name], name))
    return chosen
