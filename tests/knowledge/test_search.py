import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps.accounts.roles import Role
from apps.knowledge.actions.articles import move_article
from apps.knowledge.actions.evaluating import evaluate, read_collection
from apps.knowledge.actions.indexing import index_article, reindex_all
from apps.knowledge.actions.publishing import retire
from apps.knowledge.actions.searching import search
from apps.knowledge.models import (
    Article,
    IndexedSpace,
    Lexeme,
    Passage,
    Posting,
    Synonym,
    Word,
)
from apps.knowledge.queries.search import Chosen, Meaning, Request, ask, statement
from apps.knowledge.rules.search.query import understand
from tests.factories import (
    NOW,
    ApplicationFactory,
    GrantFactory,
    PlatformFactory,
    UserFactory,
)
from tests.knowledge.factories import (
    SpaceFactory,
    member,
    outsider,
    published,
    rewritten,
    written,
)

pytestmark = pytest.mark.django_db


def known(*args, **fields) -> Article:
    """A published article that search knows."""
    article = published(*args, **fields)
    index_article(article.pk, now=NOW)
    return article


def found(user, text, **asked) -> list[str]:
    return [hit.title for hit in search(user, text, now=NOW, **asked).found.hits]


@pytest.fixture
def space():
    return SpaceFactory()


@pytest.fixture
def reader():
    return UserFactory()


def test_the_article_whose_title_says_it_comes_first(space, reader):
    known(
        space, "Restart the router", "A router drops routes; the router is restarted."
    )
    known(space, "Drain a node", "Nodes are drained before the router is restarted.")
    known(space, "Rotate certificates", "Nothing about it here.")

    assert found(reader, "restarting routers") == ["Restart the router", "Drain a node"]


@pytest.mark.parametrize(
    "asked",
    [
        "KubePodCrashLooping",
        "kubepodcrashlooping",
        "KubePodCrash",
        "kubepodcr",
        "crash looping",
        "kube pod",
        "ORA-01555",
        "ora-01555",
        "01555",
        "ora-015",
        "max_connections",
        "connections",
        "max_conn",
    ],
)
def test_a_name_in_code_is_found_whole_by_its_parts_and_by_its_beginning(
    space, reader, asked
):
    known(
        space, "Alerts", "`KubePodCrashLooping` after ORA-01555; raise max_connections."
    )
    known(space, "Other", "Nothing of the kind: a plain article.")

    answer = search(reader, asked, now=NOW)

    assert [hit.title for hit in answer.found.hits] == ["Alerts"]
    assert answer.shown_for == ""


def test_signs_narrow_what_is_found(space, reader):
    known(space, "Crash loop", "A pod in a crash loop restarts.", labels=["Kubernetes"])
    known(
        space, "Loop crash", "The loop had a crash. Pods restart.", labels=["storage"]
    )

    assert len(found(reader, "crash loop")) == 2
    assert found(reader, '"crash loop"') == ["Crash loop"]
    assert found(reader, "crash -storage label:kubernetes") == ["Crash loop"]
    assert found(reader, 'crash -"crash loop"') == ["Loop crash"]
    assert found(reader, "pod -label:storage") == ["Crash loop"]
    assert found(reader, "title:loop restarts -the") != []
    assert found(reader, "title:restart") == []
    assert found(reader, "label:storage") == ["Loop crash"]


def test_a_mistyped_word_is_corrected_and_can_be_asked_for_as_it_stands(space, reader):
    known(space, "Restart the ingress router", "Routes answer 503.")

    answer = search(reader, "restrat the ingrss router", now=NOW)

    assert [hit.title for hit in answer.found.hits] == ["Restart the ingress router"]
    assert answer.shown_for == "restart the ingress router"
    assert search(reader, "restrat", now=NOW, is_exact=True).found.total == 0


def test_a_mistyped_name_in_code_is_corrected_whole(space, reader):
    known(space, "KubePodCrashLooping", "A pod restarts again and again.")
    known(space, "KubePodNotReady", "A pod is not ready.")

    answer = search(reader, "KubePodCrasLooping", now=NOW)

    assert answer.found.hits[0].title == "KubePodCrashLooping"


