"""Hand-over notes: of a rota, by page; when the next handoff is."""

from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Min, QuerySet

from apps.accounts.models import User
from apps.staffing.models import HandoverNote, Rota
from apps.staffing.queries.oncall import duties


def visible_notes(user: User) -> QuerySet[HandoverNote]:
    """The notes one sees, with who wrote and read them."""
    rows = HandoverNote.objects.visible_to(user)
    return rows.select_related("rota__team", "written_by", "read_by")


def notes_of(rota: Rota, page: str | None) -> "Page[Any]":
    """The rota's notes, twenty a page."""
    rows = rota.notes.select_related("rota", "written_by", "read_by")
    return Paginator(rows, 20).get_page(page)


def next_handoff(rota: Rota, now: datetime) -> datetime | None:
    """When the next shift begins."""
    rows = rota.shifts.filter(starts_at__gt=now)
    first: datetime | None = rows.aggregate(first=Min("starts_at"))["first"]
    if first is None:
        duty = duties(Rota.objects.filter(pk=rota.pk), now)[0]
        first = duty.next.starts_at if duty.next else None
    return first
