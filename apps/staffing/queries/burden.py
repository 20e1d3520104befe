"""The burden ledger: what each person's year weighs, from shifts and call-outs."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Count

from apps.accounts.models import Team, User
from apps.staffing.models import CallOut, Person, Posting, Rota, Shift
from apps.staffing.queries.away import holidays_at
from apps.staffing.rules.burden import WEIGHTS, Load, Weights, load
from apps.staffing.rules.spans import Span

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Borne:
    """What one person bore."""

    person: Person
    load: Load

    @property
    def per_fte(self) -> Decimal:
        """Weighted hours ÷ FTE."""
        return self.load.per_fte(self.person.fte)


def loads(
    people: Iterable[Person],
    starts: datetime,
    ends: datetime,
    *,
    rotas: Collection[int] | None = None,
    weights: Weights = WEIGHTS,
) -> dict[int, Borne]:
    """What each bore in [starts, ends): of these rotas, or of all. Two queries.

    Nights, weekends and holidays are those where the person is.
    """
    by_key = {one.pk: one for one in people}
    when = {"person__in": by_key, "starts_at__lt": ends, "ends_at__gt": starts}
    if rotas is not None:
        when["rota__in"] = list(rotas)
    spans: dict[int, list[Span]] = defaultdict(list)
    rows = Shift.objects.filter(**when).order_by()
    for person, begins, stops in rows.values_list("person_id", "starts_at", "ends_at"):
        spans[person].append(Span(person, max(begins, starts), min(stops, ends)))
    calls = _call_outs(when)
    return {
        key: Borne(
            person,
            load(
                spans[key],
                ZoneInfo(person.time_zone),
                holidays_at(person),
                weights,
                call_outs=calls[key],
            ),
        )
        for key, person in by_key.items()
    }


def _call_outs(when: dict[str, object]) -> Counter[int]:
    rows = CallOut.objects.filter(**when).order_by().values("person_id")
    return Counter({one["person_id"]: one["n"] for one in rows.annotate(n=Count("pk"))})


def last_year(people: Iterable[Person], now: datetime) -> dict[int, Borne]:
    """What each bore in the 12 months before."""
    return loads(people, now - YEAR, now)


def ledger(
    user: User, team: Team | None, rota: Rota | None, now: datetime
) -> list[Borne]:
    """The last 12 months of the people one sees, the most loaded for their FTE first.

    Of a team, and of one rota only, if they are named. Three queries.
    """
    people = Person.objects.visible_to(user).here_on(now.date())
    if team is not None:
        people = people.filter(
            postings__in=Posting.objects.on(now.date()).filter(team=team)
        )
    if rota is not None:
        people = people.filter(shifts__rota=rota)
    found = loads(
        people.distinct(),
        now - YEAR,
        now,
        rotas=None if rota is None else [rota.pk],
    )
    borne = [one for one in found.values() if one.load.weighted or team or rota]
    return sorted(borne, key=lambda one: (-one.per_fte, one.person.name))
