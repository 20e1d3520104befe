"""Related articles: what counts, who sees them, and that few are looked at."""

import pytest

from apps.knowledge.actions.indexing import index_articles
from apps.knowledge.models import Article
from apps.knowledge.queries import related
from apps.knowledge.queries.related import related_articles
from tests.factories import ApplicationFactory, PlatformFactory, UserFactory
from tests.knowledge.factories import SpaceFactory, outsider, published

pytestmark = pytest.mark.django_db
ETCD = "The etcd members lose quorum when a snapshot restore is interrupted."
DNS = "CoreDNS answers SERVFAIL for the upstream resolver."


@pytest.fixture
def space():
    return SpaceFactory()


@pytest.fixture
def reader():
    return UserFactory()


def known(now) -> None:
    """Let search know all that there is."""
    index_articles(list(Article.objects.values_list("pk", flat=True)), now=now)


def titles(article: Article, user) -> list[str]:
    return [one.title for one in related_articles(article, user)]


def test_links_count_most_then_applications_then_the_rest(space, reader, now):
    platform, application = PlatformFactory(), ApplicationFactory()
    published(space, "Linked", "Nothing shared.", slug="linked")
    article = published(
        space,
        "Restore etcd",
        "See [[linked]].",
        labels=["etcd", "backup"],
        platforms=[platform],
        applications=[application],
    )
    published(space, "One label", "Nothing.", labels=["etcd"])
    published(space, "Application", "Nothing.", applications=[application])
    published(space, "Two labels, platform and application", "Nothing.")
    nearest = Article.objects.get(title="Two labels, platform and application")
    nearest.labels = ["backup", "etcd"]
    nearest.save()
    nearest.platforms.add(platform)
    nearest.applications.add(application)
    published(space, "Far away", "Nothing.")

    assert titles(article, reader) == [
        "Two labels, platform and application",
        "Linked",
        "Application",
        "One label",
    ]


def test_what_says_it_in_the_same_rare_words_is_near(space, reader, now):
    article = published(space, "Restore etcd", ETCD)
    published(space, "Quorum lost", f"{ETCD} Call the platform team.")
    published(space, "Names", DNS)
    for number in range(20):
        published(space, f"Other {number}", "The platform team is called.")
    assert titles(article, reader) == []

    known(now)

    assert titles(article, reader) == ["Quorum lost"]
    names = Article.objects.get(title="Names")
    assert titles(names, reader) == []


def test_words_decide_between_those_that_share_as_much(space, reader, now):
    article = published(space, "Restore etcd", ETCD, labels=["runbook"])
    published(space, "Quorum lost", ETCD, labels=["runbook"])
    for number in range(8):
        published(space, f"Newer {number}", DNS, labels=["runbook"])
    known(now)

    shown = titles(article, reader)

    assert (shown[0], len(shown)) == ("Quorum lost", related.SHOWN)


def test_the_nearest_is_found_among_more_than_are_looked_at(
    space, reader, now, monkeypatch
):
    application = ApplicationFactory()
    article = published(
        space, "Restore etcd", ETCD, labels=["runbook"], applications=[application]
    )
    published(space, "By words", ETCD, labels=["runbook"])
    published(
        space, "By application", DNS, labels=["runbook"], applications=[application]
    )
    for number in range(8):
        published(space, f"Newer {number}", DNS, labels=["runbook"])
    known(now)
    monkeypatch.setitem(related.BOUNDS, "most", 3)

    assert titles(article, reader) == [
        *("By application", "By words"),
        *("Newer 5", "Newer 6", "Newer 7"),
    ]


def test_a_word_that_too_many_have_finds_nobody(space, reader, now, monkeypatch):
    article = published(space, "Restore etcd", ETCD)
    for number in range(3):
        published(space, f"Other {number}", ETCD)
    for number in range(10):
        published(space, f"Names {number}", DNS)
    known(now)
    assert len(titles(article, reader)) == 3

    monkeypatch.setitem(related.BOUNDS, "common", 3)

    assert titles(article, reader) == []


@pytest.mark.parametrize("shares", ["label", "words"])
def test_what_one_does_not_see_is_not_related_and_pushes_nobody_out(
    space, now, monkeypatch, shares
):
    labels = ["etcd"] if shares == "label" else []
    body = ETCD if shares == "words" else DNS
    article = published(space, "Restore etcd", ETCD, labels=["etcd"])
    published(space, "Seen", body, labels=labels)
    closed = SpaceFactory(closed=True)
    for number in range(5):
        published(closed, f"Hidden {number}", body, labels=labels)
        published(space, f"Other {number}", "The platform team is called.")
    known(now)
    monkeypatch.setitem(related.BOUNDS, "most", 2)

    assert titles(article, UserFactory()) == ["Seen"]
    assert titles(article, outsider(space)) == ["Seen"]
    assert titles(article, outsider()) == []


def test_drafts_and_retired_ones_are_not_related(space, reader, now):
    article = published(space, "Restore etcd", ETCD, labels=["etcd"])
    gone = published(space, "Gone", ETCD, labels=["etcd"])
    known(now)
    Article.objects.filter(pk=gone.pk).update(standing="retired")

    assert titles(article, reader) == []


@pytest.mark.parametrize("count", [3, 30])
def test_it_is_two_queries_however_many_there_are(
    space, reader, now, django_assert_num_queries, count
):
    article = published(space, "Restore etcd", ETCD, labels=["etcd"])
    for number in range(count):
        published(space, f"Other {number}", ETCD, labels=["etcd"])
    known(now)
    assert reader.rights
    assert reader.is_internal

    with django_assert_num_queries(2):
        shown = related_articles(article, reader)
        assert all(one.get_absolute_url() for one in shown)

    assert len(shown) == min(count, related.SHOWN)