def test_synonyms_of_all_spaces_and_of_one(space, reader):
    other = SpaceFactory()
    known(space, "Cluster autoscaler", "How nodes come and go.")
    known(other, "Autoscaler limits", "More than a hundred nodes.")
    Synonym.objects.create(space=space, words="ca", means="autoscaler")

    assert found(reader, "ca") == ["Cluster autoscaler"]

    Synonym.objects.create(space=None, words="growing by itself", means="autoscaler")

    assert len(found(reader, "a cluster growing by itself")) == 2


def test_choices_narrow_and_are_counted(space, reader):
    platform, application = PlatformFactory(), ApplicationFactory()
    owner = UserFactory(name="Olga Owner")
    known(space, "Pods one", "pods", platforms=[platform], owner=owner, labels=["k8s"])
    known(space, "Pods two", "pods", kind="faq", applications=[application])
    old = known(space, "Pods three", "pods")
    Article.objects.filter(pk=old.pk).update(verified_at=NOW - timedelta(days=200))

    counts = search(reader, "pods", now=NOW).found.facets

    def shape(name):
        return {(one.value, one.count) for one in counts[name]}

    assert shape("space") == {(space.slug, 3)}
    assert shape("kind") == {("runbook", 2), ("faq", 1)}
    assert shape("platform") == {(platform.slug, 1)}
    assert shape("application") == {(application.code, 1)}
    assert shape("owner") == {(str(owner.pk), 1)}
    assert shape("label") == {("k8s", 1)}
    assert shape("fresh") == {("90", 2), ("365", 3)}
    for choice, titles in (
        (Chosen(kind="faq"), ["Pods two"]),
        (Chosen(platform=platform.slug), ["Pods one"]),
        (Chosen(application=application.code), ["Pods two"]),
        (Chosen(owner=str(owner.pk)), ["Pods one"]),
        (Chosen(label="k8s"), ["Pods one"]),
        (Chosen(fresh="90", kind="faq"), ["Pods two"]),
        (Chosen(space="elsewhere"), []),
        (Chosen(label="k8s", kind="faq"), []),
    ):
        assert found(reader, "pods", chosen=choice) == titles, choice
    assert len(found(reader, "", chosen=Chosen(space=space.slug))) == 3


def test_who_sees_no_platform_and_no_application_is_told_of_none(space):
    platform, application = PlatformFactory(), ApplicationFactory()
    named = {"platforms": [platform], "applications": [application]}
    known(space, "Pods one", "pods", **named)
    stranger = outsider(space)

    counts = search(stranger, "pods", now=NOW).found.facets

    assert counts["space"]
    assert (counts["platform"], counts["application"]) == ([], [])
    for choice in (
        Chosen(platform=platform.slug),
        Chosen(application=application.code),
    ):
        assert found(stranger, "pods", chosen=choice) == []
        assert found(stranger, "", chosen=choice) == []
        assert found(member(space), "pods", chosen=choice) == ["Pods one"]


def test_what_is_stale_or_retired_sinks_and_stays(space, reader):
    articles = [known(space, f"Pods {name}", "pods") for name in "abc"]
    Article.objects.filter(pk=articles[0].pk).update(standing="due")
    retire(articles[1], reason="Replaced.", by=None, now=NOW)

    assert found(reader, "pods") == ["Pods c", "Pods a", "Pods b"]


def test_helpfulness_lifts_a_little(space, reader):
    known(space, "Pods a", "pods")
    liked = known(space, "Pods b", "pods")
    liked.indexed.helpfulness = 1
    liked.indexed.save()

    assert found(reader, "pods") == ["Pods b", "Pods a"]
    index_article(liked.pk, now=NOW)
    assert found(reader, "pods") == ["Pods b", "Pods a"]


def test_only_the_published_version_is_found(space, reader):
    draft = written(space, "Unpublished gremlin", "gremlin")
    index_article(draft.pk, now=NOW)
    article = known(space, "Routers", "The published words.")
    rewritten(article, "A basilisk in the draft.")
    index_article(article.pk, now=NOW)

    assert found(reader, "gremlin") == []
    assert found(reader, "basilisk") == []
    assert found(reader, "published words") == ["Routers"]


