"""An import of articles whose worker is killed leaves nothing, and goes on by itself."""

import io
import zipfile

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from apps.core import outbox
from apps.knowledge.actions.importing import check_import, confirm_import, give_tree
from apps.knowledge.models import (
    Article,
    ArticleFile,
    ArticleImport,
    ArticleOrigin,
    ArticleVersion,
)
from apps.knowledge.queries.imports import is_at_work
from apps.knowledge.states import ImportState
from tests.faults.workers import until, url
from tests.knowledge.factories import SpaceFactory, author, picture

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGES = 30
# Versions are written before links: who waits for that table is half-way.
HALF_WAY = """
    SELECT written.pid FROM pg_locks AS written JOIN pg_locks AS wanted USING (pid)
    WHERE written.relation = 'knowledge_articleversion'::regclass AND written.granted
        AND written.mode = 'RowExclusiveLock'
        AND wanted.relation = 'knowledge_articlelink'::regclass AND NOT wanted.granted
"""
WRITTEN = (Article, ArticleVersion, ArticleFile, ArticleOrigin)


def tree() -> SimpleUploadedFile:
    """Pages that link to each other, each with a picture."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("graph.png", picture())
        for number in range(PAGES):
            after = (number + 1) % PAGES
            text = f"# Page {number}\n\n[next](p{after}.md)\n\n![Graph](graph.png)\n"
            archive.writestr(f"p{number}.md", text)
    return SimpleUploadedFile("tree.zip", packed.getvalue())


def confirmed(by) -> ArticleImport:
    """An import that a worker is woken for."""
    now = timezone.now()
    made = give_tree(by.space_parts.get().space, by=by, file=tree(), now=now)
    check_import(made.pk, now=now)
    return confirm_import(made.pk, by=by, now=now)


def tick_later() -> None:
    """The clock's tick after the lease of who was killed is over."""
    outbox.dispatch(now=timezone.now() + 2 * outbox.LEASE)


def test_a_worker_killed_half_way_leaves_nothing_and_the_next_brings_all(
    worker, client
):
    by = author(SpaceFactory())
    client.force_login(by)
    worker.start()

    with psycopg.connect(url()) as line:
        line.execute("LOCK TABLE knowledge_articlelink IN SHARE MODE")
        made = confirmed(by)
        assert until(lambda: line.execute(HALF_WAY).fetchall()), worker.log.read_text()
        assert is_at_work(made.pk)
        worker.kill()

    assert until(lambda: not is_at_work(made.pk))
    made.refresh_from_db()
    assert [one.__name__ for one in WRITTEN if one.objects.exists()] == []
    assert (made.state, made.attempts) == (ImportState.RUNNING, 1)
    assert "No worker is at it" in client.get(made.get_absolute_url()).content.decode()

    worker.start()
    tick_later()

    assert until(lambda: ArticleImport.objects.get(pk=made.pk).finished_at)
    made.refresh_from_db()
    assert (made.state, made.attempts) == (ImportState.DONE, 2)
    assert made.counts["new"] == PAGES
    assert Article.objects.standing().count() == ArticleVersion.objects.count() == PAGES
    assert ArticleFile.objects.count() == PAGES
