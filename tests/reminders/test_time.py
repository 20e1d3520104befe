"""A world in which clocks jump, schedulers stop and people move, against an oracle."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from apps.accounts.models import Team
from apps.accounts.roles import Role
from apps.reminders import actions, rules
from apps.reminders.models import Notification, Occurrence
from tests.factories import TeamFactory, person
from tests.reminders.conftest import set_rule

pytestmark = pytest.mark.usefixtures("only_letters")
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
    """What should be told: (letter, step told, whether late), each ladder by itself.

    A plan holds until the next one, so who moves zone is told by the old one till then.
    """

    def __init__(self) -> None:
        self.due: dict[int, date] = {}
        self.zone = ""
        self.planned: dict[tuple[int, date, int], datetime] = {}
        self.done: set[tuple[int, date, int]] = set()
        self.told: list[tuple[int, date, int, bool]] = []

    def plan(self) -> None:
        self.planned = {
            (letter, due, step): fires(due, step, self.zone)
            for letter, due in self.due.items()
            for step in STEPS
            if (letter, due, step) not in self.done
        }

    def tick(self, now: datetime) -> None:
        came = {key: at for key, at in self.planned.items() if at <= now}
        for key in came:
            del self.planned[key]
        for letter, due in {key[:2] for key in came}:
            if self.due.get(letter) != due:
                continue
            steps = [key for key in came if key[:2] == (letter, due)]
            self.done |= set(steps)
            last = max(steps)
            self.told.append((*last, now - came[last] > HOUR))


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


def at_once(calls, now: datetime) -> None:
    """Each call by a scheduler of its own, all beginning at the same moment."""
    gate = threading.Barrier(len(calls))

    def schedule(call) -> None:
        try:
            gate.wait()
            call(now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as schedulers:
        list(schedulers.map(schedule, calls))


def befall(chance, oracle, letters, writer, now: datetime) -> datetime:
    """Something happens to the letters or to time; the next moment that somebody looks."""
    event = chance.random()
    if event < 0.12:
        return now + chance.choice(OUTAGES)
    if event < 0.20:
        return now + chance.choice([-HOUR, HOUR])
    if event < 0.28:
        oracle.zone = writer.time_zone = chance.choice(ZONES)
        writer.save()
    elif event < 0.34 and oracle.due:
        team = Team.objects.get(pk=chance.choice(sorted(oracle.due)))
        if chance.random() < 0.3:
            letters.met(team)
            del oracle.due[team.pk]
        else:
            due = (now + timedelta(days=chance.randint(9, 15))).date()
            letters.owe(team, due, writer)
            oracle.due[team.pk] = due
    return now + chance.choice([HOUR, 3 * HOUR, 8 * HOUR])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(6))
def test_each_step_is_told_once_whatever_time_does(letters, seed):
    chance, start = random.Random(seed), STARTS[seed % 3]
    writer = person(Role.REQUESTER)
    oracle = Oracle()
    oracle.zone = writer.time_zone = ZONES[seed]
    writer.save()
    set_rule()
    for number, team in enumerate(TeamFactory.create_batch(3)):
        due = (start + timedelta(days=8 + 3 * number)).date()
        letters.owe(team, due, writer)
        oracle.due[team.pk] = due
    now, end = start, start + timedelta(days=26)
    actions.plan(now=now)
    oracle.plan()
    while now < end:
        now = befall(chance, oracle, letters, writer, now)
        if chance.random() < 0.5:
            actions.fire(now=now)
            oracle.tick(now)
        actions.plan(now=now)
        oracle.plan()
        at_once(
            chance.choices([actions.plan, actions.fire], k=chance.randint(1, 5)), now
        )
        actions.fire(now=now)
        oracle.tick(now)

    assert sorted(told_by_engine()) == sorted(oracle.told)
    assert oracle.told
    assert not Occurrence.objects.due(end).exists()


@pytest.mark.django_db
def test_who_moves_at_the_very_moment_is_told_by_the_plan_that_was_made(letters):
    writer, team = person(Role.REQUESTER), TeamFactory()
    writer.time_zone = "Asia/Kolkata"
    writer.save()
    set_rule()
    letters.owe(team, date(2026, 11, 30), writer)
    morning = fires(date(2026, 11, 30), -1, "Asia/Kolkata")
    actions.plan(now=morning - 3 * HOUR)

    writer.time_zone = "Europe/London"
    writer.save()
    actions.fire(now=morning)
    actions.plan(now=morning)
    actions.fire(now=fires(date(2026, 11, 30), -1, "Europe/London"))

    assert told_by_engine() == [(team.pk, date(2026, 11, 30), -1, False)]
