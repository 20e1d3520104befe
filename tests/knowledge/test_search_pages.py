from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.dashboard.queries.palette import find
from apps.history.models import Event
from apps.knowledge.actions.reading import give_feedback
from apps.knowledge.actions.search_log import note_click, note_search
from apps.knowledge.actions.synonyms import add_synonym, amend_synonym, remove_synonym
from apps.knowledge.models import Article, Passage, SearchLog, Synonym
from apps.knowledge.views import search as search_page
from tests.factories import NOW, GrantFactory, UserFactory
from tests.knowledge.factories import SpaceFactory, member, reviewer
from tests.knowledge.test_search import known

pytestmark = pytest.mark.django_db
SEARCH = "/knowledge/"


@pytest.fixture
def reader(client):
    user = UserFactory()
    client.force_login(user)
    return user


def noted(user, query, seconds=0, **facts) -> SearchLog:
    given = {"shown_for": "", "result_count": 1, **facts}
    key = note_search(user, query, now=NOW + timedelta(seconds=seconds), **given)
    return SearchLog.objects.get(pk=key)


def test_the_page_shows_what_was_found_marked_and_where_to_jump(door, reader):
    space = SpaceFactory()
    known(space, "Restart the router", "Intro.\n\n## When it <hangs>\n\nRouters hang.")

    page = door.get(SEARCH, {"q": "hanging router"}).text

    assert "<mark>router</mark>" in page
    assert "&lt;<mark>hangs</mark>&gt;" in page
    assert "#h-when-it-hangs" in page
    assert f"/knowledge/articles/{space.slug}/restart-the-router/?from=" in page
    assert "1 article" in page


def test_before_anything_is_asked_it_shows_where_to_begin(door, reader):
    space = SpaceFactory()
    article = known(space, "Restart the router", "Words.")
    secret = known(SpaceFactory(closed=True), "Merger plans", "Words.")
    for one in (article, secret):
        row = noted(UserFactory(), "router")
        note_click(row.user, f"{row.pk}-1", one)
    noted(reader, "my own search")

    page = door.get(SEARCH).text

    assert "my own search" in page
    assert page.count("Restart the router") == 2
    assert "Merger plans" not in page
    assert "autofocus" in page


def test_a_corrected_search_says_so_and_offers_the_typed_one(door, reader):
    known(SpaceFactory(), "Restart the router", "Words.")

    page = door.get(SEARCH, {"q": "restrat"}).text
    exact = door.get(SEARCH, {"q": "restrat", "exact": "1"}).text

    assert "Showing results for" in page
    assert "?q=restrat&amp;exact=1" in page
    assert "Nothing found" in exact


def test_each_result_says_how_far_it_may_be_relied_on(door, reader):
    space = SpaceFactory()
    by = UserFactory()
    sure = known(space, "Restart the router", "router")
    known(space, "Restart the old router", "router")
    Article.objects.filter(pk=sure.pk).update(verified_by=by)
    give_feedback(sure, is_helpful=True, by=by, now=NOW)

    page = door.get(SEARCH, {"q": "router"}).text
    told = door.get("/api/v1/search/", {"q": "router"}).json()["results"]

    assert "High confidence" in page
    assert "helped 1 of 1" in page
    assert "nobody has verified it" in page
    assert [
        (one["confidence"]["level"], one["confidence"]["votes"]) for one in told
    ] == [
        ("High", 1),
        ("Fair", 0),
    ]


def test_choices_stand_in_the_address_and_can_be_taken_away(door, reader):
    space = SpaceFactory()
    known(space, "Pods one", "pods", labels=["k8s"])
    known(space, "Pods two", "pods", kind="faq")

    page = door.get(SEARCH, {"q": "pods", "label": "k8s"}).text
    wrong = door.get(SEARCH, {"q": "pods", "label": "<script>", "page": "x"})

    assert "Pods one" in page.replace("<mark>", "").replace("</mark>", "")
    assert "Pods two" not in page.replace("<mark>", "").replace("</mark>", "")
    assert "Label: k8s" in page
    assert 'name="label" value="k8s"' in page
    assert "<script>" not in wrong.text.partition('id="results"')[2]


def test_pages_of_results(client, reader):
    space = SpaceFactory()
    for number in range(12):
        known(space, f"Router {number:02}", "router")

    first = client.get(SEARCH, {"q": "router"}).text
    second = client.get(SEARCH, {"q": "router", "page": 2}).text

    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert first.count('class="card card-body"') == 10
    assert second.count('class="card card-body"') == 2
    assert client.get(SEARCH, {"q": "router", "page": 99}).status_code == 200


def test_the_same_number_of_queries_for_two_results_and_for_ten(client, reader):
    space = SpaceFactory()
    counts = []
    for numbers in (range(2), range(2, 12)):
        for number in numbers:
            known(space, f"Router {number}", "router", labels=["net"])
        client.get(SEARCH, {"q": "router"})
        with CaptureQueriesContext(connection) as asked:
            client.get(SEARCH, {"q": "router"})
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 16


def test_results_while_typing(door, reader):
    known(SpaceFactory(), "Restart the router", "Words.")

    typed = door.get("/knowledge/suggest/", {"q": "rest"}).text
    nothing = door.get("/knowledge/suggest/", {"q": ""}).text

    assert "restart-the-router" in typed
    assert "All results for" in typed
    assert "All results for" not in nothing


