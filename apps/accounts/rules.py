"""The team tree and the strength of tokens: pure."""

from collections.abc import Mapping


def with_teams_below(top: str, parents: Mapping[str, str | None]) -> frozenset[str]:
    """The team and every team below it. `parents` maps a slug to its parent's slug."""
    found = {top}
    grew = True
    while grew:
        below = {slug for slug, parent in parents.items() if parent in found}
        grew = not below <= found
        found |= below
    return frozenset(found)
