"""How far passages are embedded, for administrators."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Q

from apps.knowledge.models import Passage

TROUBLE = "knowledge.embedding.trouble"


@dataclass(frozen=True)
class Embedding:
    """By which model, how many passages there are, how many wait, what went wrong.

    The model did not take those that are `refused`: they are found by their words.
    """

    model: str
    total: int
    waiting: int
    refused: int
    trouble: str

    @property
    def percent(self) -> float:
        """How many of the passages have a vector of the model, in %."""
        return (
            100 * (self.total - self.waiting - self.refused) / self.total
            if self.total
            else 100.0
        )


def embedding_state(model: str) -> Embedding:
    """The state for the model's name; "" where nothing embeds, and then nothing waits."""
    total = Passage.objects.count()
    waiting = Passage.objects.filter(is_waiting(model)).count() if model else 0
    refused = Passage.objects.filter(embedded_by=model, embedding=None).count()
    trouble = str(cache.get(TROUBLE) or "")
    return Embedding(model, total, waiting, refused if model else 0, trouble)


def is_waiting(model: str) -> Q:
    """Whether a passage has no vector of this model; told by an index, not by a look."""
    return Q(embedded_by__lt=model) | Q(embedded_by__gt=model)
