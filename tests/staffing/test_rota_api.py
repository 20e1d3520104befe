"""Rotas over the API: made, changed, published, told of, brought from elsewhere, by the pages' actions."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from apps.accounts.roles import Role
from apps.history.models import Event
from apps.staffing.models import (
    HandoverNote,
    Layer,
    Override,
    Rota,
    RotaImport,
    Rotation,
    Shift,
    ShiftFeed,
)
from tests.factories import TeamFactory, UserFactory, person
from tests.staffing.factories import PersonFactory, PostingFactory, RotaFactory, shift
from tests.staffing.test_carrying import OPSGENIE, recorded

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def planner():
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def team():
    return TeamFactory(slug="core")


@pytest.fixture
def api(client, planner):
    """Asks as somebody; the planner where nobody is named."""

    def ask(verb, path, data=None, *, by=planner, version=None):
        client.force_login(by)
        headers = {} if version is None else {"If-Match": version}
        return getattr(client, verb)(
            f"/api/v1/{path}", data, content_type=JSON, headers=headers
        )

    return ask


TURNS = {
    "name": "Weekly",
    "unit": "week",
    "length": 1,
    "starts_on": "2026-01-05",
    "handoff_at": "09:00",
    "hours": "Mon-Fri 09:00-17:00",
}


def test_a_head_adds_no_override_whatever_it_carries(client, planner):
    rota, ann = RotaFactory(), PersonFactory()
    start = timezone.now() + timedelta(hours=1)
    sent = {"added": ann.pk, "starts_at": start.isoformat()}
    sent |= {"ends_at": (start + timedelta(hours=2)).isoformat(), "reason": "Training"}
    url = f"/api/v1/schedules/{rota.slug}/overrides/"
    client.force_login(planner)

    asked = client.generic("HEAD", url, json.dumps(sent), JSON)

    assert asked.status_code == 200
    assert not Override.objects.exists()
    assert client.post(url, sent, content_type=JSON).status_code == 201


def test_a_schedule_is_made_filled_raised_published_and_retired(api, team):
    ann, bo = PersonFactory(name="Ann"), PersonFactory(name="Bo")
    made = api("post", "schedules/", {"slug": "desk", "name": "Desk", "team": "core"})
    assert (made.status_code, made.json()["time_zone"]) == (201, "Europe/London")
    low = made.json()["layers"][0]["id"]
    high = api("post", "schedules/desk/layers/", {"name": "Above"}).json()["id"]
    sent = TURNS | {"places": [[ann.pk], [], [bo.pk]]}
    turns = api("post", f"layers/{low}/rotations/", sent).json()
    assert (turns["turns"], turns["schedule"]) == ([["Ann"], [], ["Bo"]], "desk")
    assert turns["restrictions"][0] == {
        "weekday": 0,
        "from": "09:00",
        "until": "17:00",
    }

    assert api("post", f"layers/{low}/raise/").json()["height"] == 2
    address = f"rotations/{turns['id']}/"
    shown = api("get", address)
    assert api("patch", address, {"name": "Days"}).status_code == 428
    named = api("patch", address, {"name": "Days"}, version=shown["ETag"]).json()
    assert (named["name"], named["turns"]) == ("Days", [["Ann"], [], ["Bo"]])
    stale = api("patch", address, {"name": "Nights"}, version=shown["ETag"])
    assert stale.status_code == 412
    alone = {"places": [[bo.pk]], "hours": ""}
    fresh = api("get", address)["ETag"]
    assert api("patch", address, alone, version=fresh).json()["turns"] == [["Bo"]]

    day = f"{timezone.localdate() + timedelta(days=1)}"
    published = api("post", "schedules/desk/publish/", {"first_on": day, "weeks": 2})
    assert published.status_code == 201
    assert {one.person for one in Shift.objects.all()} == {bo}
    assert api("delete", f"layers/{high}/").status_code == 204
    amended = api("get", "schedules/desk/")["ETag"]
    kept = api("patch", "schedules/desk/", {"name": "The desk"}, version=amended)
    assert kept.json()["name"] == "The desk"
    assert api("post", "schedules/desk/retire/").json()["retired_on"]
    assert api("delete", address).status_code == 204
    assert not Rotation.objects.exists()


def test_who_does_not_plan_changes_nothing_over_the_api(api, team):
    other = UserFactory()
    rota = RotaFactory(slug="desk", team=team)
    layer = Layer.objects.create(rota=rota, name="Primary", height=1)
    sent = TURNS | {"places": [[PersonFactory().pk]]}
    day = f"{timezone.localdate()}"

    refused = [
        api("post", "schedules/", {"slug": "x", "name": "X", "team": "core"}, by=other),
        api("post", "schedules/desk/layers/", {"name": "Above"}, by=other),
        api("post", f"layers/{layer.pk}/rotations/", sent, by=other),
        api("delete", f"layers/{layer.pk}/", by=other),
        api(
            "post",
            "schedules/desk/publish/",
            {"first_on": day, "weeks": 1},
            by=other,
        ),
        api("post", "schedules/desk/retire/", by=other),
        api("post", "handovers/", NOTE, by=other),
        api("post", "schedule-imports/", sent_import(team), by=other),
    ]

    assert [one.status_code for one in refused] == [403] * len(refused)
    outsider = UserFactory(external=True)
    assert api("get", f"layers/{layer.pk}/", by=outsider).status_code == 404
    assert Rota.objects.count() == Layer.objects.count() == 1
    assert not Rotation.objects.exists()
    assert not Event.objects.filter(verb__startswith="staffing.").exists()


NOTE = {"schedule": "desk", "handoff_at": "2026-12-01T09:00:00Z", "text": "Disk full."}


def test_a_hand_over_is_written_corrected_and_read(api, team):
    ann, bo = PersonFactory(login=True, name="Ann"), PersonFactory(login=True)
    rota = RotaFactory(slug="desk", team=team)
    for one in (ann, bo):
        shift(rota, one, timezone.now())

    made = api("post", "handovers/", NOTE, by=ann.user)
    assert made.status_code == 201
    address = f"handovers/{made.json()['id']}/"
    text = {"text": "Disk was full."}
    fixed = api("patch", address, text, by=ann.user, version=made["ETag"])
    assert fixed.json()["text"] == "Disk was full."
    theirs = api("patch", address, text, by=bo.user, version=fixed["ETag"])
    assert theirs.status_code == 403
    assert api("post", f"{address}read/", by=ann.user).status_code == 403
    read = api("post", f"{address}read/", by=bo.user)
    assert read.json()["read_by"] == str(bo.user)
    late = api("patch", address, text, by=ann.user, version=read["ETag"])
    assert late.status_code == 409
    assert len(api("get", "handovers/?schedule=desk").json()["results"]) == 1
    outsider = UserFactory(external=True)
    assert api("get", address, by=outsider).status_code == 404
    assert HandoverNote.objects.get().text == "Disk was full."


def test_a_feeds_address_is_told_once_and_ends(api, client, team):
    ann = PersonFactory(login=True, name="Ann")
    shift(RotaFactory(team=team), ann, timezone.now())

    made = api("post", "shift-feeds/", {"team": "core"}, by=ann.user)

    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    path = "/staffing/feed/" + made.json()["url"].rpartition("/")[2]
    assert b"Ann" in client.get(path).content
    address = f"shift-feeds/{made.json()['id']}/"
    assert "url" not in api("get", address, by=ann.user).json()
    assert api("get", address).status_code == 404
    assert api("delete", address).status_code == 404
    assert api("delete", address, by=ann.user).status_code == 204
    assert client.get(path).status_code == 404
    assert not ShiftFeed.objects.exists()


def sent_import(team, document=OPSGENIE):
    return {"tool": "opsgenie", "team": team.slug, "document": document}


def test_schedules_of_another_tool_are_looked_at_then_carried_in(api, team):
    PersonFactory(email="ann@bank.example")

    looked = api("post", "schedule-imports/", sent_import(team))
    assert (looked.status_code, looked.json()["done_at"]) == (201, None)
    assert not Rota.objects.exists()
    address = f"schedule-imports/{looked.json()['id']}/"
    assert api("get", address, by=UserFactory()).status_code == 404
    done = api("post", f"{address}carry-in/")

    assert done.json()["done_at"]
    assert Rota.objects.get().name == "Primary"
    again = api("post", f"{address}carry-in/")
    assert again.status_code == 409
    bad = recorded()["data"] | {"name": "a\0b"}
    refused = api("post", "schedule-imports/", sent_import(team, {"data": bad}))
    assert (refused.status_code, RotaImport.objects.count()) == (409, 1)


def test_shifts_of_a_team_across_its_rotas(api, team):
    ann = PersonFactory(name="Ann")
    PostingFactory(person=ann, team=team)
    for rota in (RotaFactory(team=team), RotaFactory(team=team), RotaFactory()):
        shift(rota, ann, timezone.now())

    assert len(api("get", "shifts/?team=core").json()["results"]) == 2
