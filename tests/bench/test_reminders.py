"""A tick among a million planned steps (BENCH_STEPS), and messages a second to local sinks."""

import http.client
import ipaddress
import os
import smtplib
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Grant, User
from apps.core.models import OutboxItem
from apps.onboarding.models import Request
from apps.reminders import actions
from apps.reminders.actions.firing import taken
from apps.reminders.models import Channel, Delivery, Notification, Occurrence
from apps.reminders.rules.formats import new_secret
from tests.bench.ledger import note
from tests.bench.sinks import sinks
from tests.factories import (
    NOW,
    ApplicationFactory,
    OrganisationFactory,
    PlatformFactory,
)

FUTURE = int(os.environ.get("BENCH_STEPS", "1000000"))
DUE = 1_000
PEOPLE = 100
ROUNDS = 5
MOST_QUERIES = 60
RULE = "onboarding.go_live_near"
LATER = NOW + timedelta(days=1)
LETTER = b"Subject: What is due\r\n\r\n" + b"Payments goes live in seven days.\r\n" * 10


def fill() -> None:
    """A thousand requests whose go-live is near, of a hundred people."""
    actions.ensure_settings(now=NOW - timedelta(days=90))
    bank = OrganisationFactory()
    people = User.objects.bulk_create(
        User(
            email=f"p{n}@bank.example",
            name=f"Person {n}",
            organisation=bank,
            time_zone="Europe/London",
        )
        for n in range(PEOPLE)
    )
    Grant.objects.bulk_create(
        Grant(user=one, role="requester", scope_kind="everything") for one in people
    )
    applications = ApplicationFactory.create_batch(40)
    platform = PlatformFactory()
    requests = Request.objects.bulk_create(
        Request(
            application=applications[n % 40],
            platform=platform,
            team=applications[n % 40].owner_team,
            requester=people[n % PEOPLE],
            state="in_review",
            created_at=NOW,
            changed_at=NOW,
            submitted_at=NOW,
            target_on=(NOW + timedelta(days=7)).date(),
            is_gate_met=False,
        )
        for n in range(DUE)
    )
    Occurrence.objects.bulk_create(
        Occurrence(
            rule=RULE,
            subject_type="onboarding.request",
            subject_id=one.pk,
            due_on=one.target_on,
            step="-7d",
            recipient=one.requester,
            why="requester",
            fire_at=NOW - timedelta(minutes=n % 50),
        )
        for n, one in enumerate(requests)
    )


def fill_future() -> None:
    """A million steps of the next two months, of the same people."""
    first = User.objects.order_by("pk").values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO reminders_occurrence (rule, subject_type, subject_id, due_on,
                step, is_escalation, recipient_id, why, fire_at, state, note)
            SELECT %s, 'onboarding.request', 1000000 + n, %s::date + n %% 60, '-7d',
                false, %s + n %% %s, 'requester', %s + n * interval '5 seconds',
                'planned', ''
            FROM generate_series(1, %s) AS n
            """,
            [RULE, LATER.date(), first, PEOPLE, LATER, FUTURE],
        )
        cursor.execute("VACUUM ANALYZE reminders_occurrence")


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def middle(
    work: Callable[[], object], rounds: int, after: Callable[[], object] = int
) -> float:
    """The median of so many rounds after a first one that does not count."""
    taken_by = []
    for _ in range(rounds + 1):
        taken_by.append(timed(work))
        after()
    return statistics.median(taken_by[1:])


def bare() -> None:
    """The floor: what is due, by the index, as the database's own rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM reminders_occurrence"
            " WHERE state = 'planned' AND fire_at <= %s ORDER BY fire_at",
            [NOW],
        )
        assert len(cursor.fetchall()) == DUE


@transaction.atomic
def take() -> None:
    """What a tick does before it tells: find what is due, and hold the people."""
    rows, people = taken(NOW)
    assert (len(rows), len(people)) == (DUE, PEOPLE)


