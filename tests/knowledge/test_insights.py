"""Insight for editors: how search fares, which articles need a hand, what is alike."""

from datetime import date, timedelta

import numpy as np
import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.knowledge.actions.duplicates import call_different, find_near_duplicates
from apps.knowledge.models import (
    Article,
    ArticleView,
    Flag,
    NearDuplicate,
    Passage,
    SearchLog,
    Use,
)
from apps.knowledge.queries.embedding import TROUBLE, embedding_state
from apps.knowledge.queries.insights import insights, needy_articles, searched_words
from apps.knowledge.queries.kcs import kcs_months
from apps.knowledge.rules.kcs import months_until
from apps.knowledge.rules.likeness import means, near_pairs
from tests.factories import UserFactory, person
from tests.knowledge.factories import SpaceFactory, author, published, written

pytestmark = pytest.mark.django_db


def searched(words, *, at, count=5, position=None, article=None, user=None):
    return SearchLog.objects.create(
        query=words,
        normalised=words,
        user=user,
        at=at,
        result_count=count,
        position=position,
        clicked=article,
    )


@pytest.fixture
def manager():
    return person(Role.PLATFORM_MANAGER)


@pytest.fixture
def space():
    return SpaceFactory(slug="sre", name="SRE")


def signed_in(client, user):
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_weeks_begin_on_monday_and_none_is_missing(manager, now):
    # `now` is a Monday morning: the week has begun and the last one is over.
    searched("a", at=now, count=0)
    searched("a", at=now - timedelta(hours=1), position=1)
    searched("a", at=now - timedelta(days=1), position=4)
    searched("a", at=now - timedelta(days=1))
    searched("a", at=now - timedelta(weeks=20))

    found = insights(manager, now=now)

    assert len(found.weeks) == 13
    this, last, before = found.weeks[-1], found.weeks[-2], found.weeks[-3]
    assert (this.counts.searches, this.counts.no_result_rate) == (2, 50.0)
    assert this.counts.average_position == 1
    assert (last.counts.searches, last.counts.click_through_rate) == (2, 50.0)
    assert last.counts.late_rate == 100.0
    assert before.counts.searches == 0
    assert found.last.searches == 4


def test_words_are_told_by_how_they_fared(now):
    hour = timedelta(hours=1)
    for number, (count, position) in enumerate(
        [(0, None), (5, None), (5, 1), (5, 3), (5, 6)]
    ):
        searched("ora-01555", at=now - number * hour, count=count, position=position)
    searched("router", at=now, position=1)
    searched("ora-01555", at=now - timedelta(days=100), count=0)

    rows = {one.normalised: one for one in searched_words(now=now)}

    one = rows["ora-01555"]
    assert (one.times, one.nothing, one.unclicked, one.late) == (5, 1, 1, 2)
    assert float(one.average) == pytest.approx(10 / 3)
    assert one.at == now
    assert (rows["router"].times, rows["router"].late) == (1, 0)
    assert searched_words(now=now)[0].normalised == "ora-01555"


def needs(user, now, name):
    rows = needy_articles(user, now=now).filter(**{f"is_{name}": True})
    return sorted(rows.values_list("title", flat=True))


def test_articles_by_what_they_lack(manager, space, now):
    long_ago = now - timedelta(days=400)
    owner = UserFactory()
    published(space, "Fresh", owner=owner, now=now)
    read = published(space, "Old and read", owner=owner, now=long_ago)
    published(space, "Old", owner=owner, now=long_ago)
    published(space, "Unowned", now=now)
    written(space, "A draft", now=long_ago)
    gone = published(space, "Owner gone", owner=UserFactory(is_active=False), now=now)
    due = published(space, "Due", owner=owner, now=now)
    Article.objects.filter(pk=due.pk).update(standing="due")
    ArticleView.objects.create(article=read, user=owner, on=now.date())

    assert needs(manager, now, "stale") == ["Old", "Old and read"]
    assert needs(manager, now, "unowned") == [gone.title, "Unowned"]
    assert needs(manager, now, "unread") == ["Old"]
    assert needs(manager, now, "due") == ["Due"]
    assert {name: count for name, _, count in insights(manager, now=now).needs} == {
        "due": 1,
        "stale": 2,
        "unowned": 2,
        "unread": 1,
    }


def flag(article, *, at, fixed_at=None):
    version = article.published
    return Flag.objects.create(
        article=article,
        version_flagged=version,
        comment="Wrong",
        by=UserFactory(),
        at=at,
        state="fixed" if fixed_at else "open",
        fixed_in=version if fixed_at else None,
        closed_at=fixed_at,
    )


