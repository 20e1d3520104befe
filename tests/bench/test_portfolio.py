"""The portfolio and its neighbours, 20 vendors over 36 months, against a bare page."""

import os
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from apps.accounts.roles import Role
from apps.vendors.models import Charge, MonthFigure, ServiceLevel
from apps.vendors.rules.months import month_of, next_month
from apps.vendors.states import Outcome
from tests.bench.harness import interleaved, server, tell_pages
from tests.bench.test_pages import queries_of, url_of
from tests.factories import TeamFactory, person
from tests.vendors.factories import (
    ContractFactory,
    LevelFactory,
    ServiceFactory,
    VendorFactory,
    office,
)

VENDORS, SERVICES, LEVELS, MONTHS = 20, 2, 5, 36
AIM_QUERIES = 15
OPEN = """
    WITH ticket AS (
        INSERT INTO vendors_ticket (service_id, number, title, type, priority, state,
            "group", category, item, location, opened_at, reopen_count,
            reassignment_count, fingerprint)
        SELECT id, 'OPEN' || id || '-' || n, '', 'incident', 3, 'New', '', '', '', '',
            now(), 0, 0, n
        FROM vendors_managedservice, generate_series(1, 10 + 40 * (id %% 5 / 4)) n
        RETURNING id, service_id
    )
    INSERT INTO vendors_verdict (ticket_id, level_id, version_id, outcome, started_at,
        due_at, elapsed_seconds, paused_seconds, is_paused)
    SELECT ticket.id, level.id, version.id, %s, now(), now(), 0, 0, false
    FROM ticket
    JOIN vendors_servicelevel level ON level.service_id = ticket.service_id
        AND level.measure NOT IN ('availability', 'manual')
    JOIN vendors_levelversion version ON version.level_id = level.id
"""
BANDS = [(Decimal(95), Decimal(2)), (Decimal(90), Decimal(5))]


def fill() -> str:
    """Twenty vendors with two services of five levels each; the slug of one service.

    Ten tickets of each service are open, and fifty of every fifth, whose goals are at stake.
    """
    TeamFactory.create_batch(50)
    calendar = office()
    last = month_of(timezone.localdate())
    for number in range(VENDORS):
        contract = ContractFactory(vendor=VendorFactory())
        for _ in range(SERVICES):
            service = ServiceFactory(contract=contract, calendar=calendar)
            Charge.objects.create(
                service=service, valid_from_on=date(2023, 1, 1), amount=50_000
            )
            for position in range(LEVELS):
                _level(service, position, number, last)
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [Outcome.RUNNING.value])
        cursor.execute("ANALYZE")
    return str(service.slug)


def _level(service, position: int, number: int, last: date) -> None:
    level = LevelFactory(
        service=service,
        position=position,
        measure=list(ServiceLevel.Measure)[position],
        version__bands=BANDS,
    )
    version = level.versions.get()
    MonthFigure.objects.bulk_create(
        MonthFigure(
            level=level,
            version=version,
            month=next_month(last, -step),
            met=1300 + step,
            breached=40 + (step * number) % 60,
            service_seconds=2_600_000,
            down_seconds=(step * number) % 5_000,
        )
        for step in range(MONTHS + 1)
    )


@pytest.mark.django_db(transaction=True)
def test_the_portfolio_against_the_floor(capsys):
    slug = fill()
    client = Client()
    client.force_login(
        person(Role.VENDOR_MANAGER), "django.contrib.auth.backends.ModelBackend"
    )
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    pages = {
        "portfolio, 12 months": "/vendors/portfolio/",
        "portfolio, 36 months": "/vendors/portfolio/?months=36",
        "comparison, 12 months": "/vendors/compare/?months=12",
        "watermelon index": "/vendors/watermelon/",
        "forecast of a service": f"/vendors/services/{slug}/forecast/",
        "forecasts of all services": "/vendors/forecasts/",
        "home of a vendor manager": "/",
        "what vendors need, at home": "/vendors-today/",
    }
    counts = queries_of(pages, client)
    os.environ["DATABASE_URL"] = url_of(connection.settings_dict["NAME"])

    with server() as port:
        timings = interleaved(port, {"floor": "/bench/floor/", **pages}, cookie)

    tell_pages("vendors", timings, counts, capsys)
    assert max(counts.values()) <= AIM_QUERIES
