"""The addresses of facts."""

from apps.facts.actions.gathering import put
from tests.access import INTERNAL_ONLY, Row


def build(world, now):
    """What the addresses of facts need."""
    application = world["application"].pk
    world["fact"] = put(
        application, "http.latency", 20, measured_at=now, source="test", now=now
    )


def code(world):
    return [world["application"].code]


TABLE: dict[str, Row] = {
    "facts:application": Row(INTERNAL_ONLY, args=code),
    "facts:fact": Row(INTERNAL_ONLY, args=lambda w: [*code(w), "http.latency"]),
}
