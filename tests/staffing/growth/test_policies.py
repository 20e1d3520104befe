"""What PostgreSQL itself shows of confidential tables, whatever the code above it does."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone
from psycopg.sql import SQL, Identifier

from apps.staffing.actions.growth.entering import confidential
from apps.staffing.actions.growth.goals import recognise
from apps.staffing.actions.growth.meetings import plan_one_to_one, write_note
from apps.staffing.models.growth import (
    Audience,
    Confidential,
    MeetingNote,
    OneToOne,
    ReadRecord,
    Recognition,
)
from apps.staffing.models.growth.base import OutsideError, entered
from apps.staffing.models.growth.policies import TABLES
from tests.factories import NOW
from tests.staffing.growth.everything import make_everything
from tests.staffing.growth.people import TODAY, client_of, make_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    return make_line()


@pytest.fixture
def meeting(line):
    on = TODAY + timedelta(days=3)
    return plan_one_to_one(line.anna.pk, on=on, by=line.ben.user, now=NOW)


def confidential_models():
    found = apps.get_app_config("staffing").get_models()
    return [one for one in found if issubclass(one, Confidential)]


def sees(person, model=OneToOne, *, today=TODAY):
    with entered(person and person.pk, today=today):
        return model.objects.count()


def rows_of(table):
    """What a plain SELECT answers to the application's role, without saying who asks."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE portal_app")
        cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(table)))
        (count,) = cursor.fetchone()
        cursor.execute("SET LOCAL ROLE NONE")
    return count


def test_every_confidential_table_has_its_policies():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        )
        secured = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tableowner FROM pg_tables WHERE schemaname = 'public'")
        owners = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = 'portal_app'"
        )
        powers = cursor.fetchone()

    assert (
        {one._meta.db_table for one in confidential_models()} == set(TABLES) == secured
    )
    assert "portal_app" not in owners
    assert powers == (False, False, False)


def test_a_table_that_names_a_person_and_is_not_secured_is_known_as_open():
    """A new table of growth with a person in it must be confidential, or named here."""
    open_ones = {"HrGrant", "GrowthDesk"}
    found = {
        one.__name__
        for one in apps.get_app_config("staffing").get_models()
        if "growth" in one.__module__
        and not issubclass(one, Confidential)
        and "person" in {field.name for field in one._meta.fields}
    }

    assert found == open_ones


def test_a_plain_select_without_a_person_answers_no_row(line, meeting):
    write_note(meeting.pk, words="Note", is_shared=True, by=line.ben.user, now=NOW)
    recognise(line.anna, words="Thanks", by=line.colleague.user, now=NOW)
    with entered(line.ben.pk, today=TODAY):
        assert OneToOne.objects.exists()

    assert {table: rows_of(table) for table in TABLES} == dict.fromkeys(TABLES, 0)


def test_who_comes_in_leaves_nothing_behind_on_the_connection(line, meeting):
    assert sees(line.ben) == 1

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('portal.person', true)")
        user, person = cursor.fetchone()

    assert user != "portal_app"
    assert not person
    assert rows_of("staffing_onetoone") == 0


def test_a_failure_inside_leaves_nothing_behind_either(line, meeting):
    with pytest.raises(ZeroDivisionError), entered(line.ben.pk, today=TODAY):
        1 / 0  # noqa: B018

    assert rows_of("staffing_onetoone") == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() != ("portal_app",)


def test_the_person_the_line_above_and_hr_see_it_and_nobody_else(line, meeting):
    assert {name: sees(one) for name, one in line.inside().items()} == dict.fromkeys(
        line.inside(), 1
    )
    assert {name: sees(one) for name, one in line.outside().items()} == dict.fromkeys(
        line.outside(), 0
    )


def test_a_new_manager_sees_what_was_before_and_the_old_one_no_longer(line, meeting):
    line.anna.line_manager = line.other_manager
    line.anna.save()

    assert (sees(line.ben), sees(line.cora)) == (0, 0)
    assert (sees(line.other_manager), sees(line.dan)) == (1, 1)


def test_a_ring_of_managers_ends_and_shows_nobody_their_own_file(line, meeting):
    line.dan.line_manager = line.anna
    line.dan.save()
    write_note(meeting.pk, words="Mine", is_shared=False, by=line.ben.user, now=NOW)

    assert sees(line.anna, MeetingNote) == 0
    assert sees(line.ben, MeetingNote) == 1


def test_hr_sees_nothing_before_the_grant_after_it_or_once_it_is_taken_back(
    line, meeting
):
    grant = line.hr.hr_grants.get()
    days = [
        grant.starts_on - timedelta(days=1),
        grant.ends_on,
        grant.ends_on + timedelta(days=1),
    ]
    assert [sees(line.hr, today=day) for day in days] == [0, 1, 0]

    grant.ended_at = NOW
    grant.save()

    assert sees(line.hr) == 0


