"""Spaces: who makes them, who has which part, what each sees."""

import pytest
from django.core.exceptions import PermissionDenied

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.knowledge.access import can_author, can_edit_space
from apps.knowledge.actions.spaces import (
    add_member,
    amend_space,
    create_space,
    remove_member,
)
from apps.knowledge.models import Article, ArticleVersion, Part, Space, SpaceMember
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    TeamFactory,
    UserFactory,
    person,
)
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    outsider,
    published,
    rewritten,
    team_member,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return person(Role.PLATFORM_MANAGER)


def test_a_new_space_is_written_by_its_team(manager, now):
    team = TeamFactory()
    engineer = MembershipFactory(team=team).user

    made = create_space(slug="sre", name="SRE", team=team, by=manager, now=now)

    assert can_author(engineer, made)
    assert not can_author(manager, made)


def test_who_may_not_makes_no_space(now):
    with pytest.raises(PermissionDenied):
        create_space(
            slug="sre", name="SRE", team=TeamFactory(), by=UserFactory(), now=now
        )

    assert not Space.objects.exists()


def test_a_name_is_used_once(manager, now):
    space = SpaceFactory(slug="sre", name="SRE")

    with pytest.raises(DomainError):
        create_space(slug="other", name="SRE", team=space.team, by=manager, now=now)

    other = SpaceFactory(name="Other")
    with pytest.raises(DomainError):
        amend_space(other.pk, by=manager, version=1, now=now, name="SRE")


def test_a_space_is_changed_over_the_version_that_was_read(manager, now):
    space = SpaceFactory()
    amend_space(space.pk, by=manager, version=1, now=now, description="One")

    with pytest.raises(EditConflict):
        amend_space(space.pk, by=manager, version=1, now=now, description="Two")

    space.refresh_from_db()
    assert space.description == "One"


def test_nobody_closes_a_space_behind_themselves(manager, now):
    space, team = SpaceFactory(is_open=True), TeamFactory()
    with pytest.raises(DomainError, match="would not see"):
        amend_space(space.pk, by=manager, version=1, now=now, is_open=False)
    with pytest.raises(DomainError, match="would not see"):
        create_space(
            slug="sre", name="SRE", team=team, is_open=False, by=manager, now=now
        )
    assert list(Space.objects.values_list("pk", "is_open")) == [(space.pk, True)]

    MembershipFactory(team=team, user=manager)
    create_space(slug="sre", name="SRE", team=team, is_open=False, by=manager, now=now)


def test_the_manager_of_its_team_changes_it():
    boss = UserFactory()
    space = SpaceFactory(team=TeamFactory(manager=boss))

    assert can_edit_space(boss, space)
    assert not can_edit_space(UserFactory(), space)


def test_a_part_is_given_changed_and_taken(manager, now):
    space, somebody = SpaceFactory(), UserFactory()

    add_member(space.pk, by=manager, user=somebody, part=Part.READER, now=now)
    made = add_member(space.pk, by=manager, user=somebody, part=Part.AUTHOR, now=now)

    assert SpaceMember.objects.get().part == Part.AUTHOR
    remove_member(made.pk, by=manager, now=now)
    assert not SpaceMember.objects.exists()


def test_a_person_or_a_team_not_both(manager, now):
    space = SpaceFactory()

    with pytest.raises(DomainError):
        add_member(space.pk, by=manager, part=Part.READER, now=now)

    assert not SpaceMember.objects.exists()


def test_people_from_outside_only_read(manager, now):
    space = SpaceFactory()

    with pytest.raises(DomainError):
        add_member(space.pk, by=manager, user=outsider(), part=Part.AUTHOR, now=now)
    add_member(space.pk, by=manager, user=outsider(), part=Part.READER, now=now)

    assert SpaceMember.objects.get().part == Part.READER


def test_a_space_belongs_to_a_team_of_the_bank(manager, now):
    theirs = TeamFactory(organisation=OrganisationFactory(vendor=True))
    space = SpaceFactory()

    with pytest.raises(DomainError):
        create_space(slug="sre", name="SRE", team=theirs, by=manager, now=now)
    with pytest.raises(DomainError):
        amend_space(space.pk, by=manager, version=1, now=now, team=theirs)

    assert list(Space.objects.all()) == [space]


def test_a_closed_space_exists_for_its_members_only():
    closed = SpaceFactory(closed=True)
    team = team_member(closed)
    by_team = MembershipFactory(team=team).user

    for seen in (member(closed), by_team, person(Role.AUDITOR)):
        assert closed in Space.objects.visible_to(seen)
    for unseen in (UserFactory(), person(Role.PLATFORM_MANAGER), outsider()):
        assert closed not in Space.objects.visible_to(unseen)


def test_readers_have_what_was_published_and_authors_all():
    space = SpaceFactory()
    draft, shown = written(space), rewritten(published(space), "Next")

    reader, writer = UserFactory(), author(space)

    assert set(Article.objects.visible_to(reader)) == {shown}
    assert set(Article.objects.visible_to(writer)) == {draft, shown}
    seen = ArticleVersion.objects.visible_to(reader)
    assert set(seen.values_list("article", "number")) == {(shown.pk, 1)}
    assert ArticleVersion.objects.visible_to(writer).count() == 3


def test_a_vendors_person_reads_the_published_of_the_own_space_only():
    ours, open_one = SpaceFactory(closed=True), SpaceFactory()
    shown, _ = published(ours), written(ours)
    published(open_one)

    somebody = outsider(ours)

    assert set(Article.objects.visible_to(somebody)) == {shown}
    assert not Article.objects.story_visible_to(somebody).exists()
