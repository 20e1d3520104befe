"""How far an objective has come."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal


def progress(start: Decimal, target: Decimal, now: Decimal) -> int:
    """Per cent of the way from start to target, 0 to 100; cut, so 99.9 is not done."""
    way = target - start
    share = (now - start) / way * 100 if way else Decimal(0)
    return int(min(max(share, Decimal(0)), Decimal(100)).to_integral_value(ROUND_DOWN))


def overall(parts: Iterable[int]) -> int | None:
    """The mean of an objective's key results, cut; None where it has none."""
    found = list(parts)
    return sum(found) // len(found) if found else None