@pytest.mark.parametrize(
    ("zone", "hour", "days"), [("Pacific/Pago_Pago", 5, 1), ("Pacific/Auckland", 23, 0)]
)
def test_the_zone_somebody_chose_moves_no_end_of_a_grant(line, zone, hour, days):
    last = line.hr.hr_grants.get().ends_on + timedelta(days=days)
    now = datetime.combine(last, time(hour), tzinfo=UTC)

    with timezone.override(zone), confidential(line.hr.user, now=now) as viewer:
        assert timezone.localdate(now) != viewer.today == last
        assert viewer.is_hr is (days == 0)


def test_nobody_reads_as_hr_by_one_persons_word(line, meeting):
    grant = line.hr.hr_grants.get()
    grant.approved_by = grant.approved_at = None
    grant.save()

    assert sees(line.hr) == 0


def test_hr_does_not_read_their_own_file_as_hr(line):
    line.hr.line_manager = line.cora
    line.hr.save()
    on = TODAY + timedelta(days=1)
    made = plan_one_to_one(line.hr.pk, on=on, by=line.cora.user, now=NOW)
    write_note(made.pk, words="Mine", is_shared=False, by=line.cora.user, now=NOW)

    assert (sees(line.hr, OneToOne), sees(line.hr, MeetingNote)) == (1, 0)


def test_a_private_note_is_its_authors_alone(line, meeting):
    for who in (line.anna, line.ben):
        write_note(meeting.pk, words="Mine", is_shared=False, by=who.user, now=NOW)

    seen = {name: sees(one, MeetingNote) for name, one in line.inside().items()}

    assert seen == {"anna": 1, "ben": 1, "cora": 0, "dan": 0, "hr": 0, "second_hr": 0}


def test_thanks_are_seen_by_who_gave_them_the_thanked_and_their_line(line):
    recognise(line.anna, words="Thanks", by=line.other_manager.user, now=NOW)

    assert sees(line.other_manager, Recognition) == sees(line.anna, Recognition) == 1
    assert sees(line.cora, Recognition) == 1
    assert sees(line.colleague, Recognition) == sees(line.auditor, Recognition) == 0


def test_nobody_writes_under_another_name_or_about_whom_they_do_not_lead(line):
    def insert(author, person):
        return OneToOne(person=person, author=author, on=TODAY, written_at=NOW)

    wrong = [(line.ben, line.anna), (line.colleague, line.anna)]
    for author, person in wrong:
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            entered(line.colleague.pk, today=TODAY),
        ):
            insert(author, person).save()


def test_nobody_changes_anothers_note_or_deletes_anything(line, meeting):
    note = write_note(
        meeting.pk, words="Ours", is_shared=True, by=line.ben.user, now=NOW
    )

    with entered(line.anna.pk, today=TODAY):
        assert MeetingNote.objects.filter(pk=note.pk).update(words="Changed") == 0
    with entered(line.ben.pk, today=TODAY):
        assert OneToOne.objects.filter(pk=meeting.pk)._raw_delete("default") == 0
        assert MeetingNote.objects.filter(pk=note.pk).update(words="Mine") == 1


def test_what_was_read_is_written_down_and_stays_as_it_is(line, meeting):
    with confidential(line.cora.user, now=NOW):
        list(OneToOne.objects.all())

    with entered(line.anna.pk, today=TODAY):
        found = ReadRecord.objects.get(author=line.cora)
        assert (found.what, found.rows, found.audience) == (
            "one-to-ones",
            1,
            Audience.SHARED,
        )
        assert ReadRecord.objects.update(rows=0) == 0


def test_nobody_comes_near_them_from_outside(line, meeting):
    for model in confidential_models():
        with pytest.raises(OutsideError):
            model.objects.count()


def test_nobody_comes_in_while_somebody_else_is_inside(line):
    with entered(line.ben.pk, today=TODAY):
        with entered(line.ben.pk, today=TODAY):
            pass
        with pytest.raises(OutsideError), entered(line.anna.pk, today=TODAY):
            pass


def test_a_login_that_owns_nothing_has_what_it_needs_and_sees_nothing_by_itself(line):
    """As in production: neither superuser nor owner, a member of the role."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE ROLE portal_plain NOLOGIN; GRANT portal_app TO portal_plain"
        )
        cursor.execute("GRANT USAGE ON SCHEMA public TO portal_plain")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO portal_plain")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL SESSION AUTHORIZATION portal_plain")
    things = make_everything(line)
    seen = {one.__name__: one._base_manager.count() for one in confidential_models()}
    for name, person in (("one-to-ones", line.anna), ("reviews", line.hr)):
        url = things[name].get_absolute_url()
        assert client_of(person.user).get(url).status_code == 200

    assert set(seen.values()) == {0}
    assert sees(line.ben) == 1
