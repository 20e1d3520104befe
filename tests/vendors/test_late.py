"""Late evidence for a frozen month: recorded, marked, and counted once it is restated."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from apps.core.errors import DomainError
from apps.core.markup import badge
from apps.history.models import Event
from apps.vendors import actions
from apps.vendors.models import (
    Closure,
    Exclusion,
    Measurement,
    Outage,
    Period,
)
from apps.vendors.queries.replay import replay
from apps.vendors.queries.scorecard import scorecard
from apps.vendors.states import ExclusionState
from tests.vendors.factories import representative
from tests.vendors.test_periods import (  # fixtures are asked for by name
    OCTOBER,
    closed,
    closer,
    frozen,
    seen,
    service,
    signer,
)

__all__ = ["closer", "service", "signer"]
DAY = timedelta(days=1)


def late_evidence(service, closer, signer, now) -> Exclusion:
    """An outage, a measurement and an exclusion, each told after October was frozen."""
    actions.add_outage(
        service.pk,
        by=closer,
        starts_at=datetime(2026, 10, 13, 8, tzinfo=UTC),
        ends_at=datetime(2026, 10, 13, 11, tzinfo=UTC),
        words="The network was down",
        now=now,
    )
    entered = actions.enter_measurement(
        service.levels.get(slug="survey").pk,
        by=closer,
        month=OCTOBER,
        value=Decimal(97),
        words="The survey came late.",
        now=now,
    )
    actions.decide_measurement(entered.pk, by=signer, is_approved=True, now=now)
    made = propose(service, closer, now)
    return actions.decide_exclusion(
        made.pk, by=signer, is_accepted=True, answer="", expected_version=1, now=now
    )


def propose(service, by, now) -> Exclusion:
    return actions.propose_exclusion(
        service.tickets.get(number="INC3").pk,
        service.levels.get(slug="resolution").pk,
        by=by,
        reason="third_party",
        words="The network was down, which is not theirs.",
        now=now,
    )


def test_late_evidence_changes_nothing_closed(service, closer, signer, now):
    made = frozen(service, closer, signer, now)
    before = seen(service)
    late_evidence(service, closer, signer, now + DAY)

    assert seen(service) == before
    again = replay(Closure.objects.get(pk=made.pk))
    assert again.holds
    assert again.digest == made.digest


def test_late_evidence_counts_once_the_month_is_restated_and_both_replay(
    service, closer, signer, now
):
    first = frozen(service, closer, signer, now)
    before = scorecard(service, OCTOBER)
    late_evidence(service, closer, signer, now + DAY)
    second = actions.restate(
        first.period_id, by=closer, reason="The network was down", now=now + 2 * DAY
    )
    waiting = scorecard(service, OCTOBER)
    actions.sign_closure(second.pk, by=signer, now=now + 2 * DAY)
    shown = scorecard(service, OCTOBER)

    assert waiting.closure == before.closure == first
    assert before.line("up").figure.down_seconds == 7200
    assert shown.line("up").figure.down_seconds == 5 * 3600
    assert before.line("survey").percent is None
    assert shown.line("survey").percent == 97
    assert before.line("resolution").counts.accepted_breached == 0
    assert shown.line("resolution").counts.accepted_breached == 1
    assert replay(Closure.objects.get(pk=first.pk)).holds
    assert replay(second).holds
    kept = second.tickets.get(level_slug="resolution", number="INC3")
    assert (kept.is_excluded, kept.excluded_for) == (True, "third_party")


def test_evidence_taken_back_after_the_restatement_leaves_both_closures(
    service, closer, signer, now
):
    """What was closed replays by what was known then, whatever is removed later."""
    first = frozen(service, closer, signer, now)
    excluded = late_evidence(service, closer, signer, now + DAY)
    second = actions.restate(
        first.period_id, by=closer, reason="Late", now=now + 2 * DAY
    )
    actions.sign_closure(second.pk, by=signer, now=now + 2 * DAY)
    before = seen(service)
    for one in Outage.objects.all():
        actions.remove_outage(
            one.pk, by=closer, expected_version=one.version, now=now + 3 * DAY
        )
    actions.withdraw_exclusion(excluded.pk, by=signer, now=now + 3 * DAY)

    assert seen(service) == before
    for pk in (first.pk, second.pk):
        assert replay(Closure.objects.get(pk=pk)).holds


def test_a_month_waiting_for_its_signature_takes_no_evidence(
    service, closer, signer, now
):
    closed(service, closer, now)
    for tell in (
        lambda: late_evidence(service, closer, signer, now),
        lambda: propose(service, closer, now),
        lambda: actions.enter_measurement(
            service.levels.get(slug="survey").pk,
            by=closer,
            month=OCTOBER,
            value=Decimal(97),
            words="Late",
            now=now,
        ),
    ):
        with pytest.raises(DomainError, match="waits for its signature"):
            tell()

    assert Outage.objects.count() == 1
    assert not Exclusion.objects.exists()
    assert not Measurement.objects.exists()


def test_a_restatement_waits_until_late_exclusions_are_answered(
    service, closer, signer, now
):
    made = frozen(service, closer, signer, now)
    propose(service, signer, now + DAY)

    with pytest.raises(DomainError, match="Exclusions wait for an answer: INC3"):
        actions.restate(made.period_id, by=closer, reason="Late", now=now + DAY)
    assert Closure.objects.get() == made


def test_the_vendor_does_not_dispute_a_frozen_month(service, closer, signer, now):
    vendors_person = representative(service.contract.vendor.organisation)
    made = frozen(service, closer, signer, now)
    with pytest.raises(DomainError, match="no time to dispute"):
        propose(service, vendors_person, now)
    Period.objects.filter(pk=made.period_id).update(dispute_until_on=now.date() + DAY)

    with pytest.raises(DomainError, match="The time to dispute this month ended"):
        propose(service, vendors_person, now)
    assert not Exclusion.objects.exists()


def test_the_story_says_for_which_month_it_was_late(service, closer, signer, now):
    frozen(service, closer, signer, now)
    late_evidence(service, closer, signer, now + DAY)
    told = Event.objects.filter(facts__late="October 2026")

    assert sorted(told.values_list("verb", flat=True)) == [
        "vendors.exclusion_accepted",
        "vendors.exclusion_proposed",
        "vendors.measured",
        "vendors.measurement_approved",
        "vendors.outage_added",
    ]


def test_pages_mark_what_is_late_until_the_month_is_restated(
    client, service, closer, signer, now
):
    first = frozen(service, closer, signer, now)
    made = late_evidence(service, closer, signer, now + DAY)
    client.force_login(closer)
    pages = [
        reverse("vendors:exclusion", args=[made.pk]),
        reverse("vendors:exclusions"),
        reverse("vendors:measurements", args=[service.slug]),
        reverse("vendors:outages", args=[service.slug]) + "?month=2026-10",
    ]
    mark = badge("Late", "amber")
    marked = [mark in client.get(page).content.decode() for page in pages]
    second = actions.restate(
        first.period_id, by=closer, reason="Late", now=now + 2 * DAY
    )
    actions.sign_closure(second.pk, by=signer, now=now + 2 * DAY)

    assert marked == [True] * 4
    for page in pages:
        assert mark not in client.get(page).content.decode()


def test_the_page_of_a_late_exclusion_shows_the_figures_of_a_restatement(
    client, service, closer, signer, now
):
    frozen(service, closer, signer, now)
    made = propose(service, closer, now + DAY)
    client.force_login(signer)
    shown = client.get(reverse("vendors:exclusion", args=[made.pk]))
    effect = shown.context["page"].effect

    assert effect.is_late
    assert effect.line.counts.proposed_breached == 1
    assert effect.line_after.counts.accepted_breached == 1
    assert effect.line_after.percent == 100
    body = shown.content.decode()
    assert "This counts once the month is restated" in body
    assert made.state == ExclusionState.PROPOSED


def test_the_api_says_what_is_late(client, service, closer, signer, now):
    frozen(service, closer, signer, now)
    late_evidence(service, closer, signer, now + DAY)
    client.force_login(closer)
    for name in ("exclusions", "measurements"):
        (shown,) = client.get(f"/api/v1/{name}/").json()["results"]
        assert shown["is_late"] is True