def untold() -> None:
    """As if nobody had been told."""
    Delivery.objects.all().delete()
    Notification.objects.all().delete()
    OutboxItem.objects.all().delete()
    Occurrence.objects.exclude(state="planned").update(
        state="planned", closed_at=None, note=""
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE reminders_occurrence")


def tick() -> None:
    """One tick that tells all that is due."""
    assert actions.fire(now=NOW) == DUE


@pytest.mark.django_db(transaction=True)
def test_a_tick_among_a_million(capsys):
    fill()
    alone = middle(tick, ROUNDS, untold)
    fill_future()

    floor = middle(bare, 30)
    early = NOW - timedelta(days=1)
    rows = {
        "floor: 1,000 due, by the index, bare": floor,
        "a tick with nothing due": middle(lambda: actions.fire(now=early), 30),
        "taking the 1,000 that are due": middle(take, 30),
        "telling 1,000, among a million": middle(tick, ROUNDS, untold),
        "telling 1,000, without the million": alone,
    }
    with CaptureQueriesContext(connection) as seen:
        actions.fire(now=NOW)

    with capsys.disabled():
        print(f"\n{'tick':36} {'p50 ms':>8} {'× floor':>8}")
        for name, spent in rows.items():
            print(f"{name:36} {spent:8.1f} {spent / floor:8.1f}")
        print(f"queries of a tick that tells 1,000: {len(seen)}")
    for name, spent in rows.items():
        bound = None if "tell" in name or "same" in name else 3
        note("reminders", name, spent, "ms p50", floor=floor, bound=bound)
    assert len(seen) <= MOST_QUERIES


def owe_messages(hook: str) -> list[int]:
    """A mail to each, and a post to each one's webhook; the keys of what is owed."""
    Channel.objects.bulk_create(
        Channel(owner=one, kind="webhook", name="Hook", url=hook, secret=new_secret())
        for one in User.objects.filter(email__startswith="p")
    )
    actions.fire(now=NOW)
    return list(OutboxItem.objects.order_by("pk").values_list("pk", flat=True))


def attempt(owed: list[int]) -> None:
    """As a worker does, one after another."""
    for pk in owed:
        actions.attempt(pk, now=NOW)


def bare_mails(port: int) -> None:
    """The floor: as many letters of ten lines, each by a connection of its own."""
    for _ in range(PEOPLE):
        with smtplib.SMTP("127.0.0.1", port) as post:
            post.sendmail("a@bank.example", ["b@bank.example"], LETTER)


def bare_posts(port: int) -> None:
    """The floor: as many posts of the same."""
    for _ in range(PEOPLE):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        line.request("POST", "/", body=LETTER)
        line.getresponse().read()
        line.close()


@pytest.mark.django_db(transaction=True)
def test_messages_a_second(capsys, settings):
    fill()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.OUTGOING_ALLOW_HTTP = True
    settings.OUTGOING_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]
    with sinks() as seen:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", seen.smtp
        settings.OUTGOING_PORTS = [seen.http]
        owed = owe_messages(f"http://127.0.0.1:{seen.http}/")
        spent = {
            "mails": timed(partial(attempt, owed[:PEOPLE])),
            "posts": timed(partial(attempt, owed[PEOPLE:])),
        }

        assert (seen.mails, seen.posts) == (PEOPLE, PEOPLE)
        floors = {
            "mails": timed(partial(bare_mails, seen.smtp)),
            "posts": timed(partial(bare_posts, seen.http)),
        }

    with capsys.disabled():
        print(
            f"\n{'one worker, ten lines a message':36} {'ms each':>8} {'a second':>8}"
        )
        for name, whole in spent.items():
            print(f"{name:36} {whole / PEOPLE:8.1f} {1000 * PEOPLE / whole:8.1f}")
    for name, whole in spent.items():
        floor = floors[name] / PEOPLE
        note("reminders", f"one of the {name} told", whole / PEOPLE, "ms", floor=floor)
