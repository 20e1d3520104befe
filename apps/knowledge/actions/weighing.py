"""Telling the index how readers fared: a small factor of the ranking."""

from collections.abc import Iterable

from apps.knowledge.models import IndexedArticle
from apps.knowledge.queries.confidence import evidence_of
from apps.knowledge.rules.confidence import helpfulness

AT_ONCE = 500
TOO_LITTLE = 1e-9


def weigh(pks: Iterable[int]) -> int:
    """Note the helpfulness of these articles where it differs; how many did."""
    known = IndexedArticle.objects.filter(pk__in=list(pks))
    rows = list(known.only("article", "helpfulness"))
    found = evidence_of([one.pk for one in rows])
    changed = []
    for one in rows:
        value = helpfulness(found[one.pk])
        if abs(value - one.helpfulness) > TOO_LITTLE:
            one.helpfulness = value
            changed.append(one)
    IndexedArticle.objects.bulk_update(changed, ["helpfulness"])
    return len(changed)


def weigh_all() -> int:
    """The same for all that search knows, some at a time."""
    total, last = 0, 0
    rows = IndexedArticle.objects.order_by("pk").values_list("pk", flat=True)
    while pks := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        total += weigh(pks)
        last = pks[-1]
    return total
