"""Two of everything on one database: whoever is killed, people go on, and nothing is lost.

`make test-scale` is the long form: each of the six and Valkey is killed and comes back, and
web processes are renewed, SCALE_ROUNDS times.
"""

import os
from datetime import timedelta

import pytest
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.actions import make_token
from apps.accounts.models import ApiToken
from apps.accounts.roles import Role
from apps.core import outbox
from apps.core.models import OutboxItem, SentForm
from apps.history.models import Event
from apps.vendors.models import Ticket, Verdict
from tests.factories import person
from tests.faults import pooler
from tests.faults.callers import BATCH, Callers
from tests.faults.scale import TWO, Plan, judge, renew, stage, strike
from tests.faults.sinks import sinks
from tests.faults.workers import until, url
from tests.vendors.factories import LevelFactory

ROUNDS = int(os.environ.get("SCALE_ROUNDS", "0"))
PAGES = ("dashboard:home", "onboarding:index", "vendors:services", "accounts:teams")
SPREAD = timedelta(seconds=8)
LONG = Plan((), comes_back=True, processes=2, callers=8, letters=60 + 240 * ROUNDS)
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def owe_letters(count: int, over: timedelta) -> None:
    """So many letters, each due at a moment of its own."""
    now = timezone.now()
    letter = {"to": "p@bank.example", "text": "Read it.", "html": "", "headers": {}}
    owed = [
        outbox.Owed(f"mail:{n}", letter | {"subject": f"{n}"}, now + over * n / count)
        for n in range(count)
    ]
    outbox.enqueue_all("core.send_mail", owed, now=now)


def callers_of(level, port: int) -> Callers:
    """A manager's session and token."""
    manager = person(Role.VENDOR_MANAGER)
    client = Client()
    client.force_login(manager, "django.contrib.auth.backends.ModelBackend")
    name, now = "portal_session", timezone.now()
    scope, ends = ApiToken.Scope.WRITE, now + timedelta(days=1)
    _, key = make_token(by=manager, name="scale", scope=scope, expires_at=ends, now=now)
    cookie = f"{name}={client.cookies[name].value}"
    pages = [reverse(one) for one in PAGES]
    return Callers(port, cookie, key, pages, level.service.slug)


def told(strikes, callers, seen, on) -> str:
    """A line a strike, and what all of it came to."""
    ok = [one for one in callers.seen if not one.has_failed]
    lines = [
        f"  {one.what:8} in flight {one.in_flight:2}, failed {len(one.failed)} (not in"
        f" flight {len(one.unexplained())}), longest request {one.longest:4.1f} s,"
        f" back after {one.back_after:4.1f} s"
        for one in strikes
    ]
    pooled = f"pgbouncer {on.pooler.figures()}" if on.pooler else "no pgbouncer"
    return "\n".join(
        [
            f"\nscale: {len(ok)} requests answered, {len(callers.seen) - len(ok)} failed,"
            f" {on.proxy.sent_elsewhere} sent to the other before they were sent at all;"
            f" {len(callers.batches)} batches in {callers.tries} tries;"
            f" {len(seen.mails)} letters, {seen.mails.total() - len(seen.mails)} twice under"
            f" the same id; {pooled}",
            *lines,
        ]
    )


@pytest.mark.parametrize("pooled", [True] if not ROUNDS else [True, False])
def test_whoever_is_killed_people_go_on_and_nothing_is_lost_or_doubled(
    pooled, tmp_path, capsys
):
    pooled = pooled and pooler.is_there()
    plan = LONG if ROUNDS else Plan()
    level = LevelFactory(service__slug="desk")
    with sinks() as seen, stage(tmp_path, url(), seen.smtp, plan, pooled=pooled) as on:
        callers = callers_of(level, on.proxy.port)
        owe_letters(plan.letters, SPREAD * max(1, 10 * ROUNDS))
        with callers.at_work(plan.callers):
            strikes = [strike(on, one, plan, callers) for one in plan.kills]
            for _ in range(ROUNDS):
                strikes += [strike(on, one, plan, callers) for one in (*TWO, "valkey")]
                strikes += [renew(on, one, plan, callers) for one in TWO]
        judge(strikes, callers.seen)
        owed = OutboxItem.objects.filter(done_at=None)
        until(lambda: not owed.exists())
        with capsys.disabled():
            print(told(strikes, callers, seen, on))
        close_old_connections()

        assert [one for each in strikes for one in each.unexplained()] == []
        assert callers.given_up == 0
        assert not owed.exists()
        assert len(seen.mails) == plan.letters
        assert len(callers.batches) > len(strikes)
        many = len(callers.batches)
        assert Ticket.objects.count() == Verdict.objects.count() == many * BATCH
        assert SentForm.objects.count() == many
        assert Event.objects.filter(verb="vendors.tickets_upserted").count() == many