def test_kcs_measures_by_month(manager, space, now):
    # `now` is 23 November 2026.
    day = timedelta(days=1)
    used = published(space, "Used", now=now - 60 * day)
    published(space, "Not used", now=now - 800 * day)
    published(space, "New", now=now)
    written(space, "A draft", now=now)
    for number, at in [(1, now), (2, now - day), (3, now - 40 * day)]:
        Use.objects.create(
            article=used,
            version=used.published,
            ticket=f"INC{number}",
            by=manager,
            at=at,
        )
    flag(used, at=now)
    flag(used, at=now - 4 * day, fixed_at=now - 2 * day)
    flag(used, at=now - 50 * day, fixed_at=now)

    months = kcs_months(manager, now=now)

    assert len(months) == 12
    this, last, first = months[-1], months[-2], months[0]
    assert (this.published, this.reused, this.uses) == (3, 1, 2)
    assert this.reuse_rate == 33.3
    assert (this.flagged, this.fixed, this.fix_days) == (2, 2, 26.0)
    assert (last.published, last.reused, last.uses, last.flagged) == (2, 1, 1, 1)
    assert last.fix_days is None
    assert (first.begins_on.isoformat(), first.published) == ("2025-12-01", 1)


def test_kcs_measures_leave_out_what_one_does_not_read(manager, now):
    closed = SpaceFactory(closed=True)
    article = published(closed, "Master key", now=now)
    flag(article, at=now)
    Use.objects.create(
        article=article, version=article.published, ticket="I", by=manager, at=now
    )

    month = kcs_months(manager, now=now)[-1]

    assert (month.published, month.uses, month.flagged) == (0, 0, 0)
    assert month.reuse_rate is None


def test_months_cross_the_year():
    found = months_until(date(2026, 2, 14), 4)

    assert [one.isoformat()[:7] for one in found] == [
        *("2025-11", "2025-12", "2026-01", "2026-02"),
    ]


def test_what_one_does_not_read_is_in_no_count(manager, now):
    closed = SpaceFactory(closed=True)
    published(closed, "Master key", now=now)
    published(closed, "Master keys", now=now)
    one, other = Article.objects.order_by("pk")
    NearDuplicate.objects.create(
        article=one, other=other, similarity=0.99, found_at=now
    )

    found = insights(manager, now=now)
    auditor = insights(person(Role.AUDITOR), now=now)

    assert (found.standing, found.duplicates) == (0, 0)
    assert (auditor.standing, auditor.duplicates) == (2, 1)


def test_the_page_shows_charts_with_tables(door, manager, space, now):
    published(space, "Unowned")
    searched("secret words of nobody", at=now, position=4, user=UserFactory(name="Zoe"))

    page = signed_in(door, manager).get(reverse("knowledge:insights")).text

    assert page.count("<svg") >= 3
    assert "<table" in page
    assert "Zoe" not in page
    assert "Administrators only" not in page


def test_administrators_alone_are_told_who_embeds(client, space):
    administrator = person(Role.ADMINISTRATOR)
    article = published(space)
    Passage.objects.create(article=article, space=space, position=90, text="x")
    cache.set(TROUBLE, "The embedding endpoint answered 503.")

    page = signed_in(client, administrator).get(reverse("knowledge:insights")).text
    cache.delete(TROUBLE)

    assert "Nobody embeds: search is by words alone" in page
    assert "answered 503" in page


def test_how_far_passages_are_embedded(space):
    article = published(space)
    Passage.objects.all().delete()
    for position, model in enumerate(["", "this", "that"]):
        Passage.objects.create(
            article=article,
            space=space,
            position=position,
            text="x",
            embedded_by=model,
            embedding=[1.0] * 384 if model else None,
        )

    found = embedding_state("this")

    assert (found.total, found.waiting) == (3, 2)
    assert found.percent == pytest.approx(100 / 3)
    assert embedding_state("").waiting == 0


