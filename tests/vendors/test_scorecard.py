"""Scorecards from the figures of levels."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.vendors.models import Charge, LevelVersion, MonthFigure, ServiceLevel
from apps.vendors.queries.scorecard import scorecard, scorecards, trend
from apps.vendors.rules.months import next_month
from apps.vendors.rules.scoring import Rating
from tests.vendors.factories import LevelFactory, ServiceFactory

OCTOBER = date(2026, 10, 1)
BANDS = [(Decimal(95), Decimal(2)), (Decimal(90), Decimal(5))]


@pytest.fixture
def service(db):
    made = ServiceFactory()
    Charge.objects.create(
        service=made, valid_from_on=date(2026, 1, 1), amount=Decimal(50_000)
    )
    return made


def figure(level, month=OCTOBER, **fields) -> MonthFigure:
    return MonthFigure.objects.create(
        level=level, version=level.versions.first(), month=month, **fields
    )


def test_a_line_shows_reported_agreed_and_disputed_side_by_side(service):
    level = LevelFactory(service=service, slug="resolution", version__bands=BANDS)
    figure(level, met=90, breached=10, accepted_breached=4, proposed_breached=2)
    card = scorecard(service, OCTOBER)
    line = card.line("resolution")

    assert line.reported == 90
    assert line.percent == Decimal(9000) / 96
    assert line.disputed == Decimal(9000) / 94
    assert (line.rating, line.to_goal) == (Rating.AMBER, 2)
    assert card.credit.due == 1000
    assert card.charge == 50_000


def test_a_card_without_figures_has_no_data(service):
    LevelFactory(service=service)
    card = scorecard(service, OCTOBER)

    assert (card.score, card.rating, card.has_data) == (None, Rating.NO_DATA, False)


def test_availability_and_numbers_by_hand_are_rated_too(service):
    up = LevelFactory(
        service=service,
        measure=ServiceLevel.Measure.AVAILABILITY,
        version__goal=Decimal("99.5"),
    )
    by_hand = LevelFactory(service=service, measure=ServiceLevel.Measure.MANUAL)
    figure(up, service_seconds=720 * 3600, down_seconds=36 * 360)
    figure(by_hand, value=Decimal(91))
    card = scorecard(service, OCTOBER)

    assert [line.percent for line in card.lines] == [Decimal("99.5"), 91]
    assert [line.rating for line in card.lines] == [Rating.GREEN, Rating.RED]
    assert card.rating == Rating.RED


def test_a_month_is_rated_by_the_goal_of_its_first_day(service):
    level = LevelFactory(service=service, slug="resolution")
    LevelVersion.objects.create(
        level=level, valid_from_on=date(2026, 10, 2), goal=Decimal(80)
    )
    for month in (OCTOBER, next_month(OCTOBER)):
        figure(level, month, met=85, breached=15)
    found = trend(service, next_month(OCTOBER))

    assert [card.rating for card in found[-2:]] == [Rating.RED, Rating.GREEN]
    assert len(found) == 13


@pytest.mark.parametrize("count", [2, 20])
def test_cards_of_many_services_and_months_take_the_same_queries(db, count):
    services = [ServiceFactory() for _ in range(count)]
    for service in services:
        for _ in range(2):
            figure(LevelFactory(service=service, version__bands=BANDS), met=1)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = scorecards(services, [next_month(OCTOBER, -n) for n in range(count)])
        for card in found.values():
            assert card.credit.due == 0

    assert len(found) == count * count
    assert len(queries) == 5
