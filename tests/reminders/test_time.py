"""A world in which clocks jump, schedulers stop and people move, against an oracle."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from apps.accounts.roles import Role
from apps.reminders import actions, rules
from apps.reminders.models import Notification, Occurrence
from tests.factories import TeamFactory, person
from tests.reminders.conftest import set_rule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_letters")]
STEPS = [-7, -1, 1]
MORNING = time(8, 30)
ZONES = [
    *("Europe/London", "Europe/Warsaw", "Asia/Kolkata"),
    *("America/Sao_Paulo", "Africa/Cairo", "Asia/Dubai"),
]
# The last two starts lead over nights on which clocks change, the first over a 29 February.
STARTS = [
    datetime(2028, 2, 18, tzinfo=UTC),
    datetime(2026, 3, 20, tzinfo=UTC),
    datetime(2026, 10, 16, tzinfo=UTC),
]
OUTAGES = [
    timedelta(minutes=5),
    timedelta(hours=3),
    timedelta(hours=26),
    timedelta(days=8),
]
HOUR = timedelta(hours=1)


def fires(due: date, step: int, zone: str) -> datetime:
    local = datetime.combine(due + timedelta(days=step), MORNING, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


class Oracle:
    """What should be told: (letter, step told, whether late), each ladder by itself."""

    def __init__(self) -> None:
        self.due: dict[int, date] = {}
        self.zone = ""
        self.done: set[tuple[int, date, int]] = set()
        self.told: list[tuple[int, date, int, bool]] = []

    def tick(self, now: datetime) -> None:
        for letter, due in sorted(self.due.items()):
            came = [
                step
                for step in STEPS
                if fires(due, step, self.zone) <= now
                and (letter, due, step) not in self.done
            ]
            self.done |= {(letter, due, step) for step in came}
            if came:
                last = max(came)
                is_late = now - fires(due, last, self.zone) > HOUR
                self.told.append((letter, due, last, is_late))


def told_by_engine() -> list[tuple[int, date, int, bool]]:
    rows = Notification.objects.order_by("pk").select_related("occurrence")
    return [
        (
            one.subject_id,
            one.occurrence.due_on,
            rules.parse_step(one.occurrence.step).count,
            one.late_since is not None,
        )
        for one in rows
    ]


@pytest.mark.parametrize("seed", range(6))
def test_each_step_is_told_once_whatever_time_does(letters, seed):
    chance, start = random.Random(seed), STARTS[seed % 3]
    writer = person(Role.REQUESTER)
    oracle = Oracle()
    oracle.zone = writer.time_zone = ZONES[seed]
    writer.save()
    set_rule()
    teams = TeamFactory.create_batch(3)
    for number, team in enumerate(teams):
        due = (start + timedelta(days=8 + 3 * number)).date()
        letters.owe(team, due, writer)
        oracle.due[team.pk] = due
    now, end = start, start + timedelta(days=26)
    actions.plan(now=now)
    while now < end:
        event = chance.random()
        step = chance.choice([HOUR, 3 * HOUR, 8 * HOUR])
        if event < 0.12:
            step = chance.choice(OUTAGES)
        elif event < 0.20:
            step = chance.choice([-HOUR, HOUR])
        elif event < 0.26:
            oracle.zone = writer.time_zone = chance.choice(ZONES)
            writer.save()
        elif event < 0.32 and oracle.due:
            team = chance.choice([one for one in teams if one.pk in oracle.due])
            if chance.random() < 0.3:
                letters.met(team)
                del oracle.due[team.pk]
            else:
                due = (now + timedelta(days=chance.randint(9, 15))).date()
                letters.owe(team, due, writer)
                oracle.due[team.pk] = due
        now += step
        actions.plan(now=now)
        for _ in range(chance.randint(1, 5)):
            chance.choice([actions.plan, actions.fire])(now=now)
        actions.fire(now=now)
        oracle.tick(now)

    assert sorted(told_by_engine()) == sorted(oracle.told)
    assert not Occurrence.objects.due(end).exists()
