"""What helps to write: the preview, articles to link to, pictures and files."""

import pytest
from django.urls import reverse

from apps.core.errors import DomainError
from apps.core.models import TypedText
from apps.history.models import Event
from apps.knowledge.actions.articles import rename_article
from apps.knowledge.actions.attaching import attach_file, remove_file
from apps.knowledge.actions.publishing import publish
from apps.knowledge.models import Article, ArticleFile
from tests.knowledge.factories import (
    SpaceFactory,
    attached,
    author,
    member,
    published,
    rewritten,
    upload,
    written,
)

pytestmark = pytest.mark.django_db


def at(name, article, *more):
    return reverse(f"knowledge:{name}", args=[article.space.slug, article.slug, *more])


def enter(client, user):
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_a_preview_is_what_readers_would_have(door):
    article = written()
    other = published(article.space, "Disks", slug="disks")
    attached(article)
    enter(door, author(article.space))
    body = "# Top\n\n[[disks]] ![Graph](files/graph.png) [[nothing]] <script>"

    page = door.post(at("preview", article), {"body": body}).content.decode()

    assert f'<a href="{other.get_absolute_url()}"' in page
    assert ">Disks</a>" in page
    assert f'<img src="{at("file", article, "graph.png")}" alt="Graph">' in page
    assert '<span class="article-broken">nothing</span>' in page
    assert "&lt;script&gt;" in page
    assert "1 link leads nowhere: [[nothing]]." in page
    assert Article.objects.get(pk=article.pk).title == "Restart the ingress router"


def test_a_preview_without_a_script_keeps_what_was_typed(client):
    article = written()
    writer = author(article.space)
    enter(client, writer)
    form = {"title": "T", "body": "Typed", "version": 1, "base": 1}

    client.post(at("preview", article), form)
    assert not TypedText.objects.exists()
    client.post(at("preview", article), {**form, "keep": "yes"})

    assert "Typed" in client.get(at("article_edit", article)).content.decode()


def test_a_new_article_has_a_preview(client):
    space = SpaceFactory()
    enter(client, author(space))

    url = reverse("knowledge:preview_new", args=[space.slug])
    page = client.post(url, {"body": "**Bold**"}).content.decode()

    assert "<strong>Bold</strong>" in page


def test_no_title_of_what_one_may_not_read_is_in_a_text_or_suggested(client):
    hidden = published(SpaceFactory(closed=True), "Secret plan", slug="plan")
    article = published(body=f"See [[{hidden.space.slug}/plan]].")
    enter(client, member(article.space))

    page = client.get(article.get_absolute_url()).content.decode()
    url = reverse("knowledge:suggest_links", args=[article.space.slug])
    found = client.get(url, {"q": "plan"}).json()["articles"]

    assert "Secret plan" not in page
    assert "article-broken" in page
    assert found == []


def test_articles_of_the_same_space_are_suggested_first(client):
    space = SpaceFactory()
    published(SpaceFactory(slug="far", name="Far"), "Disk full", slug="disk-full")
    published(space, "Replace a disk", slug="replace-disk")
    published(space, "Disk slow", slug="disk-slow")
    enter(client, member(space))

    url = reverse("knowledge:suggest_links", args=[space.slug])
    found = client.get(url, {"q": "disk"}).json()["articles"]

    addresses = [one["address"] for one in found]
    assert addresses == ["disk-slow", "replace-disk", "far/disk-full"]


def test_a_link_to_a_former_address_leads_to_the_article(client, now):
    target = published(title="Disks", slug="disks")
    article = published(target.space, "Other", "See [[disks]].", slug="other")
    rename_article(target, slug="storage", expected=target.version, by=None, now=now)
    enter(client, member(article.space))

    page = client.get(article.get_absolute_url()).content.decode()

    assert f'<a href="/knowledge/articles/{article.space.slug}/storage/"' in page


def test_a_file_is_attached_and_served_as_a_download(client):
    article = published()
    enter(client, author(article.space))

    answer = client.post(at("attach", article), {"file": upload("My graph (1).png")})

    file = ArticleFile.objects.get()
    served = client.get(file.get_absolute_url())
    assert answer.status_code == 303
    assert file.name == "My-graph-1-.png"
    assert served["Content-Type"] == "image/png"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert served["Content-Disposition"].startswith("attachment")
    assert "sandbox" in served["Content-Security-Policy"]
    assert Event.objects.filter(verb="knowledge.file_attached").count() == 1


