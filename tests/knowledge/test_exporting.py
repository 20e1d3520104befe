"""Exports of a space: import after export is the identity."""

import string
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.models import OutboxItem
from apps.knowledge.actions import exporting
from apps.knowledge.actions.exporting import export_now, export_space, make_export
from apps.knowledge.actions.importing import import_now
from apps.knowledge.actions.publishing import retire
from apps.knowledge.models import Article, ArticleFile, Kind, SpaceExport
from tests.factories import NOW, TeamFactory, UserFactory
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    published,
    rewritten,
    written,
)
from tests.knowledge.test_importing import DATA

pytestmark = pytest.mark.django_db

# Whatever people type and PostgreSQL keeps; lines end as forms and files end them here.
CHARS = st.characters(
    codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]
)
BODIES = st.one_of(
    st.text(CHARS, max_size=300),
    st.lists(
        st.sampled_from(
            [
                *("# A", "---", "...", "+++", "title: x", "", "[x](a.md)", "```", "\t"),
                *(
                    "[[a#b|c]]",
                    "![p](files/p.png)",
                    "<b>x</b>",
                    "| a | b |",
                    "  ",
                    "> q",
                ),
                *("<!-- c -->", "![x](../p.png)", "[r]: b.md", "{{< x >}}", "\\[x]"),
            ]
        ),
        max_size=12,
    ).map("\n".join),
)
WORDS = st.text(
    string.ascii_letters + string.digits + " :#'\"-,é", min_size=1, max_size=30
)
NAMES = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
LABELS = st.lists(NAMES.map(str.lower), max_size=4, unique=True)


@settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.lists(st.tuples(NAMES, BODIES, LABELS), min_size=1, max_size=4),
    days=st.none() | st.integers(1, 1825),
    kind=st.sampled_from(Kind.values),
)
def test_import_after_export_is_the_identity(texts, days, kind, tmp_path_factory):
    space, other = SpaceFactory(), SpaceFactory()
    for title, body, labels in texts:
        published(space, title, body, labels=labels, review_days=days, kind=kind)
    out = tmp_path_factory.mktemp("export") / "space.zip"

    export_now(space, out)
    elsewhere = import_now(other, out, by=None, now=NOW)
    here = import_now(space, out, by=None, now=NOW)

    assert facts(other) == facts(space)
    assert elsewhere.counts["problems"] == 0
    assert here.counts["unchanged"] == len(texts)


def facts(space):
    return [
        (
            *(one.slug, one.kind, one.title, one.published.body, one.labels, one.owner),
            *(one.team, one.review_days, one.review_on, one.standing),
            *(one.source_path, one.source_commit, one.retired_because),
            sorted(one.files.values_list("name", "stored__sha256")),
        )
        for one in Article.objects.filter(space=space).order_by("slug")
    ]


def test_an_imported_tree_with_its_files_is_the_same_after_export(tmp_path):
    space, other = SpaceFactory(), SpaceFactory()
    for name in ("confluence", "asciidoc", "openshift-runbooks"):
        import_now(space, DATA / name, by=None, commit="abc", now=NOW)
    owned = Article.objects.filter(space=space).first()
    owned.owner, owned.team = UserFactory(), TeamFactory()
    owned.save()
    last = Article.objects.filter(space=space).last()
    retire(last, reason="Replaced.", by=None, now=NOW)

    export_now(space, tmp_path / "out")
    import_now(other, tmp_path / "out", by=None, now=NOW)

    assert facts(other) == facts(space)
    assert ArticleFile.objects.filter(article__space=other).count() == 4


def test_an_export_that_was_edited_outside_comes_back_as_a_change(tmp_path):
    space = SpaceFactory()
    published(space, "A", "Old.")
    published(space, "B", "Old.")
    export_now(space, tmp_path)
    rewritten(Article.objects.get(slug="b"), "Mine.")
    for slug in ("a", "b"):
        file = tmp_path / slug / "index.md"
        file.write_text(file.read_text().replace("Old.", "Edited outside."))

    found = import_now(space, tmp_path, by=None, now=NOW)

    assert Article.objects.get(slug="a").published.body == "Edited outside."
    assert Article.objects.get(slug="b").head.body == "Mine."
    assert (found.counts["changed"], found.counts["conflict"]) == (1, 1)


def test_readers_export_what_is_published_and_only_authors_drafts():
    space = SpaceFactory()
    rewritten(published(space, "A", "Published."), "Draft.")
    written(space, "B", "Never published.")
    reader, writer = member(space), author(space)

    with pytest.raises(PermissionDenied):
        export_space(space, by=reader, with_drafts=True, now=NOW)
    plain = export_space(space, by=reader, now=NOW)
    drafts = export_space(space, by=writer, with_drafts=True, now=NOW)

    assert names(plain, space) == ["a/index.md"]
    assert names(drafts, space) == ["a/index.md", "b/index.md"]
    with zipfile.ZipFile(plain.file.file.open("rb")) as packed:
        assert b"Published." in packed.read(f"{space.slug}/a/index.md")


def names(export, space):
    with zipfile.ZipFile(export.file.file.open("rb")) as packed:
        return [name.removeprefix(f"{space.slug}/") for name in packed.namelist()]


def test_a_large_space_is_written_by_a_worker(monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 0)
    space = SpaceFactory()
    published(space, "A")

    made = export_space(space, by=member(space), now=NOW)

    assert made.file is None
    assert OutboxItem.objects.get(task="knowledge.export_space").payload == {
        "export": made.pk
    }
    make_export(made.pk, now=NOW)
    make_export(made.pk, now=NOW)
    assert SpaceExport.objects.get().articles == 1