@pytest.mark.parametrize(
    "name", ["insights", "insight_searches", "insight_articles", "insight_duplicates"]
)
def test_the_pages_ask_as_much_for_three_as_for_thirty(
    client, manager, space, now, name
):
    client = signed_in(client, manager)
    counts = []
    for size in (3, 27):
        for number in range(size):
            one = published(space, f"One {size} {number}", owner=UserFactory())
            other = published(space, f"Other {size} {number}", owner=UserFactory())
            searched(f"words {size} {number}", at=now, position=3, article=one)
            NearDuplicate.objects.create(
                article=one, other=other, similarity=0.95, found_at=now
            )
        client.get(reverse(f"knowledge:{name}"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"knowledge:{name}"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("name", "query", "found"),
    [
        ("insight_searches", "fared=nothing", ["nothing here"]),
        ("insight_searches", "fared=late", ["third one"]),
        ("insight_searches", "q=third", ["third one"]),
        ("insight_searches", "sort=normalised", ["nothing here", "third one"]),
        ("insight_articles", "needs=unowned", ["Unowned"]),
        ("insight_articles", "q=own&space=sre&kind=runbook", ["Owned", "Unowned"]),
        ("insight_articles", "kind=faq", []),
        ("insight_duplicates", "q=unowned", ["Owned"]),
        ("insight_duplicates", "q=nothing", []),
        ("insight_duplicates", "space=sre&sort=-similarity", ["Owned"]),
    ],
)
def test_the_lists_are_narrowed_sorted_and_exported(
    client, manager, space, now, *, name, query, found
):
    owned = published(space, "Owned", owner=UserFactory())
    unowned = published(space, "Unowned")
    NearDuplicate.objects.create(
        article=owned, other=unowned, similarity=0.95, found_at=now
    )
    searched("nothing here", at=now, count=0)
    searched("third one", at=now, position=3, article=owned)

    answer = signed_in(client, manager).get(
        f"{reverse(f'knowledge:{name}')}?{query}&export=csv"
    )

    lines = b"".join(answer).decode("utf-8-sig").splitlines()[1:]
    assert sorted(line.partition(",")[0] for line in lines) == found


def embedded(article, *vectors):
    article.passages.all().delete()
    for position, (x, y) in enumerate(vectors):
        Passage.objects.create(
            article=article,
            space=article.space,
            position=position,
            text="x",
            embedding=[x, y] + [0.0] * 382,
            embedded_by="model",
        )


def test_articles_that_say_the_same_are_found_and_told_apart(space, now):
    one, two, three = (published(space, f"Article {n}") for n in range(3))
    embedded(one, (1, 0), (0.8, 0.6))
    embedded(two, (0.95, 0.3122))
    embedded(three, (0, 1))
    hidden = published(space, "Retired")
    embedded(hidden, (1, 0), (0.8, 0.6))
    Article.objects.filter(pk=hidden.pk).update(standing="retired")

    assert find_near_duplicates(now=now) == 1

    pair = NearDuplicate.objects.get()
    assert (pair.article, pair.other) == (one, two)
    assert pair.similarity == pytest.approx(1, abs=0.01)

    call_different(pair.pk, by=author(space), now=now)
    assert find_near_duplicates(now=now) == 0
    assert NearDuplicate.objects.count() == 1


def test_who_edits_neither_tells_none_apart(space, now):
    one, two = (published(space, f"Article {n}") for n in range(2))
    pair = NearDuplicate.objects.create(
        article=one, other=two, similarity=0.95, found_at=now
    )

    with pytest.raises(PermissionDenied):
        call_different(pair.pk, by=person(Role.AUDITOR), now=now)
    pair.refresh_from_db()
    assert pair.different_by is None


def test_ticked_pairs_are_not_shown_again(door, space, now):
    one, two = (published(space, f"Article {n}") for n in range(2))
    pair = NearDuplicate.objects.create(
        article=one, other=two, similarity=0.95, found_at=now
    )
    door = signed_in(door, person(Role.PLATFORM_MANAGER))

    answer = door.post(reverse("knowledge:call_different"), {"picked": [pair.pk, "x"]})
    page = door.get(reverse("knowledge:insight_duplicates")).text

    assert answer.status_code == 303
    assert "No two articles are nearly the same" in page


def test_means_and_pairs_by_hand():
    keys, rows = means([7, 3, 7], np.array([[3, 0], [0, 2], [3, 8]], dtype=np.float32))

    assert keys == [7, 3]
    assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 1]]
    assert [(a, b, round(c, 3)) for a, b, c in near_pairs(keys, rows, 0.7)] == [
        (3, 7, 0.8)
    ]
    assert list(near_pairs(keys, rows, 0.9)) == []


def test_pairs_across_blocks_are_found(monkeypatch):
    monkeypatch.setattr("apps.knowledge.rules.likeness.BLOCK", 2)
    rows = np.eye(5, dtype=np.float32)
    rows[4] = rows[0]

    assert [(a, b) for a, b, _ in near_pairs(range(5), rows, 0.9)] == [(0, 4)]
