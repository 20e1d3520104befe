"""Exports of a space that somebody had made."""

from apps.accounts.models import User
from apps.knowledge.models import Space, SpaceExport

SHOWN = 10


def exports_of(space: Space, user: User) -> list[SpaceExport]:
    """One's own newest exports of a space."""
    rows = SpaceExport.objects.visible_to(user).for_space(space)
    return list(rows.select_related("file", "space")[:SHOWN])
