"""Pages of scorecards over 1,000,000 tickets of 36 months against a bare page of 50 rows."""

import os
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from apps.accounts.roles import Role
from apps.vendors.models import Charge, MonthFigure, Ticket
from apps.vendors.rules.months import next_month
from tests.bench.harness import interleaved, server, tell_pages
from tests.bench.test_pages import queries_of, url_of
from tests.factories import TeamFactory, person
from tests.vendors.factories import LevelFactory, ServiceFactory, office

SERVICES, MONTHS, LEVELS = 20, 36, 5
TICKETS = int(os.environ.get("BENCH_TICKETS", "1000000"))
MONTH = date(2026, 10, 1)
AIM_QUERIES = 15
BANDS = [(Decimal(95), Decimal(2)), (Decimal(90), Decimal(5))]

# Opened evenly over the months, resolved a day later, one in twelve of them breached.
WRITE_TICKETS = """
    INSERT INTO vendors_ticket (service_id, number, title, type, priority, state,
        "group", category, item, location, opened_at, first_response_at, resolved_at,
        reopen_count, reassignment_count, fingerprint)
    SELECT (%s::bigint[])[n %% %s + 1], 'INC' || lpad(n::text, 8, '0'),
        'Something does not work', 'incident', n %% 4 + 1, 'Resolved',
        'Team ' || n %% 7, 'Category ' || n %% 9, '', 'London', at,
        at + interval '20 minutes', at + interval '1 day', 0, 0, n
    FROM (SELECT n, timestamptz '2023-11-01 09:00+00' + n * (interval '1 day' * 1095 / %s)
        AS at FROM generate_series(1, %s) n) rows
"""
WRITE_VERDICTS = """
    INSERT INTO vendors_verdict (ticket_id, level_id, version_id, outcome, month,
        started_at, stopped_at, due_at, elapsed_seconds, paused_seconds, is_paused)
    SELECT ticket.id, version.level_id, version.id, CASE WHEN ticket.id % 12 = 0
        THEN 2 ELSE 1 END, date_trunc('month', resolved_at AT TIME ZONE 'UTC')::date,
        opened_at, resolved_at, opened_at + interval '2 days',
        (ticket.id % 40000)::int, 0, false
    FROM vendors_ticket ticket
    JOIN vendors_servicelevel level ON level.service_id = ticket.service_id
        AND level.position = 0
    JOIN vendors_levelversion version ON version.level_id = level.id
"""


def fill() -> Ticket:
    """Twenty services with five levels each; the tickets under the first level."""
    TeamFactory.create_batch(50)
    calendar = office()
    services = [ServiceFactory(calendar=calendar) for _ in range(SERVICES)]
    for service in services:
        Charge.objects.create(
            service=service, valid_from_on=date(2023, 1, 1), amount=50_000
        )
        for position in range(LEVELS):
            level = LevelFactory(
                service=service, position=position, version__bands=BANDS
            )
            version = level.versions.get()
            MonthFigure.objects.bulk_create(
                MonthFigure(
                    level=level,
                    version=version,
                    month=next_month(MONTH, -step),
                    met=1300 + step,
                    breached=60 + step,
                )
                for step in range(MONTHS)
            )
    with connection.cursor() as cursor:
        keys = [one.pk for one in services]
        cursor.execute(WRITE_TICKETS, [keys, SERVICES, TICKETS, TICKETS])
        cursor.execute(WRITE_VERDICTS)
        cursor.execute("ANALYZE")
    rows = Ticket.objects.filter(service=services[0], resolved_at__year=2026)
    return rows.filter(resolved_at__month=MONTH.month).first()


@pytest.mark.django_db(transaction=True)
def test_pages_of_scorecards_against_the_floor(capsys):
    ticket = fill()
    slug = ticket.service.slug
    level = ticket.service.levels.get(position=0).slug
    client = Client()
    client.force_login(
        person(Role.VENDOR_MANAGER), "django.contrib.auth.backends.ModelBackend"
    )
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    card = f"/vendors/services/{slug}/scorecards/2026-10/"
    pages = {
        "scorecard, 13 of 36 months": card,
        "level: 50 of a month's tickets": f"{card}{level}/",
        "ticket with five clocks": f"/vendors/tickets/{ticket.pk}/",
        "scorecard over the API": f"/api/v1/scorecards/{slug}/2026-10/",
    }
    counts = queries_of(pages, client)
    os.environ["DATABASE_URL"] = url_of(connection.settings_dict["NAME"])

    with server() as port:
        timings = interleaved(port, {"floor": "/bench/floor/", **pages}, cookie)

    tell_pages("scorecards", timings, counts, capsys)
    assert max(counts.values()) <= AIM_QUERIES
