"""What one shift tells the next: written, read."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import concern, record
from apps.staffing.access import can_amend_handover, can_write_handover
from apps.staffing.actions.rotas import TOPIC
from apps.staffing.models import HandoverNote, Rota, Shift


@transaction.atomic
def write_handover(
    rota_pk: int, *, by: User, handoff_at: datetime, text: str, now: datetime
) -> HandoverNote:
    """Write what the next shift has to know; whoever begins then is told."""
    rota = Rota.objects.select_related("team").get(pk=rota_pk)
    if not can_write_handover(by, rota):
        raise PermissionDenied
    made = HandoverNote.objects.create(
        rota=rota, handoff_at=handoff_at, text=text, written_by=by, written_at=now
    )
    event = record(made, "staffing.handover_written", by=by, now=now)
    next_ones = Shift.objects.filter(rota=rota, starts_at=handoff_at)
    users = next_ones.exclude(person__user=None).values_list("person__user", flat=True)
    words = f"hands {rota.name} over to you"
    concern(event, users, words=words, topic=TOPIC, why="you begin a shift")
    return made


@transaction.atomic
def amend_handover(
    pk: int, *, by: User, expected_version: int, text: str, now: datetime
) -> HandoverNote:
    """Correct one's own note, until it was read."""
    note = HandoverNote.objects.select_for_update().get(pk=pk)
    if not can_amend_handover(by, note):
        raise PermissionDenied
    if note.read_at:
        raise DomainError("It was read already: write another note.")
    note.save_changed(expected_version, {"text": text})
    record(note, "staffing.handover_amended", by=by, now=now)
    return note


@transaction.atomic
def read_handover(pk: int, *, by: User, now: datetime) -> HandoverNote:
    """Say that one has read it, and takes over."""
    rows = HandoverNote.objects.select_for_update(of=("self",))
    note = rows.select_related("rota__team").get(pk=pk)
    if not can_write_handover(by, note.rota) or note.written_by_id == by.pk:
        raise PermissionDenied
    if note.read_at is None:
        note.read_by, note.read_at = by, now
        note.save_if_version(note.version, ["read_by", "read_at"])
        event = record(note, "staffing.handover_read", by=by, now=now)
        words = f"has read your hand-over of {note.rota.name}"
        why = "you wrote it"
        concern(event, [note.written_by_id], words=words, topic=TOPIC, why=why)
    return note
