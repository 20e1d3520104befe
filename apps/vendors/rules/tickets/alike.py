"""A column of dates and times that are all written alike, read at once."""

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from apps.calendars.rules.vector import Seconds

ZERO, TEN = ord("0"), 10
HOURS, SIXTY = 24, 60
TIMES = {"00:00": (HOURS, SIXTY), "00:00:00": (HOURS, SIXTY, SIXTY)}
SECONDS = {"00:00": SIXTY, "00:00:00": 1}
Digits = NDArray[np.uint8]


def what_parts(texts: Sequence[str]) -> str:
    """What stands between day and time: T or a space, as the first that is one has it."""
    first = next((text for text in texts if text[:1].isdigit()), "")
    return "T" if "T" in first else " "


def seconds_alike(
    texts: Sequence[str], between: str, day_of: Callable[[str], int]
) -> Seconds | None:
    """Local seconds of days and times of day, with this between the two.

    None where the texts are not all alike, or say times that no clock shows; each must
    then be read for itself. `day_of` reads a day, and is asked once for each.
    """
    size = len(texts[0].partition(between)[0]) if texts else 0
    shape = re.sub(r"[0-9]", "0", texts[0][size + 1 :]) if texts else ""
    digits = _digits(texts) if shape in TIMES else None
    if digits is None:
        return None
    total = np.zeros(len(texts), np.int64)
    for number, most in enumerate(TIMES[shape]):
        part = _number(digits[:, size + 1 + 3 * number : size + 3 + 3 * number])
        if int(part.max()) >= most:
            return None
        total = total * SIXTY + part
    total *= SECONDS[shape]
    _, first, place = np.unique(
        _number(digits[:, :size]), return_index=True, return_inverse=True
    )
    days = [day_of(texts[one][:size]) for one in first.tolist()]
    return np.asarray(total + np.array(days, np.int64)[place])


def _digits(texts: Sequence[str]) -> Digits | None:
    """The letters less "0", a row a text; None unless only digits differ."""
    width, joined = len(texts[0]), "".join(texts)
    if not joined.isascii() or set(map(len, texts)) != {width}:
        return None
    letters = np.frombuffer(joined.encode(), np.uint8).reshape(-1, width)
    digits: Digits = letters - np.uint8(ZERO)
    is_digit = digits[0] < TEN
    if not ((digits < TEN) == is_digit).all():
        return None
    signs = letters[:, ~is_digit]
    return digits if (signs == signs[0]).all() else None


def _number(digits: Digits) -> Seconds:
    """Each row as one number, the signs between its digits left out."""
    total = np.zeros(len(digits), np.int64)
    for column in digits.T:
        if column[0] < TEN:
            total = total * TEN + column
    return total