def test_indexing_again_changes_nothing_and_forgetting_leaves_nothing(space):
    article = known(space, "Restart the router", "## Why\n\nmax_connections is low.")
    known(space, "Another router", "Words.")

    def shape():
        return [
            sorted(model.objects.values_list(*names))
            for model, names in (
                (Posting, ("article_id", "lexeme", "weight", "fields")),
                (Lexeme, ("space_id", "lexeme", "article_count")),
                (Word, ("space_id", "word", "article_count")),
                (Passage, ("article_id", "position", "heading", "anchor", "text")),
                (IndexedSpace, ("article_count", "passage_count", "body_length")),
            )
        ]

    reindex_all(now=NOW)
    before = shape()
    index_article(article.pk, now=NOW)
    assert shape() == before
    reindex_all(now=NOW)
    assert shape() == before

    Article.objects.update(published=None, standing="unpublished")
    reindex_all(now=NOW)
    assert [rows for rows in shape()[:4] if rows] == []
    assert shape()[4] == [(0, 0, 0)]


def test_a_passage_that_stays_keeps_its_embedding(space):
    article = known(space, "Routers", "## One\n\nStays.\n\n## Two\n\nGoes.")
    Passage.objects.update(embedding=[0.5] * 384, embedded_by="a model")
    changed = rewritten(article, "## One\n\nStays.\n\n## Two\n\nIs new.")
    Article.objects.filter(pk=changed.pk).update(published=changed.head)

    index_article(article.pk, now=NOW)

    kept = dict(Passage.objects.values_list("heading", "embedded_by"))
    assert kept == {"One": "a model", "Two": ""}


def direction(place: int) -> list[float]:
    return [1.0 if number == place else 0.0 for number in range(384)]


@pytest.mark.parametrize("exact_below", [0, 20_000])
def test_meaning_finds_what_no_word_says(space, reader, exact_below, monkeypatch):
    monkeypatch.setitem(statement.NUMBERS, "exact_below", exact_below)
    near, far = known(space, "Pods", "pods"), known(space, "Discs", "discs")
    Passage.objects.filter(article=near).update(
        embedding=direction(1), embedded_by="ours"
    )
    Passage.objects.filter(article=far).update(
        embedding=direction(2), embedded_by="ours"
    )
    closed = known(SpaceFactory(closed=True), "Secret", "secret")
    Passage.objects.filter(article=closed).update(
        embedding=direction(1), embedded_by="ours"
    )
    asked = Request(understand("containers"), meaning=Meaning(direction(1), "ours"))

    shown = ask(reader, asked, now=NOW)

    assert [(hit.title, hit.meaning_rank) for hit in shown.hits] == [("Pods", 1)]
    other = Request(understand("containers"), meaning=Meaning(direction(1), "other"))
    assert ask(reader, other, now=NOW).hits == []


def test_a_search_is_one_query(space, reader, django_assert_num_queries):
    for number in range(12):
        known(space, f"Router {number}", "router restarts")
    assert reader.rights
    assert reader.is_internal

    with django_assert_num_queries(1):
        answer = search(reader, "router restart", now=NOW)

    assert (len(answer.found.hits), answer.found.total) == (10, 12)
    more = search(reader, "router restart", now=NOW, offset=10)
    assert len(more.found.hits) == 2


WORDS = ["zebra", "zebras", "giraffe", "KubeZebraDown", "zeb-ra_9", "lion"]


