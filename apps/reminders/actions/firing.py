"""Telling people what is due: exactly once, all of a person's morning together."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User, read_rights
from apps.reminders import rules
from apps.reminders.actions.planning import note_trouble
from apps.reminders.actions.posting import post
from apps.reminders.models import Mute, Notification, Occurrence, RuleSetting
from apps.reminders.queries import RULES, Due
from apps.reminders.queries.people import deputies_at, seen_by
from apps.reminders.states import OccurrenceState

PEOPLE_AT_ONCE = 100
LOOKED_AT = 1_000
log = logging.getLogger(__name__)
DueKey = tuple[str, str, int, date | datetime]


class RuleFailed(Exception):
    """A rule could not say what is due or how it is worded; the message is its slug."""


def fire(*, now: datetime) -> int:
    """Tell everybody what is due by now; how many steps were told or closed.

    Each transaction takes some people whom nobody else is telling, and all that is due
    to them; whoever crashes leaves their people to the next one. A rule that fails says
    so, keeps its steps for later, and stops no other.
    """
    total = 0
    failed: set[str] = set()
    while True:
        try:
            closed = _fire_some(now, failed)
        except RuleFailed as error:
            failed.add(str(error))
            log.exception("the rule %s cannot be told", error)
            note_trouble(str(error), f"The rule itself failed: {error.__cause__!r}")
            continue
        if not closed:
            return total
        total += closed


@transaction.atomic
def _fire_some(now: datetime, failed: Collection[str]) -> int:
    rows, users = taken(now, failed)
    if not rows:
        return 0
    tellable = _tellable(rows, users, now)
    post([_notification(one, now) for one in tellable], now=now)
    _write_down(rows, now)
    return len(rows)


def taken(
    now: datetime, failed: Collection[str] = ()
) -> tuple[list[Occurrence], dict[int, User]]:
    """What is due to some people whom nobody else is telling, and these, held."""
    due = Occurrence.objects.due(now).exclude(rule__in=failed)
    first = due.order_by("fire_at").values_list("recipient_id", flat=True)[:LOOKED_AT]
    people = list(dict.fromkeys(first))[:PEOPLE_AT_ONCE]
    mine = User.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    users = mine.select_related("organisation").in_bulk(people)
    rows = list(due.filter(recipient__in=users).order_by("fire_at", "pk"))
    for one in rows:
        one.recipient = users[one.recipient_id]
    return rows, users


@contextmanager
def _asking(slug: str) -> Iterator[None]:
    """Whatever a rule raises names the rule."""
    try:
        yield
    except Exception as error:
        raise RuleFailed(slug) from error


def _write_down(rows: Iterable[Occurrence], now: datetime) -> None:
    """How each step ended; a query for each way to end."""
    by_end: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in rows:
        by_end[one.state, one.note].append(one.pk)
    for (state, note), pks in by_end.items():
        Occurrence.objects.filter(pk__in=pks).update(
            state=state, note=note, closed_at=now
        )


@dataclass(frozen=True)
class Tellable:
    """A step that is told to a person, who may stand in for its recipient."""

    occurrence: Occurrence
    due: Due
    user: User
    is_critical: bool


def _tellable(
    rows: list[Occurrence], users: dict[int, User], now: datetime
) -> list[Tellable]:
    """Close every step; those that are told come back with what is due and to whom."""
    settings = {one.slug: one for one in RuleSetting.objects.filter(is_on=True)}
    true = _still_true(rows, settings)
    steps = [(_ladder(one), one.fire_at, one.pk) for one in rows]
    last = rules.last_of_ladder(steps)
    listeners = _listeners(rows, users, now)
    muted = _muted(one for one in listeners.values())
    kept: list[tuple[Occurrence, Due]] = []
    for one in rows:
        due = true.get(_due_key(one))
        if due is None or not _is_for(one, due):
            _close(one, OccurrenceState.WITHDRAWN, now, "No longer true.")
        elif one.pk not in last:
            _close(one, OccurrenceState.MERGED, now, "")
        else:
            kept.append((one, due))
    seen = _visible_to(kept, listeners)
    found = []
    for one, due in kept:
        is_critical = settings[one.rule].is_critical
        user = _who(one, users, listeners, seen)
        if user is None:
            _close(one, OccurrenceState.WITHDRAWN, now, "They may not see it.")
        elif not is_critical and (user.pk, *_subject(one)) in muted:
            _close(one, OccurrenceState.WITHDRAWN, now, "They muted it.")
        else:
            _close(one, OccurrenceState.TOLD, now, "")
            found.append(Tellable(one, due, user, is_critical))
    return found


def _still_true(
    rows: Iterable[Occurrence], settings: Mapping[str, RuleSetting]
) -> dict[DueKey, Due]:
    """What the rules find now among the subjects of these steps. A query or two a rule."""
    subjects: dict[str, set[int]] = defaultdict(set)
    for one in rows:
        subjects[one.rule].add(one.subject_id)
    found: dict[DueKey, Due] = {}
    for slug, pks in subjects.items():
        if slug in RULES and slug in settings:
            with _asking(slug):
                found |= {(slug, *due.key): due for due in RULES[slug].find(pks)}
    return found


def _is_for(one: Occurrence, due: Due) -> bool:
    """Whether the person is still one of those who are told; managers are."""
    return one.is_escalation or any(
        one.recipient_id in pks for pks in due.people.values()
    )


def _ladder(one: Occurrence) -> tuple[object, ...]:
    return (*_due_key(one), one.recipient_id)


def _due_key(one: Occurrence) -> DueKey:
    return one.rule, one.subject_type, one.subject_id, one.due


def _subject(one: Occurrence) -> tuple[str, int]:
    return one.subject_type, one.subject_id


def _close(one: Occurrence, new: OccurrenceState, now: datetime, note: str) -> None:
    one.become(new, now)
    one.note = note


def _listeners(
    rows: Iterable[Occurrence], users: dict[int, User], now: datetime
) -> dict[int, User]:
    """Who listens for each recipient: they themselves, or their deputy while away."""
    deputies = deputies_at(now)
    stand_ins = {
        one.recipient_id: rules.stand_in(one.recipient_id, deputies) for one in rows
    }
    others = {pk for pk in stand_ins.values() if pk not in users}
    active = User.objects.filter(is_active=True).select_related("organisation")
    known = users | active.in_bulk(others)
    read_rights(known.values())
    return {pk: known.get(other, users[pk]) for pk, other in stand_ins.items()}


def _visible_to(
    kept: list[tuple[Occurrence, Due]], listeners: dict[int, User]
) -> set[tuple[int, str, int]]:
    """(Person, kind, id) of what each recipient and listener may see."""
    wanted: dict[tuple[User, str], set[int]] = defaultdict(set)
    for one, _ in kept:
        for user in {one.recipient, listeners[one.recipient_id]}:
            wanted[user, one.subject_type].add(one.subject_id)
    return seen_by(wanted)


def _who(
    one: Occurrence,
    users: dict[int, User],
    listeners: dict[int, User],
    seen: set[tuple[int, str, int]],
) -> User | None:
    """The listener, if the thing exists for them; else the recipient, else nobody."""
    for user in (listeners[one.recipient_id], users[one.recipient_id]):
        if user.is_active and (user.pk, *_subject(one)) in seen:
            return user
    return None


def _muted(people: Iterable[User]) -> set[tuple[int, str, int]]:
    rows = Mute.objects.filter(user__in={one.pk for one in people})
    return set(rows.values_list("user_id", "subject_type", "subject_id"))


def _notification(one: Tellable, now: datetime) -> Notification:
    """What the person reads, in the words of the rule and the time of their zone."""
    occurrence, due, user = one.occurrence, one.due, one.user
    zone = ZoneInfo(user.time_zone)
    with timezone.override(zone), _asking(occurrence.rule):
        words = RULES[occurrence.rule].words(due, now.astimezone(zone).date())
        url = due.subject.get_absolute_url()  # type: ignore[attr-defined]
    is_late = rules.is_late(occurrence.fire_at, now)
    return Notification(
        key=f"occurrence:{occurrence.pk}",
        user=user,
        instead_of=occurrence.recipient if user.pk != occurrence.recipient_id else None,
        occurrence=occurrence,
        topic=occurrence.rule,
        subject_type=occurrence.subject_type,
        subject_id=occurrence.subject_id,
        title=due.title[:250],
        words=words[:500],
        url=url,
        why=f"you are the {occurrence.why}"[:100],
        due_on=occurrence.due_on,
        is_critical=one.is_critical,
        late_since=occurrence.fire_at if is_late else None,
        at=now,
    )
