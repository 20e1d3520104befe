"""What is known of applications, for whoever judges them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from apps.facts.models import Fact


@dataclass(frozen=True)
class Known:
    """One fact: its value, its number if it has one (of a flag 1 or 0), and its age.

    `is_fresh` is false once it is older than its kind allows, or a later question
    failed. `url` is where it is told: at its source, else on the portal's own page.
    """

    value: str
    number: Decimal | None
    measured_at: datetime
    source: str
    is_fresh: bool
    url: str


def facts_of(
    applications: Iterable[int], now: datetime
) -> Mapping[int, Mapping[str, Known]]:
    """The facts of these applications by key and name; one query however many."""
    found: dict[int, dict[str, Known]] = defaultdict(dict)
    rows = Fact.objects.filter(application__in=list(applications))
    for fact in rows.select_related("application"):
        found[fact.application_id][fact.name] = Known(
            value=fact.value,
            number=fact.number,
            measured_at=fact.measured_at,
            source=fact.source,
            is_fresh=fact.is_fresh(now),
            url=fact.url
            or reverse("facts:fact", args=[fact.application.code, fact.name]),
        )
    return dict(found)
