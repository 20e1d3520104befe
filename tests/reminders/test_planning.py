"""Planning goes through what is due in batches, and no rule stops another."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.calendars.models import BusinessCalendar, CalendarEdition
from apps.core.errors import DomainError
from apps.reminders import actions
from apps.reminders.actions import planning
from apps.reminders.models import Notification, Occurrence, RuleSetting
from apps.reminders.queries import RULES, Due, rule
from apps.reminders.queries import rules as rule_queries
from tests.factories import NOW, TeamFactory, person
from tests.reminders.conftest import LONG_AGO, run, set_rule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_letters")]
DUE = date(2026, 12, 1)
MORNING = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(planning, "BATCH", 2)
    monkeypatch.setattr(rule_queries, "AT_ONCE", 3)


@pytest.fixture
def writer():
    return person(Role.REQUESTER)


@pytest.fixture
def empty_calendar():
    found = BusinessCalendar.objects.create(slug="closed", name="Closed for good")
    CalendarEdition.objects.create(
        calendar=found, valid_from_on=date(2020, 1, 1), time_zone="Europe/London"
    )
    return found


@pytest.fixture
def second_rule(only_letters):
    """Another rule, planned after the letters."""

    @rule("tests.parcel", "A parcel is due", steps="0d", tells=["writer"])
    def parcel(pks):
        for due in RULES["tests.letter"].find(pks):
            yield Due(due.subject, DUE, LONG_AGO, due.people, "Parcel")

    set_rule("tests.parcel")
    yield
    RULES.pop("tests.parcel")


@pytest.mark.usefixtures("small_batches")
def test_batches_plan_move_and_withdraw_as_one_would(letters, writer):
    teams = TeamFactory.create_batch(7)
    for one in teams:
        letters.owe(one, DUE, writer)
    run(MORNING)
    assert Occurrence.objects.filter(state="told").count() == 7
    assert Occurrence.objects.planned().count() == 14

    for one in teams[:2]:
        letters.met(one)
    letters.owe(teams[6], date(2026, 12, 24), writer)
    actions.plan(now=MORNING)

    open_ones = Notification.objects.open(MORNING)
    kept = {one.pk for one in teams[2:6]}
    assert set(open_ones.values_list("subject_id", flat=True)) == kept
    planned = Occurrence.objects.planned().order_by("subject_id", "fire_at")
    assert planned.filter(subject_id__in=kept).count() == 8
    moved = planned.filter(subject_id=teams[6].pk)
    assert {one.due_on for one in moved} == {date(2026, 12, 24)}
    assert not planned.filter(subject_id__in=[one.pk for one in teams[:2]]).exists()


@pytest.mark.usefixtures("small_batches")
def test_planning_again_changes_nothing(letters, writer):
    for one in TeamFactory.create_batch(5):
        letters.owe(one, DUE, writer)
    run(MORNING)

    assert actions.plan(now=MORNING) == 0


def test_a_rule_is_asked_no_further_than_the_batch_needs(letters, writer, monkeypatch):
    monkeypatch.setattr(planning, "BATCH", 2)
    teams = TeamFactory.create_batch(6)
    told_of, most = [], []
    whole = planning._bring_in_line

    def find(_pks):
        for one in teams:
            told_of.append(one)
            people = {"writer": [writer.pk]}
            yield Due(one, DUE, LONG_AGO, people, one.name)

    def bring(rule, subjects, wanted, now):
        most.append(len(told_of))
        return whole(rule, subjects, wanted, now)

    monkeypatch.setattr(planning, "_bring_in_line", bring)
    found = RULES["tests.letter"]
    monkeypatch.setitem(vars(found), "find", find)
    run(NOW)

    assert most == [3, 5, 6]


def test_a_rule_that_comes_back_to_a_subject_says_so(letters, writer, monkeypatch):
    monkeypatch.setattr(planning, "BATCH", 1)
    first, second = TeamFactory.create_batch(2)
    days = [(first, DUE), (second, DUE), (first, date(2026, 12, 9))]

    def find(_pks):
        for team, day in days:
            yield Due(team, day, LONG_AGO, {"writer": [writer.pk]}, team.name)

    monkeypatch.setitem(vars(RULES["tests.letter"]), "find", find)
    actions.plan(now=NOW)

    assert "in two places" in RuleSetting.objects.get().trouble
    assert not Occurrence.objects.exists()


@pytest.mark.usefixtures("second_rule")
def test_a_calendar_without_working_days_stops_its_rule_only(
    letters, writer, empty_calendar
):
    setting = set_rule(steps="-1wd 0d", calendar=empty_calendar)
    letters.owe(TeamFactory(), DUE, writer)

    actions.plan(now=NOW)

    assert [one.rule for one in Occurrence.objects.all()] == ["tests.parcel"]
    setting.refresh_from_db()
    assert "“Closed for good” has no working days" in setting.trouble

    set_rule(calendar=None)
    actions.plan(now=NOW)
    setting.refresh_from_db()
    assert setting.trouble == ""
    assert Occurrence.objects.filter(rule="tests.letter").count() == 2


@pytest.mark.usefixtures("second_rule")
def test_a_rule_that_fails_stops_no_other(letters, writer, monkeypatch):
    letters.owe(TeamFactory(), DUE, writer)
    find = RULES["tests.letter"].find
    second = RULES["tests.parcel"]
    monkeypatch.setitem(vars(second), "find", lambda _: 1 / 0)
    monkeypatch.setitem(vars(RULES["tests.letter"]), "find", find)

    actions.plan(now=NOW)

    assert {one.rule for one in Occurrence.objects.all()} == {"tests.letter"}
    assert "ZeroDivisionError" in RuleSetting.objects.get(slug="tests.parcel").trouble


@pytest.mark.usefixtures("second_rule")
def test_a_rule_that_fails_to_be_told_keeps_its_steps_and_stops_no_other(
    letters, writer, monkeypatch
):
    letters.owe(TeamFactory(), DUE, writer)
    actions.plan(now=NOW)
    parcels = Occurrence.objects.filter(rule="tests.parcel", state="planned")
    planned = parcels.count()
    second = RULES["tests.parcel"]
    find = second.find
    monkeypatch.setitem(vars(second), "find", lambda _: 1 / 0)

    actions.fire(now=datetime(2026, 12, 1, 9, tzinfo=UTC))

    assert {one.topic for one in Notification.objects.all()} == {"tests.letter"}
    assert parcels.count() == planned == 1
    assert "ZeroDivisionError" in RuleSetting.objects.get(slug="tests.parcel").trouble
    monkeypatch.setitem(vars(second), "find", find)
    actions.fire(now=datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert Notification.objects.filter(topic="tests.parcel").count() == 1


def test_pages_name_the_rule_that_cannot_be_planned(client):
    set_rule(trouble="The calendar “Closed for good” has no working days to count.")
    client.force_login(
        person(Role.ADMINISTRATOR), "django.contrib.auth.backends.ModelBackend"
    )
    pages = {
        name: client.get(reverse(f"reminders:{name}", args=args)).content.decode()
        for name, *args in (["rules"], ["rule", "tests.letter"], ["health"])
    }

    assert "Cannot be planned" in pages["rules"]
    assert "“Closed for good” has no working days" in pages["rule"]
    assert "Rules that cannot be planned" in pages["health"]
    assert "A letter is due" in pages["health"]


@pytest.mark.parametrize(
    ("steps", "escalates", "status"),
    [("-1wd", "", 422), ("0d", "+2d", 422), ("-7d 0d", "", 303)],
)
def test_a_form_forbids_counting_where_there_is_nothing_to_count(
    door, empty_calendar, steps, escalates, status
):
    set_rule()
    door.force_login(
        person(Role.ADMINISTRATOR), "django.contrib.auth.backends.ModelBackend"
    )
    typed = {"is_on": "on", "steps": steps, "escalates": escalates}
    typed |= {"people": "writer", "calendar": "closed", "expected_version": 1}

    answer = door.post(reverse("reminders:amend_rule", args=["tests.letter"]), typed)

    assert answer.status_code == status
    if status == 422:
        errors = answer.context["form"].errors["calendar"]
        assert "no working days" in str(errors)


def test_a_preview_on_such_a_calendar_is_refused(letters, writer, empty_calendar):
    set_rule(calendar=empty_calendar)
    letters.owe(TeamFactory(), DUE, writer)
    fields = ("is_on", "steps", "people", "escalates", "is_critical", "calendar")
    setting = RuleSetting.objects.get()
    values = {name: getattr(setting, name) for name in fields} | {"steps": "+1wd"}

    with pytest.raises(DomainError, match="no working days"):
        actions.preview_rule("tests.letter", now=NOW, **values)
