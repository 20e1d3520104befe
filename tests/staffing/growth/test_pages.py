"""The confidential pages, as the people of a line use them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.staffing.models.growth import (
    GrowthRun,
    MeetingNote,
    Objective,
    OneToOne,
    ReadRecord,
    Recognition,
)
from apps.staffing.models.growth.base import entered
from tests.factories import TeamFactory
from tests.staffing.growth.people import client_of, make_line, send, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    return make_line()


def url(name, *args):
    return reverse(f"staffing:{name}", args=args)


def soon(days=3):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def last(model, who):
    with entered(who.pk, today=timezone.localdate()):
        return model.objects.order_by("pk").last()


def plan_meeting(line):
    ben = client_of(line.ben.user)
    answer = send(ben, url("plan_one_to_one", line.anna.pk), {"on": soon()})
    assert answer.status_code == 303, answer.content
    return last(OneToOne, line.ben)


def test_a_one_to_one_is_planned_talked_about_and_held(line):
    ben, anna = client_of(line.ben.user), client_of(line.anna.user)
    there = plan_meeting(line).get_absolute_url()
    pk = last(OneToOne, line.ben).pk

    send(anna, url("add_agenda_item", pk), {"words": "My next role"})
    send(ben, url("write_note", pk), {"words": "Only Ben knows"})
    send(ben, url("write_note", pk), {"words": "Both know", "is_shared": "on"})
    page = anna.get(there).content.decode()
    assert "My next role" in page
    assert "Both know" in page
    assert "Only Ben knows" not in page
    assert "Only Ben knows" in ben.get(there).content.decode()

    held = send(ben, url("hold_one_to_one", pk), {"next_on": soon(14)})
    assert held.status_code == 303
    assert last(OneToOne, line.anna).on == timezone.localdate() + timedelta(days=14)
    assert send(ben, url("hold_one_to_one", pk), {}).status_code == 409


def test_what_is_typed_wrong_is_said_beside_the_page(line):
    meeting = plan_meeting(line)
    ben = client_of(line.ben.user)

    for name, data in (
        ("write_note", {}),
        ("add_agenda_item", {}),
        ("hold_one_to_one", {"next_on": "x"}),
    ):
        answer = send(ben, url(name, meeting.pk), data)
        assert answer.status_code == 422
        assert "portal-field-wrong" in answer.content.decode()
    past = send(ben, url("plan_one_to_one", line.anna.pk), {"on": "2020-01-01"})
    assert past.status_code == 409
    assert last(MeetingNote, line.ben) is None


def test_a_lost_edit_is_shown_beside_what_was_saved(line):
    meeting = plan_meeting(line)
    ben = client_of(line.ben.user)
    move = url("move_one_to_one", meeting.pk)

    assert send(ben, move, {"on": soon(5), "version": 1}).status_code == 303
    lost = send(ben, move, {"on": soon(6), "version": 1})

    assert lost.status_code == 409
    assert last(OneToOne, line.ben).on.isoformat() == soon(5)


def test_an_objective_is_set_measured_and_reached(line):
    anna, ben = client_of(line.anna.user), client_of(line.ben.user)
    fields = {"title": "Fewer pages", "starts_on": soon(0), "ends_on": soon(90)}
    assert send(anna, url("set_objective", line.anna.pk), fields).status_code == 303
    found = last(Objective, line.anna)

    result = {"title": "Pages a week", "start": "20", "target": "5", "unit": "pages"}
    assert send(ben, url("add_key_result", found.pk), result).status_code == 303
    with entered(line.ben.pk, today=timezone.localdate()):
        key = found.key_results.get().pk
    report = {"value": "12.5", "words": "See the chart", "link": "/knowledge/x/"}
    where = url("report_key_result", found.pk, key)
    assert send(anna, where, report).status_code == 303
    assert "50 %" in ben.get(found.get_absolute_url()).content.decode()
    bad = {**report, "link": "javascript:alert(1)"}
    assert send(anna, where, bad).status_code == 422

    assert (
        send(ben, url("end_objective", found.pk), {"state": "reached"}).status_code
        == 303
    )
    assert send(ben, where, report).status_code == 409


def test_a_plan_has_steps_with_links(line):
    anna = client_of(line.anna.user)
    fields = {"title": "Towards lead", "ends_on": soon(90)}
    send(anna, url("make_plan", line.anna.pk), fields)
    page = anna.get(url("growth")).content.decode()
    there = page.split('href="/staffing/growth/plans/')[1].split("/")[0]

    step = {"words": "Read", "link": "/knowledge/spaces/", "due_on": soon(9)}
    assert send(anna, url("add_step", there), step).status_code == 303
    shown = client_of(line.cora.user).get(url("plan", there)).content.decode()
    assert 'href="/knowledge/spaces/"' in shown


def test_thanks_reach_the_thanked(line):
    olga = client_of(line.other_manager.user)
    given = {"person": line.anna.pk, "words": "Saved the night"}
    assert send(olga, url("recognise"), given).status_code == 303
    assert last(Recognition, line.anna).words == "Saved the night"
    assert (
        "Saved the night"
        in client_of(line.anna.user).get(url("growth")).content.decode()
    )


def test_a_form_that_is_sent_twice_makes_one(line):
    olga = client_of(line.other_manager.user)
    key = "8c5f7e0a-0000-4000-8000-000000000001"
    given = {"person": line.anna.pk, "words": "Well done", "sent_key": key}
    for _ in range(2):
        send(olga, url("recognise"), given)

    with entered(line.anna.pk, today=timezone.localdate()):
        assert Recognition.objects.count() == 1


PAGES = ("one_to_one", "one_to_one_move")


def test_for_everybody_outside_the_line_it_does_not_exist(line):
    meeting = plan_meeting(line)

    for name, person in line.outside().items():
        client = client_of(person.user)
        for page in PAGES:
            assert client.get(url(page, meeting.pk)).status_code == 404, name
        assert client.get(url("growth_person", line.anna.pk)).status_code == 404
        for act in (
            "add_agenda_item",
            "write_note",
            "hold_one_to_one",
            "cancel_one_to_one",
        ):
            sent = {"words": "x", "is_shared": "on"}
            assert send(client, url(act, meeting.pk), sent).status_code == 404
        planned = send(client, url("plan_one_to_one", line.anna.pk), {"on": soon()})
        assert planned.status_code == 404
    with entered(line.ben.pk, today=timezone.localdate()):
        assert OneToOne.objects.count() == 1
        assert not MeetingNote.objects.exists()


def test_the_person_does_not_lead_themself(line):
    meeting = plan_meeting(line)
    anna = client_of(line.anna.user)

    assert (
        send(anna, url("plan_one_to_one", line.anna.pk), {"on": soon()}).status_code
        == 403
    )
    assert send(anna, url("cancel_one_to_one", meeting.pk)).status_code == 403


def test_every_reading_is_shown_to_the_person(line):
    meeting = plan_meeting(line)
    with entered(line.anna.pk, today=timezone.localdate()):
        before = ReadRecord.objects.count()

    client_of(line.cora.user).get(meeting.get_absolute_url())
    client_of(line.hr.user).get(url("growth_person", line.anna.pk))

    with entered(line.anna.pk, today=timezone.localdate()):
        new = ReadRecord.objects.order_by("pk")[before:]
        assert [(one.author_id, one.what) for one in new] == [
            (line.cora.pk, "one-to-ones"),
            (line.hr.pk, "one-to-ones"),
        ]
    page = client_of(line.anna.user).get(url("growth")).content.decode()
    assert "Cora Head" in page
    assert "Hilda Resources" in page


def test_the_password_is_asked_again_after_a_quarter_of_an_hour(line):
    late = client_of(line.anna.user, minutes_ago=16)
    answer = late.get(url("growth"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert "next=%2Fstaffing%2Fgrowth%2F" in answer["Location"]
    assert (
        client_of(line.anna.user, minutes_ago=14).get(url("growth")).status_code == 200
    )


def test_what_was_begun_in_time_may_be_sent_and_later_nothing_is_kept_of_it(line):
    meeting = plan_meeting(line)
    note = {"words": "Zqsecret", "is_shared": "on"}
    soon_enough = client_of(line.ben.user, minutes_ago=50)
    late = client_of(line.ben.user, minutes_ago=61)

    assert send(soon_enough, url("write_note", meeting.pk), note).status_code == 303
    assert send(late, url("write_note", meeting.pk), note).status_code == 302
    assert "Zqsecret" not in str(dict(late.session.items()))
    with entered(line.ben.pk, today=timezone.localdate()):
        assert MeetingNote.objects.count() == 1


def test_nothing_is_read_by_sending_a_form_late(line):
    meeting = plan_meeting(line)
    send(
        client_of(line.ben.user),
        url("write_note", meeting.pk),
        {"words": "Zqsecret", "is_shared": "on"},
    )
    late = client_of(line.ben.user, minutes_ago=50)
    for answer in (
        send(late, url("write_note", meeting.pk)),
        send(
            client_of(line.ben.user, minutes_ago=50), url("move_one_to_one", meeting.pk)
        ),
        send(client_of(line.anna.user, minutes_ago=50), url("hand_out", line.anna.pk)),
    ):
        assert answer.status_code == 302
        assert b"Zqsecret" not in answer.content
    assert (
        send(client_of(line.ben.user), url("write_note", meeting.pk)).status_code == 422
    )
    assert not GrowthRun.objects.exists()


def test_who_signs_in_elsewhere_signs_in_again_there(line):
    line.anna.user.set_unusable_password()
    line.anna.user.save()

    late = client_of(line.anna.user, minutes_ago=16).get(url("growth"))

    assert late.status_code == 403
    assert "sign in again" in late.content.decode().lower()


def test_confidential_pages_are_kept_by_no_cache(line):
    answer = client_of(line.anna.user).get(url("growth"))

    assert answer["Cache-Control"] == "no-store, private"


def queries_of(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_a_page_asks_as_often_for_many_people_as_for_few(line):
    ben = client_of(line.ben.user)
    client_of(line.cora.user)
    address = url("growth")
    plan_meeting(line)
    few = queries_of(ben, address)
    for number in range(5):
        one = somebody(f"New {number}", line.ben)
        send(ben, url("plan_one_to_one", one.pk), {"on": soon()})

    assert queries_of(ben, address) == few


def test_the_list_of_vacancies_asks_as_often_for_many_as_for_few(line):
    ben, address = client_of(line.ben.user), url("vacancies")

    def propose(number):
        new = {"position": f"Place {number}", "team": TeamFactory().pk, "reason": "x"}
        more = {"wanted_on": soon(60), "level": "3"}
        assert send(ben, url("propose_vacancy"), {**new, **more}).status_code == 303

    propose(0)
    few = queries_of(ben, address)
    for number in range(1, 6):
        propose(number)

    assert queries_of(ben, address) == few
