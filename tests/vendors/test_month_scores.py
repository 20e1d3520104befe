"""The scores that the database keeps follow whatever they hang on."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from apps.vendors.models import MonthFigure, MonthScore, ServiceLevel
from apps.vendors.queries.scorecard import scorecard
from apps.vendors.queries.standings import standings
from tests.vendors.factories import LevelFactory, ServiceFactory

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def service(db):
    return ServiceFactory()


def figure(level, month=MAY, **fields):
    return MonthFigure.objects.create(
        level=level, version=level.versions.get(), month=month, **fields
    )


def same_as_the_scorecard(service, month=MAY):
    """Holds both equal; the score."""
    card = scorecard(service, month)
    kept = standings([service.pk], [month])[service.pk, month]
    assert kept.rating is card.rating
    assert round(kept.score, 9) == round(card.score, 9)
    return round(kept.score, 2)


def test_a_figure_that_comes_or_changes_or_goes_moves_the_score(service):
    first, second = LevelFactory(service=service), LevelFactory(service=service)
    figure(first, met=90, breached=10)
    alone = same_as_the_scorecard(service)
    figure(second, met=100)
    both = same_as_the_scorecard(service)
    MonthFigure.objects.filter(level=second).update(met=50, breached=50)
    worse = same_as_the_scorecard(service)
    MonthFigure.objects.filter(level=second).delete()

    assert worse < alone < both
    assert same_as_the_scorecard(service) == alone
    assert not MonthScore.objects.filter(month=JUNE).exists()


def test_a_month_without_figures_keeps_no_score(service):
    figure(LevelFactory(service=service), met=1)
    MonthFigure.objects.all().delete()

    assert standings([service.pk], [MAY]) == {}


@pytest.mark.parametrize(
    "terms",
    [
        {"goal": Decimal(99)},
        {"weight": Decimal(5)},
        {"is_critical": True, "tolerance": Decimal("0.5")},
        {"minimum_volume": 500},
    ],
)
def test_other_terms_move_the_score_of_every_month(service, terms):
    level, beside = LevelFactory(service=service), LevelFactory(service=service)
    for month in (MAY, JUNE):
        figure(level, month, met=94, breached=6)
        figure(beside, month, met=100)
    before = standings([service.pk], [MAY, JUNE])

    level.versions.update(**terms)
    after = standings([service.pk], [MAY, JUNE])

    for month in (MAY, JUNE):
        same_as_the_scorecard(service, month)
        assert after[service.pk, month] != before[service.pk, month]


def test_another_measure_moves_the_score(service):
    level = LevelFactory(service=service)
    figure(level, met=90, breached=10, value=Decimal(50))
    before = same_as_the_scorecard(service)

    ServiceLevel.objects.filter(pk=level.pk).update(measure=ServiceLevel.Measure.MANUAL)

    assert same_as_the_scorecard(service) < before


def test_a_level_that_goes_takes_its_part_of_the_score_along(service):
    level, beside = LevelFactory(service=service), LevelFactory(service=service)
    figure(level, met=90, breached=10)
    figure(beside, met=100)

    level.delete()

    assert same_as_the_scorecard(service) == 100


@pytest.mark.django_db(transaction=True)
def test_services_with_scores_can_be_deleted():
    service = ServiceFactory()
    figure(LevelFactory(service=service), met=90, breached=10)
    figure(LevelFactory(service=service), met=1)
    with transaction.atomic():
        service.delete()

    assert not MonthScore.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM vendors_monthfigure")
        assert cursor.fetchone() == (0,)
