"""The demonstration's tickets: possible, and the same from the same seed."""

from collections import Counter
from dataclasses import astuple
from datetime import UTC, date, datetime

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.roles import Role
from apps.calendars.rules.vector import NEVER
from apps.dashboard.demo.history import history
from apps.dashboard.demo.periods import close_month
from apps.dashboard.demo.register import Desk
from apps.dashboard.demo.suppliers import SUPPLIERS
from apps.dashboard.demo.tickets import fill
from apps.vendors import actions
from apps.vendors.models import Closure, StateSpan, Ticket, Verdict
from apps.vendors.queries.exclusions import is_late, listed_exclusions
from apps.vendors.states import Outcome
from tests.factories import person
from tests.vendors.factories import (
    LevelFactory,
    ServiceFactory,
    TicketFactory,
    judged,
    office,
)

FIRST, NOW = date(2026, 8, 1), datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
RUNS = {run.slug: run for one in SUPPLIERS for deal in one.deals for run in deal.runs}
pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    """A service whose calendar is an office's."""
    office("london-office")
    return RUNS["cloud-desk"]


def test_the_same_seed_tells_the_same_story(run):
    one, two = (
        history(run, FIRST, NOW, np.random.default_rng(seed)) for seed in (7, 7)
    )
    other = history(run, FIRST, NOW, np.random.default_rng(8))

    assert all(map(np.array_equal, astuple(one), astuple(two)))
    assert not np.array_equal(one.opened[:50], other.opened[:50])


def test_every_ticket_could_have_happened(run):
    found = history(run, FIRST, NOW, np.random.default_rng(7))
    waited = found.paused != NEVER

    assert (found.opened <= found.responded).all()
    assert (found.responded <= found.resolved).all()
    assert (found.responded[waited] <= found.paused[waited]).all()
    assert (found.paused[waited] < found.resumed[waited]).all()
    assert (found.resolved <= found.closed).all()
    done = found.resolved[found.resolved != NEVER]
    assert done.max() <= NOW.timestamp()
    assert (found.resolved == NEVER).any()


def test_its_rows_are_judged_also_where_queries_are_logged(run):
    service = ServiceFactory(slug=run.slug, calendar=office("london-office"))
    LevelFactory(service=service, version__target_seconds=16 * 3600)

    count = fill(service, run, FIRST, NOW, seed=3)
    with CaptureQueriesContext(connection):
        judged = actions.recount(service.pk, now=NOW)

    assert judged == count == Ticket.objects.count() > 200
    assert StateSpan.objects.count() > 3 * count
    outcomes = Counter(Verdict.objects.values_list("outcome", flat=True))
    assert set(outcomes) == {Outcome.MET, Outcome.BREACHED, Outcome.RUNNING}
    assert outcomes[Outcome.MET] > 0.8 * count


@pytest.mark.parametrize(("answered", "closed"), [(5, 10), (14, 14)])
def test_no_month_closes_before_its_exclusions_are_answered(answered, closed):
    level = LevelFactory()
    ticket = TicketFactory(service=level.service)
    judged(ticket, level, Outcome.BREACHED)
    manager, second = (person(Role.VENDOR_MANAGER) for _ in range(2))
    said = {"now": datetime(2026, 11, answered, 8, tzinfo=UTC)}
    made = actions.propose_exclusion(
        ticket.pk, level.pk, by=manager, reason="customer", words="Waited.", **said
    )
    actions.decide_exclusion(
        made.pk, by=second, is_accepted=True, answer="", expected_version=1, **said
    )

    desk = Desk(manager, second, None, NOW)
    close_month(level.service, date(2026, 10, 1), desk, "frozen")

    closure = Closure.objects.get()
    assert closure.closed_at.day == closed
    assert closure.signed_at > closure.closed_at
    assert not is_late(listed_exclusions(manager).get())
