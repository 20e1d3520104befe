"""Who is told which step of a rule when."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.reminders import rules
from apps.reminders.models import Habits, RuleSetting
from apps.reminders.queries import Due
from apps.reminders.queries.people import (
    habits_of,
    managers_of,
    working_days_of,
)

HORIZON = timedelta(days=62)
MANAGER = "manager of who was told"
Key = tuple[str, int, date, datetime | None, str, bool, int]
IsWorking = Callable[[date], bool]


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


def told(
    dues: Sequence[Due], setting: RuleSetting, is_working: IsWorking, now: datetime
) -> Iterator[Told]:
    """Who is told which step when, up to the horizon. DomainError if that has no answer.

    A step that lay before the thing came to be, or before the rule was switched on or
    changed, is not made up for.
    """
    try:
        yield from _told(dues, setting, is_working, now)
    except rules.NoWorkingDays as error:
        raise DomainError(
            f"The calendar “{setting.calendar}” has no working days to count: give it"
            " some, or choose another for this rule."
        ) from error


def _told(
    dues: Sequence[Due], setting: RuleSetting, is_working: IsWorking, now: datetime
) -> Iterator[Told]:
    people = {pk for due in dues for pks in due.people.values() for pk in pks}
    managers = managers_of(people)
    people |= {one for found in managers.values() for one in found}
    users = User.objects.filter(is_active=True).in_bulk(people)
    habits = habits_of(users.values())
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


def _fire_at(one: _Wish, user: User, habits: Habits, is_working: IsWorking) -> datetime:
    zone = ZoneInfo(user.time_zone)
    step = rules.parse_step(one.step)
    instant = rules.fire_instant(
        one.due.due, step, zone=zone, morning=habits.morning, is_working=is_working
    )
    if one.is_escalation and step.unit != "h":
        day = rules.next_working_day(instant.astimezone(zone).date(), is_working)
        return rules.local_instant(day, habits.morning, zone)
    return instant


def working_days(setting: RuleSetting) -> IsWorking:
    """Which days count as working days for this rule."""
    calendar = setting.calendar
    return working_days_of(calendar) if calendar else rules.monday_to_friday
