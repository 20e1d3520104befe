"""What will have to be told: one row for each step, person and due date."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction

from apps.accounts.models import User
from apps.calendars.queries import schedule_named
from apps.calendars.rules import is_working_day
from apps.reminders import rules
from apps.reminders.models import Habits, Notification, Occurrence, RuleSetting
from apps.reminders.queries import RULES, Due, Rule
from apps.reminders.queries.people import habits_of, managers_of
from apps.reminders.states import OccurrenceState

HORIZON = timedelta(days=62)
BATCH = 1_000
MANAGER = "manager of who was told"
Key = tuple[str, int, date, datetime | None, str, bool, int]


@dataclass(frozen=True)
class Told:
    """A step that one person has to be told at an instant (UTC), and as what."""

    due: Due
    step: str
    is_escalation: bool
    user: int
    why: str
    fire_at: datetime

    @property
    def key(self) -> Key:
        """What makes it one occurrence."""
        kind, pk, due = self.due.key
        step = (self.step, self.is_escalation, self.user)
        if isinstance(due, datetime):
            return kind, pk, due.astimezone(UTC).date(), due, *step
        return kind, pk, due, None, *step


def default_setting(rule: Rule, now: datetime) -> RuleSetting:
    """How a new portal tells this rule. Not saved."""
    return RuleSetting(
        slug=rule.slug,
        steps=rule.steps,
        people=list(rule.tells),
        escalates=rule.escalates,
        is_critical=rule.is_critical,
        counts_from=now,
    )


def ensure_settings(*, now: datetime) -> None:
    """Every rule of the code has its row."""
    known = set(RuleSetting.objects.values_list("slug", flat=True))
    missing = [default_setting(RULES[one], now) for one in RULES if one not in known]
    RuleSetting.objects.bulk_create(missing, ignore_conflicts=True)


def plan(*, now: datetime) -> int:
    """Plan every rule; how many steps were planned, changed or withdrawn."""
    ensure_settings(now=now)
    return sum(plan_rule(RULES[slug], now=now) for slug in RULES)


@transaction.atomic
def plan_rule(rule: Rule, *, now: datetime) -> int:
    """Bring the planned steps of a rule in line with what is true; how many changed.

    Somebody else at work on the same rule is left to it.
    """
    rows = RuleSetting.objects.select_for_update(skip_locked=True, no_key=True)
    setting = rows.filter(slug=rule.slug).first()
    if setting is None:
        return 0
    dues = list(rule.find(None)) if setting.is_on else []
    wanted = {one.key: one for one in told(dues, setting, now)}
    changed = _bring_in_line(rule, wanted, now)
    _close_what_is_no_longer_true(rule, dues, now)
    return changed


def told(dues: list[Due], setting: RuleSetting, now: datetime) -> Iterator[Told]:
    """Who is told which step when, up to the horizon.

    A step that lay before the thing came to be, or before the rule was switched on or
    changed, is not made up for.
    """
    people = {pk for due in dues for pks in due.people.values() for pk in pks}
    managers = managers_of(people)
    people |= {one for found in managers.values() for one in found}
    users = User.objects.filter(is_active=True).in_bulk(people)
    habits = habits_of(users.values())
    is_working = working_days(setting)
    for due in dues:
        for one in _steps(due, setting, managers):
            if one.user not in users:
                continue
            fire_at = _fire_at(one, users[one.user], habits[one.user], is_working)
            earliest = max(due.since, setting.counts_from)
            if earliest <= fire_at <= now + HORIZON:
                yield Told(due, one.step, one.is_escalation, one.user, one.why, fire_at)


@dataclass(frozen=True)
class _Wish:
    due: Due
    step: str
    is_escalation: bool
    user: int
    why: str


def _steps(
    due: Due, setting: RuleSetting, managers: dict[int, set[int]]
) -> Iterator[_Wish]:
    """Every step for every person, each person once, as the first word that fits them."""
    people: dict[int, str] = {}
    for word in setting.people:
        for pk in due.people.get(word, ()):
            people.setdefault(pk, word)
    for step in rules.parse_steps(setting.steps):
        for pk, why in people.items():
            yield _Wish(due, str(step), is_escalation=False, user=pk, why=why)
    above = {lead: pk for pk in people for lead in sorted(managers.get(pk, ()))}
    for step in rules.parse_steps(setting.escalates):
        for lead in above:
            yield _Wish(due, str(step), is_escalation=True, user=lead, why=MANAGER)


def _fire_at(
    one: _Wish, user: User, habits: Habits, is_working: Callable[[date], bool]
) -> datetime:
    zone = ZoneInfo(user.time_zone)
    step = rules.parse_step(one.step)
    instant = rules.fire_instant(
        one.due.due, step, zone=zone, morning=habits.morning, is_working=is_working
    )
    if one.is_escalation and step.unit != "h":
        day = rules.next_working_day(instant.astimezone(zone).date(), is_working)
        return rules.local_instant(day, habits.morning, zone)
    return instant


def working_days(setting: RuleSetting) -> Callable[[date], bool]:
    """Which days count as working days for this rule."""
    if setting.calendar is None:
        return rules.monday_to_friday
    schedule = schedule_named(setting.calendar.slug)
    return partial(is_working_day, schedule)


def _bring_in_line(rule: Rule, wanted: dict[Key, Told], now: datetime) -> int:
    """Create what is missing, move what moved, withdraw what is no longer true."""
    subjects = {key[:2] for key in wanted}
    rows = Occurrence.objects.filter(rule=rule.slug).select_for_update(no_key=True)
    planned = list(rows.planned())
    known = {_key(one): one for one in planned}
    withdrawn = rows.filter(
        state=OccurrenceState.WITHDRAWN, subject_id__in={pk for _, pk in subjects}
    )
    back = [one for one in withdrawn if _key(one) in wanted]
    for one in back:
        one.become(OccurrenceState.PLANNED, now)
        one.note = ""
        known[_key(one)] = one
    moved = [one for one in known.values() if _moved(one, wanted.get(_key(one)))]
    gone = [one for one in planned if _key(one) not in wanted]
    for one in gone:
        one.become(OccurrenceState.WITHDRAWN, now)
        one.note = "No longer true when it was looked at."
    changed = {one.pk: one for one in [*back, *moved, *gone]}.values()
    Occurrence.objects.bulk_update(
        changed, ["state", "closed_at", "note", "fire_at"], batch_size=BATCH
    )
    new = [_row(rule, one) for key, one in wanted.items() if key not in known]
    Occurrence.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    return len(changed) + len(new)


def _moved(one: Occurrence, wish: Told | None) -> bool:
    """Whether it fires at another time now; then it does from here on."""
    if wish is None or one.fire_at == wish.fire_at:
        return False
    one.fire_at = wish.fire_at
    return True


def _key(one: Occurrence) -> Key:
    return (
        *(one.subject_type, one.subject_id, one.due_on, one.due_at),
        *(one.step, one.is_escalation, one.recipient_id),
    )


def _row(rule: Rule, one: Told) -> Occurrence:
    kind, pk, day, at, step, is_escalation, user = one.key
    return Occurrence(
        rule=rule.slug,
        subject_type=kind,
        subject_id=pk,
        due_on=day,
        due_at=at,
        step=step,
        is_escalation=is_escalation,
        recipient_id=user,
        why=one.why,
        fire_at=one.fire_at,
    )


def _close_what_is_no_longer_true(
    rule: Rule, dues: Iterable[Due], now: datetime
) -> None:
    """What was told and has been met, or is due at another time, leaves the inboxes."""
    true = {one.key for one in dues}
    rows = Notification.objects.filter(
        topic=rule.slug, done_at=None, withdrawn_at=None, occurrence__isnull=False
    ).select_related("occurrence")
    gone = [
        one.pk
        for one in rows
        if one.occurrence
        and (one.subject_type, one.subject_id, one.occurrence.due) not in true
    ]
    Notification.objects.filter(pk__in=gone).update(withdrawn_at=now)