def test_only_administrators_are_told_that_meaning_is_not_searched(
    client, reader, monkeypatch
):
    admin = UserFactory()
    GrantFactory(user=admin, role=Role.ADMINISTRATOR)
    known(SpaceFactory(), "Restart the router", "Words.")

    assert "words alone" not in client.get(SEARCH).text
    client.force_login(admin)
    assert "words alone" in client.get(SEARCH).text
    Passage.objects.update(embedding=[0.1] * 384, embedded_by="ours")
    assert "words alone" in client.get(SEARCH).text
    monkeypatch.setattr(search_page, "embedder", lambda: SimpleNamespace(name="ours"))
    assert "words alone" not in client.get(SEARCH).text


def test_typing_on_is_one_search_and_another_one_is_another():
    user = UserFactory()
    noted(user, "rou")
    noted(user, "route", 5)
    noted(user, "router  Down", 10, result_count=3)
    noted(user, "router", 12)
    noted(user, "disc", 14)
    noted(user, "disc full", 60)
    noted(UserFactory(), "disc", 60)
    assert note_search(user, "  ", shown_for="", result_count=0, now=NOW) is None

    rows = SearchLog.objects.filter(user=user).order_by("pk")
    assert [(row.normalised, row.result_count) for row in rows] == [
        ("router down", 3),
        ("disc", 1),
        ("disc full", 1),
    ]


def test_opening_a_result_is_noted_for_ones_own_search_only(client, reader):
    article = known(SpaceFactory(), "Restart the router", "Words.")
    own, others = noted(reader, "router"), noted(UserFactory(), "router")

    for came_from in (f"{own.pk}-3", f"{others.pk}-1", "x-y", "9" * 40 + "-1", "1"):
        answer = client.get(article.get_absolute_url(), {"from": came_from})
        assert answer.status_code == 200

    own.refresh_from_db()
    others.refresh_from_db()
    assert (own.clicked, own.position) == (article, 3)
    assert (others.clicked, others.position) == (None, None)


def test_the_palette_finds_articles_by_the_same_search(reader):
    known(SpaceFactory(), "Restart the router", "Words.")
    known(SpaceFactory(closed=True), "Router secrets", "Words.")

    groups = dict(find("restarting rout", reader))

    assert [one.title for one in groups["Articles"]] == ["Restart the router"]


def test_the_api_searches_with_the_same_rights(client, reader):
    known(SpaceFactory(slug="sre"), "Restart the router", "Words.", labels=["net"])
    known(SpaceFactory(closed=True), "Router secrets", "Words.")

    found = client.get("/api/v1/search/", {"q": "ruoter"}).json()
    typed = client.get("/api/v1/search/suggestions/", {"q": "rou"}).json()

    assert found["shown_for"] == "router"
    assert (found["total"], len(found["results"])) == (1, 1)
    assert found["results"][0]["space"] == "sre"
    assert found["facets"]["label"] == [{"value": "net", "name": "net", "count": 1}]
    assert [one["title"] for one in typed["results"]] == ["Restart the router"]


def test_reviewers_keep_the_synonyms_of_their_space(client):
    space = SpaceFactory()
    editor = reviewer(space)
    client.force_login(editor)
    fields = {
        "words": "  OOM ",
        "means": "out of memory",
        "space": space.pk,
        "sent_key": "8c5f7e0a-0000-4000-8000-0000000000b1",
    }

    refused = client.post("/knowledge/synonyms/add/", {**fields, "space": ""})
    assert refused.status_code == 422
    for _ in range(2):
        client.post("/knowledge/synonyms/add/", fields)
    made = Synonym.objects.get()
    assert (made.words, made.space) == ("oom", space)
    again = client.post(
        "/knowledge/synonyms/add/",
        {**fields, "sent_key": "8c5f7e0a-0000-4000-8000-0000000000b2"},
    )
    assert again.status_code == 409
    url = reverse("knowledge:synonym", args=[made.pk])
    assert "out of memory" in client.get(url).text
    client.post(f"{url}amend/", {"words": "oom", "means": "oomkilled", "version": 1})
    stale = client.post(f"{url}amend/", {"words": "x", "means": "y", "version": 1})
    assert stale.status_code == 409
    assert Synonym.objects.get().means == "oomkilled"
    client.post(f"{url}remove/")
    assert not Synonym.objects.exists()
    verbs = Event.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "knowledge.synonym_added",
        "knowledge.synonym_amended",
        "knowledge.synonym_removed",
    ]


def test_who_reviews_elsewhere_changes_nothing_here(client):
    space = SpaceFactory()
    made = Synonym.objects.create(space=space, words="oom", means="out of memory")
    client.force_login(reviewer(SpaceFactory()))
    url = reverse("knowledge:synonym", args=[made.pk])

    sent = {"words": "x", "means": "y", "version": 1}
    assert client.post(f"{url}amend/", sent).status_code == 403
    assert client.post(f"{url}remove/").status_code == 403
    assert client.get(url).status_code == 200
    client.force_login(member(space))
    assert client.get("/knowledge/synonyms/new/").status_code == 403
    assert Synonym.objects.get().means == "out of memory"
    assert not Event.objects.exists()


def test_a_synonym_that_exists_is_refused_and_an_old_version_too():
    admin = UserFactory()
    GrantFactory(user=admin, role=Role.ADMINISTRATOR)
    said = {"space": None, "by": admin, "now": NOW}
    one = add_synonym(words="oom", means="out of memory", **said)
    add_synonym(words="np", means="network policy", **said)

    with pytest.raises(DomainError):
        add_synonym(words="OOM", means="other", **said)
    with pytest.raises(DomainError):
        amend_synonym(one.pk, words="np", means="x", by=admin, version=1, now=NOW)
    with pytest.raises(EditConflict):
        amend_synonym(one.pk, words="a", means="b", by=admin, version=7, now=NOW)
    remove_synonym(one.pk, by=admin, now=NOW)
    assert Synonym.objects.count() == 1
