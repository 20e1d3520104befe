"""Rows that stand one below another: managers, teams, skills, vendors."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def line_above(row: Row, name: str) -> Iterator[Row]:
    """Each row above this one by the foreign key `name`, the nearest first. A query a step.

    A ring that somebody made by mistake ends the walk.
    """
    seen = {row.pk}
    above: Row | None = getattr(row, name)
    while above is not None and above.pk not in seen:
        yield above
        seen.add(above.pk)
        above = getattr(above, name)


def makes_a_ring(row: models.Model, above: models.Model | None, name: str) -> bool:
    """Whether the row, put below `above`, would stand above itself."""
    if above is None:
        return False
    line = chain([above], line_above(above, name))
    return any(one.pk == row.pk for one in line)


def with_all_below(
    tops: Iterable[int], pairs: Iterable[tuple[int, int | None]]
) -> set[int]:
    """These ids and those of everything below; the pairs are (id, id of what is above)."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for pk, above in pairs:
        below[above].append(pk)
    found = set(tops)
    ahead = list(found)
    while ahead:
        new = set(below[ahead.pop()]) - found
        found |= new
        ahead += new
    return found
