"""The way in to what is confidential: every change and every reading begins here."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import models

from apps.accounts.models import User
from apps.history.actions import concern, record
from apps.staffing.models import Person
from apps.staffing.models.growth import GrowthDesk, ReadRecord
from apps.staffing.models.growth.base import Session, bank_day, entered
from apps.staffing.queries.growth.viewer import Viewer, person_of, viewer_of


@contextmanager
def confidential(user: User, *, now: datetime) -> Iterator[Viewer]:
    """A transaction as this person; what they read of others is recorded at its end.

    Http404 for whoever is not one of the bank's people today.
    """
    today = bank_day(now)
    person = person_of(user, today)
    with entered(person.pk, today=today) as session:
        viewer = viewer_of(person, now)
        yield viewer
        _record_reads(session, viewer)


def _record_reads(session: Session, viewer: Viewer) -> None:
    ReadRecord.objects.bulk_create(
        ReadRecord(
            person_id=person,
            author=viewer.person,
            what=what,
            rows=rows,
            written_at=viewer.now,
        )
        for (person, what), rows in sorted(session.read.items())
        if viewer.leads(person)
    )
    session.read.clear()


def tell_story(
    subject: models.Model, verb: str, *, viewer: Viewer, people: Iterable[int] = ()
) -> None:
    """Record what was done, without a word of what it says; ring at people's desks.

    The message that goes out says only that something waits, never what or by whom.
    """
    by = viewer.person.user
    record(subject, verb, by=by, now=viewer.now)
    ring(people, besides=viewer.person.pk, now=viewer.now)


def ring(people: Iterable[int], *, besides: int | None, now: datetime) -> None:
    """Tell each person that something waits for them; who has no login is not told."""
    wanted = {pk for pk in people if pk != besides}
    users = dict(
        Person.objects.filter(pk__in=wanted, user__is_active=True).values_list(
            "pk", "user_id"
        )
    )
    for pk, user in sorted(users.items()):
        desk, _ = GrowthDesk.objects.get_or_create(person_id=pk)
        event = record(desk, "staffing.growth_rung", by=None, now=now)
        concern(
            event,
            [user],
            words="has something for you under Growth",
            topic="staffing.growth",
            why="it concerns you",
        )
