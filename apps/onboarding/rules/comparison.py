"""What differs between two versions of a standard, and how far an application is from one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """A criterion that is new, gone, or says something else."""

    code: str
    kind: str
    fields: tuple[tuple[str, Any, Any], ...] = ()


def compare(
    old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]
) -> list[Difference]:
    """The differences by code: added, removed, changed with (field, before, after)."""
    found = []
    for code in sorted({*old, *new}):
        if code not in old:
            found.append(Difference(code, "added"))
        elif code not in new:
            found.append(Difference(code, "removed"))
        elif changed := tuple(
            (name, old[code].get(name), value)
            for name, value in new[code].items()
            if old[code].get(name) != value
        ):
            found.append(Difference(code, "changed", changed))
    return found


def distance(
    wanted: Iterable[tuple[str, str, Any]], held: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """What a live application lacks for a new version: (code, level) pairs.

    `wanted` are the new version's applicable criteria as (code, level, content); `held`
    maps a code that the application fulfils to the content it was judged by. A
    criterion is lacking when it is new, unfulfilled, or asks for something else now.
    """
    return [
        (code, level) for code, level, content in wanted if held.get(code) != content
    ]
