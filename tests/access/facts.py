"""The addresses of facts."""

from tests.access import Row

TABLE: dict[str, Row] = {}


def build(world, now):
    """What the addresses of facts need."""