@settings(max_examples=25, deadline=None)
@given(
    asked=st.lists(
        st.sampled_from(
            [*WORDS, "zebbra", "girafe", '"zebra lion"', "-lion", "title:zebra"]
        ),
        min_size=1,
        max_size=4,
    ),
    secret=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    is_typing=st.booleans(),
)
def test_what_a_reader_may_not_see_changes_nothing_they_are_shown(
    asked, secret, is_typing
):
    text = " ".join(asked)
    open_space, closed = SpaceFactory(), SpaceFactory(closed=True)
    reader, stranger = UserFactory(), outsider(open_space)
    known(open_space, "Lions", "A lion and a giraffe.", labels=["cats"])

    def shown():
        return [
            (
                answer.shown_for,
                answer.found.total,
                answer.found.facets,
                [(hit.title, hit.score, hit.text) for hit in answer.found.hits],
                sorted(answer.found.lexemes),
            )
            for user in (reader, stranger)
            for answer in [search(user, text, now=NOW, is_typing=is_typing)]
        ]

    before = shown()
    Synonym.objects.create(space=closed, words="lion", means="giraffe")
    known(closed, "Zebra secret", " ".join(secret), labels=["stripes"])

    assert shown() == before
    inside = member(closed)
    assert "Zebra secret" in found(inside, "secret")


def test_a_moved_article_is_not_shown_by_the_place_it_had(space, reader):
    article = known(space, "Plans", "The plans of a merger.")
    Article.objects.filter(pk=article.pk).update(space=SpaceFactory(closed=True))

    assert search(reader, "merger", now=NOW).found.total == 0


def test_the_words_of_an_article_leave_the_space_it_was_in_at_once(space, reader):
    article = known(space, "Plans", "The plans of a merger.")
    closed = SpaceFactory(closed=True)

    move_article(article, closed, expected=article.version, by=None, now=NOW)

    assert search(reader, "mergr", now=NOW).shown_for == ""
    assert search(member(closed), "mergr", now=NOW).shown_for == "merger"


def test_who_audits_finds_everything():
    known(SpaceFactory(closed=True), "Secret", "secret")
    auditor = UserFactory()
    GrantFactory(user=auditor, role=Role.AUDITOR)

    assert found(auditor, "secret") == ["Secret"]


@given(
    text=st.text(max_size=80)
    | st.text(st.sampled_from('"-:\\([{*+$%_ablet '), max_size=40)
)
@settings(max_examples=60, deadline=None)
@example(text='title:"(a" label:"%s" -"a\\" "x [y" $seen')
def test_anything_can_be_typed(text):
    search(UserFactory(), text, now=NOW)


def test_a_collection_of_other_hands_is_read(tmp_path):
    (tmp_path / "qrels").mkdir()
    rows = [{"_id": 7, "text": "Pods\0 crash"}, {"_id": "8", "title": None}]
    write = (tmp_path / "corpus.jsonl").write_text
    write("\ufeff" + "".join(f"{json.dumps(one)}\n\n" for one in rows))
    (tmp_path / "queries.jsonl").write_text(
        '{"_id": 1, "text": "pods"}\n{"_id": 2, "text": "x"}\n{"_id": "d", "text": "\\ud800"}'
    )
    (tmp_path / "qrels" / "train.tsv").write_text("2\t8\t1\n")
    (tmp_path / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\n1\t7\t2\n\n1 0 8 -1\nd\t8\t1.0\n"
    )

    read = read_collection(tmp_path)

    assert [(one.key, one.text) for one in read.documents] == [
        ("7", "Pods  crash"),
        ("8", ""),
    ]
    assert read.queries == {"1": "pods", "d": "?"}
    assert read.grades == {"1": {"7": 2, "8": 0}, "d": {"8": 1}}
    assert evaluate(read, now=NOW)["text alone"].queries == 2


@pytest.mark.parametrize("corpus", ["[]\n", '{"_id": 1}', "no JSON", ""])
def test_what_is_no_collection_is_said(tmp_path, corpus):
    (tmp_path / "corpus.jsonl").write_text(corpus)

    with pytest.raises(CommandError, match=r"is not a collection|has no document"):
        call_command("evaluate_search", str(tmp_path))


def test_the_collection_of_the_tests_is_measured_and_leaves_nothing(capsys):
    call_command("evaluate_search", "tests/data/ir")

    out = capsys.readouterr().out
    assert "text alone" in out
    assert "BM25 of bm25s" in out
    assert Article.objects.count() == 0
