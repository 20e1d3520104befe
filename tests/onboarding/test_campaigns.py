"""Campaigns: asked of what is live, followed to the end, called off."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Event
from apps.onboarding import actions
from apps.onboarding.actions import campaigns
from apps.onboarding.models import (
    Assessment,
    Campaign,
    CampaignTarget,
    Request,
    TargetChange,
)
from apps.onboarding.tasks import follow_campaigns
from apps.reminders.queries import RULES
from tests.factories import PlatformFactory, person
from tests.onboarding.live import edition_of, live, measured

pytestmark = pytest.mark.django_db
SHOULD = {"code": "OBS-04", "level": "should", "evidence_kind": "text", "wanted": {}}


@pytest.fixture
def requester():
    return person(Role.REQUESTER)


@pytest.fixture
def author():
    return person(Role.PLATFORM_MANAGER)


@pytest.fixture
def platform():
    return PlatformFactory(slug="cluster")


@pytest.fixture
def edition(now):
    return edition_of(now, SHOULD, {"code": "OBS-01"})


@pytest.fixture
def found(edition, requester, platform, now) -> Request:
    return live(requester, now, platform=platform)


def next_edition(edition, author, now, *, also=None, **changes):
    """The next edition: OBS-04 changed as told, and another criterion beside it."""
    made = actions.draft_edition(edition.standard_id, by=author, now=now)
    one = made.criteria.get(code="OBS-04")
    if changes:
        actions.amend_criterion(
            one.pk, by=author, expected_version=one.version, now=now, **changes
        )
    if also:
        usual = {"category": one.category, "level": "must", "weight": 1, "title": "New"}
        actions.add_criterion(made.pk, by=author, now=now, **(usual | also))
    return actions.publish(made.pk, by=author, note="", now=now)


def campaign(author, now, **fields):
    usual = {
        "title": "Dashboards for all",
        "reason": "Three outages.",
        "due_on": now.date() + timedelta(days=30),
        "owner": author,
    }
    return actions.create_campaign(by=author, now=now, **(usual | fields))


def raised(author, edition, now, code="OBS-04", **fields):
    """A running campaign for a criterion."""
    made = campaign(author, now, standard=edition.standard, code=code, **fields)
    actions.start_campaign(made.pk, by=author, now=now)
    return Campaign.objects.get(pk=made.pk)


def target(of: Campaign) -> CampaignTarget:
    return of.targets.select_related("assessment__criterion", "request").get()


def give(one: Assessment, by, now):
    one.refresh_from_db()
    return actions.give_evidence(
        one.pk, by=by, expected_version=one.version, value="Shown in the book.", now=now
    )


def test_what_is_raised_and_shown_already_is_met_from_the_start(
    found, edition, author, now
):
    published = next_edition(edition, author, now, level="must")
    made = raised(author, edition, now)

    one = target(made)
    assert (one.state, one.assessment.criterion.edition) == ("met", published)
    assert one.assessment.state == "accepted"
    found.refresh_from_db()
    assert (found.badge, found.unmet_count) == ("gold", 0)
    assert [str(state) for state in one.changes.values_list("state", flat=True)] == [
        *("open", "met"),
    ]


def test_what_is_new_is_asked_and_counts_from_the_day(
    found, edition, author, requester, now
):
    asked = {"code": "OBS-09", "evidence_kind": "text"}
    next_edition(edition, author, now, also=asked)
    made = raised(author, edition, now, "OBS-09")
    one = target(made)
    assert (one.state, one.assessment.state) == ("open", "not_started")
    assert one.assessment.counts_from_on == made.due_on
    found.refresh_from_db()
    assert (found.badge, found.fell_at, found.readiness) == ("gold", None, 100)

    late = now + timedelta(days=30)
    measured(found.application, "yes", late)
    actions.refresh(found.pk, now=late)
    found.refresh_from_db()
    assert (found.badge, found.unmet_count, found.fell_at) == ("", 1, late)

    given = give(one.assessment, requester, late)
    actions.accept(given.pk, by=person(Role.REVIEWER), now=late)
    found.refresh_from_db()
    assert (target(made).state, found.badge, found.fell_at) == ("met", "gold", None)


def test_what_asks_for_something_else_takes_the_place_of_the_old(
    found, edition, author, now
):
    old = found.assessments.get(criterion__code="OBS-04")
    next_edition(edition, author, now, evidence_kind="link")
    made = raised(author, edition, now)

    one = target(made)
    old.refresh_from_db()
    assert (one.assessment.state, old.is_applicable) == ("not_started", False)
    actions.cancel_campaign(made.pk, by=author, reason="No more.", now=now)
    old.refresh_from_db()
    assert old.is_applicable
    assert not Assessment.objects.get(pk=one.assessment_id).is_applicable
    found.refresh_from_db()
    assert found.badge == "gold"


def test_who_is_left_out_is_asked_no_more_and_may_be_taken_in_again(
    found, edition, author, now
):
    next_edition(edition, author, now, also={"code": "OBS-09", "evidence_kind": "text"})
    made = raised(author, edition, now, "OBS-09")
    one = target(made)
    actions.exclude_target(one.pk, by=author, reason="It leaves in May.", now=now)
    one = target(made)
    assert (one.state, one.decided_by) == ("excluded", author)
    assert not one.assessment.is_applicable
    with pytest.raises(DomainError, match="Not possible now"):
        actions.exclude_target(one.pk, by=author, reason="Again.", now=now)

    actions.include_target(one.pk, by=author, now=now)

    one = target(made)
    assert (one.state, one.reason, one.decided_by) == ("open", "", None)
    assert one.assessment.is_applicable
    assert one.assessment.counts_from_on == made.due_on


@pytest.mark.parametrize("is_whole", [True, False])
def test_what_is_accepted_while_it_is_called_off_stays(
    found, requester, now, monkeypatch, is_whole
):
    edition, author = found.editions.get(), person(Role.PLATFORM_MANAGER)
    next_edition(edition, author, now, also={"code": "OBS-09", "evidence_kind": "text"})
    made = raised(author, edition, now, "OBS-09")
    one, held = target(made), campaigns._requests

    def waiting_for_a_reviewer(pks):
        given = give(one.assessment, requester, now)
        actions.accept(given.pk, by=person(Role.REVIEWER), now=now)
        return held(pks)

    monkeypatch.setattr(campaigns, "_requests", waiting_for_a_reviewer)
    if is_whole:
        actions.cancel_campaign(made.pk, by=author, reason="No more.", now=now)
    else:
        actions.exclude_target(one.pk, by=author, reason="No more.", now=now)

    one.assessment.refresh_from_db()
    assert (one.assessment.state, one.assessment.is_applicable) == ("accepted", True)


def test_a_bare_condition_follows_what_is_measured(found, author, now):
    wanted = {"check": "http.certificate_days", "at_least": 30}
    made = campaign(author, now, wanted=wanted)
    actions.start_campaign(made.pk, by=author, now=now)
    assert target(made).state == "open"
    then = now + timedelta(hours=1)

    measured(found.application, 90, then, "http.certificate_days")
    actions.follow_campaigns(now=then)
    assert target(made).state == "met"
    actions.follow_campaigns(now=then + timedelta(days=9))
    assert target(made).state == "met"
    measured(found.application, 3, then + timedelta(days=9), "http.certificate_days")
    actions.follow_campaigns(now=then + timedelta(days=9))
    assert target(made).state == "open"
    before = TargetChange.objects.count()
    follow_campaigns()
    follow_campaigns()
    assert TargetChange.objects.count() == before


def test_only_what_is_live_in_scope_is_asked(found, edition, author, now):
    for scope in ({"platforms": ["elsewhere"]}, {"tiers": [1]}):
        made = campaign(author, now, standard=edition.standard, code="OBS-04", **scope)
        with pytest.raises(DomainError, match="No live application"):
            actions.start_campaign(made.pk, by=author, now=now)
        assert Campaign.objects.get(pk=made.pk).state == "draft"
    assert not CampaignTarget.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose a criterion"),
        ({"wanted": {"check": "http.up", "at_least": 1}}, "is no number"),
        ({"wanted": {"check": "no.such"}}, "There is no fact"),
        ({"code": "OBS-77"}, "No edition in force"),
        ({"code": "OBS-04", "due_on": "past"}, "in the future"),
    ],
)
def test_what_could_not_be_started_is_not_written(edition, author, now, fields, words):
    if "code" in fields:
        fields = {**fields, "standard": edition.standard}
    if "due_on" in fields:
        fields = {**fields, "due_on": now.date()}

    with pytest.raises(DomainError, match=words):
        campaign(author, now, **fields)

    assert not Campaign.objects.exists()


def test_who_writes_no_standards_runs_no_campaign(
    edition, found, requester, author, now
):
    made = raised(author, edition, now)
    events = Event.objects.count()
    for act in (
        lambda: campaign(requester, now, standard=edition.standard, code="OBS-04"),
        lambda: actions.finish_campaign(made.pk, by=requester, now=now),
        lambda: actions.exclude_target(
            target(made).pk, by=requester, reason="r", now=now
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()

    made.refresh_from_db()
    assert (made.state, Event.objects.count()) == ("running", events)


def test_a_running_one_keeps_what_it_asks_and_may_move_its_day(
    found, edition, author, now
):
    next_edition(edition, author, now, also={"code": "OBS-09", "evidence_kind": "text"})
    made = raised(author, edition, now, "OBS-09")
    day = made.due_on + timedelta(days=30)
    with pytest.raises(DomainError, match="keeps what it asks"):
        actions.amend_campaign(
            made.pk, by=author, version=made.version, tiers=[1], now=now
        )
    with pytest.raises(EditConflict):
        actions.amend_campaign(made.pk, by=author, version=1, due_on=day, now=now)

    actions.amend_campaign(
        made.pk, by=author, version=made.version, due_on=day, now=now
    )

    assert target(made).assessment.counts_from_on == day


def test_a_campaign_that_is_late_changes_hands_and_keeps_its_day(
    found, edition, author, now, door
):
    made = raised(author, edition, now)
    late = now.date() - timedelta(days=3)
    began = late - timedelta(days=30)
    Campaign.objects.update(starts_on=began, due_on=late, code="GONE")
    door.force_login(author, "django.contrib.auth.backends.ModelBackend")
    url = reverse("onboarding:amend_campaign", args=[made.pk])
    other = person(Role.PLATFORM_MANAGER)
    typed = {"title": "Late", "reason": "Still.", "version": made.version}
    typed |= {"owner": other.pk, "due_on": late}

    earlier = door.post(url, typed | {"due_on": late - timedelta(days=1)})
    assert earlier.status_code == 422
    assert door.post(url, typed).status_code == 303

    made.refresh_from_db()
    assert (made.title, made.owner, made.due_on) == ("Late", other, late)
    with pytest.raises(DomainError, match="future"):
        actions.amend_campaign(
            made.pk, by=author, version=made.version, due_on=now.date(), now=now
        )


def test_the_owner_is_reminded_of_what_is_open(found, edition, author, requester, now):
    next_edition(edition, author, now, also={"code": "OBS-09", "evidence_kind": "text"})
    made = raised(author, edition, now, "OBS-09")
    rule = RULES["onboarding.campaign_due"]

    (due,) = rule.find(None)

    assert (due.subject, due.due) == (target(made), made.due_on)
    assert due.people["requester"] == [requester.pk]
    assert "Dashboards for all" in rule.words(due, now.date())
    assert due.subject.get_absolute_url() == target(made).assessment.get_absolute_url()
    actions.finish_campaign(made.pk, by=author, now=now)
    assert list(rule.find(None)) == []


def test_it_starts_by_the_same_queries_for_one_and_several(found, edition, author, now):
    next_edition(edition, author, now, evidence_kind="link")
    counts = []
    for _ in range(2):
        for _ in range(2):
            copy = Request.objects.get(pk=found.pk)
            copy.pk = None
            copy.save()
        made = campaign(author, now, standard=edition.standard, code="OBS-04")
        with CaptureQueriesContext(connection) as caught:
            actions.start_campaign(made.pk, by=author, now=now)
        counts.append(len(caught))
        actions.cancel_campaign(made.pk, by=author, reason="r", now=now)

    assert counts[0] == counts[1]


def test_a_form_with_mistakes_shows_nobody_to_who_may_not_fill_it_in(
    found, author, requester, now, door
):
    made = raised(author, found.editions.get(), now)
    door.force_login(requester, "django.contrib.auth.backends.ModelBackend")

    for page, args in (("create_campaign", []), ("amend_campaign", [made.pk])):
        refused = door.post(reverse(f"onboarding:{page}", args=args), {})
        assert refused.status_code == 403
        assert author.name not in refused.content.decode()


def test_what_is_being_typed_is_not_fetched_anew(found, edition, author, now, door):
    made = raised(author, edition, now)
    door.force_login(author, "django.contrib.auth.backends.ModelBackend")

    part = door.get(reverse("onboarding:burn_down", args=[made.pk])).content.decode()

    assert "Open applications by day" in part
    cancel = reverse("onboarding:cancel_campaign", args=[made.pk])
    assert cancel not in part
    assert cancel in door.get(made.get_absolute_url()).content.decode()


def test_the_pages_of_a_campaign(found, author, requester, now, door):
    edition = found.editions.get()
    next_edition(edition, author, now, also={"code": "OBS-09", "evidence_kind": "text"})
    backend = "django.contrib.auth.backends.ModelBackend"
    door.force_login(author, backend)
    typed = {
        "title": "Alerts for all",
        "reason": "They sleep.",
        "criterion": edition.standard.versions.in_force()
        .get()
        .criteria.get(code="OBS-09")
        .pk,
        "due_on": "2099-01-01",
        "owner": author.pk,
        "sent_key": "6f1c1b1e-0000-4000-8000-000000000001",
    }
    refused = door.post(
        reverse("onboarding:create_campaign"), typed | {"check": "http.up"}
    )
    assert refused.status_code == 422
    assert "one of both" in refused.content.decode()
    for _ in range(2):
        door.post(reverse("onboarding:create_campaign"), typed)
    made = Campaign.objects.get()
    assert (made.code, made.wanted, made.platforms) == ("OBS-09", {}, [])
    door.post(reverse("onboarding:start_campaign", args=[made.pk]))

    page = door.get(made.get_absolute_url()).content.decode()

    assert "Open applications by day" in page
    assert target(made).assessment.get_absolute_url() in page
    left = reverse("onboarding:exclude_page", args=[target(made).pk])
    assert left in page
    door.post(
        reverse("onboarding:exclude_target", args=[target(made).pk]), {"reason": "Old."}
    )
    exported = door.get(made.get_absolute_url(), {"export": "csv"}).content.decode()
    assert "Old." in exported
    door.force_login(requester, backend)
    listed = door.get(reverse("onboarding:campaigns"), {"state": "running"})
    assert "Alerts for all" in listed.content.decode()
    assert left not in door.get(made.get_absolute_url()).content.decode()
