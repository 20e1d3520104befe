"""Judged queries: kept, brought, put to search, and a synonym tried on them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Event
from apps.knowledge.actions import judging
from apps.knowledge.actions.indexing import index_article
from apps.knowledge.models import Article, Evaluation, JudgedQuery, Judgement, Synonym
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    outsider,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def space():
    return SpaceFactory(slug="sre", name="SRE")


@pytest.fixture
def editor(space):
    return author(space)


@pytest.fixture
def articles(space, now):
    """Three that search knows."""
    made = [
        published(space, "Restart the router", "Routes answer 503.", slug="restart"),
        published(space, "Renew a certificate", "TLS handshakes fail.", slug="renew"),
        published(space, "Grow a volume", "The disk is full.", slug="grow"),
    ]
    for one in made:
        index_article(one.pk, now=now)
    return made


def judge(space, editor, now, query, wanted):
    return judging.judge_query(space, query=query, wanted=wanted, by=editor, now=now)


def grades(judged):
    return dict(judged.judgements.values_list("article__slug", "grade"))


def test_a_query_and_what_should_be_found_are_kept(space, editor, articles, now):
    restart, renew, _ = articles

    made = judge(space, editor, now, "router 503", {restart: 3, renew: 1})

    assert grades(made) == {"restart": 3, "renew": 1}
    assert Event.objects.filter(verb="knowledge.query_judged").count() == 1


def test_a_query_is_judged_once_a_space(space, editor, articles, now):
    judge(space, editor, now, "router 503", {articles[0]: 3})

    with pytest.raises(DomainError, match="judged in SRE already"):
        judge(space, editor, now, "router 503", {articles[1]: 3})
    assert Judgement.objects.count() == 1


def test_only_who_writes_inside_judges(space, editor, articles, now):
    made = judge(space, editor, now, "router 503", {articles[0]: 3})
    outside = member(space, "author", user=outsider())

    for somebody in (member(space), outside):
        with pytest.raises(PermissionDenied):
            judge(space, somebody, now, "other", {articles[0]: 3})
        with pytest.raises(PermissionDenied):
            judging.bring_judged(
                space, queries={"q": {articles[0]: 3}}, by=somebody, now=now
            )
        with pytest.raises(PermissionDenied):
            judging.evaluate_now(space, by=somebody, now=now)
        with pytest.raises(PermissionDenied):
            judging.try_synonym(space, words="a", means="b", by=somebody, now=now)
    with pytest.raises(PermissionDenied):
        judging.remove_judged(made.pk, by=member(space), now=now)
    with pytest.raises(JudgedQuery.DoesNotExist):
        judging.remove_judged(made.pk, by=outside, now=now)
    assert JudgedQuery.objects.count() == 1


def test_what_should_be_found_is_amended(space, editor, articles, now):
    restart, renew, grow = articles
    made = judge(space, editor, now, "router 503", {restart: 3, renew: 1})

    judging.amend_judged(
        made.pk,
        query="router answers 503",
        wanted={restart: 2, grow: 1},
        by=editor,
        version=1,
        now=now,
    )

    made.refresh_from_db()
    assert (made.query, grades(made)) == (
        "router answers 503",
        {"restart": 2, "grow": 1},
    )
    with pytest.raises(EditConflict):
        judging.amend_judged(
            made.pk, query="x", wanted={}, by=editor, version=1, now=now
        )


def test_it_is_taken_out_and_the_space_remembers(space, editor, articles, now):
    made = judge(space, editor, now, "router 503", {articles[0]: 3})

    judging.remove_judged(made.pk, by=editor, now=now)

    assert JudgedQuery.objects.count() == 0
    assert Event.objects.get(verb="knowledge.judged_removed").facts == {
        "query": "router 503"
    }


def test_a_file_again_changes_nothing(space, editor, articles, now):
    restart, renew, _ = articles
    queries = {"router 503": {restart: 3}, "tls": {renew: 2}}

    first = judging.bring_judged(space, queries=queries, by=editor, now=now)
    events = Event.objects.count()
    again = judging.bring_judged(space, queries=queries, by=editor, now=now)
    queries["tls"] = {renew: 3}
    third = judging.bring_judged(space, queries=queries, by=editor, now=now)

    assert (first, again, third) == ((2, 0), (0, 0), (0, 1))
    assert Event.objects.count() == events + 1


def test_search_is_put_to_the_test(space, editor, articles, now):
    restart, renew, grow = articles
    found = judge(space, editor, now, "router", {restart: 3})
    missed = judge(space, editor, now, "handshakes", {grow: 3})
    nothing = judge(space, editor, now, "zebra crossing", {renew: 1})

    made = judging.evaluate_space(space, now=now)

    assert (made.queries, made.embedder) == (3, "")
    assert made.ndcg == made.mrr == made.recall == pytest.approx(1 / 3)
    assert made.without_result == pytest.approx(1 / 3)
    for one in (found, missed, nothing):
        one.refresh_from_db()
    assert (found.last_ndcg, found.last_place) == (1, 1)
    assert (missed.last_ndcg, missed.last_place) == (0, None)
    assert nothing.evaluated_at == now


def test_articles_of_another_space_take_no_place(space, editor, articles, now):
    other = published(SpaceFactory(), "Router router router", "router")
    index_article(other.pk, now=now)
    judge(space, editor, now, "router", {articles[0]: 3})

    assert judging.evaluate_space(space, now=now).mrr == 1


def test_a_space_whose_articles_are_for_members_is_evaluated_too(now):
    closed = SpaceFactory(closed=True)
    article = published(closed, "Master key", "Of the vault.")
    index_article(article.pk, now=now)
    judge(closed, author(closed), now, "vault", {article: 3})
    people = User.objects.count()

    assert judging.evaluate_all(now=now) == 1
    assert Evaluation.objects.get().mrr == 1
    assert User.objects.count() == people


def test_nothing_judged_is_nothing_evaluated(space, editor, now):
    assert judging.evaluate_space(space, now=now) is None
    assert judging.evaluate_all(now=now) == 0
    with pytest.raises(DomainError, match="Judge a query first"):
        judging.evaluate_now(space, by=editor, now=now)


def test_a_synonym_shows_its_effect_and_is_not_kept(space, editor, articles, now):
    restart, renew, _ = articles
    judge(space, editor, now, "ssl", {renew: 3})
    judge(space, editor, now, "router", {restart: 3})
    events = Event.objects.count()

    trial = judging.try_synonym(space, words="ssl", means="tls", by=editor, now=now)

    assert (trial.before.mrr, trial.after.mrr) == (0.5, 1)
    assert (trial.better, trial.worse) == (1, 0)
    assert [
        (one.query, one.place_before, one.place_after) for one in trial.changed
    ] == [("ssl", None, 1)]
    assert Synonym.objects.count() == 0
    assert Event.objects.count() == events
    assert Evaluation.objects.count() == 0


def test_a_synonym_that_is_there_stays_as_it_was(space, editor, articles, now):
    Synonym.objects.create(space=space, words="ssl", means="volume")
    judge(space, editor, now, "ssl", {articles[1]: 3})

    trial = judging.try_synonym(space, words="ssl", means="tls", by=editor, now=now)

    assert trial.after.mrr == 1
    assert Synonym.objects.get().means == "volume"


def test_evaluations_stand_beside_each_other(space, editor, articles, now):
    judge(space, editor, now, "router", {articles[0]: 3})

    for days in range(3):
        judging.evaluate_all(now=now + timedelta(days=days))

    assert Evaluation.objects.filter(space=space).count() == 3
    assert Article.objects.count() == 3
