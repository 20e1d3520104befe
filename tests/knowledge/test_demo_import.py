"""The demonstration's import: public runbooks brought in, a newer file to be confirmed."""

import random

import pytest

from apps.dashboard.demo import build, people, upstream
from apps.knowledge.models import Article, ArticleImport
from apps.knowledge.states import ImportState
from apps.onboarding.imports import load_standard
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_public_runbooks_are_published_and_a_newer_file_waits_to_be_confirmed():
    for path in build.STANDARDS.glob("*.yaml"):
        load_standard(path, now=NOW)
    upstream.bring_runbooks(people.gather(random.Random(1)), NOW)

    waits, done = ArticleImport.objects.order_by("-pk")
    rows = Article.objects.standing().filter(space__slug="runbooks")
    leader = rows.get(source_path__endswith="/etcdNoLeader.md")
    assert rows.count() == done.counts["new"] == 33
    assert leader.source_commit == upstream.COMMIT
    assert waits.state == ImportState.CHECKED
    assert (waits.counts["new"], waits.counts["changed"]) == (1, 1)
    assert leader.kind == "runbook"
    assert not [one for one in waits.report["problems"] if "heading" in one["why"]]
    assert any("include" in one["why"] for one in waits.report["problems"])
