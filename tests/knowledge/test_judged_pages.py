"""The pages of judged queries, through both doors."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.knowledge.actions.indexing import index_article
from apps.knowledge.actions.judging import evaluate_space, judge_query
from apps.knowledge.models import Evaluation, JudgedQuery, Synonym
from tests.factories import UserFactory
from tests.knowledge.factories import SpaceFactory, author, member, published

pytestmark = pytest.mark.django_db
KEY = "7e2f6f3e-58a7-4b0d-9f4e-0a8f0f0e0d0c"


@pytest.fixture
def space():
    return SpaceFactory(slug="sre", name="SRE")


@pytest.fixture
def editor(space):
    return author(space)


@pytest.fixture
def articles(space, now):
    made = [
        published(space, "Restart the router", "Routes answer 503.", slug="restart"),
        published(space, "Renew a certificate", "TLS handshakes fail.", slug="renew"),
    ]
    for one in made:
        index_article(one.pk, now=now)
    return made


def signed_in(client, user):
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def url(name, *args):
    return reverse(f"knowledge:{name}", args=args)


def test_a_query_is_judged_once_however_often_it_is_sent(door, editor, articles):
    door = signed_in(door, editor)
    sent = {
        "query": " router   503 ",
        "wanted": "restart\nsre/renew 1",
        "sent_key": KEY,
    }

    answers = [door.post(url("judge_query", "sre"), sent) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    made = JudgedQuery.objects.get()
    assert made.query == "router 503"
    assert dict(made.judgements.values_list("article__slug", "grade")) == {
        "restart": 3,
        "renew": 1,
    }


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("nowhere", "No article has the address nowhere."),
        ("restart 7", "Line 1: 7 is no grade"),
        ("", "This field is required."),
    ],
)
def test_what_leads_nowhere_is_said_beside_the_field(
    client, editor, articles, wanted, words
):
    answer = signed_in(client, editor).post(
        url("judge_query", "sre"), {"query": "q", "wanted": wanted, "sent_key": KEY}
    )

    assert answer.status_code == 422
    assert words in answer.text
    assert JudgedQuery.objects.count() == 0


def test_one_is_amended_and_what_one_does_not_see_stays_wanted(
    client, editor, articles, space, now
):
    hidden = published(SpaceFactory(closed=True), "Master key", slug="master-key")
    made = judge_query(
        space, query="q", wanted={articles[0]: 3, hidden: 2}, by=editor, now=now
    )
    client = signed_in(client, editor)

    page = client.get(made.get_absolute_url()).text
    sent = {"query": "q", "wanted": "renew 2", "version": 1}
    first = client.post(url("amend_judged", made.pk), sent)
    late = client.post(url("amend_judged", made.pk), sent)

    assert "sre/restart 3" in page
    assert "master-key" not in page
    assert (first.status_code, late.status_code) == (303, 409)
    assert dict(made.judgements.values_list("article__slug", "grade")) == {
        "renew": 2,
        "master-key": 2,
    }


def test_one_is_taken_out(client, editor, articles, space, now):
    made = judge_query(space, query="q", wanted={articles[0]: 3}, by=editor, now=now)

    answer = signed_in(client, editor).post(url("remove_judged", made.pk))

    assert answer.status_code == 303
    assert JudgedQuery.objects.count() == 0


def csv(text):
    return {"file": SimpleUploadedFile("judged.csv", text.encode())}


def test_a_file_is_brought_whole_or_not_at_all(client, editor, articles):
    client = signed_in(client, editor)
    good = "query,article,grade\nrouter 503,restart,3\ntls,sre/renew,2\n"

    bad = client.post(url("bring_judged", "sre"), csv(good + "x,nowhere,1\n"))
    assert bad.status_code == 422
    assert "Line 4: No article has the address nowhere." in bad.text
    assert JudgedQuery.objects.count() == 0

    assert client.post(url("bring_judged", "sre"), csv(good)).status_code == 303
    assert JudgedQuery.objects.count() == 2


def test_what_is_no_text_is_refused(client, editor, articles):
    file = {"file": SimpleUploadedFile("judged.csv", b"\xff\xfe\x00x")}

    answer = signed_in(client, editor).post(url("bring_judged", "sre"), file)

    assert answer.status_code == 422
    assert "not UTF-8" in answer.text


def test_the_space_shows_how_search_answers(door, editor, articles, space, now):
    judge_query(space, query="router", wanted={articles[0]: 3}, by=editor, now=now)
    door = signed_in(door, editor)

    before = door.get(url("judged_space", "sre")).text
    pressed = door.post(url("evaluate_judged", "sre"))
    after = door.get(url("judged_space", "sre")).text

    assert "Not evaluated yet" in before
    assert pressed.status_code == 303
    assert "nDCG@10 1.000" in after
    assert "by words alone" in after
    assert "<svg" in after
    assert Evaluation.objects.count() == 1


def test_a_synonym_is_tried_and_shown(door, editor, articles, space, now):
    judge_query(space, query="ssl", wanted={articles[1]: 3}, by=editor, now=now)
    door = signed_in(door, editor)

    page = door.get(url("try_synonym", "sre"), {"words": "ssl", "means": "tls"}).text
    empty = door.get(url("try_synonym", "sre"), {"words": "ssl", "means": ""})

    assert "1 query is answered better, 0 worse, of 1" in page
    assert "Nothing is kept yet" in page
    assert empty.status_code == 422
    assert Synonym.objects.count() == 0


def test_readers_look_and_are_offered_nothing(client, articles, editor, space, now):
    made = judge_query(space, query="ssl", wanted={articles[1]: 3}, by=editor, now=now)
    client = signed_in(client, member(space))

    assert "Try a synonym" not in client.get(url("judged_space", "sre")).text
    assert "<textarea" not in client.get(made.get_absolute_url()).text


def test_a_closed_space_shows_its_queries_to_its_members(client, now):
    closed = SpaceFactory(slug="closed", closed=True)
    made = judge_query(closed, query="vault", wanted={}, by=author(closed), now=now)
    client = signed_in(client, UserFactory())

    assert "vault" not in client.get(url("judged")).text
    assert client.get(made.get_absolute_url()).status_code == 404
    assert client.get(url("judged_space", "closed")).status_code == 404


def test_the_list_is_narrowed_and_exported(client, editor, articles, space, now):
    for query, article in (("router", articles[0]), ("zebra", articles[1])):
        judge_query(space, query=query, wanted={article: 3}, by=editor, now=now)
    evaluate_space(space, now=now)
    judge_query(space, query="later", wanted={articles[0]: 3}, by=editor, now=now)
    client = signed_in(client, editor)

    for asked, found in [
        ("how=poor", ["zebra"]),
        ("how=nothing", ["zebra"]),
        ("how=never", ["later"]),
        ("q=rout", ["router"]),
        ("space=sre", ["later", "router", "zebra"]),
    ]:
        rows = client.get(f"{url('judged')}?{asked}&export=csv")
        lines = b"".join(rows).decode("utf-8-sig").splitlines()[1:]
        assert [line.partition(",")[0] for line in lines] == found, asked


def test_the_list_asks_as_much_for_three_as_for_thirty(
    client, editor, articles, space, now
):
    client = signed_in(client, editor)
    counts = []
    for size in (3, 27):
        for number in range(size):
            query = f"{size} {number}"
            judge_query(space, query=query, wanted={articles[0]: 3}, by=editor, now=now)
        client.get(url("judged"))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("judged"))
        counts.append(len(asked))

    assert counts[0] == counts[1]
