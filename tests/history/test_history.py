"""What happened can be read by who sees the object, and rewritten by nobody."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.http import Http404
from django.urls import reverse

from apps.accounts import actions
from apps.accounts.models import Team
from apps.accounts.roles import Role
from apps.history.actions import SYSTEM, record
from apps.history.models import Event
from apps.history.queries import changes_of, model_named, untold_changes
from tests.factories import MembershipFactory, TeamFactory, UserFactory, person

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def amended(now):
    """A team that an administrator renamed, and what the story says of it."""
    team = TeamFactory(name="Cards", slug="cards")
    admin = person(Role.ADMINISTRATOR)
    actions.amend_team(
        team.pk,
        by=admin,
        expected_version=1,
        name="Cards and wallets",
        email="",
        description="",
        manager=None,
        parent=None,
        now=now,
    )
    return Event.objects.get()


def test_an_event_says_who_did_what_to_which_object_when(now):
    team, by = TeamFactory(), UserFactory(name="Ada Stone")

    event = record(team, "accounts.team_amended", by=by, now=now, why="moved")

    event.refresh_from_db()
    assert (event.actor_id, event.actor_name) == (by.pk, "Ada Stone")
    assert (event.subject_type, event.subject_id) == ("accounts.team", team.pk)
    assert (event.at, event.facts) == (now, {"why": "moved"})
    assert event.touched == [["accounts.team", team.pk]]


def test_what_the_portal_did_itself_says_so(now):
    event = record(TeamFactory(), "accounts.team_amended", by=None, now=now)

    assert event.actor_id is None
    assert event.actor_name == SYSTEM


def test_facts_may_be_dates_and_what_else_touched_is_named(now):
    team = TeamFactory()
    member = MembershipFactory(team=team)

    event = record(
        team, "accounts.member_added", by=None, now=now, touched=[member], on=now.date()
    )

    event.refresh_from_db()
    assert event.facts == {"on": "2026-11-23"}
    assert ["accounts.membership", member.pk] in event.touched


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE history_event SET actor_name = 'somebody else'",
        "DELETE FROM history_event",
        "UPDATE accounts_teamevent SET name = 'never so'",
        "DELETE FROM accounts_teamevent",
    ],
)
def test_nobody_rewrites_what_happened_not_even_by_sql(amended, sql):
    with (
        pytest.raises(DatabaseError, match="Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert Event.objects.get().actor_name == amended.actor_name


def test_the_models_own_ways_are_closed_too(amended):
    for change in (amended.delete, amended.save):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()


def test_a_line_opens_to_the_fields_that_changed(amended):
    changes = {change.field: change for change in changes_of(amended, UserFactory())}

    assert changes["name"].after == "Cards and wallets"
    assert "version" not in changes


def rewritten(team: Team) -> list[tuple[str, object, object]]:
    return [
        (change.field, change.before, change.after)
        for row in untold_changes(team, UserFactory())
        if row.kind == "update"
        for change in row.changes
    ]


def test_a_bulk_update_is_seen_though_no_action_told_of_it():
    team = TeamFactory(name="Cards")

    Team.objects.update(name="Wallets")

    assert rewritten(team) == [("name", "Cards", "Wallets")]


def test_raw_sql_is_seen_too():
    team = TeamFactory(name="Cards")

    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_team SET name = 'Wallets'")

    assert rewritten(team) == [("name", "Cards", "Wallets")]


def test_a_deletion_is_kept():
    membership = MembershipFactory(title="Lead")
    pk = membership.pk

    membership.delete()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title FROM accounts_membershipevent"
            " WHERE pgh_label = 'delete' AND pgh_obj_id = %s",
            [pk],
        )
        assert cursor.fetchall() == [("Lead",)]


def test_passwords_are_in_no_history():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_userevent LIMIT 0")
        names = {column.name for column in cursor.description}

    assert not names & {"password", "last_login", "digest"}


@pytest.mark.parametrize(
    "name",
    [
        "auth.group",
        "sessions.session",
        "nothing.at_all",
        "x",
        "history.event",
        "..",
        "",
    ],
)
def test_only_kinds_that_say_who_sees_them_have_a_story(name):
    with pytest.raises(Http404):
        model_named(name)


def story_of(row) -> str:
    return reverse("history:story", args=[row._meta.label_lower, row.pk])


def test_the_story_reads_as_sentences(door, amended):
    door.force_login(UserFactory(), BACKEND)
    team = Team.objects.get(slug="cards")

    answer = door.get(story_of(team), headers={"HX-Target": "story"})

    page = answer.content.decode()
    assert amended.actor_name in page
    assert "changed the team" in page
    assert ("<html" in page) == (door.via == "page")


def test_a_line_and_the_untold_open_as_pages(door, amended):
    door.force_login(UserFactory(), BACKEND)
    team = Team.objects.get(slug="cards")

    opened = door.get(reverse("history:changes", args=[amended.pk]))
    untold = door.get(reverse("history:untold", args=["accounts.team", team.pk]))

    assert "Cards and wallets" in opened.content.decode()
    assert untold.status_code == 200


def test_who_does_not_see_the_object_does_not_see_its_story(door, amended):
    door.force_login(UserFactory(external=True), BACKEND)
    team = Team.objects.get(slug="cards")

    for url in (
        story_of(team),
        reverse("history:changes", args=[amended.pk]),
        reverse("history:untold", args=["accounts.team", team.pk]),
    ):
        assert door.get(url).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.REQUESTER, 404), (Role.AUDITOR, 200), (Role.ADMINISTRATOR, 200)],
)
def test_a_persons_story_tells_roles_only_to_who_may_see_roles(door, role, status):
    somebody = UserFactory()
    door.force_login(person(role), BACKEND)

    assert door.get(story_of(somebody)).status_code == status


def test_everybody_reads_their_own_story(door):
    me = UserFactory()
    door.force_login(me, BACKEND)

    assert door.get(story_of(me)).status_code == 200


def test_no_address_of_history_changes_anything(door, amended):
    door.force_login(person(Role.ADMINISTRATOR), BACKEND)
    team = Team.objects.get(slug="cards")

    for url in (story_of(team), reverse("history:changes", args=[amended.pk])):
        assert door.post(url).status_code == 405
    assert Event.objects.count() == 1
