"""What is known of articles, as the rule of confidence wants it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils import timezone

from apps.knowledge.models import Article, Feedback, Flag, Use
from apps.knowledge.rules.confidence import Confidence, Evidence, confidence_in
from apps.knowledge.states import FlagState, Standing


def evidence_of(pks: Collection[int]) -> dict[int, Evidence]:
    """By the article's key. One query, whatever is asked."""
    rows = Article.objects.filter(pk__in=pks).order_by()
    found = rows.annotate(
        helpful=_count(Feedback, Q(is_helpful=True, version=OuterRef("published"))),
        unhelpful=_count(Feedback, Q(is_helpful=False, version=OuterRef("published"))),
        use_count=_count(Use, Q()),
        last_use_at=Subquery(_of(Use, Q()).annotate(one=Max("at")).values("one")),
        open_flags=_count(Flag, Q(state=FlagState.OPEN)),
    )
    named = found.values(
        *("pk", "standing", "verified_by", "verified_at", "review_on", "helpful"),
        *("unhelpful", "use_count", "last_use_at", "open_flags"),
    )
    return {one["pk"]: _evidence(one) for one in named}


def confidences(
    pks: Collection[int], today: date
) -> dict[int, tuple[Evidence, Confidence]]:
    """What is known of each and what follows from it, by its key. One query."""
    known = evidence_of(pks)
    return {pk: (one, confidence_in(one, today)) for pk, one in known.items()}


def _of(model: Any, which: Q) -> Any:
    rows = model.objects.filter(which, article=OuterRef("pk")).order_by()
    return rows.values("article")


def _count(model: Any, which: Q) -> Any:
    counted = _of(model, which).annotate(one=Count("pk")).values("one")
    return Subquery(counted)


def _evidence(row: dict[str, Any]) -> Evidence:
    return Evidence(
        standing=Standing(row["standing"]),
        is_verified_by_somebody=row["verified_by"] is not None,
        verified_on=_day(row["verified_at"]),
        review_on=row["review_on"],
        helpful=row["helpful"] or 0,
        unhelpful=row["unhelpful"] or 0,
        uses=row["use_count"] or 0,
        last_use_on=_day(row["last_use_at"]),
        open_flags=row["open_flags"] or 0,
    )


def _day(value: Any) -> date | None:
    return timezone.localdate(value) if value else None
