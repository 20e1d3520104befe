"""Asking what is due: claimed under a lease, asked side by side, written one by one.

PostgreSQL says what is due and who holds it; threads only carry questions. One slow
system takes two of a round's eight lines for some seconds, and rests once it fails.
"""

import logging
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from apps.facts.actions.outcomes import OURS, Outcome, write
from apps.facts.actions.sending import send
from apps.facts.models import Connector, Probe
from apps.facts.rules.asking import About, Answered, Asked, Place, fill
from apps.facts.rules.connectors import WAYS
from apps.facts.rules.kinds import Fault

LEASE = timedelta(seconds=90)
LINES = 8
LINES_A_CONNECTOR = 2
ROUND_SECONDS = 20.0
OUR_FAULT = "The portal could not put the question; its log says why."
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Held:
    """A probe that this round holds: until when, and what it asks whom."""

    probe: Probe
    lease_until: datetime
    about: About

    @property
    def connector(self) -> Connector:
        """Whom it asks."""
        found = self.probe.of_check.connector
        assert found is not None
        return found


def gather(*, now: datetime, seconds: float = ROUND_SECONDS) -> int:
    """Ask what is due, for so many seconds; how many were asked. Any number at once."""
    began, asked = time.monotonic(), 0
    under_way: dict[Future[Outcome], Held] = {}
    with ThreadPoolExecutor(LINES) as lines:
        while True:
            at = now + timedelta(seconds=time.monotonic() - began)
            if time.monotonic() - began < seconds:
                for held in claim(_load(under_way), LINES - len(under_way), now=at):
                    under_way[lines.submit(carry, held, at)] = held
            if not under_way:
                return asked
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            at = now + timedelta(seconds=time.monotonic() - began)
            for one in done:
                held = under_way.pop(one)
                write(held.probe.pk, held.lease_until, one.result(), now=at)
                asked += 1


def _load(under_way: dict[Future[Outcome], Held]) -> Counter[int]:
    return Counter(held.connector.pk for held in under_way.values())


def claim(busy: Counter[int], most: int, *, now: datetime) -> list[Held]:
    """Hold some of what is due, so that nobody else asks it: what was asked for first.

    No connector gets more than its lines, with those that it has already.
    """
    if most <= 0:
        return []
    with transaction.atomic():
        rows = Probe.objects.select_for_update(skip_locked=True, of=("self",))
        found = list(
            rows.due(now)
            .filter(pk__in=_next(busy, most, now))
            .select_related("of_check__connector__platform", "application")
        )
        until = now + LEASE
        Probe.objects.filter(pk__in=[one.pk for one in found]).update(lease_until=until)
    return [Held(one, until, about(one)) for one in found]


def _next(busy: Counter[int], most: int, now: datetime) -> list[int]:
    turn = Window(
        RowNumber(),
        partition_by="of_check__connector",
        order_by=[F("asked_at").asc(nulls_last=True), "next_run_at", "pk"],
    )
    rows = Probe.objects.due(now).annotate(turn=turn)
    order = (F("asked_at").asc(nulls_last=True), "next_run_at", "pk")
    found = rows.filter(turn__lte=LINES_A_CONNECTOR).order_by(*order)
    free = [
        pk
        for pk, connector, turn in found.values_list(
            "pk", "of_check__connector", "turn"
        )
        if turn + busy[connector] <= LINES_A_CONNECTOR
    ]
    return free[:most]


def about(probe: Probe) -> About:
    """The names that fill its placeholders."""
    connector = probe.of_check.connector
    assert connector is not None
    return About(probe.application.code, connector.platform.slug, connector.environment)


def place_of(connector: Connector, about: About) -> Place:
    """The connector as the rules read it; its address may hold placeholders as well."""
    return Place(
        fill(connector.url, about),
        connector.secret,
        connector.settings,
        connector.session_token,
    )


def carry(held: Held, now: datetime) -> Outcome:
    """Ask, and read the answer; what goes wrong is told in words. Without the database.

    A mistake of our own is logged, and stops no other question.
    """
    try:
        return _carried(held, now)
    except Exception:
        log.exception("check %s could not be asked", held.probe.of_check_id)
        return Outcome(at=now, error=OUR_FAULT, status=OURS)


def _carried(held: Held, now: datetime) -> Outcome:
    check, connector = held.probe.of_check, held.connector
    answered = Answered(0)
    try:
        asked = Asked(check.name, fill(check.query, held.about), check.objective)
        place = place_of(connector, held.about)
        way = WAYS[connector.kind]
        answered = send(way.ask(place, asked, now))
        readings = way.read(asked, answered, now)
    except Fault as fault:
        return Outcome(error=str(fault), status=answered.status, at=now)
    return Outcome(
        readings=tuple(readings), status=answered.status, at=now, base=place.url
    )
