"""Numbers entered by hand, outages and maintenance."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts.roles import Role
from apps.calendars.rules import Hours, Schedule
from apps.core.errors import DomainError, EditConflict
from apps.vendors import actions
from apps.vendors.models import MonthFigure, Outage, Period, ServiceLevel
from apps.vendors.rules.availability import down_seconds
from apps.vendors.rules.months import bounds, month_at, months_between, next_month
from apps.vendors.states import MeasurementState, PeriodState
from tests.factories import person
from tests.vendors.factories import LevelFactory, representative

OCTOBER = date(2026, 10, 1)
ALWAYS = Schedule((Hours(date(2020, 1, 1), "Europe/London", is_around_the_clock=True),))
OFFICE = Schedule(
    (
        Hours(
            date(2020, 1, 1),
            "Europe/London",
            {day: ((time(9), time(17)),) for day in range(5)},
        ),
    )
)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """October 2026 in London; the 5th is a Monday, UTC+1 until the 25th."""
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def down(schedule, outages, windows=()) -> int:
    return down_seconds(schedule, *bounds(OCTOBER, "Europe/London"), outages, windows)


def test_downtime_is_what_lies_in_agreed_hours():
    assert down(OFFICE, [(at(5, 16), at(6, 10))]) == 2 * 3600


def test_outages_that_overlap_count_once():
    outages = [(at(5, 10), at(5, 12)), (at(5, 11), at(5, 13)), (at(5, 11), at(5, 12))]

    assert down(ALWAYS, outages) == 3 * 3600


def test_agreed_maintenance_is_no_downtime():
    windows = [(at(5, 11), at(5, 12)), (at(5, 11, 30), at(5, 12, 30))]

    assert down(ALWAYS, [(at(5, 10), at(5, 13))], windows) == 1.5 * 3600


def test_an_outage_over_the_edge_counts_in_each_month_for_its_part():
    outage = [(at(1) - timedelta(hours=2), at(1, 3))]

    assert down(ALWAYS, outage) == 3 * 3600


hours = st.integers(0, 24 * 31).map(lambda one: at(1) + timedelta(hours=one))
spans = st.lists(st.tuples(hours, hours).map(sorted).map(tuple), max_size=6)


@given(spans, spans)
def test_downtime_is_what_each_hour_says(outages, windows):
    """Hour by hour, naively."""
    begins = [at(1) + timedelta(hours=one) for one in range(24 * 31)]
    naive = sum(
        any(a <= hour < b for a, b in outages)
        and not any(a <= hour < b for a, b in windows)
        for hour in begins
    )

    assert down(ALWAYS, outages, windows) == naive * 3600


def test_months_are_counted_in_the_zone_of_the_calendar():
    late = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)

    assert month_at(late, "Europe/London") == OCTOBER
    assert month_at(late, "Asia/Kolkata") == date(2026, 11, 1)
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert next_month(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert months_between(date(2025, 12, 9), date(2026, 1, 1)) == [
        date(2025, 12, 1),
        date(2026, 1, 1),
    ]


@pytest.fixture
def manual(db):
    return LevelFactory(measure=ServiceLevel.Measure.MANUAL, version__goal=Decimal(90))


@pytest.fixture
def available(db):
    return LevelFactory(measure=ServiceLevel.Measure.AVAILABILITY)


@pytest.fixture
def manager(db):
    return person(Role.VENDOR_MANAGER)


def enter(level, by, now, value="97.5", **fields):
    return actions.enter_measurement(
        level.pk,
        by=by,
        month=OCTOBER,
        value=Decimal(value),
        words="Survey of 40 teams",
        now=now,
        **fields,
    )


def figure(level) -> MonthFigure:
    return MonthFigure.objects.get(level=level, month=OCTOBER)


def test_a_number_counts_once_another_approves_it(manual, manager, now):
    made = enter(manual, manager, now)
    assert not MonthFigure.objects.exists()
    with pytest.raises(PermissionDenied):
        actions.decide_measurement(made.pk, by=manager, is_approved=True, now=now)
    actions.decide_measurement(
        made.pk, by=person(Role.VENDOR_MANAGER), is_approved=True, now=now
    )

    assert figure(manual).value == Decimal("97.5")


def test_a_corrected_number_takes_the_place_of_the_first(manual, manager, now):
    other = person(Role.VENDOR_MANAGER)
    for value in ("97.5", "91"):
        made = enter(manual, manager, now, value)
        actions.decide_measurement(made.pk, by=other, is_approved=True, now=now)

    states = manual.measurements.order_by("pk").values_list("state", flat=True)
    assert list(states) == [MeasurementState.REPLACED, MeasurementState.APPROVED]
    assert figure(manual).value == 91


def test_a_refused_number_changes_nothing_and_says_why(manual, manager, now):
    made = enter(manual, manager, now)
    other = person(Role.VENDOR_MANAGER)
    with pytest.raises(DomainError, match="Say why"):
        actions.decide_measurement(made.pk, by=other, is_approved=False, now=now)
    actions.decide_measurement(
        made.pk, by=other, is_approved=False, answer="Whose survey?", now=now
    )

    assert figure(manual).value is None


def test_only_levels_measured_by_hand_take_a_number(available, manager, now):
    with pytest.raises(DomainError, match="worked out"):
        enter(available, manager, now)


def test_a_vendor_measures_nothing(manual, now):
    own = representative(manual.service.contract.vendor.organisation)

    with pytest.raises(PermissionDenied):
        enter(manual, own, now)


def outage(level, by, now, starts_at=None, ends_at=None):
    return actions.add_outage(
        level.service_id,
        by=by,
        starts_at=starts_at or at(5, 10),
        ends_at=ends_at or at(5, 12),
        words="No builds",
        now=now,
    )


def test_an_outage_lowers_the_availability_of_its_month(available, manager, now):
    outage(available, manager, now)
    found = figure(available)

    assert found.down_seconds == 2 * 3600
    assert found.service_seconds == 22 * 8 * 3600  # 22 working days in October 2026


def test_maintenance_agreed_in_time_gives_it_back(available, manager, now):
    outage(available, manager, now)
    fields = {"starts_at": at(5, 11), "ends_at": at(5, 12), "words": "Upgrade"}
    with pytest.raises(DomainError, match="before it begins"):
        actions.add_maintenance(
            available.service_id,
            by=manager,
            agreed_on=date(2026, 10, 6),
            now=now,
            **fields,
        )
    made = actions.add_maintenance(
        available.service_id, by=manager, agreed_on=OCTOBER, now=now, **fields
    )
    with_window = figure(available).down_seconds
    actions.remove_maintenance(
        made.pk, by=manager, expected_version=made.version, now=now
    )

    assert (with_window, figure(available).down_seconds) == (3600, 2 * 3600)


def test_an_outage_corrected_or_removed_is_measured_again(available, manager, now):
    made = outage(available, manager, now)
    fields = {"starts_at": at(5, 10), "ends_at": at(5, 11), "words": "No builds"}
    actions.amend_outage(made.pk, by=manager, expected_version=1, now=now, **fields)
    amended = figure(available).down_seconds
    with pytest.raises(EditConflict):
        actions.amend_outage(made.pk, by=manager, expected_version=1, now=now, **fields)
    actions.remove_outage(made.pk, by=manager, expected_version=2, now=now)

    assert (amended, figure(available).down_seconds) == (3600, 0)


def test_a_closed_month_keeps_its_outages(available, manager, now):
    Period.objects.create(
        service=available.service, month=OCTOBER, state=PeriodState.CLOSED
    )

    with pytest.raises(DomainError, match="October 2026 is closed"):
        outage(available, manager, now)
    assert not Outage.objects.exists()


def test_a_running_outage_counts_until_now(available, manager, now):
    actions.add_outage(
        available.service_id,
        by=manager,
        starts_at=now - timedelta(hours=1),
        ends_at=None,
        words="Down",
        now=now,
    )
    later = now + timedelta(hours=2)
    actions.refresh_running(now=later)
    row = MonthFigure.objects.get(level=available, month=date(2026, 11, 1))

    assert row.down_seconds == 2 * 3600  # it began an hour before the office opened
