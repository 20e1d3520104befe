"""Spaces and articles over the API: the same rows, rights and actions."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.roles import Role
from apps.knowledge.actions.attaching import attach_file
from apps.knowledge.actions.publishing import retire
from apps.knowledge.models import Article, Space
from tests.factories import NOW, PlatformFactory, TeamFactory, UserFactory, person
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    outsider,
    picture,
    published,
    reviewer,
    rewritten,
    written,
)

JSON = "application/json"
KEY = {"HTTP_IDEMPOTENCY_KEY": "8c5f7e0a-0000-4000-8000-000000000001"}
ARTICLES = "/api/v1/articles/"

pytestmark = pytest.mark.django_db


def enter(client, user):
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def match(answer):
    return {"HTTP_IF_MATCH": answer["ETag"]}


def test_a_space_is_made_once_read_and_changed_over_its_etag(client):
    api = enter(client, person(Role.PLATFORM_MANAGER))
    new = {"slug": "sre", "name": "SRE", "team": TeamFactory(slug="sre").slug}

    first = api.post("/api/v1/spaces/", new, JSON, **KEY)
    changes = {"review_days": 90}
    unmatched = api.patch("/api/v1/spaces/sre/", changes, JSON)
    changed = api.patch("/api/v1/spaces/sre/", changes, JSON, **match(first))
    late = api.patch("/api/v1/spaces/sre/", {"review_days": 5}, JSON, **match(first))

    statuses = [one.status_code for one in (first, unmatched, changed, late)]
    assert statuses == [201, 428, 200, 412]
    assert Space.objects.get().review_days == 90


def test_members_are_added_and_taken_away(client):
    space = SpaceFactory(slug="sre")
    somebody = UserFactory()
    api = enter(client, person(Role.PLATFORM_MANAGER))
    url = "/api/v1/spaces/sre/members/"

    added = api.post(url, {"user": somebody.email, "part": "author"}, JSON)
    nobody = api.post(url, {"part": "author"}, JSON)
    gone = api.delete(f"{url}{space.members.get().pk}/")

    assert added.json()["members"][0]["part"] == "author"
    assert (nobody.status_code, gone.status_code) == (400, 200)
    assert not space.members.exists()


def test_an_article_from_its_first_version_to_its_end(client):
    space = SpaceFactory(slug="sre", needs_two=True)
    writer, second = author(space), reviewer(space)
    platform = PlatformFactory()
    api = enter(client, writer)
    new = {
        "space": "sre",
        "title": "Restart",
        "body": "One",
        "kind": "runbook",
        "labels": ["TLS", "tls"],
        "platforms": [platform.slug],
    }
    made = api.post(ARTICLES, new, JSON, **KEY)
    again = api.post(ARTICLES, new, JSON, **KEY)
    assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
    assert (made.json()["labels"], made.json()["body"]) == (["tls"], "")

    url = f"{ARTICLES}{made.json()['id']}/"
    text = {"title": "Restart it", "body": "Two\n"}
    assert api.post(f"{url}versions/", text, JSON).status_code == 428
    saved = api.post(f"{url}versions/", text, JSON, **match(made))
    late = api.post(f"{url}versions/", text, JSON, **match(made))
    assert (saved.status_code, saved.json()["number"], late.status_code) == (
        201,
        2,
        412,
    )
    facts = api.patch(url, {"labels": ["ingress"]}, JSON, **match(saved))
    assert facts.json()["labels"] == ["ingress"]

    assert api.post(f"{url}send/", {}, JSON).json()["work"] == "in_review"
    assert api.post(f"{url}publish/").status_code == 428
    assert api.post(f"{url}publish/", **match(api.get(url))).status_code == 403
    enter(client, second)
    assert api.post(f"{url}send-back/", {"words": "More"}, JSON).status_code == 200
    assert api.post(f"{url}publish/", **match(api.get(url))).status_code == 409
    enter(client, writer)
    api.post(f"{url}send/", {}, JSON)
    enter(client, second)
    assert api.post(f"{url}publish/", **match(made)).status_code == 412
    live = api.post(f"{url}publish/", **match(api.get(url))).json()
    assert (live["standing"], live["body"]) == ("published", "Two\n")
    assert live["published_version"] == 2
    assert api.post(f"{url}verify/", {}, JSON).status_code == 200
    read = api.get(url)
    back = api.post(f"{url}restore/", {"number": 1}, JSON, **match(read))
    assert (back.json()["head"], back.json()["body"]) == (3, "Two\n")
    moved = api.post(f"{url}move/", {"slug": "new"}, JSON, **match(back))
    assert moved.json()["slug"] == "new"
    gone = api.post(f"{url}retire/", {"reason": "Old"}, JSON)
    assert gone.json()["standing"] == "retired"
    assert api.post(f"{url}bring-back/").json()["standing"] == "published"


def test_a_file_is_given_fetched_and_taken_off(client):
    article = written()
    api = enter(client, author(article.space))
    url = f"{ARTICLES}{article.pk}/files/"

    given = api.post(url, {"file": SimpleUploadedFile("a graph.png", picture())})
    wrong = api.post(url, {"file": SimpleUploadedFile("a.svg", b"<svg/>")})
    none = api.post(url, {})

    assert [one.status_code for one in (given, wrong, none)] == [201, 400, 400]
    assert given.json()["markdown"] == "![a graph](files/a-graph.png)"
    assert [one["name"] for one in api.get(url).json()] == ["a-graph.png"]
    fetched = api.get(f"{url}a-graph.png/")
    assert b"".join(fetched.streaming_content) == picture()
    assert fetched["Content-Disposition"].startswith("attachment")
    text = {"title": article.title, "body": given.json()["markdown"]}
    read = api.get(f"{ARTICLES}{article.pk}/")
    api.post(f"{ARTICLES}{article.pk}/versions/", text, JSON, **match(read))
    assert api.delete(f"{url}a-graph.png/").status_code == 409
    api.post(url, {"file": SimpleUploadedFile("b.png", picture())})
    assert api.delete(f"{url}b.png/").status_code == 204
    enter(client, UserFactory())
    assert api.get(url).status_code == 404


@pytest.mark.parametrize("name", ["a b", "a%2Fb", "a%00b", "a%0Ab", "a" * 201])
def test_a_name_that_no_file_can_have_is_refused_by_the_api(client, name):
    article = written()
    api = enter(client, author(article.space))
    url = f"{ARTICLES}{article.pk}/files/{name}/"

    for answer in (api.get(url), api.delete(url)):
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"


def test_readers_have_the_files_of_published_texts_only(client):
    article = published(body="![Old](files/old.png)")
    for name in ("old.png", "draft.png"):
        file = SimpleUploadedFile(name, picture())
        attach_file(article, file=file, by=None, now=NOW)
    rewritten(article, "![New](files/draft.png)")
    writer = author(article.space)
    api = enter(client, UserFactory())
    url = f"{ARTICLES}{article.pk}/files/"

    assert [one["name"] for one in api.get(url).json()] == ["old.png"]
    assert api.get(f"{url}old.png/").status_code == 200
    assert api.get(f"{url}draft.png/").status_code == 404
    assert api.get(f"{article.get_absolute_url()}files/draft.png").status_code == 404
    refused = api.post(url, {"file": SimpleUploadedFile("b.png", picture())})
    assert refused.status_code == 403
    assert api.delete(f"{url}old.png/").status_code == 403
    enter(client, writer)
    assert len(api.get(url).json()) == 2


def test_lists_answer_the_questions_of_the_page(client):
    space = SpaceFactory(slug="sre")
    published(space, "One", kind="faq")
    published(space, "Two", kind="runbook")
    api = enter(client, UserFactory())

    found = api.get(ARTICLES, {"space": "sre", "kind": "faq"}).json()["results"]

    assert [one["title"] for one in found] == ["One"]
    assert "body" not in found[0]


def test_readers_get_published_versions_only(client):
    article = rewritten(published(body="Old"), "Secret draft")
    api = enter(client, UserFactory())
    url = f"{ARTICLES}{article.pk}/"

    versions = api.get(f"{url}versions/").json()

    assert [one["number"] for one in versions] == [1]
    assert api.get(f"{url}versions/1/").json()["body"] == "Old"
    assert api.get(f"{url}versions/2/").status_code == 404
    assert "Secret draft" not in api.get(url).content.decode()


def test_nothing_of_a_closed_space_is_told(client, now):
    hidden = published(SpaceFactory(closed=True), "Hidden")
    shown = published(title="Shown")
    retire(shown, reason="Old", successor=hidden, by=None, now=now)
    api = enter(client, UserFactory())

    listed = api.get(ARTICLES).json()

    assert [one["title"] for one in listed["results"]] == ["Shown"]
    assert api.get(f"{ARTICLES}{hidden.pk}/").status_code == 404
    assert api.get(f"{ARTICLES}{shown.pk}/").json()["successor"] is None
    asked = api.get(ARTICLES, {"space": hidden.space.slug})
    assert asked.status_code == 400


def test_a_vendors_person_gets_no_drafts_no_platforms_no_members(client):
    space = SpaceFactory(closed=True)
    article = rewritten(published(space), "Secret draft")
    written(space, "Not yet")
    api = enter(client, outsider(space))

    found = api.get(f"{ARTICLES}{article.pk}/").json()
    spaces = api.get("/api/v1/spaces/").json()["results"]

    assert {"work", "head", "platforms", "applications"}.isdisjoint(found)
    assert "members" not in spaces[0]
    assert [one["id"] for one in api.get(ARTICLES).json()["results"]] == [article.pk]
    url = f"{ARTICLES}{article.pk}/"
    refused = api.post(f"{url}publish/", **match(api.get(url)))
    assert refused.status_code == 403
    assert Article.objects.get(pk=article.pk).published.number == 1


def test_what_is_malformed_is_said_by_field(client):
    space = SpaceFactory(slug="sre")
    api = enter(client, author(space))

    answer = api.post(ARTICLES, {"space": "nowhere", "labels": "x"}, JSON)

    assert answer.status_code == 400
    assert {"space", "title", "labels"} <= set(answer.json()["invalid"])
