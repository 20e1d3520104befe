"""What people do with accounts, teams and roles, and the refusals."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from apps.accounts import actions
from apps.accounts.models import (
    ApiToken,
    Grant,
    Membership,
    SavedFilter,
    Team,
    User,
)
from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Event
from tests.factories import (
    GrantFactory,
    MembershipFactory,
    OrganisationFactory,
    TeamFactory,
    UserFactory,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return person(Role.ADMINISTRATOR)


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def amend(team, by, now, **changed):
    fields = {
        "expected_version": team.version,
        "name": team.name,
        "email": "",
        "description": "",
        "manager": None,
        "parent": None,
        **changed,
    }
    return actions.amend_team(team.pk, by=by, now=now, **fields)


def give(user, by, now, role=Role.AUDITOR, *scope):
    kind, key = scope or ("everything", "")
    return actions.grant(
        user.pk, by=by, role=role, scope_kind=kind, scope_key=key, now=now
    )


def test_a_role_is_given_once_however_often_it_is_pressed(admin, now):
    user = UserFactory()

    first, again = give(user, admin, now), give(user, admin, now)

    assert first == again
    assert verbs() == ["accounts.role_given"]


@pytest.mark.parametrize("role", [one for one in Role if one != Role.ADMINISTRATOR])
def test_nobody_else_gives_or_withdraws_roles(role, now):
    by, held = person(role), GrantFactory()

    with pytest.raises(PermissionDenied):
        give(by, by, now, Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        actions.withdraw_grant(held.pk, by=by, now=now)

    assert not by.grants.filter(role=Role.ADMINISTRATOR).exists()
    assert Grant.objects.filter(pk=held.pk).exists()
    assert verbs() == []


@pytest.mark.parametrize("role", [one for one in Role if "vendor_rep" not in one])
def test_people_of_a_vendor_get_no_role_of_the_bank(role, admin, now):
    outsider = UserFactory(external=True)

    with pytest.raises(DomainError, match="vendor"):
        give(outsider, admin, now, role)

    assert not outsider.grants.exists()
    assert verbs() == []


def test_a_vendors_person_represents_the_vendor(admin, now):
    outsider = UserFactory(external=True)

    given = give(outsider, admin, now, Role.VENDOR_REPRESENTATIVE, "vendor", "kestrel")

    assert str(given) == "Vendor representative on kestrel"


def test_a_withdrawn_role_is_gone_and_told(admin, now):
    held = GrantFactory()

    actions.withdraw_grant(held.pk, by=admin, now=now)

    assert not Grant.objects.filter(pk=held.pk).exists()
    assert verbs() == ["accounts.role_withdrawn"]


def test_the_last_administrator_stays(admin, now):
    barred = person(Role.ADMINISTRATOR)
    User.objects.filter(pk=barred.pk).update(is_active=False)

    with pytest.raises(DomainError, match="last administrator"):
        actions.withdraw_grant(admin.grants.get().pk, by=admin, now=now)

    assert admin.grants.exists()
    assert verbs() == []


def test_one_of_two_administrators_may_go(admin, now):
    person(Role.ADMINISTRATOR)

    actions.withdraw_grant(admin.grants.get().pk, by=admin, now=now)

    assert not admin.grants.exists()


def test_a_new_person_is_let_in_once(admin, now):
    bank = OrganisationFactory()
    new = {"name": "Bea", "organisation": bank, "by": admin, "now": now}

    made = actions.add_person(email="Bea@Bank.example", **new)
    with pytest.raises(DomainError, match="here already"):
        actions.add_person(email="bea@bank.EXAMPLE", **new)

    assert made.email == "bea@bank.example"
    assert not made.has_usable_password()
    assert verbs() == ["accounts.person_added"]


def test_only_administrators_let_people_in_or_bar_them(now):
    by, other = person(Role.TEAM_MANAGER), UserFactory()

    with pytest.raises(PermissionDenied):
        actions.add_person(
            by=by, email="a@b.example", name="A", organisation=by.organisation, now=now
        )
    with pytest.raises(PermissionDenied):
        actions.set_active(other.pk, by=by, is_active=False, now=now)

    assert User.objects.filter(is_active=True).count() == 2
    assert verbs() == []


def test_nobody_bars_themselves(admin, now):
    with pytest.raises(DomainError):
        actions.set_active(admin.pk, by=admin, is_active=False, now=now)

    assert User.objects.get(pk=admin.pk).is_active
    assert verbs() == []


def test_ones_own_profile_is_changed_unless_it_was_meanwhile(now):
    me = UserFactory(name="Ada")
    fields = {"nickname": "ada", "time_zone": "Asia/Kolkata", "by": me, "now": now}

    actions.amend_profile(name="Ada Stone", expected_version=1, **fields)
    with pytest.raises(EditConflict):
        actions.amend_profile(name="Late", expected_version=1, **fields)

    fresh = User.objects.get(pk=me.pk)
    assert (fresh.name, fresh.nickname, fresh.version) == ("Ada Stone", "ada", 2)
    assert verbs() == ["accounts.profile_amended"]


def test_a_teams_manager_changes_it_and_what_is_below(now):
    top = TeamFactory(slug="top")
    low = TeamFactory(slug="low", parent=top)
    manager = person(Role.TEAM_MANAGER, team="top")

    amend(top, manager, now, name="Top")
    amend(low, manager, now, name="Low", parent=top)

    assert set(Team.objects.values_list("name", flat=True)) == {"Top", "Low"}


def test_the_manager_of_another_team_changes_nothing(now):
    team, other = TeamFactory(slug="cards"), TeamFactory(slug="other")
    by = person(Role.TEAM_MANAGER, team=other.slug)
    member = MembershipFactory(team=team)

    with pytest.raises(PermissionDenied):
        amend(team, by, now, name="Mine")
    with pytest.raises(PermissionDenied):
        actions.add_member(team.pk, by=by, user=by, title="", now=now)
    with pytest.raises(PermissionDenied):
        actions.remove_member(member.pk, by=by, now=now)

    assert not Team.objects.filter(name="Mine").exists()
    assert list(Membership.objects.all()) == [member]
    assert verbs() == []


def test_a_team_stands_neither_below_itself_nor_below_its_own(admin, now):
    top = TeamFactory()
    low = TeamFactory(parent=TeamFactory(parent=top))

    for parent in (top, low):
        with pytest.raises(DomainError, match="itself"):
            amend(top, admin, now, parent=parent)

    assert Team.objects.get(pk=top.pk).parent is None
    assert verbs() == []


def test_a_team_stands_below_its_own_organisation_only(admin, now):
    team = TeamFactory()
    foreign = TeamFactory(organisation=OrganisationFactory(vendor=True))

    with pytest.raises(DomainError, match="own organisation"):
        amend(team, admin, now, parent=foreign)

    assert Team.objects.get(pk=team.pk).parent is None


def test_a_member_joins_once_and_leaves(admin, now):
    team, user = TeamFactory(), UserFactory()

    for _ in range(2):
        actions.add_member(team.pk, by=admin, user=user, title="Lead", now=now)
    actions.remove_member(Membership.objects.get().pk, by=admin, now=now)

    assert not Membership.objects.exists()
    assert verbs() == ["accounts.member_added", "accounts.member_removed"]


def make(by, now, days=30, scope="read"):
    return actions.make_token(
        by=by, name="ci", scope=scope, expires_at=now + timedelta(days=days), now=now
    )


def test_only_the_digest_of_a_key_is_kept(now):
    token, key = make(UserFactory(), now)

    kept = ApiToken.objects.values().get()
    assert key.startswith(token.prefix)
    assert key not in map(str, kept.values())
    assert len(kept["digest"]) == 64
    assert actions.use_token(key, now=now) == token


@pytest.mark.parametrize("days", [-1, 0, 366, 4000])
def test_a_token_ends_within_a_year(days, now):
    with pytest.raises(DomainError):
        make(UserFactory(), now, days)

    assert not ApiToken.objects.exists()
    assert verbs() == []


def test_a_key_is_worth_nothing_once_expired_revoked_or_its_person_barred(now):
    me = UserFactory()
    token, key = make(me, now)

    assert actions.use_token(key, now=now + timedelta(days=30)) is None
    assert actions.use_token(key + "x", now=now) is None
    assert actions.use_token("", now=now) is None

    User.objects.update(is_active=False)
    assert actions.use_token(key, now=now) is None

    User.objects.update(is_active=True)
    actions.revoke_token(token.pk, by=me, now=now)
    assert actions.use_token(key, now=now) is None


def test_nobody_revokes_anothers_token(now):
    token, key = make(UserFactory(), now)

    with pytest.raises(PermissionDenied):
        actions.revoke_token(token.pk, by=person(Role.ADMINISTRATOR), now=now)

    assert actions.use_token(key, now=now)


def test_use_is_noted_at_most_every_five_minutes(now):
    _, key = make(UserFactory(), now)

    times = [actions.use_token(key, now=now + timedelta(minutes=m)) for m in (0, 4, 6)]

    assert [one.last_used_at - now for one in times] == [
        timedelta(0),
        timedelta(0),
        timedelta(minutes=6),
    ]


def test_a_filter_is_shared_only_with_a_team_one_is_in():
    mine = MembershipFactory()
    kept = {"by": mine.user, "page": "accounts:people", "name": "mine", "query": "q=a"}

    actions.save_filter(team=mine.team, **kept)
    actions.save_filter(team=None, **kept)
    with pytest.raises(PermissionDenied):
        actions.save_filter(team=TeamFactory(), **kept)

    assert SavedFilter.objects.get().team is None


def test_a_shared_filter_is_deleted_by_its_owner_only():
    owner = MembershipFactory()
    colleague = MembershipFactory(team=owner.team).user
    shared = actions.save_filter(
        by=owner.user, page="accounts:people", name="x", query="", team=owner.team
    )

    assert list(SavedFilter.objects.visible_to(colleague)) == [shared]
    assert not SavedFilter.objects.visible_to(UserFactory())
    with pytest.raises(PermissionDenied):
        actions.delete_filter(shared.pk, by=colleague)

    assert SavedFilter.objects.exists()
