from datetime import date
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from apps.knowledge.actions.indexing import reindex_all
from apps.knowledge.models import Posting
from apps.knowledge.queries.search import Request, ask
from apps.knowledge.rules.search.correcting import Vocabulary, best_correction
from apps.knowledge.rules.search.mistyping import mistyped
from apps.knowledge.rules.search.query import corrected, normalised, understand
from apps.knowledge.rules.search.ranking import (
    DUE_FACTOR,
    freshness,
    fused,
    helpful_factor,
    rarity,
    term_weight,
)
from apps.knowledge.rules.search.snippets import has_stem, marked, snippet
from apps.knowledge.rules.search.words import (
    identifiers,
    is_identifier,
    parts,
    plain,
    vocabulary,
)
from tests.factories import NOW, UserFactory
from tests.knowledge.factories import SpaceFactory
from tests.knowledge.test_search import known

FORMULAS = Path(settings.BASE_DIR) / "docs" / "formulas.md"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("KubePodCrashLooping", ["Kube", "Pod", "Crash", "Looping"]),
        ("ORA-01555", ["ORA", "01555"]),
        ("max_connections", ["max", "connections"]),
        ("HTTPServerError", ["HTTP", "Server", "Error"]),
        ("kube-apiserver.v1", ["kube", "apiserver", "v1"]),
        ("PVCs", ["PVCs"]),
        ("router", ["router"]),
        ("Überlauf_größe", ["Überlauf", "größe"]),
    ],
)
def test_a_name_in_code_falls_into_its_parts(word, said):
    assert parts(word) == said
    assert plain(word).split() == said


def test_what_looks_like_a_name_in_code():
    names = ["kube-system", "a.b", "max_conn", "KubePod", "ipv4", "ORA-01555"]
    words = ["router", "Router", "IP", "PVCs", "503"]

    assert [one for one in names if not is_identifier(one)] == []
    assert [one for one in words if is_identifier(one)] == []
    assert identifiers("KubePod and kubepod, KubePod; max_conn") == {
        "kubepod": 2,
        "max_conn": 1,
    }


def test_the_vocabulary_has_words_whole_names_and_their_parts():
    found = vocabulary("Restart KubePod at 10:30, x86 or so.")

    assert found == {"restart", "kubepod", "kube", "pod", "x86"}


def test_a_query_is_understood():
    asked = understand(
        'pod "crash loop" -staging -"old one" title:restart label:net -label:"b c"'
        " --force -n"
    )

    assert asked.words == ("pod", "crash", "loop", "force", "n")
    assert asked.phrases == ("crash loop",)
    assert asked.without == ("staging",)
    assert asked.without_phrases == ("old one",)
    assert asked.in_title == ("restart",)
    assert (asked.labels, asked.without_labels) == (("net",), ("b c",))
    assert understand("KubePod").is_name
    assert not understand("router").is_name
    assert understand(' "" - : ').is_empty


@given(st.text(max_size=200))
def test_no_query_is_an_error(text):
    asked = understand(text)

    assert understand(asked.text) == asked
    assert len(normalised(text)) <= 200


def test_a_correction_keeps_the_signs_and_the_rest():
    better = {"restrat": "restart", "cras": "crash", "kubepodd": "kubepod"}

    assert corrected('title:restrat -"x"', better) == 'title:restart -"x"'
    assert corrected("KubeCrasLoop", better) == "KubecrashLoop"
    assert corrected("KubePodd now", better) == "kubepod now"


def test_the_nearest_known_word_is_taken():
    known_words = {"restart": 3, "restarts": 9, "router": 5, "routes": 50, "pods": 1}
    words = Vocabulary(list(known_words), known_words)

    assert best_correction("restrat", words) == "restart"
    assert best_correction("Rooter", words) == "router"
    assert best_correction("routed", words) == "routes"
    assert best_correction("pod", words) is None
    assert best_correction("zzzzzz", words) is None
    assert best_correction("restarts", words) is None
    assert best_correction("restrats", words) == "restarts"


