"""Rotas' pages: both doors, the same number of queries at any size; calendars by address."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from apps.accounts.roles import Role
from apps.dashboard.queries.palette import find
from apps.staffing.actions import moving
from apps.staffing.actions.feeds import make_feed
from apps.staffing.models import (
    Override,
    Rota,
    Rotation,
    RotationPlace,
    Shift,
    ShiftFeed,
)
from tests.factories import UserFactory, person
from tests.staffing.factories import (
    LayerFactory,
    PersonFactory,
    RotaFactory,
    RotationFactory,
    shift,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def planner():
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def ann():
    return PersonFactory(login=True, name="Ann")


@pytest.fixture
def rota(ann):
    made = RotaFactory(slug="core", name="Core on call")
    RotationFactory(layer=LayerFactory(rota=made), people=[ann])
    return made


def queries(client, url, **headers):
    with CaptureQueriesContext(connection) as found:
        answer = client.get(url, **headers)
    assert answer.status_code == 200
    return len(found), answer.content.decode()


@pytest.mark.parametrize("view", ["day", "week", "month", "quarter"])
def test_the_calendar_asks_the_same_for_one_person_as_for_forty(
    client, planner, rota, ann, view
):
    client.force_login(planner)
    url = reverse("staffing:rota_calendar", args=["core"]) + f"?view={view}"
    now = timezone.now()
    shift(rota, ann, now, hours=8)
    client.get(url)
    few, _ = queries(client, url)
    rotation = rota.layers.get().rotations.get()
    for number in range(39):
        one = PersonFactory()
        RotationPlace.objects.create(rotation=rotation, place=number + 2, person=one)
        shift(rota, one, now + number * HOUR / 4, hours=6)

    many, page = queries(client, url)

    assert many == few
    assert page.count('role="group"') == 40
    assert "style=" not in page


def test_the_list_of_rotas_and_the_page_of_duties_ask_the_same_at_any_size(
    client, planner, rota
):
    client.force_login(planner)
    urls = [reverse("staffing:rotas"), reverse("staffing:on_call")]
    for url in urls:
        client.get(url)
    few = [queries(client, url)[0] for url in urls]
    for number in range(12):
        made = RotaFactory(name=f"Rota {number}")
        RotationFactory(layer=LayerFactory(rota=made), people=[PersonFactory()])

    assert [queries(client, url)[0] for url in urls] == few


def test_a_shift_is_drawn_exactly_and_moved_by_its_form(client, planner, rota, ann):
    client.force_login(planner)
    first = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    bo = PersonFactory(name="Bo")
    made = shift(rota, ann, first + timedelta(days=400, hours=6), hours=12)
    rota.time_zone = "UTC"
    rota.save()
    day = made.starts_at.date()
    url = reverse("staffing:rota_calendar", args=["core"]) + f"?view=day&day={day}"

    _, page = queries(client, url)

    bar = re.search(
        r'data-shift="\d+".*?<svg x="([\d.]+)%" y="3" width="([\d.]+)%"', page
    )
    assert bar
    assert bar.groups() == ("25.000", "50.000")
    sent = {
        "person": bo.pk,
        "starts_at": (made.starts_at + HOUR).isoformat(),
        "ends_at": (made.ends_at + HOUR).isoformat(),
        "version": made.version,
        "back": f"view=day&day={day}",
    }
    answer = client.post(reverse("staffing:move_shift", args=[made.pk]), sent)
    assert answer.status_code == 303
    assert answer["Location"].endswith(f"view=day&day={day}")
    moved = Shift.objects.get()
    assert (moved.person, moved.starts_at) == (bo, made.starts_at + HOUR)
    assert Override.objects.count() == 2


def test_a_turn_of_nobody_stays_when_a_rotation_is_edited(client, planner, rota, ann):
    client.force_login(planner)
    rotation = rota.layers.get().rotations.get()
    Rotation.objects.update(turn_count=3)
    edit = reverse("staffing:rotation_edit", args=[rotation.pk])
    form = client.get(edit).context["form"]
    typed = {name: form[name].value() for name in ("name", "length", "unit")}
    typed |= {"starts_on": "2026-01-05", "handoff_at": "09:00", "version": 1}
    places = f"{ann.email}\nnobody\nnobody"
    assert form["places"].as_widget().count("nobody") == 2

    answer = client.post(
        reverse("staffing:amend_rotation", args=[rotation.pk]),
        typed | {"places": places},
    )

    assert answer.status_code == 303
    rotation.refresh_from_db()
    assert (rotation.turn_count, rotation.places.count()) == (3, 1)
    page = client.get(rota.get_absolute_url()).content.decode()
    assert page.count("<li>nobody</li>") == 2


def test_somebody_elses_move_is_compared(client, planner, rota, ann):
    client.force_login(planner)
    made = shift(rota, ann, timezone.now() + timedelta(days=30))
    sent = {
        "person": ann.pk,
        "starts_at": made.starts_at.isoformat(),
        "ends_at": (made.ends_at + HOUR).isoformat(),
        "version": 7,
    }

    answer = client.post(reverse("staffing:move_shift", args=[made.pk]), sent)

    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.content.decode()
    assert not Override.objects.exists()


def test_both_doors_show_the_calendar(client, planner, rota):
    client.force_login(planner)
    url = reverse("staffing:rota_calendar", args=["core"])
    whole = client.get(url).content.decode()
    part = client.get(
        url, headers={"HX-Request": "true", "HX-Target": "section#calendar"}
    ).content.decode()

    assert "<html" in whole
    assert "<html" not in part
    assert 'id="calendar"' in part


def feed_url(user, rota=None, **more):
    _, secret = make_feed(by=user, rota=rota, now=timezone.now(), **more)
    return reverse("staffing:feed", args=[secret])


def events(client, url, **headers):
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.content.count(b"\r\n") == answer.content.count(b"\n")
    return Calendar.from_ical(answer.content).walk("VEVENT"), answer


def test_a_feed_gives_a_person_their_shifts_with_uids_that_stay(client, rota, ann):
    now = timezone.now().replace(microsecond=0)
    made = shift(rota, ann, now + HOUR, hours=8)
    shift(rota, PersonFactory(), now + 9 * HOUR)
    url = feed_url(ann.user, alarm_minutes=30)

    [event], answer = events(client, url)

    assert str(event["summary"]) == "On call, Core on call"
    assert (event["dtstart"].dt, event["dtend"].dt) == (made.starts_at, made.ends_at)
    assert event.walk("VALARM")[0]["trigger"].dt == timedelta(minutes=-30)
    assert client.get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    made.starts_at -= HOUR / 2
    made.save()
    [moved], _ = events(client, url)
    assert moved["uid"] == event["uid"]
    assert ShiftFeed.objects.get().read_at


def test_the_last_shift_of_what_is_published_begins_only(client, rota, ann):
    now = timezone.now().replace(microsecond=0)
    shift(rota, ann, now + HOUR, hours=8)

    found, _ = events(client, feed_url(ann.user, rota))

    assert [str(one["summary"]) for one in found] == [
        "Begins*: Ann: on call, Core on call"
    ]


def test_a_calendar_that_is_asked_for_too_often_has_to_wait_and_others_do_not(
    client, rota, ann
):
    url, other = feed_url(ann.user), feed_url(ann.user, rota)

    statuses = [client.get(url).status_code for _ in range(20)]
    refused = client.get(url)

    assert statuses == [200] * 20
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert refused.content == b""
    assert client.get(other).status_code == 200


def test_a_feed_ends_with_its_address_its_owner_and_what_they_see(
    client, planner, rota, ann
):
    shift(rota, ann, timezone.now() + HOUR)
    outsider = UserFactory(external=True)
    _, secret = make_feed(by=planner, rota=rota, now=timezone.now())
    url = reverse("staffing:feed", args=[secret])
    assert secret not in ShiftFeed.objects.get().digest
    assert client.get(url).status_code == 200

    ShiftFeed.objects.update(owner=outsider)
    assert client.get(url).status_code == 404
    ShiftFeed.objects.update(owner=planner)
    planner.is_active = False
    planner.save()
    assert client.get(url).status_code == 404
    assert client.get(reverse("staffing:feed", args=["guessed"])).status_code == 404


def test_a_teams_feed_holds_everybody_on_all_of_its_rotas(client, rota, ann):
    now = timezone.now().replace(microsecond=0)
    shift(rota, ann, now + HOUR, hours=8)
    shift(
        RotaFactory(name="Desk", team=rota.team), PersonFactory(name="Bo"), now + HOUR
    )
    shift(RotaFactory(), ann, now + HOUR)
    client.force_login(ann.user)
    typed = {"rota": "", "team": rota.team.pk, "alarm_minutes": ""}
    made = client.post(reverse("staffing:make_feed"), typed).content.decode()

    found, _ = events(client, re.search(r"/staffing/feed/[\w-]+\.ics", made).group())

    names = sorted(str(one["summary"]).removeprefix("Begins*: ") for one in found)
    assert names == ["Ann: on call, Core on call", "Bo: on call, Desk"]
    both = client.post(reverse("staffing:make_feed"), typed | {"rota": rota.pk})
    assert both.status_code == 422
    ShiftFeed.objects.update(owner=UserFactory(external=True))
    address = re.search(r"/staffing/feed/[\w-]+\.ics", made).group()
    assert client.get(address).status_code == 404


def test_the_address_is_shown_once(client, ann):
    client.force_login(ann.user)

    made = client.post(reverse("staffing:make_feed"), {"rota": "", "alarm_minutes": ""})

    address = re.search(r"https?://[^\"]+?/feed/[\w-]+\.ics", made.content.decode())
    assert address
    assert made["Cache-Control"] == "no-store"
    again = client.get(reverse("staffing:feeds")).content.decode()
    assert "/feed/" not in again


def test_the_palette_says_who_is_on_call(planner, rota, ann):
    now = timezone.now()
    shift(rota, ann, now - HOUR)

    for words in ("on call", "on call core", "core"):
        hits = dict(find(words, planner)).get("On call", [])
        assert [(one.title, one.hint) for one in hits] == [
            ("Core on call", "on call: Ann")
        ]
    assert "On call" not in dict(find("on call", UserFactory(external=True)))


def test_nobody_on_call_is_said_in_words(client, planner):
    RotaFactory(name="Empty")
    client.force_login(planner)

    page = client.get(reverse("staffing:on_call")).content.decode()

    assert "no one is called meanwhile" in page


def test_an_override_is_made_once_however_often_it_is_sent(client, planner, rota, ann):
    client.force_login(planner)
    sent = {
        "added": PersonFactory().pk,
        "removed": ann.pk,
        "starts_at": "2031-01-05T09:00",
        "ends_at": "2031-01-06T09:00",
        "sent_key": "8c5f7e0a-0000-4000-8000-00000000000b",
    }
    url = reverse("staffing:add_override", args=["core"])

    answers = [client.post(url, sent).status_code for _ in range(2)]
    wrong = client.post(url, {**sent, "ends_at": "2031-01-04T09:00", "sent_key": ""})

    assert answers == [303, 303]
    assert wrong.status_code == 422
    assert Override.objects.count() == 1
    moving.remove_override(Override.objects.get().pk, by=planner, now=timezone.now())
    assert Rota.objects.get(slug="core").overrides.count() == 0