def test_what_is_pasted_is_attached_and_named_for_the_text(client):
    article = written()
    enter(client, author(article.space))

    picture = client.post(at("paste", article), {"file": upload("image.png")})
    log = client.post(at("paste", article), {"file": upload("a.log", b"line\n")})

    assert picture.json() == {"markdown": "![image](files/image.png)"}
    assert log.json() == {"markdown": "[a.log](files/a.log)"}


def test_what_is_pasted_into_a_new_article_makes_its_draft(client):
    space = SpaceFactory()
    enter(client, author(space))
    url = reverse("knowledge:paste_new", args=[space.slug])
    place = "![Adding image.png …]()"
    typed = {"kind": "runbook", "body": f"See {place} here.\r\n", "place": place}
    typed["sent_key"] = "8c5f7e0a-0000-4000-8000-000000000009"

    untitled = client.post(url, {**typed, "file": upload("image.png")})
    wrong = client.post(
        url, {**typed, "title": "T", "file": upload("x.svg", b"<svg/>")}
    )
    assert "Type a title first" in untitled.json()["error"]
    assert (untitled.status_code, wrong.status_code) == (422, 422)
    assert not Article.objects.exists()

    told = client.post(url, {**typed, "title": "T", "file": upload("image.png")})

    made = Article.objects.get()
    assert made.head.body == "See  here.\n"
    assert [one.name for one in made.files.all()] == ["image.png"]
    editor = client.get(told.json()["edit"])
    assert "See ![image](files/image.png) here." in editor.text
    form = editor.context["form"].initial
    client.post(reverse("knowledge:save_version", args=[space.slug, made.slug]), form)
    made.refresh_from_db()
    assert made.head.body == "See ![image](files/image.png) here.\n"
    again = client.post(url, {**typed, "title": "T", "file": upload("image.png")})
    assert again.json() == told.json()
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.png", b"<svg onload=alert(1)>"),
        ("x.svg", b"<svg/>"),
        ("x.html", b"<script>"),
        ("x.exe", b"MZ"),
        ("x.txt", b"<html>"),
    ],
)
def test_only_what_evidence_may_be_is_taken(client, name, content):
    article = written()
    enter(client, author(article.space))

    by_form = client.post(at("attach", article), {"file": upload(name, content)})
    by_paste = client.post(at("paste", article), {"file": upload(name, content)})

    assert (by_form.status_code, by_paste.status_code) == (422, 422)
    assert by_paste.json()["error"]
    assert not ArticleFile.objects.exists()


def test_the_same_file_twice_is_one_and_another_of_its_name_is_another(now):
    article = written()

    first = attach_file(article, file=upload(), by=None, now=now)
    again = attach_file(article, file=upload(), by=None, now=now)
    other = attach_file(article, file=upload("graph.png", OTHER), by=None, now=now)

    assert first == again
    assert other.name == "graph-2.png"


OTHER = upload().read() + b"\0"


def test_a_file_that_the_text_shows_stays(now):
    article = written(body="![x](files/graph.png)")
    attached(article)
    writer = author(article.space)

    with pytest.raises(DomainError):
        remove_file(article, "graph.png", by=writer, now=now)
    publish(article, by=None, now=now)
    changed = rewritten(article, "Nothing")
    with pytest.raises(DomainError):
        remove_file(changed, "graph.png", by=writer, now=now)

    publish(changed, by=None, now=now)
    remove_file(changed, "graph.png", by=writer, now=now)
    assert not ArticleFile.objects.exists()


def test_nobody_has_the_file_of_what_they_may_not_read(client):
    article = published(SpaceFactory(closed=True))
    file = attached(article)
    enter(client, author(SpaceFactory()))

    assert client.get(file.get_absolute_url()).status_code == 404


def test_the_files_have_a_page(door):
    article = written()
    enter(door, author(article.space))

    empty = door.get(at("files", article)).content.decode()
    attached(article)
    page = door.get(at("files", article)).content.decode()
    door.post(at("remove_file", article, "graph.png"))

    assert "No files yet" in empty
    assert "![graph](files/graph.png)" in page
    assert not ArticleFile.objects.exists()
