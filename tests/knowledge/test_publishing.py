"""The life of an article: who may move it, when, and what follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from apps.core.errors import DomainError
from apps.core.models import OutboxItem
from apps.history.models import Concern, Event
from apps.knowledge.actions.publishing import (
    bring_back,
    mark_due,
    publish,
    retire,
    send_back,
    send_for_review,
    verify,
)
from apps.knowledge.models import Article
from apps.knowledge.states import STANDING_MOVES, WORK_MOVES, Standing, Work
from apps.knowledge.tasks import clock
from tests.factories import UserFactory
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    published,
    reviewer,
    rewritten,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict():
    return SpaceFactory(needs_two=True)


def refused(article, error, act, **kwargs):
    """The act is refused, and changes and tells nothing."""
    before = (
        Article.objects.filter(pk=article.pk).values().get(),
        Event.objects.count(),
    )
    with pytest.raises(error):
        act(article, **kwargs)
    after = (
        Article.objects.filter(pk=article.pk).values().get(),
        Event.objects.count(),
    )
    assert after == before


def test_publishing_gives_readers_the_newest_version(now):
    article = written(review_days=30)
    by = author(article.space)

    publish(article, by=by, now=now)

    article.refresh_from_db()
    assert (article.standing, article.work) == (Standing.PUBLISHED, Work.DONE)
    assert article.published == article.head
    assert (article.head.published_at, article.head.published_by) == (now, by)
    assert article.review_on == now.date() + timedelta(days=30)
    assert (article.verified_at, article.verified_by) == (now, by)
    owed = OutboxItem.objects.get(task="knowledge.index")
    assert owed.payload == {"article": article.pk}


def test_the_next_review_is_as_the_space_has_it(now):
    article = published(SpaceFactory(review_days=90), now=now)

    assert article.review_on == now.date() + timedelta(days=90)


def test_nothing_is_published_twice(now):
    article = published()

    refused(article, DomainError, publish, by=None, now=now)


def test_nobody_publishes_a_version_they_have_not_read(now):
    article = rewritten(written(), "Saved meanwhile")

    refused(article, DomainError, publish, number=1, by=None, now=now)

    assert publish(article, number=2, by=None, now=now).published.number == 2


def test_readers_publish_nothing(now):
    article = written()

    refused(article, PermissionDenied, publish, by=UserFactory(), now=now)


def test_where_it_takes_two_the_writer_never_publishes(strict, now):
    by = reviewer(strict)
    article = written(strict, by=by)
    send_for_review(article, by=by, now=now)

    refused(article, PermissionDenied, publish, by=by, now=now)
    refused(article, PermissionDenied, publish, by=author(strict), now=now)

    assert publish(article, by=reviewer(strict), now=now).published is not None


def test_where_it_takes_two_the_sender_does_not_publish(strict, now):
    article = written(strict, by=author(strict))
    sender = reviewer(strict)
    send_for_review(article, by=sender, now=now)

    refused(article, PermissionDenied, publish, by=sender, now=now)


def test_where_it_takes_two_a_draft_is_sent_first(strict, now):
    article = written(strict)

    refused(article, DomainError, publish, by=reviewer(strict), now=now)


def test_a_reviewer_sends_it_back_with_words(strict, now):
    article = written(strict)
    send_for_review(article, by=author(strict), now=now)

    send_back(article, words="No escalation.", by=reviewer(strict), now=now)

    article.refresh_from_db()
    assert (article.work, article.sent_by) == (Work.DRAFT, None)
    event = Event.objects.filter(subject_id=article.pk).latest("pk")
    assert event.facts == {"words": "No escalation."}


def test_only_what_is_in_review_is_sent_back_and_by_a_reviewer(strict, now):
    article = written(strict)
    refused(article, DomainError, send_back, words="x", by=reviewer(strict), now=now)
    send_for_review(article, by=author(strict), now=now)

    refused(article, PermissionDenied, send_back, words="x", by=author(strict), now=now)


def test_saving_takes_it_out_of_review(strict, now):
    article = written(strict)
    send_for_review(article, by=author(strict), now=now)

    article = rewritten(article, "More")

    assert (article.work, article.sent_by) == (Work.DRAFT, None)


def test_a_published_one_is_not_sent_for_review_again(now):
    article = published()

    refused(article, DomainError, send_for_review, by=None, now=now)


def test_who_verifies_plans_the_next_review(now):
    owner = UserFactory()
    article = published(owner=owner, now=now)
    later = now + timedelta(days=200)
    mark_due(now=later)

    verify(article, by=owner, now=later)

    article.refresh_from_db()
    assert article.standing == Standing.PUBLISHED
    assert article.review_on == later.date() + timedelta(days=180)
    assert (article.verified_at, article.verified_by) == (later, owner)


def test_a_draft_is_not_verified_nor_by_a_stranger(now):
    article = written()
    refused(article, DomainError, verify, by=author(article.space), now=now)

    refused(published(), PermissionDenied, verify, by=UserFactory(), now=now)


def test_the_clock_makes_due_what_is_due_once(now):
    due = published(now=now - timedelta(days=180))
    fresh = published(now=now)
    assert due.review_on == now.date()

    assert (mark_due(now=now), mark_due(now=now)) == (1, 0)

    due.refresh_from_db()
    fresh.refresh_from_db()
    assert (due.standing, fresh.standing) == (Standing.DUE, Standing.PUBLISHED)
    assert Event.objects.filter(verb="knowledge.article_due").count() == 1


def test_the_task_runs_twice():
    article = published()
    Article.objects.filter(pk=article.pk).update(review_on=date(2020, 1, 1))

    clock()
    clock()

    article.refresh_from_db()
    assert article.standing == Standing.DUE


def test_a_retired_article_says_why_and_what_replaces_it(now):
    article, better = published(), published()

    retire(article, reason="Replaced", successor=better, by=None, now=now)

    article.refresh_from_db()
    assert article.standing == Standing.RETIRED
    assert (article.retired_because, article.successor) == ("Replaced", better)


def test_nothing_replaces_itself_and_readers_retire_nothing(now):
    article = published()
    refused(
        article, DomainError, retire, reason="x", successor=article, by=None, now=now
    )

    refused(article, PermissionDenied, retire, reason="x", by=UserFactory(), now=now)


def test_where_it_takes_two_only_a_reviewer_retires(strict, now):
    article = published(strict)
    refused(article, PermissionDenied, retire, reason="x", by=author(strict), now=now)

    retire(article, reason="Old", by=reviewer(strict), now=now)

    article.refresh_from_db()
    assert article.standing == Standing.RETIRED


def test_a_retired_article_comes_back(now):
    article = published()
    retire(article, reason="Old", by=None, now=now)

    bring_back(article, by=author(article.space), now=now)

    article.refresh_from_db()
    assert article.standing == Standing.PUBLISHED
    assert article.retired_because == ""


def test_what_never_was_published_does_not_come_back(now):
    article = written()
    by = author(article.space)
    refused(article, DomainError, bring_back, by=by, now=now)
    retire(article, reason="Not needed", by=by, now=now)

    refused(article, DomainError, bring_back, by=by, now=now)


@pytest.mark.parametrize("moves", [STANDING_MOVES, WORK_MOVES])
def test_every_state_is_reached_and_left(moves):
    reached = {new for old, ways in moves.items() for new in ways if new != old}

    assert reached | {next(iter(moves))} == set(moves)
    assert all(ways - {old} for old, ways in moves.items())


def told(verb):
    found = Concern.objects.filter(event__verb=f"knowledge.{verb}")
    return set(found.values_list("user_id", "words"))


def test_whom_it_concerns_is_told(strict, now):
    writer, first, second = author(strict), reviewer(strict), reviewer(strict)
    owner = UserFactory()
    article = written(strict, by=writer, owner=owner)

    send_for_review(article, by=writer, now=now)
    send_back(article, words="More", by=first, now=now)
    send_for_review(article, by=writer, now=now)
    publish(article, by=second, now=now)

    reviewers, writers = (first, second), (owner, writer)
    assert told("article_sent") == {(one.pk, "sent it for review") for one in reviewers}
    assert told("article_sent_back") == {(one.pk, "sent it back") for one in writers}
    assert told("article_published") == {
        (one.pk, "published version 1") for one in writers
    }
