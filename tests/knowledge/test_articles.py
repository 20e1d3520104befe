"""Writing articles: versions, conflicts, facts, addresses."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from apps.core.errors import DomainError, EditConflict
from apps.core.models import OutboxItem
from apps.history.models import Event
from apps.knowledge.actions.articles import (
    amend_article,
    create_article,
    move_article,
    rename_article,
    restore_version,
    save_version,
)
from apps.knowledge.models import Article, ArticleVersion, FormerAddress
from apps.knowledge.states import Standing, Work
from tests.factories import PlatformFactory, UserFactory
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    published,
    reviewer,
    rewritten,
    written,
)

pytestmark = pytest.mark.django_db


def save(article, by, now, *, body="New text", expected=None, **fields):
    return save_version(
        article,
        expected=article.version if expected is None else expected,
        title=fields.pop("title", article.title),
        body=body,
        note=fields.pop("note", ""),
        by=by,
        now=now,
        **fields,
    )


def test_a_new_article_is_a_draft_of_one_version(now):
    space = SpaceFactory()
    by = author(space)
    platform = PlatformFactory()

    made = create_article(
        space,
        kind="runbook",
        title="Restart the router",
        body="Text",
        by=by,
        now=now,
        labels=["ingress"],
        platforms=[platform],
    )

    assert (made.slug, made.standing, made.work) == (
        "restart-the-router",
        Standing.UNPUBLISHED,
        Work.DRAFT,
    )
    assert (made.head.number, made.head.body, made.head.author) == (1, "Text", by)
    assert list(made.platforms.all()) == [platform]
    assert Event.objects.get(subject_id=made.pk).verb == "knowledge.article_created"


def test_two_articles_of_one_title_get_two_short_names():
    space = SpaceFactory()

    slugs = [written(space, "Same title").slug for _ in range(3)]

    assert slugs == ["same-title", "same-title-2", "same-title-3"]


def test_only_authors_and_reviewers_write(now):
    space = SpaceFactory()
    article = written(space)

    for nobody in (UserFactory(), author(SpaceFactory())):
        with pytest.raises(PermissionDenied):
            written(space, by=nobody)
        with pytest.raises(PermissionDenied):
            save(article, nobody, now)

    assert ArticleVersion.objects.count() == 1
    assert save(article, reviewer(space), now).number == 2


def test_the_owner_writes_too(now):
    owner = UserFactory()

    assert save(written(owner=owner), owner, now).number == 2


def test_a_published_version_stands_until_the_next_is_published(now):
    article = published(title="Old title", body="Old")

    save(article, None, now, title="New title", body="New")

    article.refresh_from_db()
    assert (article.title, article.published.body) == ("Old title", "Old")
    assert (article.head.body, article.work) == ("New", Work.DRAFT)
    assert article.standing == Standing.PUBLISHED


def test_who_saves_second_loses_nothing_and_overwrites_nothing(now):
    article = written(body="Base")
    expected = article.version
    save(article, None, now, body="Mine")

    with pytest.raises(EditConflict) as lost:
        save(article, None, now, body="Theirs", expected=expected)

    article.refresh_from_db()
    assert article.head.body == "Mine"
    assert lost.value.typed == {"title": article.title, "body": "Theirs"}
    assert lost.value.said("body") == "Mine"
    assert lost.value.version == article.version


def test_the_same_text_makes_no_version(now):
    article = written(body="Text")

    head = save(article, None, now, body="Text")

    assert head.number == 1
    assert Event.objects.filter(subject_id=article.pk).count() == 1


def test_facts_are_saved_with_the_text_and_told(now):
    article = published(labels=["a"])
    before = OutboxItem.objects.filter(task="knowledge.index").count()

    save(article, None, now, body=article.head.body, labels=["a", "b"])

    article.refresh_from_db()
    assert article.labels == ["a", "b"]
    assert article.work == Work.DONE
    event = Event.objects.filter(subject_id=article.pk).latest("pk")
    assert (event.verb, event.facts) == (
        "knowledge.article_amended",
        {"fields": ["labels"]},
    )
    assert OutboxItem.objects.filter(task="knowledge.index").count() == before + 1


def test_facts_change_only_over_the_version_that_was_read(now):
    article = written()
    amend_article(article.pk, by=None, version=1, now=now, labels=["x"])

    with pytest.raises(EditConflict):
        amend_article(article.pk, by=None, version=1, now=now, labels=["y"])

    article.refresh_from_db()
    assert article.labels == ["x"]


def test_an_old_version_is_restored_as_the_newest_one(now):
    article = written(body="First")
    by = author(article.space)
    rewritten(article, "Second")

    head = restore_version(article, 1, expected=article.version, by=by, now=now)

    assert (head.number, head.body, head.note) == (3, "First", "Version 1 restored")


def test_a_version_never_changes():
    head = written().head

    with pytest.raises(ProgrammingError), transaction.atomic():
        ArticleVersion.objects.filter(pk=head.pk).update(body="Else")

    head.refresh_from_db()
    assert head.body != "Else"


def test_a_renamed_article_leaves_its_address_behind(now):
    article = written(slug="old")

    rename_article(article, slug="new", expected=1, by=None, now=now)
    article.refresh_from_db()
    rename_article(article, slug="newest", expected=2, by=None, now=now)

    assert set(FormerAddress.objects.values_list("slug", flat=True)) == {"old", "new"}
    assert Article.objects.get(pk=article.pk).slug == "newest"


def test_renamed_back_its_address_is_its_own_again(now):
    article = written(slug="old")
    rename_article(article, slug="new", expected=1, by=None, now=now)
    article.refresh_from_db()

    rename_article(article, slug="old", expected=2, by=None, now=now)

    assert list(FormerAddress.objects.values_list("slug", flat=True)) == ["new"]


def test_a_taken_short_name_is_refused(now):
    space = SpaceFactory()
    written(space, slug="taken")
    article = written(space, slug="mine")

    with pytest.raises(DomainError):
        rename_article(article, slug="taken", expected=1, by=None, now=now)

    assert not FormerAddress.objects.exists()


def test_an_article_moves_only_where_one_writes(now):
    article = written()
    by = author(article.space)
    there = SpaceFactory()

    with pytest.raises(PermissionDenied):
        move_article(article, there, expected=1, by=by, now=now)

    article.refresh_from_db()
    assert article.space != there


def test_an_article_moves(now):
    article = written(slug="one")
    there = SpaceFactory()

    moved = move_article(article, there, expected=1, by=None, now=now)

    assert moved.space == there
    assert FormerAddress.objects.get().article == article
