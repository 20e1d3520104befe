"""Passages are embedded in the background, once for each text and model."""

from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import pytest
from django.core.cache import cache

from apps.knowledge.actions import embedding
from apps.knowledge.actions.embedding import embed_waiting, forget_vectors
from apps.knowledge.models import Passage, TextVector
from apps.knowledge.queries.embedding import embedding_state
from apps.knowledge.rules.embedder import NotEmbedded
from apps.knowledge.tasks import embed
from tests.knowledge.factories import published

pytestmark = pytest.mark.django_db


@dataclass
class Counting:
    """Embeds by the length of a text, and remembers what it was asked."""

    name: str = "counting"
    asked: list[str] = field(default_factory=list)
    trouble: str = ""
    refuses: str = "\0"
    meanwhile: object = None

    def embed(self, texts, *, seconds):
        if self.trouble:
            raise NotEmbedded(self.trouble)
        if any(self.refuses in text for text in texts):
            raise NotEmbedded("The embedding endpoint answered 400.")
        self.asked += texts
        if self.meanwhile:
            self.meanwhile()
        rows = np.zeros((len(texts), 384), dtype=np.float32)
        for place, text in enumerate(texts):
            rows[place, len(text) % 384] = 1
        return rows


@pytest.fixture
def model(monkeypatch):
    cache.delete_many([embedding.PAUSED, embedding.TROUBLE, embedding.RUNS])
    made = Counting()
    monkeypatch.setattr(embedding, "embedder", lambda: made)
    yield made
    cache.delete_many([embedding.PAUSED, embedding.TROUBLE])


def passage(article, position, text, heading="Symptom"):
    return Passage.objects.create(
        article=article,
        space=article.space,
        position=position,
        heading=heading,
        anchor="symptom",
        text=text,
    )


@pytest.fixture
def article():
    made = published()
    Passage.objects.all().delete()
    return made


def test_what_waits_is_embedded_under_its_title_and_heading(article, model, now):
    one = passage(article, 1, "Routes answer 503.")

    assert embed_waiting(10, now=now) == 1

    one.refresh_from_db()
    assert model.asked == ["Restart the ingress router\nSymptom\nRoutes answer 503."]
    assert one.embedded_by == "counting"
    assert one.embedding[len(model.asked[0]) % 384] == 1
    assert embed_waiting(10, now=now) == 0


def test_a_title_that_is_also_the_heading_is_said_once(article, model, now):
    passage(article, 1, "Routes answer 503.", heading=article.title)

    embed_waiting(10, now=now)

    assert model.asked == ["Restart the ingress router\nRoutes answer 503."]


def test_a_batch_is_a_batch(article, model, now):
    for position in range(5):
        passage(article, position, f"Part {'x' * position}")

    done = [embed_waiting(2, now=now) for _ in range(4)]

    assert done == [2, 2, 1, 0]


def test_the_same_text_is_not_embedded_again(article, model, now):
    passage(article, 1, "Routes answer 503.")
    embed_waiting(10, now=now)
    Passage.objects.all().delete()
    again = passage(article, 7, "Routes answer 503.")

    embed_waiting(10, now=now)

    again.refresh_from_db()
    assert len(model.asked) == 1
    assert again.embedded_by == "counting"
    assert again.embedding[len(model.asked[0]) % 384] == 1


def test_another_model_embeds_everything_again(article, model, now):
    one = passage(article, 1, "Routes answer 503.")
    embed_waiting(10, now=now)
    model.name = "another"

    assert embed_waiting(10, now=now) == 1

    one.refresh_from_db()
    assert one.embedded_by == "another"
    assert len(model.asked) == 2


def test_a_text_that_changed_meanwhile_keeps_waiting(article, model, now):
    one = passage(article, 1, "Routes answer 503.")
    model.meanwhile = lambda: Passage.objects.update(text="Routes answer 200.")

    assert embed_waiting(10, now=now) == 0

    one.refresh_from_db()
    assert (one.embedding, one.embedded_by) == (None, "")


def test_what_is_gone_meanwhile_is_no_trouble(article, model, now):
    passage(article, 1, "Routes answer 503.")
    model.meanwhile = lambda: Passage.objects.all().delete()

    assert embed_waiting(10, now=now) == 0


def test_a_failure_is_told_and_the_next_turn_tries_again(article, model, now):
    one = passage(article, 1, "Routes answer 503.")
    model.trouble = "The embedding endpoint answered 503."

    assert embed_waiting(10, now=now) == 0
    assert cache.get(embedding.TROUBLE) == "The embedding endpoint answered 503."

    model.trouble = ""
    assert embed_waiting(10, now=now) == 1
    assert cache.get(embedding.TROUBLE) is None
    one.refresh_from_db()
    assert one.embedded_by == "counting"


def test_one_text_that_is_refused_holds_up_no_other(article, model, now):
    for position in range(9):
        passage(article, position, f"Part {position}")
    model.refuses = "Part 4"

    assert embed_waiting(10, now=now) == 9

    left = Passage.objects.filter(embedding=None)
    assert [one.text for one in left] == ["Part 4"]
    assert embed_waiting(10, now=now) == 0
    state = embedding_state(model.name)
    assert (state.waiting, state.refused) == (0, 1)
    assert TextVector.objects.count() == 8
    left.update(embedded_by="")  # as indexing the article anew has it
    model.refuses = "\0"
    assert embed_waiting(10, now=now) == 1
    assert not Passage.objects.filter(embedding=None).exists()


def test_where_nothing_is_taken_no_text_is_to_blame(article, model, now):
    for position in range(3):
        passage(article, position, f"Part {position}")
    model.refuses = ""

    assert embed_waiting(10, now=now) == 0
    assert embedding_state(model.name).refused == 0
    assert cache.get(embedding.TROUBLE) == "The embedding endpoint answered 400."


def test_the_task_goes_on_until_nothing_waits(article, model, monkeypatch):
    monkeypatch.setattr(embedding, "BATCH", 2)
    for position in range(5):
        passage(article, position, f"Part {'x' * position}")

    embed()

    assert Passage.objects.filter(embedded_by="counting").count() == 5


def test_a_second_worker_goes_home(article, model):
    passage(article, 1, "Routes answer 503.")
    cache.add(embedding.RUNS, "1", timeout=5)

    embed()

    assert model.asked == []
    cache.delete(embedding.RUNS)


def test_old_vectors_are_forgotten_and_passages_keep_theirs(article, model, now):
    one = passage(article, 1, "Routes answer 503.")
    embed_waiting(10, now=now)

    assert forget_vectors(before=now) == 0
    assert forget_vectors(before=now + timedelta(seconds=1)) == 1

    one.refresh_from_db()
    assert one.embedding is not None
    assert TextVector.objects.count() == 0


def test_waiting_passages_are_found_by_the_index(
    article, model, now, django_assert_max_num_queries
):
    passage(article, 1, "Routes answer 503.")
    embed_waiting(10, now=now)

    with django_assert_max_num_queries(1):
        assert embed_waiting(10, now=now) == 0
