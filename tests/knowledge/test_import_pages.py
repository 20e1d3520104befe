"""The pages and the API of imports and exports, by both doors."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.models import OutboxItem
from apps.knowledge.actions.importing import check_import, import_now
from apps.knowledge.models import Article, ArticleImport, SpaceExport
from apps.knowledge.tasks.carrying import import_articles
from tests.factories import NOW
from tests.knowledge.factories import SpaceFactory, author, member, outsider, published
from tests.knowledge.test_importing import DATA, TWO, given, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def space():
    return SpaceFactory(slug="runbooks", name="Runbooks")


def test_an_author_gives_a_tree_sees_what_it_would_do_and_confirms(space, door):
    door.force_login(author(space))
    sent = {"space": "runbooks", "file": zipped(TWO), "publishes": "on"}

    gave = door.post(reverse("knowledge:give_tree"), sent)
    made = ArticleImport.objects.get()
    check_import(made.pk, now=NOW)
    page = door.get(gave.url).content.decode()
    door.post(reverse("knowledge:confirm_import", args=[made.pk]))
    import_articles(OutboxItem.objects.get(task="knowledge.run_import").pk)

    assert gave.status_code == 303
    assert "<strong>2</strong> new" in page
    assert "Import these documents" in page
    assert Article.objects.standing().count() == 2
    assert "See the articles" in door.get(gave.url).content.decode()


def test_what_is_no_zip_is_told_beside_the_field_and_nothing_is_kept(space, door):
    door.force_login(author(space))
    sent = {"space": "runbooks", "file": SimpleUploadedFile("a.zip", b"no")}

    answer = door.post(reverse("knowledge:give_tree"), sent)

    assert answer.status_code == 422
    assert "This is no ZIP file" in answer.content.decode()
    assert not ArticleImport.objects.exists()


def test_a_space_one_does_not_write_in_can_not_be_chosen(space, door):
    door.force_login(author(SpaceFactory()))

    answer = door.post(
        reverse("knowledge:give_tree"), {"space": "runbooks", "file": zipped(TWO)}
    )

    assert answer.status_code == 422
    assert not ArticleImport.objects.exists()


def test_problems_stand_on_the_page_and_in_the_report_by_file_and_line(space, client):
    made = import_now(space, DATA / "asciidoc", by=None, now=NOW)
    client.force_login(author(space))

    page = client.get(made.get_absolute_url()).content.decode()
    report = client.get(reverse("knowledge:import_report", args=[made.pk]))

    told = (
        b"".join(report.streaming_content).decode()
        if report.streaming
        else report.content.decode()
    )
    assert "etc/passwd" in page
    assert "quota.adoc,10,lost," in told
    assert "quota.adoc,,new,Raise a quota" in told


def test_the_list_asks_the_database_as_often_for_many_imports(
    space, client, django_assert_num_queries
):
    writer = author(space)
    client.force_login(writer)
    given(space, TWO, writer)
    url = reverse("knowledge:imports")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(8):
        given(space, TWO, writer)

    with django_assert_num_queries(len(few)):
        client.get(url)


def test_a_reader_exports_and_fetches_the_file_and_nobody_else_does(space, client):
    published(space, "A")
    reader = member(space)
    client.force_login(reader)

    made = client.post(reverse("knowledge:export_space", args=["runbooks"]))
    page = client.get(made.url).content.decode()
    url = reverse(
        "knowledge:export_file", args=["runbooks", SpaceExport.objects.get().pk]
    )

    assert url in page
    assert client.get(url)["Content-Disposition"].startswith("attachment")
    client.force_login(author(space))
    assert client.get(url).status_code == 404


def test_who_lost_the_space_no_longer_fetches_an_export_of_it(client):
    closed = SpaceFactory(closed=True)
    published(closed, "A")
    stranger = outsider(closed)
    client.force_login(stranger)
    client.post(reverse("knowledge:export_space", args=[closed.slug]))
    url = reverse(
        "knowledge:export_file", args=[closed.slug, SpaceExport.objects.get().pk]
    )
    assert client.get(url).status_code == 200

    closed.members.all().delete()

    assert client.get(url).status_code == 404


def test_the_api_gives_checks_confirms_and_reports(space, client):
    client.force_login(author(space))

    made = client.post(
        "/api/v1/article-imports/", {"space": "runbooks", "file": zipped(TWO)}
    ).json()
    check_import(made["id"], now=NOW)
    url = f"/api/v1/article-imports/{made['id']}/"
    report = client.get(f"{url}report/").json()
    confirmed = client.post(f"{url}confirm/").json()

    assert made["state"] == "checking"
    assert report["counts"]["new"] == 2
    assert confirmed["state"] == "waiting"
    assert client.post(f"{url}check/").status_code == 409


def test_the_api_exports(space, client):
    published(space, "A")
    client.force_login(member(space))

    made = client.post("/api/v1/space-exports/", {"space": "runbooks"}).json()
    file = client.get(f"/api/v1/space-exports/{made['id']}/file/")

    assert made["articles"] == 1
    assert b"".join(file.streaming_content)[:2] == b"PK"