def test_a_long_word_may_have_two_mistakes():
    words = Vocabulary(["certificate"], {"certificate": 1})

    assert best_correction("certifcte", words) == "certificate"
    assert best_correction("cerifcte", words) is None


@given(st.integers())
def test_a_mistyped_title_differs_by_one_edit_in_one_word(seed):
    title = "KubePodCrashLooping in the cluster"

    typed = mistyped(title, Random(seed))

    assert typed != title
    assert abs(len(typed) - len(title)) <= 1
    assert mistyped("a b", Random(seed)) == "a b"


def said(bits):
    return "".join(f"[{one.text}]" if one.is_marked else one.text for one in bits)


def test_what_was_asked_is_marked():
    lexemes = ["restart", "citi", "=max_conn", "crash"]

    assert said(marked("Restarting cities, max_conn; arrested", lexemes)) == (
        "[Restarting] [cities], [max_conn]; arrested"
    )
    assert said(marked("KubePodCrashLooping", lexemes)) == "KubePod[Crash]Looping"
    assert has_stem("copied", "copi")
    assert not has_stem("restarting-everything", "rest")


def test_a_snippet_shows_the_stretch_with_most_of_it():
    text = "Before. " * 60 + "The router restarts when routes hang. " + "After. " * 60

    shown = said(snippet(text, ["router", "restart", "hang"]))

    assert "[router] [restarts] when routes [hang]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert said(snippet("Short.", ["x"])) == "Short."


@given(st.text(max_size=600), st.lists(st.text(max_size=5), max_size=4))
def test_a_snippet_is_never_more_than_the_text(text, lexemes):
    shown = "".join(one.text for one in snippet(text, lexemes))

    assert shown.removeprefix("… ").removesuffix(" …") in " ".join(text.split())


def test_the_factors_are_small():
    today = date(2026, 11, 27)

    assert freshness(today, today) == 1
    assert freshness(date(2025, 11, 27), today) == pytest.approx(0.985)
    assert freshness(date(2020, 1, 1), today) == pytest.approx(0.97)
    assert freshness(None, today) == pytest.approx(0.97)
    assert helpful_factor(-1) == pytest.approx(0.97)
    assert fused([1, None]) == pytest.approx(1 / 61)
    assert fused([3, 1]) == pytest.approx(1 / 63 + 1 / 61)


@pytest.mark.django_db
def test_the_example_of_the_formulas_is_what_the_database_ranks_by():
    space = SpaceFactory()
    router = known(space, "Restart router", "Restart the router.")
    node = known(space, "Drain node", "Drain the node, then restart it.")
    reindex_all(now=NOW)

    weights = dict(
        Posting.objects.filter(lexeme="restart").values_list("article", "weight")
    )
    in_router = term_weight({"title": 1, "body": 1}, {"title": 1, "body": 2 / 2.5})
    in_node = term_weight({"body": 1}, {"title": 1, "body": 3 / 2.5})
    scores = [
        hit.score
        for hit in ask(UserFactory(), Request(understand("restart")), now=NOW).hits
    ]
    text = FORMULAS.read_text()

    assert weights == pytest.approx({router.pk: in_router, node.pk: in_node})
    assert scores == pytest.approx([fused([1]), fused([2])])
    assert f"{in_router:.4f}" == "1.6981"
    assert f"{in_node:.4f}" == "0.9174"
    assert f"{rarity(2, 2):.4f}" == "0.1823"
    for number in (
        f"{in_router:.4f}",
        f"{in_node:.4f}",
        f"{rarity(2, 2):.4f}",
        f"{in_router * rarity(2, 2):.4f}",
        f"{in_node * rarity(2, 2):.4f}",
        f"{fused([1]):.6f}",
        f"{fused([2]):.6f}",
        f"{fused([1]) * freshness(date(2025, 11, 27), date(2026, 11, 27)):.6f}",
        f"{fused([1]) * DUE_FACTOR:.6f}",
    ):
        assert number in text, number
