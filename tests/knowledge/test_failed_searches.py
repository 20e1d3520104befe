"""Searches that found nothing are put together, owned, answered, and the searcher told."""

from datetime import timedelta

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Concern, label
from apps.knowledge.actions import failed as actions
from apps.knowledge.actions import gathering
from apps.knowledge.actions.gathering import gather_failed
from apps.knowledge.actions.publishing import publish
from apps.knowledge.models import (
    Article,
    FailedLook,
    FailedSearch,
    SearchLog,
    Synonym,
)
from apps.knowledge.states import FAILED_CLOSED, FAILED_MOVES, FailedState
from apps.reminders.actions.news import read_news
from apps.reminders.models import Notification
from tests.factories import UserFactory, person
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    outsider,
    published,
    written,
)

pytestmark = pytest.mark.django_db
MEANINGS = {
    "container crash loop": (1.0, 0.0),
    "pod restarts again and again": (0.8, 0.6),
    "rotate the certificate": (0.0, 1.0),
    "renew the certificate": (0.55, 0.8352),
}


class Known:
    """Knows what four queries mean."""

    name = "known"

    def embed(self, texts, *, seconds):
        rows = np.zeros((len(texts), 384), dtype=np.float32)
        for place, text in enumerate(texts):
            rows[place, :2] = MEANINGS.get(text, (0.0, 0.0))
            rows[place, 2] = 0.0 if text in MEANINGS else 1.0
        return rows


@pytest.fixture
def model(monkeypatch):
    made = Known()
    monkeypatch.setattr(gathering, "embedder", lambda: made)
    monkeypatch.setattr(
        gathering, "embed_texts", lambda texts: made.embed(texts, seconds=1)
    )
    return made


def searched(query, *, at, user=None, count=0):
    return SearchLog.objects.create(
        query=query,
        normalised=query.lower(),
        user=user or UserFactory(),
        at=at,
        result_count=count,
    )


def groups():
    return {
        one.words: sorted(look.log.query for look in one.looks.select_related("log"))
        for one in FailedSearch.objects.all()
    }


@pytest.fixture
def earlier(now):
    return now - timedelta(minutes=10)


def test_what_means_the_same_is_put_together(model, now, earlier):
    for query in MEANINGS:
        searched(query, at=earlier)

    assert gather_failed(now=now) == 4

    # 0.8 and 0.5352 + 0.3006 are above 0.6; crash loop and certificate are not.
    assert groups() == {
        "container crash loop": [
            "container crash loop",
            "pod restarts again and again",
        ],
        "rotate the certificate": ["renew the certificate", "rotate the certificate"],
    }
    assert gather_failed(now=now) == 0


def test_without_an_embedder_the_same_stems_are_put_together(now, earlier):
    for query in ["Rotating certificates", "rotate the certificate", "pods restart"]:
        searched(query, at=earlier)

    gather_failed(now=now)

    assert groups() == {
        "Rotating certificates": ["Rotating certificates", "rotate the certificate"],
        "pods restart": ["pods restart"],
    }


def test_words_of_no_stem_stand_by_themselves(now, earlier):
    for query in ["the", "and", "the"]:
        searched(query, at=earlier)

    gather_failed(now=now)

    assert groups() == {"the": ["the", "the"], "and": ["and"]}


def test_only_finished_searches_without_a_result_count(now):
    searched("still typing", at=now - timedelta(seconds=30))
    searched("found", at=now - timedelta(hours=1), count=3)
    searched("long ago", at=now - timedelta(days=40))

    assert gather_failed(now=now) == 0
    assert groups() == {}


def test_a_group_counts_and_knows_when(now, earlier):
    searched("ora-01555", at=earlier - timedelta(days=2))
    searched("ora-01555", at=earlier)
    gather_failed(now=now)
    searched("ora-01555", at=now)
    gather_failed(now=now + timedelta(minutes=5))

    one = FailedSearch.objects.get()
    assert (one.count, one.looks.count()) == (3, 3)
    assert (one.first_at, one.last_at) == (earlier - timedelta(days=2), now)


@pytest.fixture
def searcher():
    return UserFactory()


