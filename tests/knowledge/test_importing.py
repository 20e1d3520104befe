"""Imports of articles: what they write, what they keep, what they never overwrite."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.errors import DomainError
from apps.core.models import OutboxItem
from apps.core.outbox import MAX_ATTEMPTS
from apps.history.models import Event
from apps.knowledge.actions.articles import save_version
from apps.knowledge.actions.importing import (
    begin_import,
    check_import,
    confirm_import,
    give_tree,
    import_now,
    recheck_import,
    run_import,
    stop_import,
)
from apps.knowledge.models import Article, ArticleImport, ArticleVersion
from apps.knowledge.states import ImportState
from apps.knowledge.tasks.carrying import check_articles, import_articles
from tests.factories import NOW, UserFactory
from tests.knowledge.factories import SpaceFactory, author, member, reviewer, rewritten

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data" / "kb"


@pytest.fixture
def space():
    return SpaceFactory(slug="runbooks")


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(f"docs/{name}", text)
    return SimpleUploadedFile("docs.zip", out.getvalue())


def folder(tmp_path, files):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def given(space, files, by=None, **choices):
    by = by or author(space)
    return give_tree(space, by=by, file=zipped(files), now=NOW, **choices)


def carried(space, files, by=None, **choices):
    """Given, checked, confirmed and run."""
    by = by or author(space)
    made = given(space, files, by, **choices)
    check_import(made.pk, now=NOW)
    confirm_import(made.pk, by=by, now=NOW)
    begin_import(made.pk, now=NOW)
    return run_import(made.pk, now=NOW)


TWO = {
    "a.md": "---\ntags: [net]\n---\n# A\n\nSee [b](b.md#more).",
    "b.md": "# B\n\n## More\n",
}


def test_a_tree_becomes_published_articles_that_know_where_they_came_from(space):
    by = author(space)
    found = carried(space, TWO, by, commit="c0ffee")

    a = Article.objects.get(slug="a")
    assert found.state == ImportState.DONE
    assert a.published.body == "See [[b#more|b]]."
    assert (a.source_path, a.source_commit) == ("docs/a.md", "c0ffee")
    assert a.links.get().target == Article.objects.get(slug="b")
    assert (a.labels, a.published.author, a.published.published_by) == (["net"], by, by)


def test_checking_writes_nothing(space):
    made = given(space, TWO)

    found = check_import(made.pk, now=NOW)

    assert found.counts["new"] == 2
    assert found.state == ImportState.CHECKED
    assert not Article.objects.exists()


def test_the_same_again_changes_nothing(space):
    carried(space, TWO)
    versions, events = (
        ArticleVersion.objects.count(),
        Event.objects.filter(subject_type="knowledge.article").count(),
    )

    found = carried(space, TWO)

    assert (found.counts["unchanged"], found.counts["new"]) == (2, 0)
    assert ArticleVersion.objects.count() == versions
    assert Event.objects.filter(subject_type="knowledge.article").count() == events


def test_a_changed_file_makes_a_version_and_publishes_it(space):
    carried(space, TWO)

    found = carried(space, {**TWO, "b.md": "# B\n\n## More\n\nNew."})

    b = Article.objects.get(slug="b")
    assert (found.counts["changed"], found.counts["unchanged"]) == (1, 1)
    assert (b.published.number, b.published.body) == (2, "## More\n\nNew.")


def test_an_article_whose_file_is_gone_stays_and_is_told(space):
    carried(space, TWO)

    found = carried(space, {"a.md": "# A"})

    assert Article.objects.standing().count() == 2
    assert [
        one["file"] for one in found.report["problems"] if "gone" in one["why"]
    ] == ["b.md"]


def test_an_article_that_was_changed_here_is_kept_and_told(space):
    carried(space, TWO)
    mine = rewritten(Article.objects.get(slug="b"), "Mine.")

    found = carried(space, {**TWO, "b.md": "# B\n\nTheirs."})

    mine.refresh_from_db()
    assert found.counts["conflict"] == 1
    assert mine.head.body == "Mine."
    assert found.report["pages"][0] == {
        "file": "b.md", "slug": "b", "title": "B", "outcome": "conflict",
    }  # fmt: skip


def test_the_files_text_is_taken_where_that_was_chosen(space):
    carried(space, TWO)
    mine = rewritten(Article.objects.get(slug="b"), "Mine.")

    carried(space, {**TWO, "b.md": "# B\n\nTheirs."}, takes_files=True)

    mine.refresh_from_db()
    assert mine.head.body == "Theirs."


def test_what_was_changed_here_stays_while_the_file_does_not_change(space):
    carried(space, TWO)
    mine = rewritten(Article.objects.get(slug="b"), "Mine.")

    found = carried(space, TWO)

    mine.refresh_from_db()
    assert (found.counts["unchanged"], mine.head.body) == (2, "Mine.")


def test_labels_given_here_stay_while_the_file_says_the_same(space):
    carried(space, TWO)
    a = Article.objects.get(slug="a")
    Article.objects.filter(pk=a.pk).update(labels=["net", "own"])

    found = carried(space, TWO)

    a.refresh_from_db()
    assert (found.counts["changed"], a.labels) == (0, ["net", "own"])


def test_labels_that_the_file_changed_are_taken(space):
    carried(space, TWO)

    carried(space, {**TWO, "a.md": TWO["a.md"].replace("net", "dns")})

    a = Article.objects.get(slug="a")
    assert (a.labels, a.head.number) == (["dns"], 1)


def test_pictures_come_along_and_the_same_picture_is_not_stored_twice(space):
    import_now(space, DATA / "confluence", by=None, now=NOW)
    page = Article.objects.get(slug="restart-the-payment-gateway")
    stored = list(page.files.values_list("name", "stored"))

    import_now(space, DATA / "confluence", by=None, now=NOW)

    assert [name for name, _ in stored] == ["201.png", "202.txt"]
    assert list(page.files.values_list("name", "stored")) == stored


def test_the_same_file_name_in_two_sources_makes_two_articles(space):
    carried(space, {"a.md": "# A\n\nOne."}, source="one")
    carried(space, {"a.md": "# A\n\nTwo."}, source="two")

    assert list(Article.objects.values_list("slug", "source_path").order_by("pk")) == [
        ("a", "one/a.md"),
        ("a-2", "two/a.md"),
    ]


def test_where_two_publish_imported_articles_wait_as_drafts(space):
    space.needs_two = True
    space.save()

    carried(space, TWO, reviewer(space))

    assert not Article.objects.standing().exists()
    assert Article.objects.count() == 2


def test_only_who_writes_in_a_space_imports_into_it(space):
    made = given(space, TWO)
    check_import(made.pk, now=NOW)

    for by in (member(space), UserFactory()):
        with pytest.raises(PermissionDenied):
            given(space, TWO, by)
        with pytest.raises(PermissionDenied):
            confirm_import(made.pk, by=by, now=NOW)
        with pytest.raises(PermissionDenied):
            stop_import(made.pk, by=by, now=NOW)

    assert ArticleImport.objects.get().state == ImportState.CHECKED


def test_who_lost_the_right_meanwhile_imports_nothing(space):
    by = author(space)
    made = given(space, TWO, by)
    check_import(made.pk, now=NOW)
    confirm_import(made.pk, by=by, now=NOW)
    begin_import(made.pk, now=NOW)
    space.members.all().delete()

    found = run_import(made.pk, now=NOW)

    assert found.state == ImportState.FAILED
    assert "no longer writes" in found.failure
    assert not Article.objects.exists()


def test_a_fault_half_way_leaves_nothing(space, monkeypatch):
    monkeypatch.setattr("apps.knowledge.actions.bringing._publish", _fails)
    by = author(space)
    made = given(space, TWO, by)
    check_import(made.pk, now=NOW)
    confirm_import(made.pk, by=by, now=NOW)
    begin_import(made.pk, now=NOW)

    found = run_import(made.pk, now=NOW)

    assert (found.state, found.failure) == (ImportState.FAILED, "Half-way.")
    assert not Article.objects.exists()


def _fails(*args, **kwargs):
    raise DomainError("Half-way.")


def test_a_stopped_import_writes_nothing_and_can_be_checked_again(space):
    by = author(space)
    made = given(space, TWO, by)
    check_import(made.pk, now=NOW)
    confirm_import(made.pk, by=by, now=NOW)
    stop_import(made.pk, by=by, now=NOW)

    found = run_import(made.pk, now=NOW)
    recheck_import(made.pk, by=by, now=NOW, takes_files=True)

    assert found.state == ImportState.CANCELLED
    assert not Article.objects.exists()
    assert check_import(made.pk, now=NOW).state == ImportState.CHECKED


def test_what_is_no_zip_is_refused_and_not_kept(space):
    with pytest.raises(DomainError, match="no ZIP"):
        give_tree(
            space,
            by=author(space),
            file=SimpleUploadedFile("x.zip", b"hello"),
            now=NOW,
        )

    assert not ArticleImport.objects.exists()


def test_the_worker_checks_and_runs_what_is_owed_once(space):
    by = author(space)
    made = given(space, TWO, by)
    check = OutboxItem.objects.get(task="knowledge.check_import")
    check_articles(check.pk)
    check_articles(check.pk)
    confirm_import(made.pk, by=by, now=NOW)
    run = OutboxItem.objects.get(task="knowledge.run_import")
    import_articles(run.pk)
    import_articles(run.pk)

    made.refresh_from_db()
    assert (made.state, made.attempts) == (ImportState.DONE, 1)
    assert Article.objects.count() == 2


def test_what_its_workers_die_of_is_given_up(space):
    by = author(space)
    made = given(space, TWO, by)
    check_import(made.pk, now=NOW)
    confirm_import(made.pk, by=by, now=NOW)
    for _ in range(MAX_ATTEMPTS):  # each began, and none came to an end
        begin_import(made.pk, now=NOW)
    run = OutboxItem.objects.get(task="knowledge.run_import")

    import_articles(run.pk)

    made.refresh_from_db()
    assert made.state == ImportState.FAILED
    assert "stopped at a fault of its own" in made.failure
    assert not Article.objects.exists()
    assert OutboxItem.objects.get(pk=run.pk).done_at


def test_the_command_says_how_many_of_how_many_and_what_was_lost(space, capsys):
    call_command("import_articles", str(DATA / "asciidoc"), space="runbooks")

    told = capsys.readouterr()
    assert "2 of 2 pages taken: 2 new" in told.out
    assert "quota.adoc:10: lost:" in told.err


def test_a_rehearsal_by_the_command_writes_nothing(space, capsys):
    call_command(
        "import_articles", str(DATA / "asciidoc"), space="runbooks", dry_run=True
    )

    assert "2 of 2" in capsys.readouterr().out
    assert not Article.objects.exists()


def test_the_command_refuses_an_unknown_space_and_a_missing_folder(space):
    with pytest.raises(CommandError, match="no space"):
        call_command("import_articles", str(DATA), space="nowhere")
    with pytest.raises(CommandError, match="no folder or file"):
        call_command("import_articles", str(DATA / "gone"), space="runbooks")


def test_a_broken_page_is_rejected_and_the_others_come(space, tmp_path):
    tree = folder(tmp_path, {"a.md": "# A", "b.md": "x\0y"})

    found = import_now(space, tree, by=None, now=NOW)

    assert (found.counts["new"], found.counts["rejected"]) == (1, 1)
    assert found.report["problems"][0]["file"] == "b.md"


def test_an_own_draft_of_an_imported_article_is_no_conflict_with_an_unchanged_file(
    space,
):
    carried(space, TWO)
    a = Article.objects.get(slug="a")
    save_version(
        a, expected=a.version, title="A", body="Draft", note="", by=None, now=NOW
    )

    assert carried(space, TWO).counts["conflict"] == 0


def test_an_article_more_asks_two_dozen_queries_more(tmp_path):
    asked = []
    for size in (4, 14):
        space, tree = SpaceFactory(), tmp_path / f"of-{size}"
        tree.mkdir()
        for number in range(size):
            text = f"# Page {number}\n\n[next](p{(number + 1) % size}.md)\n"
            (tree / f"p{number}.md").write_text(text)
        with CaptureQueriesContext(connection) as counted:
            import_now(space, tree, by=author(space), now=NOW)
        asked.append(len(counted))

    assert (asked[1] - asked[0]) / 10 <= 24
