"""What administrators see and change: rules, upcoming, told, messages, health."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from apps.accounts.roles import Role
from apps.reminders.actions import plan
from apps.reminders.models import Delivery, Habits, Occurrence, RuleSetting
from tests.factories import NotificationFactory, TeamFactory, UserFactory, person
from tests.reminders.conftest import dead_letter, set_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(door):
    user = person(Role.ADMINISTRATOR)
    door.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


RULE = {"is_on": "on", "steps": "-7d 0d", "people": "writer", "expected_version": 1}


def page(door, name, *args, **query):
    return door.get(reverse(f"reminders:{name}", args=args), query).content.decode()


def owed(letters, days=3):
    team, writer = TeamFactory(), UserFactory(name="Ada Stone", time_zone="UTC")
    letters.owe(team, timezone.localdate() + timedelta(days=days), writer)
    return team


def test_a_preview_shows_what_would_go_out_and_saves_nothing(door, admin, only_letters):
    set_rule(is_on=False)
    team = owed(only_letters)

    answer = door.post(reverse("reminders:preview_rule", args=["tests.letter"]), RULE)

    (one,) = answer.context["preview"]
    assert (one.title, one.person.name, one.step) == (
        team.name,
        "Ada Stone",
        "on the day",
    )
    assert "1 reminder would go out in the next 7 days" in answer.content.decode()
    assert not RuleSetting.objects.get().is_on
    assert not Occurrence.objects.exists()


def test_saving_a_rule_plans_it_at_once(door, admin, only_letters):
    set_rule(is_on=False)
    owed(only_letters)

    door.post(reverse("reminders:amend_rule", args=["tests.letter"]), RULE)

    assert [one.step for one in Occurrence.objects.all()] == ["0d"]
    assert "Ada Stone" in page(door, "upcoming")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("steps", "soon", "“soon” is not a step"),
        ("escalates", "+3x", "“+3x” is not a step"),
        ("steps", "-4h", "hours cannot be counted"),
        ("people", "anybody", "Select a valid choice"),
    ],
)
@pytest.mark.usefixtures("admin", "only_letters")
def test_what_makes_no_sense_is_said_beside_its_field(door, field, typed, words):
    set_rule()
    url = reverse("reminders:amend_rule", args=["tests.letter"])

    answer = door.post(url, RULE | {field: typed})

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])
    assert RuleSetting.objects.get().version == 1


def test_who_saves_second_sees_both_versions(door, admin, only_letters):
    set_rule()
    url = reverse("reminders:amend_rule", args=["tests.letter"])
    door.post(url, RULE)

    assert door.post(url, RULE | {"steps": "-2d"}).status_code == 409
    assert RuleSetting.objects.get().steps == "-7d 0d"


def test_an_auditor_sees_a_rule_without_its_form(door, only_letters):
    door.force_login(person(Role.AUDITOR), "django.contrib.auth.backends.ModelBackend")
    set_rule()

    shown = page(door, "rule", "tests.letter")

    assert "-7d -1d +1d" in shown
    assert "formaction" not in shown


def test_what_was_told_says_to_whom_why_and_by_which_ways(door, admin):
    one = NotificationFactory(user=UserFactory(name="Ben Reed"), title="ONB-7 Cards")
    sent = Delivery.objects.create(
        user=one.user, how="now", send_at=one.at, created_at=one.at, state="sent"
    )
    sent.notifications.add(one)

    shown = page(door, "told", q="reed")

    for words in ("Ben Reed", "ONB-7 Cards", "you are the requester", "E-mail: sent"):
        assert words in shown


def failed(**fields):
    now = timezone.now()
    one = NotificationFactory()
    found = Delivery.objects.create(
        user=one.user,
        how="now",
        send_at=now - timedelta(hours=1),
        created_at=now,
        state="failed",
        error="550 no such box",
        **fields,
    )
    found.notifications.add(one)
    return found


def test_a_failed_message_is_shown_counted_and_sent_again(door, admin):
    found = failed()

    assert "550 no such box" in page(door, "sent", state="failed")
    assert (
        dict(door.get(reverse("reminders:health")).context["failures"])["E-mail"] == 1
    )
    door.post(reverse("reminders:deliver_again", args=[found.pk]))

    assert Delivery.objects.get().state == "waiting"


def test_a_dead_letter_is_read_without_its_words_mended_and_sent_again(door, admin):
    found = dead_letter()

    shown = page(door, "letter", found.pk)
    assert "no such box" in shown
    assert "secret words" not in shown
    door.post(
        reverse("reminders:send_again", args=[found.pk]),
        {"address": "new@bank.example"},
    )

    found.refresh_from_db()
    assert found.dead_at is None
    assert found.payload["to"] == "new@bank.example"


def test_an_address_that_bounced_works_again(door, admin):
    habits = Habits.objects.create(
        user=UserFactory(name="Ben Reed"),
        bounced_at=timezone.now(),
        bounce_reason="full",
    )

    assert "Ben Reed" in page(door, "health")
    door.post(reverse("reminders:address_works_again", args=[habits.user_id]))

    assert Habits.objects.get().bounced_at is None


@pytest.mark.parametrize("name", ["upcoming", "told", "sent"])
def test_lists_are_exported(door, admin, name):
    failed()

    answer = door.get(reverse(f"reminders:{name}"), {"export": "csv"})

    assert answer["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_an_export_of_what_will_go_out_names_the_object(
    door, admin, only_letters, format
):
    team = owed(only_letters)
    set_rule()
    plan(now=timezone.now())

    answer = door.get(reverse("reminders:upcoming"), {"export": format})

    rows = (
        list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        if format == "csv"
        else xlsx_rows(answer.content)
    )
    assert {one["Object"] for one in rows} == {team.name}


def xlsx_rows(content):
    header, *lines = (
        CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_index(0)
        .to_python()
    )
    return [dict(zip(header, line, strict=True)) for line in lines]


@pytest.mark.parametrize("name", ["upcoming", "told", "sent"])
def test_lists_ask_as_much_for_twenty_lines_as_for_two(door, admin, only_letters, name):
    def more(count):
        for _ in range(count):
            failed()
            Occurrence.objects.create(
                rule="tests.letter",
                subject_type="accounts.team",
                subject_id=owed(only_letters).pk,
                due_on=timezone.localdate(),
                step="0d",
                recipient=UserFactory(),
                why="writer",
                fire_at=timezone.now(),
            )

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(door, name)
        return len(queries)

    more(2)
    few = asked()
    more(18)

    assert asked() == few