@pytest.fixture
def found(now, earlier, searcher):
    searched("certificate rotation", at=earlier, user=searcher)
    gather_failed(now=now)
    return FailedSearch.objects.get()


@pytest.fixture
def space():
    return SpaceFactory()


@pytest.fixture
def editor(space):
    return author(space)


def told():
    return [(one.user_id, one.words) for one in Concern.objects.order_by("pk")]


def test_it_is_owned_handed_over_and_given_back(found, editor, space, now):
    second = author(space)

    actions.own_failed(found.pk, by=editor, version=1, owner=editor, now=now)
    actions.own_failed(found.pk, by=editor, version=2, owner=second, now=now)
    found.refresh_from_db()
    assert (found.state, found.owner) == (FailedState.OWNED, second)

    actions.own_failed(found.pk, by=second, version=3, owner=None, now=now)
    found.refresh_from_db()
    assert (found.state, found.owner) == (FailedState.OPEN, None)
    assert told() == [(second.pk, "gave you a search that found nothing")]


def test_who_writes_nowhere_neither_owns_nor_is_given_one(found, editor, searcher, now):
    auditor = person(Role.AUDITOR)

    with pytest.raises(DomainError, match="writes in no space"):
        actions.own_failed(found.pk, by=editor, version=1, owner=searcher, now=now)
    for somebody in (auditor, searcher):
        with pytest.raises(PermissionDenied):
            actions.own_failed(
                found.pk, by=somebody, version=1, owner=somebody, now=now
            )
    found.refresh_from_db()
    assert (found.state, found.version) == (FailedState.OPEN, 1)


def test_nobody_acts_over_what_somebody_else_changed(found, editor, now):
    actions.own_failed(found.pk, by=editor, version=1, owner=editor, now=now)

    with pytest.raises(EditConflict):
        actions.close_as_not_ours(
            found.pk, by=editor, version=1, note="Ask the bank.", now=now
        )


def test_an_article_closes_it_and_the_searcher_is_told(
    found, editor, searcher, space, now
):
    article = published(space, "Renew a certificate")

    actions.answer_failed(found.pk, by=editor, version=1, article=article, now=now)

    found.refresh_from_db()
    assert (found.state, found.article, found.closed_at) == (
        FailedState.BY_ARTICLE,
        article,
        now,
    )
    assert told() == [(searcher.pk, "answered what you searched for")]


def test_who_may_not_read_the_article_is_not_told_of_it(found, searcher, now):
    closed = SpaceFactory(closed=True)
    editor = author(closed)
    article = published(closed, "The vault's master key")

    actions.answer_failed(found.pk, by=editor, version=1, article=article, now=now)

    assert told() == []


def test_a_draft_answers_nobody(found, editor, space, now):
    with pytest.raises(DomainError, match="readers have"):
        actions.answer_failed(
            found.pk, by=editor, version=1, article=written(space), now=now
        )


def test_a_draft_is_begun_and_once_published_it_closes(
    found, editor, searcher, space, now
):
    made = actions.draft_for_failed(
        found.pk,
        by=editor,
        version=1,
        space=space,
        kind="how_to",
        title="Certificate rotation",
        body="Searched for as: certificate rotation",
        now=now,
    )
    found.refresh_from_db()
    assert (found.state, found.draft, found.owner) == (
        FailedState.OWNED,
        made,
        editor,
    )
    assert actions.close_by_published(now=now) == 0

    publish(made, by=None, now=now)
    assert actions.close_by_published(now=now) == 1

    found.refresh_from_db()
    assert (found.state, found.article) == (FailedState.BY_ARTICLE, made)
    assert (searcher.pk, "answered what you searched for") in told()
    assert actions.close_by_published(now=now) == 0


def test_a_draft_is_begun_once(found, editor, space, now):
    asked = {"space": space, "kind": "faq", "title": "T", "body": "", "now": now}
    actions.draft_for_failed(found.pk, by=editor, version=1, **asked)

    with pytest.raises(DomainError, match="begun for it already"):
        actions.draft_for_failed(found.pk, by=editor, version=2, **asked)
    assert Article.objects.count() == 1


