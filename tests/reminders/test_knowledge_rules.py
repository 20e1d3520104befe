"""What is due with articles: when, whom it tells, and when it stops."""

from datetime import UTC, date, datetime, timedelta

import pytest

from apps.knowledge.actions.flags import decline_flag, raise_flag
from apps.knowledge.actions.publishing import retire
from apps.knowledge.actions.requiring import close_required, require_reading, sign_off
from apps.reminders.queries import RULES
from tests.factories import MembershipFactory, TeamFactory, UserFactory
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    published,
    reviewer,
    written,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def lead():
    return UserFactory()


@pytest.fixture
def article(lead):
    team = TeamFactory(manager=lead)
    return published(owner=UserFactory(), team=team, review_days=30, now=NOON)


def dues(slug, pks=None):
    return list(RULES[f"knowledge.{slug}"].find(pks))


def words(slug, due, today=date(2026, 11, 20)):
    return RULES[f"knowledge.{slug}"].words(due, today)


def told(due):
    return {word: list(pks) for word, pks in due.people.items()}


def test_an_article_is_due_on_the_day_of_its_review(article, lead):
    written()

    (due,) = dues("review_due")

    assert (due.subject, due.due) == (article, date(2026, 12, 20))
    assert told(due) == {"owner": [article.owner_id], "team manager": [lead.pk]}
    assert words("review_due", due) == (
        "its review is due on 20 Dec 2026: say that it still holds, or write what changed"
    )


def test_a_retired_article_is_not_due(article):
    retire(article, reason="Old", by=None, now=NOON)

    assert dues("review_due") == []


def test_without_an_owner_the_manager_then_the_reviewers_are_told():
    led = published(SpaceFactory(team__manager=UserFactory()), now=NOON)
    space = SpaceFactory()
    alone, first = published(space, now=NOON), reviewer(space)
    team = TeamFactory()
    by_team = MembershipFactory(team=team).user
    space.members.create(team=team, part="reviewer")

    found = {due.subject: told(due)["owner"] for due in dues("review_due")}

    assert found == {
        led: [led.space.team.manager_id],
        alone: [first.pk, by_team.pk],
    }


def test_a_flag_is_due_after_five_days_until_it_is_answered(article):
    flag = raise_flag(article, comment="Old", by=UserFactory(), now=NOON)

    (due,) = dues("flag_unanswered")
    assert (due.subject, due.due) == (flag, date(2026, 11, 25))
    assert told(due)["owner"] == [article.owner_id]
    assert "since 20 Nov 2026" in words("flag_unanswered", due)

    decline_flag(flag.pk, answer="No", by=article.owner, version=1, now=NOON)
    assert dues("flag_unanswered") == []


def test_reading_is_due_to_those_who_have_not_signed(article):
    first, second = UserFactory.create_batch(2)
    by = author(article.space)
    made = require_reading(
        article,
        teams=[],
        people=[first, second],
        due_on=date(2026, 12, 1),
        by=by,
        now=NOON,
    )
    sign_off(article, number=1, by=first, now=NOON)

    (due,) = dues("reading_unread", [made.pk])
    assert (due.subject, due.due) == (made, date(2026, 12, 1))
    assert told(due) == {"reader": [second.pk], "who asked": [by.pk]}

    sign_off(article, number=1, by=second, now=NOON)
    assert dues("reading_unread") == []


def test_closed_reading_is_not_due_and_who_cannot_read_is_not_told():
    space = SpaceFactory(closed=True)
    article, by = published(space, now=NOON), author(space)
    inside = member(space)
    made = require_reading(
        article,
        teams=[],
        people=[inside, UserFactory()],
        due_on=date(2026, 12, 1),
        by=by,
        now=NOON,
    )

    (due,) = dues("reading_unread")
    assert told(due)["reader"] == [inside.pk]

    close_required(made.pk, by=by, version=1, now=NOON)
    assert dues("reading_unread") == []


@pytest.mark.parametrize("slug", ["review_due", "flag_unanswered", "reading_unread"])
def test_rules_ask_as_much_for_few_as_for_many(slug, django_assert_max_num_queries):
    space = SpaceFactory()
    by = author(space)
    for number in range(9):
        article = published(space, slug=f"a-{number}", now=NOON)
        raise_flag(article, comment="Old", by=by, now=NOON - timedelta(days=9))
        require_reading(
            article,
            teams=[],
            people=[UserFactory()],
            due_on=date(2026, 12, 1),
            by=by,
            now=NOON,
        )

    with django_assert_max_num_queries(8):
        assert len(dues(slug)) == 9
