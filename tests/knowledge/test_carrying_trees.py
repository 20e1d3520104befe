"""The real documentation trees, in the folder that REAL_DATA names (`make test-real`)."""

import os
from pathlib import Path

import pytest

from apps.knowledge.actions.importing import import_now
from apps.knowledge.models import Article, ArticleLink
from tests.factories import NOW
from tests.knowledge.factories import SpaceFactory

TREES = Path(os.environ.get("REAL_DATA", "nowhere")) / "kb"
PAGES = {
    "openshift-runbooks": 274,
    "amazon-ecs-developer-guide": 340,
    "prometheus-docs": 71,
}

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.skipif(not TREES.is_dir(), reason="REAL_DATA names no folder with them")
@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_a_real_tree_is_imported_and_again_changes_nothing(name):
    space = SpaceFactory()

    first = import_now(space, TREES / name, by=None, now=NOW)
    again = import_now(space, TREES / name, by=None, now=NOW)

    assert first.counts["new"] == PAGES[name]
    assert first.counts["rejected"] == 0
    assert Article.objects.standing().filter(space=space).count() == PAGES[name]
    told = {one["file"] for one in first.report["problems"]}
    broken = ArticleLink.objects.filter(article__space=space, is_broken=True)
    files = broken.values_list("article__source_path", flat=True)
    assert {path.partition("/")[2] for path in files} <= told
    assert again.counts["unchanged"] == PAGES[name]
    assert not Article.objects.filter(head__number__gt=1).exists()
