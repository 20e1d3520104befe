"""Related articles of 3,000 (BENCH_RELATED) and of ten times as many: what is read hardly grows."""

import os
import random
import statistics
import time

import pytest

from apps.knowledge.actions.indexing import analyze, index_articles
from apps.knowledge.models import Article
from apps.knowledge.queries.related import related_articles
from tests.bench.articles import pieces, placed
from tests.bench.ledger import note
from tests.bench.many import multiply
from tests.bench.test_load import TEXTS
from tests.bench.test_tickets import Spent
from tests.factories import NOW, ApplicationFactory, PlatformFactory, UserFactory

FEW = int(os.environ.get("BENCH_RELATED", "3000"))
COPIES, SPACES = 9, 20
APPLICATIONS, PLATFORMS = 300, 8
ASKED = 60
SHARED_BY = (Article.applications.through, Article.platforms.through)
# How much longer it may take with ten times as many.
MOST = 2


def share() -> None:
    """Each article names an application and a platform."""
    applications = ApplicationFactory.create_batch(APPLICATIONS)
    platforms = PlatformFactory.create_batch(PLATFORMS)
    pks = list(Article.objects.values_list("pk", flat=True))
    by_application, by_platform = SHARED_BY
    by_application.objects.bulk_create(
        by_application(article_id=pk, application=applications[pk % APPLICATIONS])
        for pk in pks
    )
    by_platform.objects.bulk_create(
        by_platform(article_id=pk, platform=platforms[pk % PLATFORMS]) for pk in pks
    )


def measured(articles, reader) -> tuple[float, float]:
    """Milliseconds of one, by the clock (the median), and of work, the database's too."""
    for one in articles[:5]:
        related_articles(one, reader)
    start, taken = Spent.by_now(), []
    for one in articles:
        began = time.perf_counter()
        assert related_articles(one, reader)
        taken.append((time.perf_counter() - began) * 1000)
    work = Spent.by_now().since(start).work / len(articles) * 1000
    return statistics.median(taken), work


@pytest.mark.django_db(transaction=True)
def test_ten_times_as_many_articles_do_not_take_ten_times_as_long(capsys):
    placed(FEW, pieces(TEXTS), SPACES)
    share()
    index_articles(list(Article.objects.values_list("pk", flat=True)), now=NOW)
    analyze()
    reader = UserFactory()
    rows = Article.objects.filter(space__is_open=True).select_related("space")
    articles = random.Random(5).sample(list(rows), ASKED)

    few = measured(articles, reader)
    multiply(COPIES)
    many = measured(articles, reader)

    with capsys.disabled():
        print(f"\n{'related articles':24} {'p50 ms':>8} {'work ms':>8}")
        for count, (clock, work) in ((FEW, few), (FEW * (COPIES + 1), many)):
            print(f"of {count:<21,} {clock:8.1f} {work:8.1f}")
    note("related", f"of {FEW}: processor", few[1], "ms")
    name = "of ten times as many: processor"
    note("related", name, many[1], "ms", floor=few[1], bound=MOST)
    assert many[1] < MOST * few[1]
