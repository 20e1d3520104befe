"""Months taken to review, closed by one, signed by another, restated with a reason."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from apps.accounts.roles import Role
from apps.calendars.models import OwnDate
from apps.core.errors import DomainError
from apps.history.models import Event
from apps.vendors import actions
from apps.vendors.models import (
    Charge,
    Closure,
    FrozenTicket,
    LevelVersion,
    MonthFigure,
    Outage,
    Period,
    ServiceLevel,
    Ticket,
)
from apps.vendors.queries.live import live_card
from apps.vendors.queries.replay import replay
from apps.vendors.queries.scorecard import scorecard
from apps.vendors.rules.months import next_month
from apps.vendors.rules.scoring import Rating
from apps.vendors.states import PeriodState
from tests.factories import person
from tests.vendors.factories import (
    LevelFactory,
    ServiceFactory,
    TicketFactory,
    VendorFactory,
    office,
    representative,
)

OCTOBER = date(2026, 10, 1)
BANDS = [(Decimal(95), Decimal(2)), (Decimal(90), Decimal(5))]
Measure = ServiceLevel.Measure


@pytest.fixture
def service(db, now):
    """Ten tickets in October, one of them late, under levels of every kind."""
    made = ServiceFactory(calendar=office("of-service", "Europe/Berlin"))
    Charge.objects.create(
        service=made, valid_from_on=date(2026, 1, 1), amount=Decimal(50_000)
    )
    LevelFactory(service=made, slug="resolution", version__bands=BANDS)
    LevelFactory(
        service=made, slug="csat", measure=Measure.SATISFACTION, version__goal=80
    )
    LevelFactory(service=made, slug="up", measure=Measure.AVAILABILITY)
    LevelFactory(service=made, slug="survey", measure=Measure.MANUAL)
    for number in range(10):
        opened = datetime(2026, 10, 5 + number, 7, 30, tzinfo=UTC)
        TicketFactory(
            service=made,
            number=f"INC{number}",
            opened_at=opened,
            resolved_at=opened + timedelta(hours=60 if number == 3 else 5),
            satisfaction=5 if number else 1,
            spans=[
                ("Awaiting customer", opened, opened + timedelta(hours=2)),
                ("Active", opened + timedelta(hours=2), None),
            ],
        )
    actions.recount(made.pk, now=now)
    Outage.objects.create(
        service=made,
        starts_at=datetime(2026, 10, 6, 8, tzinfo=UTC),
        ends_at=datetime(2026, 10, 6, 10, tzinfo=UTC),
        words="The database was down.",
    )
    actions.refresh_availability(made.levels.get(slug="up"), [OCTOBER], now=now)
    return made


@pytest.fixture
def closer(db):
    return person(Role.VENDOR_MANAGER)


@pytest.fixture
def signer(db):
    return person(Role.VENDOR_MANAGER)


def review(service, by, now, month=OCTOBER, **fields) -> Period:
    return actions.take_to_review(service.pk, month, by=by, now=now, **fields)


def closed(service, by, now) -> Closure:
    period = review(service, by, now)
    return actions.close_period(period.pk, by=by, now=now)


def frozen(service, by, other, now) -> Closure:
    made = closed(service, by, now)
    return actions.sign_closure(made.pk, by=other, now=now)


def late_ticket(service, now, number="LATE") -> Ticket:
    """Opened and breached in October, told of afterwards."""
    opened = datetime(2026, 10, 20, 8, tzinfo=UTC)
    made = TicketFactory(
        service=service,
        number=number,
        opened_at=opened,
        resolved_at=opened + timedelta(days=4),
    )
    actions.recount_tickets(service.pk, [made.pk], now=now)
    return made


def test_a_month_goes_from_open_to_frozen_by_two_people(service, closer, signer, now):
    made = closed(service, closer, now)
    before = Period.objects.get().state
    actions.sign_closure(made.pk, by=signer, now=now)
    period = Period.objects.get()
    made.refresh_from_db()

    assert (before, period.state) == (PeriodState.CLOSED, PeriodState.FROZEN)
    assert (made.closed_by, made.signed_by) == (closer, signer)
    assert made.figures["score"] == str(scorecard(service, OCTOBER).score)
    verbs = Event.objects.filter(subject_id=period.pk).values_list("verb", flat=True)
    assert sorted(verbs) == [
        "vendors.period_closed",
        "vendors.period_signed",
        "vendors.review_started",
    ]


def test_a_closure_keeps_figures_terms_and_a_copy_of_every_ticket(service, closer, now):
    made = closed(service, closer, now)
    late = FrozenTicket.objects.get(level_slug="resolution", number="INC3")
    terms = made.terms

    assert made.tickets.filter(level_slug="resolution").count() == 10
    assert made.tickets.filter(level_slug="csat", fact=1).count() == 1
    assert (late.outcome, late.is_excluded, late.target_seconds) == (2, False, 28_800)
    assert len(late.pauses) == 1
    assert terms["levels"]["resolution"]["versions"][0]["bands"] == [
        {"below": "95.000", "credit": "2.00"},
        {"below": "90.000", "credit": "5.00"},
    ]
    assert terms["calendars"]["of-service"]["versions"][0]["zone"] == "Europe/Berlin"
    assert terms["charge"] == "50000.00"
    assert len(made.figures["trend"]) == 13
    assert made.figures["credit"]["due"] == "1000.00"


def test_a_month_that_is_not_over_is_not_reviewed(service, closer, now):
    with pytest.raises(DomainError, match="November 2026 is not over"):
        review(service, closer, now, month=next_month(OCTOBER))
    assert not Period.objects.exists()


def test_a_month_is_over_by_the_clock_of_its_calendar(service, closer):
    last = datetime(2026, 10, 31, 22, 59, 59, tzinfo=UTC)
    with pytest.raises(DomainError):
        review(service, closer, last)

    assert review(service, closer, last + timedelta(seconds=1))


def test_nothing_is_closed_while_the_vendor_may_dispute(service, closer, now):
    period = review(service, closer, now, dispute_until_on=now.date())
    with pytest.raises(DomainError, match="may dispute until 23 November 2026"):
        actions.close_period(period.pk, by=closer, now=now)

    assert actions.close_period(period.pk, by=closer, now=now + timedelta(days=1))


def test_nothing_is_closed_while_exclusions_wait(service, closer, signer, now):
    level = service.levels.get(slug="resolution")
    for number in ("INC3", "INC4"):
        actions.propose_exclusion(
            service.tickets.get(number=number).pk,
            level.pk,
            by=signer,
            reason="customer",
            words="They did not answer.",
            now=now,
        )
    period = review(service, closer, now)

    with pytest.raises(DomainError, match="Exclusions wait for an answer: INC3, INC4"):
        actions.close_period(period.pk, by=closer, now=now)
    assert not Closure.objects.exists()
    assert Period.objects.get().state == PeriodState.UNDER_REVIEW


def test_nothing_is_closed_while_measurements_wait(service, closer, signer, now):
    made = actions.enter_measurement(
        service.levels.get(slug="survey").pk,
        by=closer,
        month=OCTOBER,
        value=Decimal(97),
        words="Survey of October.",
        now=now,
    )
    period = review(service, closer, now)
    with pytest.raises(DomainError, match="Measurements wait for approval: Resolution"):
        actions.close_period(period.pk, by=closer, now=now)
    actions.decide_measurement(made.pk, by=signer, is_approved=True, now=now)

    kept = actions.close_period(period.pk, by=closer, now=now)
    assert kept.terms["levels"]["survey"]["measured"] == "97.0000"
    assert replay(kept).holds


def test_nothing_is_closed_while_figures_are_worked_out(service, closer, now):
    actions.ask_recount(service.pk, why="A holiday more", by=closer, now=now)
    period = review(service, closer, now)

    with pytest.raises(DomainError, match="being worked out anew"):
        actions.close_period(period.pk, by=closer, now=now)


def test_who_closes_does_not_sign(service, closer, now):
    made = closed(service, closer, now)

    with pytest.raises(PermissionDenied):
        actions.sign_closure(made.pk, by=closer, now=now)
    assert Period.objects.get().state == PeriodState.CLOSED
    assert not Event.objects.filter(verb="vendors.period_signed").exists()


def test_the_database_also_wants_two_people(service, closer, now):
    made = closed(service, closer, now)

    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.filter(pk=made.pk).update(signed_by=closer, signed_at=now)
    with pytest.raises(DatabaseError, match="second signature"), transaction.atomic():
        Period.objects.update(state=PeriodState.FROZEN)


@pytest.mark.parametrize("verb", ["take_to_review", "close_period", "reopen_period"])
def test_the_vendor_and_managers_of_others_move_nothing(service, closer, now, verb):
    period = review(service, closer, now)
    vendors_person = representative(service.contract.vendor.organisation)
    elsewhere = person(Role.VENDOR_MANAGER, vendor=VendorFactory().slug)
    calls = {
        "take_to_review": lambda by: review(service, by, now),
        "close_period": lambda by: actions.close_period(period.pk, by=by, now=now),
        "reopen_period": lambda by: actions.reopen_period(
            period.pk, by=by, reason="x", now=now
        ),
    }
    for by in (vendors_person, elsewhere):
        with pytest.raises(PermissionDenied):
            calls[verb](by)
    assert Period.objects.get().state == PeriodState.UNDER_REVIEW


def test_what_is_closed_but_unsigned_goes_back_to_review(service, closer, signer, now):
    made = closed(service, closer, now)
    late_ticket(service, now)
    held = scorecard(service, OCTOBER).line("resolution").counts.breached
    with pytest.raises(DomainError, match="Say why"):
        actions.reopen_period(made.period_id, by=signer, reason=" ", now=now)
    actions.reopen_period(made.period_id, by=signer, reason="A ticket lacks", now=now)

    assert held == 1
    assert scorecard(service, OCTOBER).line("resolution").counts.breached == 2
    assert not Closure.objects.exists()
    assert Period.objects.get().state == PeriodState.UNDER_REVIEW
    assert MonthFigure.objects.get(level__slug="up").down_seconds == 7200


def test_a_frozen_month_is_not_opened_again(service, closer, signer, now):
    made = frozen(service, closer, signer, now)

    with pytest.raises(DomainError, match="it is frozen"):
        actions.reopen_period(made.period_id, by=closer, reason="No", now=now)
    for change in (
        lambda: Period.objects.update(state=PeriodState.OPEN),
        lambda: Period.objects.all().delete(),
        lambda: Closure.objects.update(figures={}),
        lambda: Closure.objects.update(signed_by=None, signed_at=None),
        lambda: Closure.objects.all().delete(),
        lambda: FrozenTicket.objects.update(outcome=1),
        lambda: FrozenTicket.objects.all().delete(),
        lambda: FrozenTicket.objects.create(
            closure=made,
            level_slug="resolution",
            number="NEW",
            version_from_on=OCTOBER,
            outcome=1,
            opened_at=now,
            started_at=now,
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def shake(service, now) -> None:
    """Everything that a closed month hangs on becomes something else."""
    calendar = service.calendar
    edition = calendar.editions.get()
    edition.intervals.update(ends="11:00")
    OwnDate.objects.create(edition=edition, day=date(2026, 10, 6), name="New holiday")
    LevelVersion.objects.update(target_seconds=60, goal=99, threshold=5, weight=3)
    service.charges.update(amount=1)
    service.contract.at_risk_percent = 1
    service.contract.save()
    Outage.objects.all().delete()
    late_ticket(service, now, "LATE2")
    actions.recount(service.pk, now=now)
    actions.refresh_availability(service.levels.get(slug="up"), [OCTOBER], now=now)


def seen(service) -> list[object]:
    card = scorecard(service, OCTOBER)
    figures = MonthFigure.objects.filter(month=OCTOBER).order_by("level__slug")
    return [
        (card.score, card.rating, card.credit, card.charge),
        [(one.percent, one.rating, one.counts, one.to_goal) for one in card.lines],
        list(figures.values("level", "met", "breached", "down_seconds", "value")),
    ]


def test_a_later_edit_of_calendar_level_charge_or_tickets_changes_nothing_closed(
    service, closer, signer, now
):
    made = frozen(service, closer, signer, now)
    before = seen(service)
    shake(service, now + timedelta(days=1))

    assert seen(service) == before
    live = live_card(service, OCTOBER, now)
    assert live.line("resolution").percent != before[1][0][0]
    again = replay(Closure.objects.get(pk=made.pk))
    assert again.holds
    assert (again.tickets, again.digest) == (20, made.digest)


def test_a_replay_tells_what_was_tampered_with(service, closer, now):
    """Unsigned figures could be written by hand; the replay would say so."""
    made = closed(service, closer, now)
    made.tickets.filter(number="INC3").delete()
    found = replay(made)

    assert not found.holds
    assert not found.is_untouched
    assert {(one.of, one.what) for one in found.changes} >= {
        ("Resolution", "Breached"),
        ("Scorecard", "Score"),
    }


def test_a_replay_finds_the_ticket_whose_verdict_is_wrong(service, closer, now):
    made = closed(service, closer, now)
    kept = made.tickets.get(level_slug="resolution", number="INC3")
    made.tickets.filter(pk=kept.pk).delete()
    kept.outcome = 1
    kept.save(force_insert=True)
    found = replay(made)

    assert found.differing == 1
    assert found.differences[0].number == "INC3"
    assert found.differences[0].kept.startswith("met")
    assert found.differences[0].replayed.startswith("breached")


def test_a_breach_that_still_runs_replays_as_of_the_closing(service, closer, now):
    opened = datetime(2026, 10, 21, 8, tzinfo=UTC)
    TicketFactory(
        service=service,
        number="RUNS",
        opened_at=opened,
        resolved_at=None,
        state="Active",
        spans=[("Awaiting customer", opened, opened + timedelta(minutes=30))],
    )
    actions.recount(service.pk, now=now - timedelta(days=2))
    made = closed(service, closer, now)
    runs = made.tickets.get(number="RUNS")

    assert runs.stopped_at is None
    assert replay(made).holds


def test_late_data_make_a_restatement_beside_the_original(service, closer, signer, now):
    first = frozen(service, closer, signer, now)
    late_ticket(service, now)
    second = actions.restate(
        first.period_id, by=closer, reason="One ticket came late", now=now
    )
    waiting = scorecard(service, OCTOBER).line("resolution").counts.breached
    actions.sign_closure(second.pk, by=signer, now=now)
    shown = scorecard(service, OCTOBER)
    first.refresh_from_db()

    assert (second.number, second.reason) == (2, "One ticket came late")
    assert waiting == 1
    assert (shown.closure, shown.line("resolution").counts.breached) == (second, 2)
    assert first.figures["lines"][0]["breached"] == 1
    row = MonthFigure.objects.get(level__slug="resolution", month=OCTOBER)
    assert row.breached == 2
    assert replay(first).holds
    assert replay(second).holds


def test_a_restatement_needs_a_reason_a_difference_and_a_second_person(
    service, closer, signer, now
):
    made = frozen(service, closer, signer, now)
    with pytest.raises(DomainError, match="nothing to restate"):
        actions.restate(made.period_id, by=closer, reason="Why not", now=now)
    late_ticket(service, now)
    with pytest.raises(DomainError, match="Say why"):
        actions.restate(made.period_id, by=closer, reason="", now=now)
    second = actions.restate(made.period_id, by=closer, reason="Late", now=now)
    with pytest.raises(DomainError, match="waits for its signature already"):
        actions.restate(made.period_id, by=signer, reason="Again", now=now)
    with pytest.raises(PermissionDenied):
        actions.sign_closure(second.pk, by=closer, now=now)
    actions.drop_restatement(second.pk, by=signer, reason="It was a test", now=now)

    assert Closure.objects.get() == made
    with pytest.raises(DomainError, match="Only a restatement"):
        actions.drop_restatement(made.pk, by=signer, reason="No", now=now)


def test_an_open_month_is_not_restated(service, closer, now):
    period = review(service, closer, now)

    with pytest.raises(DomainError, match="Only a frozen month"):
        actions.restate(period.pk, by=closer, reason="x", now=now)


def test_closing_twice_makes_one_closure(service, closer, now):
    made = closed(service, closer, now)

    with pytest.raises(DomainError, match="it is closed"):
        actions.close_period(made.period_id, by=closer, now=now)
    assert Closure.objects.get() == made


def test_the_trend_shows_frozen_months_as_they_were(service, closer, signer, now):
    frozen(service, closer, signer, now)
    before = scorecard(service, OCTOBER).score
    shake(service, now)

    assert scorecard(service, OCTOBER).score == before
    assert scorecard(service, OCTOBER).rating in set(Rating)
