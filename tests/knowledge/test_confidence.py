"""How far an article may be relied on, worked by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.knowledge.actions.flags import raise_flag
from apps.knowledge.actions.reading import give_feedback, note_use
from apps.knowledge.actions.weighing import weigh_all
from apps.knowledge.models import IndexedArticle
from apps.knowledge.queries.confidence import evidence_of
from apps.knowledge.rules.confidence import (
    Evidence,
    Freshness,
    Kcs,
    Level,
    confidence_in,
    freshness_of,
    helpfulness,
    kcs_state,
)
from apps.knowledge.states import Standing
from apps.knowledge.tasks import weigh
from tests.factories import UserFactory
from tests.knowledge.factories import published

TODAY = date(2026, 11, 27)
SOUND = Evidence(
    Standing.PUBLISHED,
    is_verified_by_somebody=True,
    verified_on=date(2026, 11, 1),
    review_on=date(2027, 5, 1),
)


def having(**changed):
    return Evidence(**{**vars(SOUND), **changed})


@pytest.mark.parametrize(
    ("evidence", "state"),
    [
        (Evidence(Standing.UNPUBLISHED), Kcs.IN_PROGRESS),
        (SOUND, Kcs.VALIDATED),
        (having(is_verified_by_somebody=False), Kcs.NOT_VALIDATED),
        (having(standing=Standing.DUE), Kcs.VALIDATED),
        (
            having(standing=Standing.DUE, is_verified_by_somebody=False),
            Kcs.NOT_VALIDATED,
        ),
        (having(standing=Standing.RETIRED), Kcs.ARCHIVED),
    ],
)
def test_states_are_those_of_kcs(evidence, state):
    assert kcs_state(evidence) == state


@pytest.mark.parametrize(
    ("evidence", "freshness"),
    [
        (SOUND, Freshness.FRESH),
        (having(verified_on=None), Freshness.UNVERIFIED),
        (having(review_on=TODAY), Freshness.STALE),
        (having(review_on=date(2026, 11, 28)), Freshness.FRESH),
        (having(standing=Standing.DUE), Freshness.STALE),
        (having(review_on=None), Freshness.FRESH),
    ],
)
def test_an_article_is_fresh_until_its_review_date_is_reached(evidence, freshness):
    assert freshness_of(evidence, TODAY) == freshness


@pytest.mark.parametrize(
    ("evidence", "level", "doubts"),
    [
        (SOUND, Level.HIGH, ()),
        (
            having(helpful=2, unhelpful=3),
            Level.FAIR,
            ("it did not help most who said",),
        ),
        (having(helpful=0, unhelpful=2), Level.HIGH, ()),
        (having(helpful=2, unhelpful=2), Level.HIGH, ()),
        (having(open_flags=1), Level.FAIR, ("a passage is flagged",)),
        (
            having(open_flags=1, standing=Standing.DUE),
            Level.LOW,
            ("its review is due", "a passage is flagged"),
        ),
        (having(standing=Standing.RETIRED), Level.LOW, ("it is retired",)),
        (
            Evidence(Standing.UNPUBLISHED),
            Level.LOW,
            ("it is not published",),
        ),
        (
            having(is_verified_by_somebody=False),
            Level.FAIR,
            ("nobody has verified it",),
        ),
    ],
)
def test_confidence_is_high_without_a_doubt_and_low_with_two(evidence, level, doubts):
    found = confidence_in(evidence, TODAY)

    assert (found.level, found.doubts) == (level, doubts)


@pytest.mark.parametrize(
    ("evidence", "value"),
    [
        (SOUND, 0),
        (having(helpful=4), 4 / 8),
        (having(helpful=1, uses=5), 6 / 10),
        (having(unhelpful=3, open_flags=1), -4 / 8),
        (having(helpful=3, unhelpful=3), 0),
    ],
)
def test_helpfulness_is_what_speaks_for_it_less_what_speaks_against(evidence, value):
    assert helpfulness(evidence) == pytest.approx(value)


counts = st.integers(min_value=0, max_value=10_000)


@given(counts, counts, counts, counts)
def test_helpfulness_stays_within_one_and_grows_with_each_use(yes, no, uses, flags):
    fewer = having(helpful=yes, unhelpful=no, uses=uses, open_flags=flags)
    more = having(helpful=yes, unhelpful=no, uses=uses + 1, open_flags=flags)

    assert -1 < helpfulness(fewer) < helpfulness(more) < 1


@pytest.mark.django_db
def test_votes_count_on_the_published_version_and_uses_on_all(
    now, django_assert_num_queries
):
    article = published(by=None)
    readers = UserFactory.create_batch(3)
    for one, is_helpful in zip(readers, (True, True, False), strict=True):
        give_feedback(article, is_helpful=is_helpful, by=one, now=now)
    note_use(article, ticket="inc0012", by=readers[0], now=now)
    raise_flag(article, comment="Old", by=readers[0], now=now)
    other = published(title="Other")

    with django_assert_num_queries(1):
        found = evidence_of([article.pk, other.pk])

    one = found[article.pk]
    assert (one.helpful, one.unhelpful, one.uses, one.open_flags) == (2, 1, 1, 1)
    assert one.last_use_on == now.date()
    assert found[other.pk] == Evidence(
        Standing.PUBLISHED,
        verified_on=found[other.pk].verified_on,
        review_on=found[other.pk].review_on,
    )


@pytest.mark.django_db
def test_what_readers_say_reaches_the_index(now):
    article = published()
    IndexedArticle.objects.create(
        article=article, space=article.space, number=1, indexed_at=now
    )
    reader = UserFactory()

    give_feedback(article, is_helpful=True, by=reader, now=now)
    assert IndexedArticle.objects.get().helpfulness == pytest.approx(1 / 5)

    give_feedback(article, is_helpful=False, by=reader, now=now)
    assert IndexedArticle.objects.get().helpfulness == pytest.approx(-1 / 5)

    IndexedArticle.objects.update(helpfulness=0)
    weigh()
    assert weigh_all() == 0
    assert IndexedArticle.objects.get().helpfulness == pytest.approx(-1 / 5)