def test_who_writes_elsewhere_begins_no_draft_here(found, space, now):
    elsewhere = author(SpaceFactory())

    with pytest.raises(PermissionDenied):
        actions.draft_for_failed(
            found.pk,
            by=elsewhere,
            version=1,
            space=space,
            kind="faq",
            title="T",
            body="",
            now=now,
        )
    found.refresh_from_db()
    assert (found.version, Article.objects.count()) == (1, 0)


def test_a_synonym_closes_it_and_the_searcher_is_told(found, editor, searcher, now):
    synonym = Synonym.objects.create(words="rotation", means="renewal")

    actions.close_by_synonym(found.pk, by=editor, version=1, synonym=synonym, now=now)

    found.refresh_from_db()
    assert (found.state, found.synonym) == (FailedState.BY_SYNONYM, synonym)
    assert told() == [(searcher.pk, "made search find what you looked for")]


def test_not_ours_says_why(found, editor, searcher, now):
    actions.close_as_not_ours(
        found.pk, by=editor, version=1, note="The cafeteria knows.", now=now
    )

    found.refresh_from_db()
    assert (found.state, found.note) == (
        FailedState.NOT_OURS,
        "The cafeteria knows.",
    )
    assert [pk for pk, _ in told()] == [searcher.pk]


def test_what_was_answered_and_fails_again_is_open_again(
    found, editor, searcher, space, now
):
    article = published(space, "Renew a certificate")
    actions.answer_failed(found.pk, by=editor, version=1, article=article, now=now)
    later = now + timedelta(days=1)
    searched("certificate rotation", at=later, user=searcher)

    gather_failed(now=later + timedelta(minutes=5))

    found.refresh_from_db()
    assert (found.state, found.article, found.count) == (FailedState.OPEN, None, 2)


def test_what_is_not_ours_stays_so(found, editor, searcher, now):
    actions.close_as_not_ours(found.pk, by=editor, version=1, note="No.", now=now)
    later = now + timedelta(days=1)
    searched("certificate rotation", at=later, user=searcher)

    gather_failed(now=later + timedelta(minutes=5))

    found.refresh_from_db()
    assert (found.state, found.count) == (FailedState.NOT_OURS, 2)


def test_it_is_opened_again_by_hand(found, editor, now):
    actions.close_as_not_ours(found.pk, by=editor, version=1, note="No.", now=now)
    actions.reopen_failed(found.pk, by=editor, version=2, now=now)

    found.refresh_from_db()
    assert (found.state, found.closed_at) == (FailedState.OPEN, None)


def test_who_sees_it(found, editor, searcher, space):
    def sees(user):
        return FailedSearch.objects.visible_to(user).exists()

    assert sees(editor)
    assert sees(person(Role.AUDITOR))
    assert sees(searcher)
    assert not sees(member(space))
    assert not sees(outsider(space))
    external_author = outsider()
    member(space, "author", user=external_author)
    assert not sees(external_author)


def test_a_searcher_who_is_gone_is_told_nothing(found, editor, searcher, now):
    searcher.is_active = False
    searcher.save(update_fields=["is_active"])

    actions.close_as_not_ours(found.pk, by=editor, version=1, note="No.", now=now)

    assert told() == []


def test_a_search_that_is_forgotten_leaves_the_count(found):
    SearchLog.objects.all().delete()

    assert FailedLook.objects.count() == 0
    found.refresh_from_db()
    assert found.count == 1


def test_every_state_is_reached_and_left():
    reached = {FailedState.OPEN} | {
        new for all_ in FAILED_MOVES.values() for new in all_
    }

    assert reached == set(FailedState)
    assert all(FAILED_MOVES[state] for state in FailedState)
    assert all(FAILED_MOVES[state] == {FailedState.OPEN} for state in FAILED_CLOSED)


def test_the_searcher_finds_it_in_the_inbox(found, editor, searcher, space, now):
    article = published(space, "Renew a certificate")
    actions.answer_failed(found.pk, by=editor, version=1, article=article, now=now)

    read_news(now=now)

    told_of = Notification.objects.get(user=searcher, subject_type=label(found))
    assert told_of.withdrawn_at is None
    assert told_of.url == found.get_absolute_url()
    assert told_of.words == f"{editor} answered what you searched for"
