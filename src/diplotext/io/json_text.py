"""JSON from elsewhere, which can be wrong in every way, and JSON that is one line for every reader.

Python accepts more than JSON: `NaN`, and a key that occurs twice, of which the last one counts. Its own errors are of
several kinds. Here all that is wrong is a `ValueError` of one line.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import Any

from diplotext.model.annotations import shortened, shown

ESCAPED = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
"""What is escaped on a line: what some readers split lines at, and lone surrogates, which UTF-8 cannot hold."""


def parsed(text: str | bytes) -> Any:
    """The value of a text in JSON.

    Raises:
        ValueError: If it is not JSON, or is nested too deeply, or holds a number that is too large or not finite, or an
            object in which a key occurs twice.
    """
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno}"
        raise ValueError(f"not JSON: {error.msg} at {place}") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"not JSON: not {error.encoding}: {error.reason} at byte {error.start}") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError as error:
        if "integer string conversion" in str(error):  # Python's own limit, 4300 digits by default
            raise ValueError("a number has thousands of digits") from None
        raise


def line_of(value: Any, *, indent: int | None = None) -> str:
    """A value as JSON: on one line, whatever the reader takes for the end of a line, unless `indent` is given.

    Raises:
        TypeError: If JSON has no such values.
        ValueError: If a number is not finite or has too many digits, or a list contains itself.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        [(double, _)] = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"the key {shown(double)} occurs more than once in an object")
    return values


def _finite(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise ValueError(f"the number {shortened(digits)} is too large")
    return number


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
