"""What is done with a rota's shifts: published, moved, changed by overrides."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import concern, record
from apps.history.models import Event
from apps.staffing.access import can_plan
from apps.staffing.actions.gap_finding import look_for_gaps
from apps.staffing.models import Person, Publication, Rota, Shift
from apps.staffing.queries.rotas import published, standing
from apps.staffing.rules.publishing import Changes, Touched, changes, touched
from apps.staffing.rules.spans import Span

TOPIC = "staffing.news"
MOST_TOUCHED = 200


def locked_rota(pk: int, *, by: User) -> Rota:
    """The rota, locked, if this person plans it. PermissionDenied if not."""
    rows = Rota.objects.select_for_update(of=("self",)).select_related("team")
    rota = rows.get(pk=pk)
    if not can_plan(by, rota):
        raise PermissionDenied
    return rota


@transaction.atomic
def publish_shifts(
    rota: Rota,
    *,
    shifts: Sequence[Span],
    window: tuple[datetime, datetime],
    by: User,
    now: datetime,
) -> Publication:
    """Make these the rota's shifts inside the window, as far as it is not past.

    Shifts that stay keep their number; only people whose time changes are told.
    DomainError where the window is over, or a person of a shift does not exist.
    """
    found = locked_rota(rota.pk, by=by)
    a, b = max(window[0], now), window[1]
    if a >= b:
        raise DomainError("This is over: what is past is not published again.")
    return publish(found, shifts, (a, b), by=by, now=now)


def publish(
    rota: Rota,
    wanted: Sequence[Span],
    window: tuple[datetime, datetime],
    *,
    by: User,
    now: datetime,
    verb: str = "published",
) -> Publication:
    """Write a publication and what it changes, for a rota that is locked."""
    a, b = window
    rows = list(published([rota], a, b).select_for_update(of=("self",)))
    people = _people(wanted, rows)
    before = standing(rows)
    found = changes(before, wanted, a, b)
    last = rota.publications.aggregate(last=Max("number"))["last"] or 0
    made = Publication.objects.create(
        rota=rota,
        number=last + 1,
        from_at=a,
        until_at=b,
        published_by=by,
        published_at=now,
    )
    written = _write(made, found, {one.pk: one for one in rows})
    moved = touched([one.span for one in before], found.after, a, b)
    event = record(
        rota,
        "staffing.rota_published",
        by=by,
        now=now,
        touched=[made, *written[:MOST_TOUCHED]],
        number=made.number,
        from_at=a,
        until_at=b,
        people=[_fact(one, people) for one in moved],
    )
    tell_touched(event, rota, moved, people, verb=verb)
    look_for_gaps([rota.pk], by=by, cause="Shifts were published", now=now)
    return made


def _people(wanted: Iterable[Span], rows: Iterable[Shift]) -> Mapping[int, Person]:
    asked = {one.person for one in wanted}
    people = {one.pk: one for one in Person.objects.filter(pk__in=asked)}
    if asked - people.keys():
        raise DomainError("A shift names somebody who is not among the people.")
    return people | {one.person_id: one.person for one in rows}


def _write(
    made: Publication, found: Changes, locked: Mapping[int, Shift]
) -> list[Shift]:
    """Carry the changes out; the shifts that were written."""
    gone = [one.pk for one in found.dropped]
    Shift.objects.filter(pk__in=gone).delete()
    altered = []
    for one in found.altered:
        shift = locked[one.pk]
        shift.starts_at, shift.ends_at = one.span.starts, one.span.ends
        shift.publication = made
        names = ["starts_at", "ends_at", "publication"]
        shift.save_if_version(shift.version, names)
        altered.append(shift)
    created = Shift.objects.bulk_create(
        Shift(
            rota=made.rota,
            publication=made,
            person_id=one.person,
            starts_at=one.starts,
            ends_at=one.ends,
        )
        for one in found.made
    )
    return [*altered, *created]


def _fact(one: Touched, people: Mapping[int, Person]) -> dict[str, object]:
    return {
        "name": str(people[one.person]),
        "gained": len(one.gained),
        "lost": len(one.lost),
    }


def tell_touched(
    event: Event,
    rota: Rota,
    moved: Sequence[Touched],
    people: Mapping[int, Person],
    *,
    verb: str,
) -> None:
    """Tell those whose time changes, and nobody else, how much they gain and lose."""
    for one in moved:
        user = people[one.person].user_id
        if user:
            gained, lost = len(one.gained), len(one.lost)
            words = f"{verb} {rota.name}: you gain {gained} and lose {lost}"
            why = "your shifts change"
            concern(event, [user], words=words[:200], topic=TOPIC, why=why)
