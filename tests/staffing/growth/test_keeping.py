"""How long things are kept, what is handed out, what an erasure leaves; who reads as HR."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.history.models import Event
from apps.staffing.actions.growth import hr, keeping
from apps.staffing.models.growth import (
    Candidate,
    GrowthRun,
    HrGrant,
    OneToOne,
    Vacancy,
)
from apps.staffing.models.growth.base import entered
from apps.staffing.queries.growth.held import confidential_models
from apps.staffing.rules.growth.data_map import (
    COMMON,
    DATA_MAP,
    LEFT_BY_ERASURE,
)
from apps.staffing.rules.growth.dates import kept_from, kept_until
from apps.staffing.rules.growth.map_words import as_markdown, how_long
from apps.staffing.tasks.growth import growth_nightly
from tests.factories import NOW
from tests.staffing.growth.everything import WORD, make_everything
from tests.staffing.growth.people import TODAY, client_of, make_line, send, somebody

pytestmark = pytest.mark.django_db
TABLES = {one._meta.model_name for one in confidential_models()}


@pytest.fixture
def line():
    return make_line()


@pytest.fixture
def things(line):
    return make_everything(line)


def counts(**about):
    """Rows of each confidential table, whoever may read them."""
    return {
        one._meta.model_name: count
        for one in confidential_models()
        if (count := one._base_manager.filter(**about).count())
    }


def test_the_data_map_names_every_column_of_every_confidential_table():
    mapped = {one.table: set(one.fields) | set(COMMON) for one in DATA_MAP}
    found = {
        one._meta.model_name: {field.name for field in one._meta.concrete_fields}
        - {"id", "version"}
        for one in confidential_models()
    }

    assert mapped == found


def test_every_table_of_the_data_map_has_an_end():
    ends = {one.table for one in DATA_MAP if one.since and one.years}

    assert [
        one for one in DATA_MAP if one.table not in ends and one.follows not in ends
    ] == []


def test_the_page_of_the_data_map_in_the_docs_is_the_map():
    page = Path(settings.BASE_DIR) / "docs" / "data-map.md"

    assert as_markdown() in page.read_text()


def test_the_data_map_speaks_words_and_no_names_of_columns():
    told = {how_long(one) for one in DATA_MAP}

    assert "with the one-to-one" in told
    assert "3 years after the last day" in told
    assert not [one for one in told if "_" in one or "onetoone" in one]


@pytest.mark.parametrize(
    ("anchor", "years", "last"),
    [
        (date(2024, 11, 23), 2, date(2026, 11, 23)),
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
    ],
)
def test_how_long_a_row_is_kept(anchor, years, last):
    assert kept_until(anchor, years) == last


def test_retention_removes_on_the_day_after_the_last_and_not_on_it(line, things):
    held = things["one-to-ones"].on
    last = kept_until(held, 2)
    assert kept_from(last, 2) == held

    keeping.forget_due(now=NOW + (last - TODAY))
    assert {"onetoone", "agendaitem", "meetingnote"} <= set(counts())
    gone = keeping.forget_due(now=NOW + (last - TODAY) + timedelta(days=1))

    assert (gone["onetoone"], gone["meetingnote"], gone["agendaitem"]) == (1, 3, 1)
    assert not {"onetoone", "agendaitem", "meetingnote"} & set(counts())


def test_each_table_is_empty_once_its_years_are_over(line, things):
    keeping.forget_due(now=NOW + timedelta(days=366 * 8))

    # A vacancy that is still open has no end from which to count.
    assert set(counts()) <= {"vacancy", "wantedskill", "vacancydecision", "candidate"}
    Vacancy._base_manager.update(ended_on=TODAY)
    keeping.forget_due(now=NOW + timedelta(days=366 * 8))
    assert counts() == {}


def test_a_candidates_data_is_erased_on_the_day_and_the_row_stays(line, things):
    Candidate._base_manager.update(name=WORD, contact=WORD)
    growth_nightly()

    def left(days):
        keeping.forget_due(now=NOW + timedelta(days=days))
        one = Candidate._base_manager.get()
        return one.name, one.contact, one.erased_on

    assert left(180) == (WORD, WORD, None)
    assert left(181) == ("", "", TODAY + timedelta(days=181))


def test_an_erasure_takes_two_and_leaves_who_did_what(line, things):
    told = Event.objects.count()
    erasure = things["erasures"]
    for who in (line.hr, line.anna, line.ben):
        with pytest.raises(PermissionDenied):
            keeping.decide_erasure(erasure.pk, is_yes=True, by=who.user, now=NOW)
    assert Event.objects.count() == told

    keeping.decide_erasure(erasure.pk, is_yes=True, by=line.second_hr.user, now=NOW)

    assert set(counts(person=line.anna)) <= LEFT_BY_ERASURE
    assert Event.objects.count() > told
    assert GrowthRun.objects.filter(kind="erasure").get().counts["onetoone"] == 1


def test_an_erasure_that_is_declined_removes_nothing(line, things):
    before = counts()

    keeping.decide_erasure(
        things["erasures"].pk, is_yes=False, by=line.second_hr.user, now=NOW
    )

    after = counts()
    del before["readrecord"], after["readrecord"]
    assert after == before


def test_an_erasure_leaves_what_is_about_others(line, things):
    with entered(line.ben.pk, today=TODAY):
        OneToOne.objects.create(
            person=line.colleague, author=line.ben, on=TODAY, written_at=NOW
        )

    keeping.erase(line.anna.pk, now=NOW)

    assert [one.person for one in OneToOne._base_manager.all()] == [line.colleague]


def test_the_commands_hand_out_and_erase(line, things, tmp_path, capsys):
    file = tmp_path / "held.json"
    call_command("export_person", line.anna.user.email, file)
    assert len(json.loads(file.read_text())["staffing.meetingnote"]) == 3
    assert file.stat().st_mode & 0o077 == 0
    assert GrowthRun.objects.get().kind == GrowthRun.Kind.EXPORT
    call_command("export_person", line.anna.user.email, tmp_path / "held.pdf")
    assert (tmp_path / "held.pdf").read_bytes().startswith(b"%PDF")
    assert Event.objects.filter(verb="staffing.growth_handed_out").count() == 2

    with pytest.raises(CommandError, match="--yes"):
        call_command("erase_person", line.anna.email)
    assert "onetoone" in counts()
    call_command("erase_person", line.anna.email, "--yes")
    assert set(counts(person=line.anna)) <= LEFT_BY_ERASURE
    with pytest.raises(CommandError, match="Nobody"):
        call_command("export_person", "nobody@bank.example", file)


def test_what_is_held_is_written_into_no_file_that_others_may_read(line, tmp_path):
    there = tmp_path / "held.json"
    there.touch(mode=0o644)

    with pytest.raises(CommandError, match="is there already"):
        call_command("export_person", line.anna.email, there)

    assert there.read_text() == ""


def test_one_administrator_asks_and_another_approves_that_somebody_reads_as_hr(line):
    one = line.administrator
    two = somebody("Abel Admin", role=Role.ADMINISTRATOR)
    fields = {"ends_on": TODAY + timedelta(days=90), "reason": "HR", "now": NOW}
    for who, by in ((one, one), (line.colleague, line.ben)):
        with pytest.raises(PermissionDenied):
            hr.ask_hr_grant(person=who, by=by.user, **fields)
    with pytest.raises(DomainError):
        hr.ask_hr_grant(
            person=two,
            by=one.user,
            **{**fields, "ends_on": TODAY + timedelta(days=400)},
        )
    for wrong in (one, two):
        asked = hr.ask_hr_grant(person=two, by=one.user, **fields)
        with pytest.raises(PermissionDenied):
            hr.approve_hr_grant(asked.pk, by=wrong.user, now=NOW)

    asked = hr.ask_hr_grant(person=line.colleague, by=one.user, **fields)
    hr.approve_hr_grant(asked.pk, by=two.user, now=NOW)
    hr.end_hr_grant(asked.pk, by=line.colleague.user, now=NOW)
    with pytest.raises(DomainError):
        hr.end_hr_grant(asked.pk, by=one.user, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        HrGrant.objects.update(approved_by=one.user, approved_at=NOW)


def test_the_page_of_who_reads_as_hr_is_for_everybody_inside(line):
    two = somebody("Abel Admin", role=Role.ADMINISTRATOR)
    client = client_of(line.administrator.user)
    where = "/staffing/growth/hr/"
    form = {
        "person": line.colleague.pk,
        "ends_on": TODAY + timedelta(days=60),
        "reason": "HR",
    }

    assert (
        "Hilda Resources" in client_of(line.colleague.user).get(where).content.decode()
    )
    assert send(client, f"{where}ask/", {}).status_code == 422
    assert send(client, f"{where}ask/", form).status_code == 303
    asked = HrGrant.objects.get(person=line.colleague)
    assert send(client, f"{where}{asked.pk}/approve/").status_code == 403
    assert send(client_of(two.user), f"{where}{asked.pk}/approve/").status_code == 303
    assert send(client, f"{where}{asked.pk}/end/").status_code == 303
    assert send(client, f"{where}999999/end/").status_code == 404


def test_somebody_asks_for_the_erasure_of_their_own(line):
    where = f"/staffing/growth/people/{line.anna.pk}/held/"
    client = client_of(line.anna.user)
    assert send(client, f"{where}erase/", {}).status_code == 422
    assert send(client, f"{where}erase/", {"reason": "Leaving"}).status_code == 303
    assert send(client, f"{where}erase/", {"reason": "Leaving"}).status_code == 409
    page = client_of(line.hr.user).get("/staffing/growth/").content.decode()
    there = page.split('href="/staffing/growth/erasures/')[1].split("/")[0]
    decide = f"/staffing/growth/erasures/{there}/decide/"
    assert send(client, decide, {"is_yes": "yes"}).status_code == 403
    assert send(client_of(line.hr.user), decide, {"is_yes": "yes"}).status_code == 303
    assert client.get(where).status_code == 200
