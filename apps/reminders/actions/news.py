"""Telling people what others did: the rows of history, by the same road as reminders."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.apps import apps
from django.db import models, transaction
from django.db.models import Exists, Max, Min, OuterRef, Q

from apps.accounts.models import User
from apps.history.models import Concern
from apps.reminders import rules
from apps.reminders.actions.posting import post
from apps.reminders.models import Mute, Notification, Reading
from apps.reminders.queries.people import deputies_at, visible

AT_ONCE = 200
# Longer than any transaction may last: a row with a lower number may be seen later.
SETTLED = timedelta(minutes=15)


def read_news(*, now: datetime) -> int:
    """Tell of everything that happened since it was last read; how many were told."""
    total = 0
    while read := _read_some(now):
        total += read
    return total


@transaction.atomic
def skip_news(*, before: datetime) -> None:
    """Tell nobody of what happened before then, if nobody was told of anything yet."""
    Reading.objects.bulk_create([Reading(name="news")], ignore_conflicts=True)
    last = Concern.objects.filter(at__lt=before).aggregate(last=Max("pk"))["last"]
    Reading.objects.filter(name="news", reached_id=0).update(reached_id=last or 0)


@transaction.atomic
def _read_some(now: datetime) -> int:
    """Some rows that nobody was told of. One reader at a time; a second one goes home.

    It has read up to a row when nothing that came before it can still appear.
    """
    Reading.objects.bulk_create([Reading(name="news")], ignore_conflicts=True)
    rows = Reading.objects.select_for_update(skip_locked=True)
    reading = rows.filter(name="news").first()
    if reading is None:
        return 0
    told = Notification.objects.filter(concern_id=OuterRef("pk"))
    after = Concern.objects.filter(pk__gt=reading.reached_id)
    fresh = after.filter(~Exists(told), at__lte=now)
    found = list(fresh.select_related("event").order_by("pk")[:AT_ONCE])
    if found:
        _tell(found, now)
        return len(found)
    ends = after.aggregate(
        last=Max("pk"), unsettled=Min("pk", filter=Q(at__gte=now - SETTLED))
    )
    reached = ends["unsettled"] - 1 if ends["unsettled"] else ends["last"]
    if reached and reached > reading.reached_id:
        reading.reached_id = reached
        reading.save(update_fields=["reached_id"])
    return 0


def _tell(found: list[Concern], now: datetime) -> None:
    """Put each into the inbox of whom it concerns, or of their deputy.

    Who is gone, has muted the object or may not see it gets a row that is closed from
    the start, so that nobody looks at the concern again.
    """
    deputies = deputies_at(now)
    known = {one.user_id for one in found}
    known |= {rules.stand_in(one, deputies) for one in known}
    mine = User.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    users = mine.in_bulk(known)
    subjects = _subjects(found)
    muted = set(
        Mute.objects.filter(user__in=known).values_list(
            "user_id", "subject_type", "subject_id"
        )
    )
    open_ones, closed = [], []
    for one in found:
        if one.user_id not in users:
            continue
        owner = users[one.user_id]
        user = _listener(one, users, deputies)
        subject = subjects.get(_key(one))
        row = _notification(one, user, owner, subject, now)
        is_heard = subject is not None and user.is_active
        if is_heard and (user.pk, *_key(one)) not in muted:
            open_ones.append(row)
        else:
            row.withdrawn_at = now
            closed.append(row)
    Notification.objects.bulk_create(closed)
    post(open_ones, now=now)


def _listener(one: Concern, users: dict[int, User], deputies: dict[int, int]) -> User:
    """The deputy while the person is away, if the thing exists for them."""
    user = users.get(rules.stand_in(one.user_id, deputies), users[one.user_id])
    kind, pk = _key(one)
    return user if visible(user, kind, [pk]) else users[one.user_id]


def _key(one: Concern) -> tuple[str, int]:
    return one.event.subject_type, one.event.subject_id


def _subjects(found: Iterable[Concern]) -> dict[tuple[str, int], models.Model]:
    wanted: dict[str, set[int]] = {}
    for kind, pk in map(_key, found):
        wanted.setdefault(kind, set()).add(pk)
    return {
        (kind, pk): row
        for kind, pks in wanted.items()
        for pk, row in apps.get_model(kind)._default_manager.in_bulk(pks).items()
    }


def _notification(
    one: Concern, user: User, owner: User, subject: models.Model | None, now: datetime
) -> Notification:
    kind, pk = _key(one)
    url = subject.get_absolute_url() if subject else "/"  # type: ignore[attr-defined]
    return Notification(
        key=f"concern:{one.pk}",
        concern_id=one.pk,
        user=user,
        instead_of=owner if owner.pk != user.pk else None,
        topic=one.topic,
        subject_type=kind,
        subject_id=pk,
        title=str(subject or kind)[:250],
        words=f"{one.event.actor_name} {one.words}"[:500],
        url=url,
        why=one.why,
        late_since=one.at if rules.is_late(one.at, now) else None,
        at=now,
    )
