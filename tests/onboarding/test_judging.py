"""Criteria that the portal checks: before go-live, by the clock afterwards, and when asked."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.catalog.models import Application
from apps.core.errors import DomainError
from apps.facts.models import Fact
from apps.history.models import Concern, Event
from apps.onboarding import actions
from apps.onboarding.models import Assessment, Criterion, Request, Watch
from apps.onboarding.tasks import judge
from apps.reminders.queries import RULES
from tests.factories import EditionFactory, draft, person
from tests.onboarding.live import edition_of, live, measured, only

pytestmark = pytest.mark.django_db
QUARTER = timedelta(minutes=15)


@pytest.fixture
def requester():
    return person(Role.REQUESTER)


@pytest.fixture
def found(requester, now) -> Request:
    edition_of(now)
    return live(requester, now)


def look(found, now, times, value="no"):
    """The probe measures and the clock ticks, a quarter of an hour apart. The last time."""
    for _ in range(times):
        now += QUARTER
        measured(found.application, value, now)
        actions.judge_live(now=now)
    found.refresh_from_db()
    return now


def verbs(found):
    rows = Event.objects.about(found).order_by("pk").values_list("verb", flat=True)
    return [one.partition(".")[2] for one in rows]


def test_what_is_measured_before_go_live_counts_at_once(requester, now):
    edition_of(now)
    asked = draft(requester, now)
    with pytest.raises(DomainError, match="Evidence is missing"):
        actions.submit(asked.pk, by=requester, now=now)

    measured(asked.application, "yes", now)
    actions.submit(asked.pk, by=requester, now=now)

    one = only(asked)
    assert (one.state, one.evidence.value, one.evidence.source) == (
        *("accepted", "yes"),
        "Probe",
    )


def test_the_gate_is_checked_by_what_is_measured_then(requester, now, found):
    assert (found.live_badge, found.badge, found.fell_at) == ("gold", "gold", None)
    asked = draft(requester, now)
    measured(asked.application, "yes", now)
    actions.submit(asked.pk, by=requester, now=now)
    manager = person(Role.PLATFORM_MANAGER)
    for by in (manager, person(Role.ADMINISTRATOR)):
        actions.approve(asked.pk, by=by, now=now)
    measured(asked.application, "no", now + QUARTER)

    with pytest.raises(DomainError, match="gate is shut"):
        actions.go_live(asked.pk, by=manager, now=now + QUARTER)


def test_one_bad_reading_drops_no_badge(found, now):
    then = look(found, now, 2)
    assert (only(found).state, found.badge) == ("accepted", "gold")
    assert only(found).watch.sentence == "Endpoint healthy: no; “yes” is asked"

    then = look(found, then, 1, "yes")
    then = look(found, then, 2)

    assert (only(found).state, found.badge) == ("accepted", "gold")
    assert "fact_not_met" not in verbs(found)


def test_the_third_in_a_row_returns_it_and_the_badge_falls(found, requester, now):
    then = look(found, now, 3)

    one = only(found)
    assert (one.state, one.return_count) == ("returned", 0)
    assert one.evidence.note == "Endpoint healthy: no; “yes” is asked"
    assert one.givings.count() == 2
    assert (found.badge, found.fell_at) == ("", then)
    assert verbs(found)[-2:] == ["fell_below_badge", "fact_not_met"]
    told = Concern.objects.get(user_id=requester.pk, words__contains="no longer met")
    assert told.event.facts["criterion"] == one.criterion.code


def test_met_again_it_is_accepted_and_the_badge_is_back(found, now):
    then = look(found, now, 3)

    look(found, then, 1, "yes")

    assert (only(found).state, found.badge, found.fell_at) == ("accepted", "gold", None)
    assert only(found).givings.count() == 3
    assert verbs(found)[-2:] == ["regained_badge", "fact_met"]


def test_a_fact_that_nobody_measures_any_more_counts_after_a_day(found, now):
    actions.judge_live(now=now + timedelta(hours=2))
    assert only(found).watch.verdict == "stale"
    actions.judge_live(now=now + timedelta(hours=25))
    assert only(found).state == "accepted"

    actions.judge_live(now=now + timedelta(hours=26))

    assert only(found).state == "returned"


def test_a_tick_that_comes_twice_looks_once(found, now):
    then = look(found, now, 3)
    seen = only(found).watch.judged_at, found.version

    assert actions.judge_live(now=then) == 0

    found.refresh_from_db()
    assert (only(found).watch.judged_at, found.version) == seen
    judge()
    assert actions.judge_live(now=timezone.now()) == 0


def test_what_people_have_waived_is_left_alone(found, requester, now):
    then = look(found, now, 3)
    until = (now + timedelta(days=30)).date()
    one = only(found)
    waiver = actions.propose_waiver(
        one.pk, by=requester, risk="r", control="c", expires_on=until, now=then
    )
    actions.approve_waiver(waiver.pk, by=person(Role.PLATFORM_MANAGER), now=then)

    look(found, then, 1, "yes")

    assert only(found).state == "waived"


def test_asking_often_drops_nothing_sooner(found, requester, now):
    then = now + QUARTER
    measured(found.application, "no", then)
    one = only(found)
    for minutes in range(4):
        actions.check_now(one.pk, by=requester, now=then + timedelta(minutes=minutes))
    assert only(found).state == "accepted"

    with pytest.raises(PermissionDenied):
        actions.check_now(one.pk, by=person(Role.SUPPORT_ENGINEER), now=then)
    text = EditionFactory(published=True)
    actions.start(
        by=requester,
        application=found.application,
        platform=found.platform,
        now=then,
    )
    other = Assessment.objects.filter(criterion__edition=text).first()
    with pytest.raises(DomainError, match="not checked by the portal"):
        actions.check_now(other.pk, by=requester, now=then)


def test_pages_say_what_was_read_and_that_the_badge_fell(found, requester, now, client):
    look(found, now, 3)
    client.force_login(requester, "django.contrib.auth.backends.ModelBackend")

    page = client.get(only(found).get_absolute_url()).content.decode()
    assert "Endpoint healthy: no" in page
    assert reverse("facts:fact", args=[found.application.code, "http.up"]) in page
    assert (
        "went live with gold" in client.get(found.get_absolute_url()).content.decode()
    )
    listed = client.get(reverse("onboarding:index"), {"fell": "on"}).content.decode()
    assert "Below its gold" in listed
    own = client.get(
        reverse("onboarding:of_application", args=[found.application.code])
    )
    assert "Below its badge" in own.content.decode()
    checked = client.post(reverse("onboarding:check_now", args=[only(found).pk]))
    assert checked.status_code == 303


def test_who_owns_what_fell_is_reminded_until_it_is_mended(found, requester, now):
    rule = RULES["onboarding.below_badge"]
    assert list(rule.find(None)) == []
    then = look(found, now, 3)

    (due,) = rule.find(None)
    assert (due.subject, due.due) == (found, then.date())
    assert due.people["requester"] == [requester.pk]
    assert "has no badge since" in rule.words(due, then.date())
    look(found, then, 1, "yes")
    assert list(rule.find(None)) == []


def many(found: Request, count: int) -> None:
    """As many criteria more for the live request, never looked at."""
    edition = EditionFactory(criteria=[])
    model = only(found).criterion
    fields = ("category", "level", "title", "evidence_kind", "wanted")
    same = {name: getattr(model, name) for name in fields}
    made = Criterion.objects.bulk_create(
        Criterion(edition=edition, code=f"MANY-{at}", **same) for at in range(count)
    )
    Assessment.objects.bulk_create(
        Assessment(request=found, criterion=one, state="accepted") for one in made
    )


def queries_of_a_fall(found, now) -> int:
    """The queries of the portion in which everything is returned at once."""
    Watch.objects.all().delete()
    actions.judge_live(now=now)
    Watch.objects.update(next_at=now, count=2, since=now, counted_at=now - QUARTER)
    measured(found.application, "no", now)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert actions.judge_portion(now=now) == Watch.objects.count()
    assert not found.assessments.exclude(state="returned").exists()
    return len(caught)


def test_a_portion_takes_the_same_queries_for_one_and_many(found, now):
    few = queries_of_a_fall(found, now + QUARTER)
    Assessment.objects.update(state="accepted")
    Fact.objects.all().delete()
    measured(found.application, "yes", now + QUARTER)
    many(found, 39)

    assert queries_of_a_fall(found, now + 2 * QUARTER) == few
    assert few <= 20
    assert Application.objects.count() == 1
