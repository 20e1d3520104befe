"""Articles that say nearly the same: found at night, told apart by people."""

from datetime import datetime
from heapq import nlargest

import numpy as np
from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.history.actions import record
from apps.knowledge.access import can_edit, can_make_spaces
from apps.knowledge.models import NearDuplicate, Passage
from apps.knowledge.rules.likeness import means, near_pairs
from apps.knowledge.states import STANDS

LEAST = 0.92
MOST_PAIRS = 500
MOST_PASSAGES = 100_000


def find_near_duplicates(*, now: datetime) -> int:
    """Look for them among what readers have; how many pairs are kept, the nearest.

    Pairs that people called different stay so, and are not counted.
    """
    rows = Passage.objects.filter(embedding__isnull=False, article__standing__in=STANDS)
    found = list(
        rows.order_by("-article", "position").values_list(
            "article", "embedding", "embedded_by"
        )[:MOST_PASSAGES]
    )
    pairs: dict[tuple[int, int], float] = {}
    for model in {name for _, _, name in found}:
        same = [(pk, vector) for pk, vector, name in found if name == model]
        keys, centres = means(
            [pk for pk, _ in same],
            np.array([vector for _, vector in same], dtype=np.float32),
        )
        for one, other, nearness in near_pairs(keys, centres, LEAST):
            pairs[one, other] = nearness
    return _keep(pairs, now=now)


@transaction.atomic
def _keep(pairs: dict[tuple[int, int], float], *, now: datetime) -> int:
    settled = set(
        NearDuplicate.objects.exclude(different_by=None).values_list("article", "other")
    )
    nearest = nlargest(
        MOST_PAIRS,
        (pair for pair in pairs if pair not in settled),
        key=lambda pair: pairs[pair],
    )
    NearDuplicate.objects.filter(different_by=None).delete()
    NearDuplicate.objects.bulk_create(
        NearDuplicate(
            article_id=one, other_id=other, similarity=pairs[one, other], found_at=now
        )
        for one, other in nearest
    )
    return len(nearest)


@transaction.atomic
def call_different(pk: int, *, by: User, now: datetime) -> NearDuplicate:
    """Say that two articles are both needed: the pair is not shown again."""
    rows = NearDuplicate.objects.visible_to(by).select_for_update(of=("self",))
    found = rows.select_related("article__space", "other__space").get(pk=pk)
    edits = can_edit(by, found.article) or can_edit(by, found.other)
    if not (edits or can_make_spaces(by)):
        raise PermissionDenied
    found.different_by = by
    found.save(update_fields=["different_by"])
    record(
        found.article,
        "knowledge.called_different",
        by=by,
        now=now,
        touched=[found.other],
    )
    return found
