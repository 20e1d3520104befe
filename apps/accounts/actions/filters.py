"""Saved filters: a list's question under a name."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import SavedFilter, Team, User


@transaction.atomic
def save_filter(
    *, by: User, page: str, name: str, query: str, team: Team | None
) -> SavedFilter:
    """Keep a list's question under a name; the same name again replaces it.

    A convenience of one person: no story is told of it.
    """
    if team is not None and not by.memberships.filter(team=team).exists():
        raise PermissionDenied
    found, _ = SavedFilter.objects.update_or_create(
        user=by, page=page, name=name, defaults={"query": query, "team": team}
    )
    return found


@transaction.atomic
def delete_filter(pk: int, *, by: User) -> SavedFilter:
    """Throw one's own away."""
    found = SavedFilter.objects.select_for_update().get(pk=pk)
    if found.user_id != by.pk:
        raise PermissionDenied
    found.delete()
    return found
