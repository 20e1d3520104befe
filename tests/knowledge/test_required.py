"""Required reading: who is asked, who may ask, what counts as read."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Concern
from apps.knowledge.actions.flags import publish_fixing
from apps.knowledge.actions.requiring import (
    amend_required,
    ask_again,
    close_required,
    reopen_required,
    require_reading,
    sign_off,
)
from apps.knowledge.models import RequiredReading, SignOff
from apps.knowledge.queries.required import (
    asked_people,
    count_signed,
    listed_readers,
    listed_required,
    mine_to_read,
    readers_of,
    unread_by,
)
from apps.knowledge.states import ReadingState
from tests.factories import MembershipFactory, TeamFactory, UserFactory, person
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    outsider,
    published,
    rewritten,
    written,
)

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 1)


@pytest.fixture
def article():
    return published()


@pytest.fixture
def by(article):
    return author(article.space)


@pytest.fixture
def team():
    found = TeamFactory(manager=UserFactory())
    MembershipFactory.create_batch(2, team=found)
    return found


def members(team):
    return [one.user for one in team.memberships.order_by("pk")]


def required(article, by, now, teams=(), people=()):
    return require_reading(
        article, teams=teams, people=people, due_on=DUE, by=by, now=now
    )


def told(verb):
    rows = Concern.objects.filter(event__verb=f"knowledge.{verb}")
    return set(rows.values_list("user_id", flat=True))


def republished(article, now, *, is_big=False):
    return publish_fixing(
        rewritten(article, f"Version after {article.version}"),
        fixes=(),
        is_big=is_big,
        by=None,
        now=now,
    )


def test_teams_and_people_are_asked_and_told_once_each(article, by, team, now):
    first, second = members(team)
    alone = UserFactory()

    found = required(article, by, now, [team], [alone, first])

    assert set(asked_people(found)) == {first, second, alone}
    assert told("reading_required") == {first.pk, second.pk, alone.pk}
    assert found.since == article.published


def test_nobody_is_asked_to_read_what_they_may_not(team, now):
    space = SpaceFactory(closed=True)
    article = published(space)
    first, _ = members(team)
    member(space, user=first)

    found = required(article, author(space), now, [team])

    assert set(asked_people(found)) == {first}
    assert told("reading_required") == {first.pk}
    assert unread_by([found]) == {found.pk: {first.pk}}


def test_readers_of_a_space_are_those_who_see_its_articles(now):
    for space in (SpaceFactory(), SpaceFactory(closed=True)):
        article = published(space)
        people = [
            *(UserFactory(), member(space), outsider(), outsider(space)),
            *(person(Role.AUDITOR), person(Role.ADMINISTRATOR)),
            *(person(Role.PLATFORM_MANAGER), UserFactory(is_active=False)),
        ]

        found = set(readers_of(space))

        for one in people:
            seen = type(article).objects.visible_to(one).filter(pk=article.pk)
            assert (one in found) == (one.is_active and seen.exists()), one


def test_a_manager_asks_their_own_people_only(article, team, now):
    other = TeamFactory()
    first, _ = members(team)

    required(article, team.manager, now, [team], [first])

    for teams, people in (([other], []), ([], [UserFactory()])):
        with pytest.raises(PermissionDenied):
            required(article, team.manager, now, teams, people)
    assert RequiredReading.objects.count() == 1


def test_who_neither_writes_nor_manages_asks_nobody(article, team, now):
    for user in (UserFactory(), outsider(article.space)):
        with pytest.raises(PermissionDenied):
            required(article, user, now, [team])

    assert not RequiredReading.objects.exists()


def test_a_draft_is_not_required_and_nobody_is_not_asked(article, by, team, now):
    draft = written(article.space)

    with pytest.raises(PermissionDenied):
        required(draft, by, now, [team])
    with pytest.raises(DomainError):
        required(article, by, now)

    assert not RequiredReading.objects.exists()


def test_a_sign_off_counts_once(article, by, team, now):
    first, second = members(team)
    found = required(article, by, now, [team])

    sign_off(article, number=1, by=first, now=now)
    sign_off(article, number=1, by=first, now=now)

    assert SignOff.objects.count() == 1
    assert unread_by([found]) == {found.pk: {second.pk}}
    assert [one.is_signed for one in mine_to_read(first, now.date())] == [True]
    assert [one.is_signed for one in mine_to_read(second, now.date())] == [False]


def test_only_the_version_that_readers_have_is_signed(article, team, now):
    first, _ = members(team)
    republished(article, now)

    with pytest.raises(DomainError):
        sign_off(article, number=1, by=first, now=now)
    with pytest.raises(PermissionDenied):
        sign_off(published(SpaceFactory(closed=True)), number=1, by=first, now=now)

    assert not SignOff.objects.exists()


def test_a_small_change_asks_nobody_again(article, by, team, now):
    first, _ = members(team)
    found = required(article, by, now, [team])
    sign_off(article, number=1, by=first, now=now)

    republished(article, now)

    assert first.pk not in unread_by([found])[found.pk]
    assert told("reading_asked_again") == set()


def test_a_big_change_asks_everybody_again(article, by, team, now):
    first, second = members(team)
    found = required(article, by, now, [team])
    closed = required(article, by, now, [], [UserFactory()])
    close_required(closed.pk, by=by, version=1, now=now)
    sign_off(article, number=1, by=first, now=now)

    republished(article, now, is_big=True)

    found = RequiredReading.objects.get(pk=found.pk)
    closed.refresh_from_db()
    assert (found.since.number, closed.since.number) == (2, 1)
    assert unread_by([found]) == {found.pk: {first.pk, second.pk}}
    assert told("reading_asked_again") == {first.pk, second.pk}


def test_who_asked_may_ask_again_after_a_small_change(article, by, team, now):
    found = required(article, by, now, [team])
    with pytest.raises(DomainError):
        ask_again(found.pk, by=by, version=1, now=now)
    republished(article, now)

    with pytest.raises(EditConflict):
        ask_again(found.pk, by=by, version=2, now=now)
    with pytest.raises(PermissionDenied):
        ask_again(found.pk, by=team.manager, version=1, now=now)
    asked = ask_again(found.pk, by=by, version=1, now=now)

    assert asked.since.number == 2


def test_who_must_read_it_and_by_when_is_changed(article, by, team, now):
    one, other = UserFactory(), UserFactory()
    fields = {"teams": [], "people": [one], "due_on": DUE, "by": by, "now": now}
    made = require_reading(article, **fields)
    told = Concern.objects.count()
    over = {**fields, "version": made.version, "note": "New law"}

    amend_required(made.pk, **{**over, "teams": [team], "people": [other]})

    made.refresh_from_db()
    assert set(asked_people(made)) == {other, *members_of(team)}
    assert made.note == "New law"
    assert Concern.objects.count() == told + 3
    later = DUE + timedelta(days=9)
    over = {**over, "version": made.version, "due_on": later}
    sign_off(article, number=1, by=other, now=now)
    amend_required(made.pk, **{**over, "teams": [team], "people": [other]})
    made.refresh_from_db()
    assert made.due_on == later
    assert Concern.objects.count() == told + 3 + 2
    with pytest.raises(EditConflict):
        amend_required(made.pk, **over)
    close_required(made.pk, by=by, version=made.version, now=now)
    with pytest.raises(DomainError):
        amend_required(made.pk, **{**over, "version": made.version + 1})


def test_a_manager_changes_what_they_asked_for_and_adds_their_own_only(
    article, team, now
):
    manager, stranger = team.manager, UserFactory()
    fields = {"teams": [team], "people": [], "due_on": DUE, "by": manager, "now": now}
    made = require_reading(article, **fields)
    over = {**fields, "version": made.version, "note": ""}

    with pytest.raises(PermissionDenied):
        amend_required(made.pk, **{**over, "people": [stranger]})
    with pytest.raises(RequiredReading.DoesNotExist):
        amend_required(made.pk, **{**over, "by": member(article.space)})
    team.manager = None
    team.save()
    amend_required(made.pk, **{**over, "due_on": DUE + timedelta(days=1)})

    assert set(asked_people(made)) == set(members_of(team))


def members_of(team):
    return [one.user for one in team.memberships.all()]


def test_it_is_closed_and_opened_again(article, by, team, now):
    first, _ = members(team)
    found = required(article, by, now, [team])

    closed = close_required(found.pk, by=by, version=1, now=now)
    assert closed.state == ReadingState.CLOSED
    assert mine_to_read(first, now.date()) == []
    with pytest.raises(DomainError):
        close_required(found.pk, by=by, version=2, now=now)

    assert reopen_required(found.pk, by=by, version=2, now=now).state == "open"


def test_its_list_is_for_who_asked_keeps_or_manages(article, by, team, now):
    first, _ = members(team)
    found = required(article, by, now, [team])
    alone = UserFactory()
    lead = MembershipFactory(user=alone, team__manager=UserFactory()).team.manager
    other = required(article, by, now, [], [alone])

    for user, seen in [
        (by, {found, other}),
        (author(article.space), {found, other}),
        (person(Role.AUDITOR), {found, other}),
        (team.manager, {found}),
        (lead, {other}),
        (first, set()),
        (UserFactory(), set()),
        (outsider(article.space), set()),
    ]:
        assert set(listed_required(user)) == seen, user


def test_the_list_says_who_has_read_which_version(article, by, team, now):
    first, second = members(team)
    found = required(article, by, now, [team])
    sign_off(article, number=1, by=first, now=now)

    rows = {one: one.signed_number for one in listed_readers(found)}
    count_signed([found])

    assert rows == {second: None, first: 1}
    assert (found.asked_count, found.signed_count) == (2, 1)


def test_readings_are_counted_by_as_many_queries_for_one_as_for_ten(
    article, by, team, now, django_assert_max_num_queries
):
    for size in (1, 9):
        for _ in range(size):
            required(article, by, now, [team], [UserFactory()])
        rows = list(listed_required(by))
        with django_assert_max_num_queries(7):
            count_signed(rows)
