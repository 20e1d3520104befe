"""Verdicts and figures in the database: the fast way agrees with the plain clock."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from apps.vendors import actions
from apps.vendors.models import (
    LevelVersion,
    MonthFigure,
    Recount,
    ServiceLevel,
    StateSpan,
    Ticket,
    Verdict,
)
from apps.vendors.queries.case import opened_clock
from apps.vendors.rules.months import month_at
from apps.vendors.states import Outcome
from tests.vendors.factories import (
    LevelFactory,
    ServiceFactory,
    TicketFactory,
    judged,
    office,
)

Measure = ServiceLevel.Measure
NOW = datetime(2026, 6, 1, 10, 30, tzinfo=UTC)
STATES = ["New", "Active", "Awaiting customer", "Awaiting vendor", "Resolved"]


def scatter(service, dice: random.Random, count: int) -> None:
    """Tickets of every shape: open, paused, reopened, resolved at once, at night."""
    for number in range(count):
        opened = NOW - timedelta(minutes=dice.randrange(200 * 24 * 60))
        cursor, spans = opened, []
        for _ in range(dice.randrange(5)):
            end = cursor + timedelta(minutes=dice.choice([0, 1, 30, 480, 4000]))
            spans.append((dice.choice(STATES), cursor, end))
            cursor = end
        is_open = dice.random() < 0.2
        if is_open and dice.random() < 0.5:
            spans.append((dice.choice(STATES[:4]), cursor, None))
        cursor = min(cursor, NOW)
        TicketFactory(
            service=service,
            number=f"T{number:05}",
            priority=dice.randrange(5),
            type=dice.choice(["incident", "request"]),
            opened_at=opened,
            first_response_at=dice.choice([None, opened + timedelta(minutes=45)]),
            resolved_at=None if is_open else cursor,
            closed_at=None if is_open else dice.choice([None, cursor]),
            reopen_count=dice.choice([0, 0, 1]),
            satisfaction=dice.choice([None, 1, 4, 5]),
            spans=spans,
        )


@pytest.fixture
def service(db):
    """Levels of every timed kind, one of them changed in March."""
    made = ServiceFactory(calendar=office("lunch-less", "Europe/Berlin"))
    LevelFactory(service=made, slug="resolution", version__pause_states=STATES[2:4])
    LevelFactory(
        service=made,
        slug="response",
        measure=Measure.RESPONSE,
        version__target_seconds=1800,
        version__priorities=[1, 2],
    )
    changed = LevelFactory(service=made, slug="changed", version__types=["incident"])
    LevelVersion.objects.create(
        level=changed,
        valid_from_on=date(2026, 3, 1),
        target_seconds=3600,
        goal=Decimal(90),
        calendar=office("kolkata", "Asia/Kolkata"),
        starts_when="state",
        start_states=["Active"],
        stops_when="closed",
    )
    return made


@pytest.mark.slow
def test_every_verdict_is_the_plain_clocks(service):
    scatter(service, random.Random(7), 300)
    judged_count = actions.recount(service.pk, now=NOW)
    verdicts = {(v.ticket_id, v.level_id): v for v in Verdict.objects.all()}
    seen = set()

    assert judged_count == 300
    for level in service.levels.all():
        for ticket in service.tickets.all():
            opened = opened_clock(ticket, level, NOW)
            if opened is None:
                assert (ticket.pk, level.pk) not in verdicts
                continue
            found, plain = verdicts[ticket.pk, level.pk], opened.reading
            seen.add(plain.outcome)
            zone = opened.schedule.in_force(NOW.date()).zone
            month = plain.counts_at and month_at(plain.counts_at, zone)
            assert (
                *(found.outcome, found.elapsed_seconds, found.paused_seconds),
                *(found.due_at, found.month, found.is_paused, found.version_id),
            ) == (
                *(plain.outcome, plain.elapsed_seconds, plain.paused_seconds),
                *(plain.due_at, month, plain.is_paused, opened.version.pk),
            )
    assert seen == {Outcome.MET, Outcome.BREACHED, Outcome.RUNNING}


def figures() -> list[tuple]:
    return list(
        MonthFigure.objects.order_by("level__slug", "month").values_list(
            "level__slug", "month", "met", "breached"
        )
    )


def test_judging_in_parts_and_in_any_order_gives_the_same_figures(service):
    scatter(service, random.Random(11), 120)
    actions.recount(service.pk, now=NOW)
    whole = figures()
    ids = list(service.tickets.values_list("pk", flat=True))
    random.Random(3).shuffle(ids)
    Verdict.objects.all().delete()
    MonthFigure.objects.all().delete()
    for start in range(0, 120, 50):
        actions.recount_tickets(service.pk, ids[start : start + 50], now=NOW)

    assert figures() == whole
    assert whole


def test_a_month_left_empty_by_a_correction_loses_its_figure(service):
    ticket = TicketFactory(service=service, priority=3)
    actions.recount(service.pk, now=NOW)
    before = {month for _, month, _, _ in figures()}
    moved = datetime(2026, 2, 3, 9, tzinfo=UTC)
    Ticket.objects.filter(pk=ticket.pk).update(
        opened_at=moved, resolved_at=moved + timedelta(hours=1), closed_at=None
    )
    actions.recount_tickets(service.pk, [ticket.pk], now=NOW)

    assert before == {date(2026, 10, 1)}
    assert {month for _, month, _, _ in figures()} == {date(2026, 2, 1)}


def test_a_cancelled_ticket_is_not_judged(service):
    TicketFactory(service=service, state="Cancelled")
    actions.recount(service.pk, now=NOW)

    assert not Verdict.objects.exists()


@pytest.mark.parametrize(
    ("measure", "fields", "counts"),
    [
        (Measure.SATISFACTION, [{"satisfaction": n} for n in (3, 4, 5, None)], (2, 1)),
        (Measure.REOPENED, [{"reopen_count": n} for n in (0, 0, 2)], (2, 1)),
        (
            Measure.FIRST_TIME_FIX,
            [{"was_fixed_first_time": n} for n in (True, False, None)],
            (1, 1),
        ),
        (Measure.CHANGES, [{"was_compliant": n} for n in (True, True, None)], (2, 0)),
    ],
)
def test_ratios_count_the_tickets_of_which_it_is_known(db, measure, fields, counts):
    level = LevelFactory(measure=measure)
    for given in fields:
        TicketFactory(service=level.service, **given)
    TicketFactory(service=level.service, resolved_at=None, **fields[0])
    actions.recount(level.service_id, now=NOW)
    found = MonthFigure.objects.get(level=level)

    assert (found.met, found.breached) == counts
    assert found.month == date(2026, 10, 1)


def test_a_running_ticket_becomes_a_breach_when_its_time_is_over(db):
    level = LevelFactory()
    TicketFactory(
        service=level.service,
        opened_at=datetime(2026, 6, 1, 8, tzinfo=UTC),
        resolved_at=None,
        first_response_at=None,
    )
    actions.recount(level.service_id, now=NOW)
    running = Verdict.objects.get()
    on_time = actions.cross_targets(now=running.due_at)
    late = actions.cross_targets(now=running.due_at + timedelta(hours=20))
    again = actions.cross_targets(now=running.due_at + timedelta(hours=20))

    assert running.outcome == Outcome.RUNNING
    assert running.due_at == datetime(2026, 6, 1, 16, tzinfo=UTC)
    assert (on_time, late, again) == (0, 1, 0)
    assert Verdict.objects.get().outcome == Outcome.BREACHED
    assert figures() == [(level.slug, date(2026, 6, 1), 0, 1)]


def test_a_breach_stays_in_the_month_in_which_it_crossed(db):
    """Open on 29 May, target crossed on 1 June, resolved in July: June, once."""
    level = LevelFactory()
    ticket = TicketFactory(
        service=level.service,
        opened_at=datetime(2026, 5, 29, 15, tzinfo=UTC),
        resolved_at=None,
    )
    actions.recount(level.service_id, now=datetime(2026, 6, 10, tzinfo=UTC))
    running = figures()
    Ticket.objects.filter(pk=ticket.pk).update(
        resolved_at=datetime(2026, 7, 20, 9, tzinfo=UTC)
    )
    actions.recount(level.service_id, now=datetime(2026, 7, 30, tzinfo=UTC))

    assert running == figures() == [(level.slug, date(2026, 6, 1), 0, 1)]


def test_a_reopened_ticket_continues_its_clock(db):
    """Three hours, resolved over night, two hours more: five, not a day."""
    level = LevelFactory()
    day = datetime(2026, 6, 1, 8, tzinfo=UTC)
    TicketFactory(
        service=level.service,
        opened_at=day,
        resolved_at=day + timedelta(hours=26),
        reopen_count=1,
        spans=[
            ("Active", day, day + timedelta(hours=3)),
            ("Resolved", day + timedelta(hours=3), day + timedelta(hours=24)),
            ("Active", day + timedelta(hours=24), day + timedelta(hours=26)),
            ("Resolved", day + timedelta(hours=26), None),
        ],
    )
    actions.recount(level.service_id, now=datetime(2026, 6, 20, tzinfo=UTC))

    assert Verdict.objects.get().elapsed_seconds == 5 * 3600


def test_a_recount_is_asked_once_and_told_how_it_went(
    db, now, django_capture_on_commit_callbacks
):
    level = LevelFactory()
    TicketFactory(service=level.service)
    service = level.service_id
    asked = actions.ask_recount(service, why="A new version", by=None, now=now)
    again = actions.ask_recount(service, why="Another", by=None, now=now)
    seen = []
    done = actions.run_recount(
        asked.pk, now=now, progress=lambda *numbers: seen.append(numbers)
    )

    assert asked == again
    assert (done.done, done.finished_at) == (1, now)
    assert seen == [(1, 1)]
    assert actions.ask_recount(service, why="Later", by=None, now=now) != asked


def test_an_excluded_ticket_stays_excluded_after_a_recount(db, now):
    level = LevelFactory()
    verdict = judged(TicketFactory(service=level.service), level, Outcome.MET)
    level.exclusions.create(
        ticket=verdict.ticket,
        state="accepted",
        reason="other",
        words="",
        proposed_by=level.service.contract.vendor.organisation.people.create(
            email="v@x.example", name="V"
        ),
        proposed_at=now,
        answer_by_at=now,
    )
    actions.recount(level.service_id, now=NOW)

    assert MonthFigure.objects.get().accepted_met == 1
    assert StateSpan.objects.count() == 0


def test_a_changed_calendar_asks_for_a_recount_once_and_only_where_it_is_used(db, now):
    level = LevelFactory(service__calendar=office("changing"))
    other = LevelFactory(service__calendar=office("staying"))
    for one in (level, other):
        TicketFactory(service=one.service)
        actions.recount(one.service_id, now=NOW)
    before = actions.notice_calendars(now=now)
    edition = level.service.calendar.editions.get()
    edition.own_dates.create(day=date(2026, 12, 24), name="Closed")
    noticed = actions.notice_calendars(now=now)
    again = actions.notice_calendars(now=now)
    asked = Recount.objects.get()
    actions.run_recount(asked.pk, now=now)

    assert (before, noticed, again) == (0, 1, 0)
    assert asked.service == level.service
    assert actions.notice_calendars(now=now) == 0


def test_a_calendar_of_a_level_alone_is_noticed_too(db, now):
    level = LevelFactory(version__calendar=office("of-the-level"))
    actions.recount(level.service_id, now=NOW)
    level.versions.get().calendar.editions.get().intervals.first().delete()

    assert actions.notice_calendars(now=now) == 1


def test_noticing_costs_the_same_for_many_services(db, now, django_assert_num_queries):
    for size in (1, 4):
        for _ in range(size):
            actions.recount(LevelFactory().service_id, now=NOW)
        with django_assert_num_queries(7):
            actions.notice_calendars(now=now)
