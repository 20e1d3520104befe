"""A legal hold keeps what is held of a person, until two end it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.http import Http404

from apps.core.errors import DomainError
from apps.history.models import Event
from apps.staffing.actions.growth import holds, keeping
from apps.staffing.actions.growth.meetings import plan_one_to_one
from apps.staffing.models import Person
from apps.staffing.models.growth import LegalHold, OneToOne
from apps.staffing.models.growth.base import entered
from tests.factories import NOW
from tests.staffing.growth.everything import LATER
from tests.staffing.growth.people import (
    TODAY,
    client_of,
    make_line,
    reads_as_hr,
    send,
    somebody,
)

pytestmark = pytest.mark.django_db
MUCH_LATER = NOW + timedelta(days=366 * 9)


@pytest.fixture
def line():
    found = make_line()
    for one in (found.anna, found.colleague):
        plan_one_to_one(one.pk, on=LATER, by=found.ben.user, now=NOW)
    return found


def asked(line, by=None):
    who = (by or line.hr).user
    return holds.ask_hold(line.anna.pk, reason="Case 14", by=who, now=NOW)


def begun(line):
    return holds.decide_hold(
        asked(line).pk, is_yes=True, by=line.second_hr.user, now=NOW
    )


def sees(person):
    with entered(person.pk, today=TODAY):
        return LegalHold.objects.count()


def kept():
    return set(OneToOne._base_manager.values_list("person__name", flat=True))


def test_the_nightly_job_leaves_whom_a_hold_keeps_and_takes_the_rest(line):
    begun(line)
    keeping.forget_due(now=MUCH_LATER)

    assert kept() == {"Anna Engineer"}


def test_one_alone_holds_nothing_and_what_is_declined_holds_nothing(line):
    found = asked(line)
    with pytest.raises(PermissionDenied):
        holds.decide_hold(found.pk, is_yes=True, by=line.hr.user, now=NOW)
    with pytest.raises(DomainError, match="already"):
        asked(line, line.second_hr)
    holds.decide_hold(found.pk, is_yes=False, by=line.second_hr.user, now=NOW)
    keeping.forget_due(now=MUCH_LATER)

    assert kept() == set()


def test_it_goes_on_until_another_ends_it_and_then_time_counts_again(line):
    found = begun(line)
    holds.ask_end_of_hold(found.pk, by=line.hr.user, now=NOW)
    with pytest.raises(PermissionDenied):
        holds.decide_end_of_hold(found.pk, is_yes=True, by=line.hr.user, now=NOW)
    holds.decide_end_of_hold(found.pk, is_yes=False, by=line.second_hr.user, now=NOW)
    keeping.forget_due(now=MUCH_LATER)
    assert kept() == {"Anna Engineer"}

    holds.ask_end_of_hold(found.pk, by=line.second_hr.user, now=NOW)
    keeping.forget_due(now=MUCH_LATER)
    assert kept() == {"Anna Engineer"}
    holds.decide_end_of_hold(found.pk, is_yes=True, by=line.hr.user, now=NOW)
    keeping.forget_due(now=MUCH_LATER)
    assert kept() == set()
    verbs = Event.objects.about(found).values_list("verb", flat=True)
    assert len(verbs) == 6


def test_who_asked_begins_nothing_by_deciding_on_its_end_nor_ends_by_beginning(line):
    found = asked(line)
    for is_yes in (True, False):
        with pytest.raises(DomainError, match="does not wait"):
            holds.decide_end_of_hold(found.pk, is_yes=is_yes, by=line.hr.user, now=NOW)
    assert state_of(found, line) == "asked"

    holds.decide_hold(found.pk, is_yes=True, by=line.second_hr.user, now=NOW)
    holds.ask_end_of_hold(found.pk, by=line.second_hr.user, now=NOW)
    for is_yes in (True, False):
        with pytest.raises(DomainError, match="does not wait"):
            holds.decide_hold(found.pk, is_yes=is_yes, by=line.second_hr.user, now=NOW)
    assert state_of(found, line) == "ending"


def state_of(found, line):
    with entered(line.hr.pk, today=TODAY):
        return LegalHold.objects.get(pk=found.pk).state


def test_nothing_is_erased_while_it_stands_by_page_or_command(line):
    begun(line)
    erasure = keeping.ask_erasure(
        line.anna.pk, reason="Asked", by=line.anna.user, now=NOW
    )
    with pytest.raises(DomainError, match="legal hold"):
        keeping.decide_erasure(erasure.pk, is_yes=True, by=line.hr.user, now=NOW)
    Person.objects.filter(pk=line.anna.pk).update(email="anna@bank.example")
    with pytest.raises(CommandError, match="legal hold"):
        call_command("erase_person", "anna@bank.example", "--yes")

    assert "Anna Engineer" in kept()
    with entered(line.anna.pk, today=TODAY):
        assert keeping.Erasure.objects.get().state == "asked"


def test_the_person_and_hr_see_it_and_the_line_above_does_not(line):
    begun(line)

    names = (
        "anna",
        "hr",
        "second_hr",
        "ben",
        "cora",
        "dan",
        "administrator",
        "past_hr",
    )
    assert {name for name in names if sees(getattr(line, name))} == {
        *("anna", "hr", "second_hr"),
    }


def test_nobody_else_has_a_word_in_it_nor_who_reads_as_hr_about_themself(line):
    found = asked(line)
    for who in (line.ben, line.cora, line.anna, line.administrator):
        with pytest.raises((PermissionDenied, Http404)):
            holds.decide_hold(found.pk, is_yes=True, by=who.user, now=NOW)
        with pytest.raises((PermissionDenied, Http404)):
            asked(line, who)
    about_hr = holds.ask_hold(
        line.hr.pk, reason="Case 15", by=line.second_hr.user, now=NOW
    )
    with pytest.raises(PermissionDenied):
        holds.decide_hold(about_hr.pk, is_yes=True, by=line.hr.user, now=NOW)

    with entered(line.second_hr.pk, today=TODAY):
        assert set(LegalHold.objects.values_list("state", flat=True)) == {"asked"}
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalHold._base_manager.filter(pk=found.pk).update(
            state="stands", decided_by=line.hr
        )


def test_it_is_asked_for_begun_and_ended_on_the_page(line):
    third = somebody("Hanna Resources")
    reads_as_hr(
        third, line.administrator.user, line.auditor.user, ends_on=TODAY + timedelta(9)
    )
    url = f"/staffing/growth/people/{line.anna.pk}/held/"
    one, two = client_of(line.hr.user), client_of(third.user)
    assert send(one, f"{url}keep/", {"reason": ""}).status_code == 422
    assert send(one, f"{url}keep/", {"reason": "Case 14"}).status_code == 303
    with entered(line.hr.pk, today=TODAY):
        pk = LegalHold.objects.get().pk
    there = f"/staffing/growth/holds/{pk}/"
    assert "Begin it" not in one.get(url).content.decode()
    assert send(one, f"{there}begin/").status_code == 403
    assert "Begin it" in two.get(url).content.decode()
    assert send(two, f"{there}begin/").status_code == 303
    own = client_of(line.anna.user).get(url).content.decode()
    assert "Case 14" in own
    assert "Ask that it ends" not in own
    assert "Ask that it is erased" not in own
    assert client_of(line.ben.user).get(url).status_code == 403
    assert send(one, f"{there}ask-end/").status_code == 303
    assert send(one, f"{there}end/").status_code == 403
    assert send(two, f"{there}go-on/").status_code == 303
    assert send(two, f"{there}decline/").status_code == 409
