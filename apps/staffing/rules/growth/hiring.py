"""What of a candidate each stage needs, and nothing more."""

from collections.abc import Mapping

PERSONAL = ("name", "contact", "notes", "offer")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "applied": (),
    "screening": ("name",),
    "interview": ("name", "contact", "notes"),
    "offer": ("name", "contact", "notes", "offer"),
    "hired": ("name",),
    "not_hired": ("name",),
}
ENDED = ("hired", "not_hired")


def needed(stage: str) -> tuple[str, ...]:
    """The personal data that may be kept in a stage."""
    return NEEDED[stage]


def dropped(stage: str) -> tuple[str, ...]:
    """What is emptied when a candidate comes into a stage."""
    return tuple(name for name in PERSONAL if name not in NEEDED[stage])
