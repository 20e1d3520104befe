"""The pages of failed searches, through both doors."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.knowledge.actions.gathering import gather_failed
from apps.knowledge.models import Article, FailedSearch, SearchLog, Synonym
from apps.knowledge.states import FailedState
from tests.factories import UserFactory, person
from tests.knowledge.factories import SpaceFactory, author, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def space():
    return SpaceFactory(slug="sre", name="SRE")


@pytest.fixture
def editor(space):
    return author(space)


@pytest.fixture
def searcher():
    return UserFactory(name="Sofia Searcher")


@pytest.fixture
def found(now, searcher):
    for query in ("Certificate rotation", "certificate rotations"):
        SearchLog.objects.create(
            query=query,
            normalised=query.lower(),
            user=searcher,
            at=now - timedelta(hours=1),
            result_count=0,
        )
    gather_failed(now=now)
    return FailedSearch.objects.get()


def signed_in(client, user):
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def url(name, found):
    return reverse(f"knowledge:{name}", args=[found.pk])


def test_the_list_shows_words_and_counts_and_no_name(door, found, editor):
    page = signed_in(door, editor).get(reverse("knowledge:failed")).text

    assert "Certificate rotation" in page
    assert "Sofia" not in page


def test_the_list_is_narrowed(client, found, editor, now):
    client = signed_in(client, editor)
    address = reverse("knowledge:failed")

    for query, is_shown in [
        ("q=rotat", True),
        ("q=backup", False),
        ("state=waiting", True),
        ("state=owned", False),
        ("owner=nobody", True),
        ("owner=me", False),
    ]:
        page = client.get(f"{address}?{query}").text
        assert ("Certificate rotation</a>" in page) == is_shown, query


def test_the_list_is_exported(client, found, editor):
    answer = signed_in(client, editor).get(
        reverse("knowledge:failed"), {"export": "csv"}
    )

    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0].split(",")[:4] == ["Searched for", "State", "Owner", "Times"]
    assert lines[1].startswith("Certificate rotation,Open,,2,")


def test_the_list_asks_as_much_for_three_as_for_thirty(client, editor, now):
    client = signed_in(client, editor)
    counts = []
    for size in (3, 27):
        for number in range(size):
            FailedSearch.objects.create(
                words=f"{size} {number}",
                owner=UserFactory(),
                first_at=now,
                last_at=now,
            )
        client.get(reverse("knowledge:failed"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("knowledge:failed"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_one_shows_what_was_typed_for_it(door, found, editor):
    page = signed_in(door, editor).get(found.get_absolute_url()).text

    assert "certificate rotations" in page
    assert "Sofia" not in page
    assert "Begin the draft" in page


def test_the_searcher_sees_what_became_of_it_and_nothing_to_do(client, found, searcher):
    page = signed_in(client, searcher).get(found.get_absolute_url()).text

    assert "Nothing answers it yet" in page
    assert "Begin the draft" not in page
    assert "Typed as" not in page


def test_who_only_looks_is_offered_nothing(client, found):
    page = signed_in(client, person(Role.AUDITOR)).get(found.get_absolute_url()).text

    assert "Typed as" in page
    assert "Begin the draft" not in page


def test_a_draft_is_one_click_and_two_are_one(door, found, editor, space):
    sent = {
        "version": 1,
        "space": space.pk,
        "kind": "known_error",
        "sent_key": "7e2f6f3e-58a7-4b0d-9f4e-0a8f0f0e0d0c",
    }
    door = signed_in(door, editor)

    first = door.post(url("draft_failed", found), sent)
    second = door.post(url("draft_failed", found), sent)

    made = Article.objects.get()
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"] == made.get_absolute_url()
    assert made.title == "Certificate rotation"
    assert "- certificate rotations" in made.head.body
    found.refresh_from_db()
    assert (found.state, found.owner) == (FailedState.OWNED, editor)


def test_an_article_is_named_by_any_of_its_addresses(client, found, editor, space):
    article = published(space, "Renew a certificate", slug="renew")
    client = signed_in(client, editor)
    address = f"https://portal.example{article.get_absolute_url()}#fix"

    wrong = client.post(url("answer_failed", found), {"version": 1, "article": "x/y"})
    right = client.post(url("answer_failed", found), {"version": 1, "article": address})

    assert wrong.status_code == 422
    assert "No published article has this address." in wrong.text
    assert right.status_code == 303
    found.refresh_from_db()
    assert found.article == article


def test_an_article_one_may_not_read_has_no_address(client, found, editor):
    published(SpaceFactory(slug="closed", closed=True), "Secret", slug="secret")

    answer = signed_in(client, editor).post(
        url("answer_failed", found), {"version": 1, "article": "closed/secret"}
    )

    assert answer.status_code == 422


def test_a_searcher_who_may_not_read_the_answer_learns_no_title(
    client, found, searcher, now
):
    closed = SpaceFactory(closed=True)
    found.become(FailedState.BY_ARTICLE)
    found.article, found.closed_at = published(closed, "The master key"), now
    found.save()

    page = signed_in(client, searcher).get(found.get_absolute_url()).text

    assert "An article that you do not read answers it." in page
    assert "master key" not in page


def test_the_other_acts(door, found, editor):
    door = signed_in(door, editor)
    synonym = Synonym.objects.create(words="rotation", means="renewal")

    door.post(url("own_failed", found), {"version": 1, "owner": editor.pk})
    door.post(url("synonym_failed", found), {"version": 2, "synonym": synonym.pk})
    door.post(url("reopen_failed", found), {"version": 3})
    empty = door.post(url("not_ours_failed", found), {"version": 4, "note": ""})
    late = door.post(url("not_ours_failed", found), {"version": 3, "note": "No."})
    last = door.post(url("not_ours_failed", found), {"version": 4, "note": "No."})

    assert (empty.status_code, late.status_code, last.status_code) == (422, 409, 303)
    found.refresh_from_db()
    assert (found.state, found.note, found.owner) == (
        FailedState.NOT_OURS,
        "No.",
        editor,
    )


def test_who_is_nobody_here_finds_nothing(found):
    stranger = signed_in(Client(), UserFactory())

    assert stranger.get(reverse("knowledge:failed")).status_code == 403
    assert stranger.get(found.get_absolute_url()).status_code == 404
    sent = {"version": 1, "note": "No."}
    assert stranger.post(url("not_ours_failed", found), sent).status_code == 404
    found.refresh_from_db()
    assert found.state == FailedState.OPEN
