"""Rights: what each role may do, and where."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts.models import Organisation, Team, User
from apps.accounts.roles import PERMISSIONS, Held, Rights, Role, ScopeKind
from apps.accounts.rules import with_teams_below
from tests.factories import GrantFactory, TeamFactory, UserFactory, person

EVERYWHERE = ScopeKind.EVERYTHING


def test_every_role_has_its_row():
    assert set(PERMISSIONS) == set(Role)


def test_a_permission_names_its_app_and_verb():
    for permission in frozenset().union(*PERMISSIONS.values()):
        app, _, verb = permission.partition(".")
        assert app in {
            "accounts",
            "calendars",
            "catalog",
            "facts",
            "integrations",
            "knowledge",
            "staffing",
            "onboarding",
            "reminders",
            "vendors",
        }
        assert verb


def test_an_auditor_changes_nothing():
    reading = (".view", ".view_grants", ".view_money", ".view_rules", ".insights")
    changing = {
        one
        for one in PERMISSIONS[Role.AUDITOR]
        if not one.endswith((*reading, ".read_all"))
    }

    assert changing == set()


def test_only_administrators_give_roles():
    holders = {role for role in Role if "accounts.edit_grants" in PERMISSIONS[role]}

    assert holders == {Role.ADMINISTRATOR}


def test_who_holds_nothing_may_nothing():
    rights = Rights([])

    for permission in frozenset().union(*PERMISSIONS.values()):
        assert not rights.may(permission, team="a", platform="b", category="c")
        assert not rights.scopes(permission)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (ScopeKind.TEAM, "team"),
        (ScopeKind.PLATFORM, "platform"),
        (ScopeKind.VENDOR, "vendor"),
        (ScopeKind.CATEGORY, "category"),
    ],
)
def test_a_scope_counts_for_its_own_kind_of_thing_only(kind, asked):
    rights = Rights([Held(Role.REVIEWER, kind, frozenset({"one"}))])

    for name in ("team", "platform", "vendor", "category"):
        is_right = name == asked
        assert rights.may("onboarding.review", **{name: "one"}) == is_right
    assert not rights.may("onboarding.review", **{asked: "two"})
    assert not rights.may("onboarding.review")


@given(
    st.lists(st.tuples(st.sampled_from(Role), st.sampled_from(ScopeKind))),
    st.sampled_from(sorted(frozenset().union(*PERMISSIONS.values()))),
)
def test_another_grant_never_takes_a_right_away(held, permission):
    def rights(pairs):
        return Rights(Held(role, kind, frozenset({"x"})) for role, kind in pairs)

    for count in range(len(held)):
        if rights(held[:count]).may(permission, team="x", platform="x"):
            assert rights(held).may(permission, team="x", platform="x")


def test_a_team_includes_those_below_at_any_depth():
    parents = {"a": None, "b": "a", "c": "b", "d": "a", "e": None}

    assert with_teams_below("a", parents) == {"a", "b", "c", "d"}
    assert with_teams_below("c", parents) == {"c"}
    assert with_teams_below("gone", parents) == {"gone"}


def test_even_a_ring_of_teams_ends():
    assert with_teams_below("a", {"a": "b", "b": "a"}) == {"a", "b"}


@given(st.dictionaries(st.integers(0, 20), st.none() | st.integers(0, 20)))
def test_what_is_below_is_what_climbs_to_the_top(parents):
    def climbs(slug) -> bool:
        seen = set()
        while slug is not None and slug not in seen:
            if slug == 0:
                return True
            seen.add(slug)
            slug = parents.get(slug)
        return False

    assert with_teams_below(0, parents) == {0} | {one for one in parents if climbs(one)}


@pytest.mark.django_db
def test_a_role_on_a_team_counts_for_the_teams_below():
    top = TeamFactory(slug="top")
    middle = TeamFactory(slug="middle", parent=top)
    TeamFactory(slug="low", parent=middle)
    TeamFactory(slug="beside")

    rights = person(Role.TEAM_MANAGER, team="middle").rights

    assert rights.may("accounts.edit_team", team="low")
    assert rights.may("accounts.edit_team", team="middle")
    assert not rights.may("accounts.edit_team", team="top")
    assert not rights.may("accounts.edit_team", team="beside")


@pytest.mark.django_db
@pytest.mark.parametrize("grants", [1, 30])
def test_rights_are_read_in_two_queries_and_once(grants):
    user = UserFactory()
    for _ in range(grants):
        team = TeamFactory(parent=TeamFactory())
        GrantFactory(user=user, scope_kind="team", scope_key=team.slug)
    among_others = User.objects.all()[0]

    with CaptureQueriesContext(connection) as asked:
        for _ in range(3):
            among_others.rights.may("onboarding.view", team="x")

    assert len(asked) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("grants", [1, 30])
def test_who_is_fetched_alone_comes_with_grants(grants):
    user = UserFactory()
    for _ in range(grants):
        team = TeamFactory(parent=TeamFactory())
        GrantFactory(user=user, scope_kind="team", scope_key=team.slug)
    GrantFactory()
    as_ever = Rights(User.objects.all().get(pk=user.pk).rights.held)

    with CaptureQueriesContext(connection) as asked:
        found = User.objects.get(pk=user.pk)
        for _ in range(3):
            found.rights.may("onboarding.view", team="x")

    assert len(asked) == 2
    assert set(found.rights.held) == set(as_ever.held)
    assert len(found.rights.held) == grants


@pytest.mark.django_db
def test_who_is_fetched_by_key_is_who_the_orm_finds():
    user = UserFactory(external=True, nickname="Bea", time_zone="Europe/Rome")
    [expected] = User.objects.filter(pk=user.pk)

    with CaptureQueriesContext(connection) as asked:
        found = User.objects.get(pk=user.pk)

    assert len(asked) == 1
    for field in User._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(expected, field.attname)
    assert found.organisation == expected.organisation
    assert found.organisation.kind == expected.organisation.kind
    found.nickname = "Beate"
    found.save()
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=user.pk + 1_000_000)


@pytest.mark.django_db
def test_who_is_asked_for_among_others_by_key_is_one_of_them():
    user, stranger = UserFactory(), UserFactory(external=True)
    team = TeamFactory()
    team.members.add(user)

    assert team.members.get(pk=user.pk) == user
    assert user.organisation.people.get(pk=user.pk) == user
    for among in (team.members, user.organisation.people):
        with pytest.raises(User.DoesNotExist):
            among.get(pk=stranger.pk)


@pytest.mark.django_db
def test_who_is_barred_holds_nothing():
    user = person(Role.ADMINISTRATOR)
    user.is_active = False

    assert not user.rights.may("accounts.edit_people")
    assert user.rights.roles == frozenset()


@pytest.mark.django_db
def test_outsiders_see_only_their_own_organisation():
    outsider = UserFactory(external=True)
    colleague = UserFactory(organisation=outsider.organisation)
    team = TeamFactory(organisation=outsider.organisation)
    UserFactory(external=True)
    inside = UserFactory()
    TeamFactory()

    assert set(User.objects.visible_to(outsider)) == {outsider, colleague}
    assert list(Team.objects.visible_to(outsider)) == [team]
    assert list(Organisation.objects.visible_to(outsider)) == [outsider.organisation]
    assert User.objects.visible_to(inside).count() == 4
    assert Team.objects.visible_to(inside).count() == 2
    assert Organisation.objects.visible_to(inside).count() == 3


def test_what_one_holds_anywhere_is_what_has_a_scope():
    """The navigation asks so for all at once."""
    rights = Rights(
        [
            Held(Role.REVIEWER, ScopeKind.CATEGORY, frozenset({"one"})),
            Held(Role.VENDOR_MANAGER, ScopeKind.EVERYTHING),
            Held(Role.ADMINISTRATOR, ScopeKind.TEAM),
        ]
    )
    known = frozenset().union(*PERMISSIONS.values())

    assert rights.permissions == {one for one in known if rights.scopes(one)}
    assert "onboarding.review" in rights.permissions
    assert "accounts.edit_grants" not in rights.permissions
