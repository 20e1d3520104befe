"""Who is away when: absences as spans, holidays where people are, days outside their time here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from apps.calendars.queries import public_holidays
from apps.staffing.models import Absence, Person
from apps.staffing.rules.balances import Away
from apps.staffing.rules.intervals import instant
from apps.staffing.rules.spans import Span

NOON = 12 * 60
WHOLE = 24 * 60
BEFORE = datetime(2000, 1, 1, tzinfo=UTC)
AFTER = datetime(2100, 1, 1, tzinfo=UTC)


def holidays_at(person: Person) -> frozenset[date]:
    """The public holidays where somebody is; none where their country is not known."""
    return holidays_in(person.country, person.subdivision)


_KNOWN: dict[tuple[str, str], frozenset[date]] = {}


def holidays_in(country: str, subdivision: str) -> frozenset[date]:
    """The public holidays of a country and region; a region that is unknown has its country's."""
    key = (country.upper(), subdivision)
    if key not in _KNOWN:
        _KNOWN[key] = frozenset(day for day, _ in holiday_names(*key))
    return _KNOWN[key]


def holiday_names(country: str, subdivision: str) -> tuple[tuple[date, str], ...]:
    """The same by name, in order."""
    if not country:
        return ()
    try:
        return public_holidays(country.upper(), subdivision)
    except NotImplementedError:
        return holiday_names(country, "") if subdivision else ()


def as_away(absence: Absence) -> Away:
    """An absence as the rules read it."""
    return Away(
        absence.first_on, absence.last_on, absence.from_noon, absence.until_noon
    )


def span_of(person: Person, away: Away) -> Span:
    """When they are away, by the clock where they are, until the end of the last day."""
    zone = ZoneInfo(person.time_zone)
    starts = instant(away.first_on, NOON if away.from_noon else 0, zone)
    ends = instant(away.last_on, NOON if away.until_noon else WHOLE, zone)
    return Span(person.pk, starts, max(starts, ends))


def not_here(person: Person) -> Iterator[Span]:
    """The time before they join and after their last day."""
    zone = ZoneInfo(person.time_zone)
    yield Span(person.pk, BEFORE, instant(person.starts_on, 0, zone))
    if person.ends_on:
        yield Span(person.pk, instant(person.ends_on, WHOLE, zone), AFTER)


def away_spans(
    people: Iterable[Person], starts: datetime, ends: datetime
) -> list[Span]:
    """When these people are away in [starts, ends): approved absences, not yet here, gone.

    One query.
    """
    by_key = {one.pk: one for one in people}
    day = timedelta(days=1)
    rows = Absence.objects.approved().filter(person__in=by_key)
    near = rows.touching(starts.date() - day, ends.date() + day)
    found = [span_of(by_key[one.person_id], as_away(one)) for one in near]
    for one in by_key.values():
        found += not_here(one)
    return [one for one in found if one.overlaps(starts, ends)]


def leave_days(
    people: Collection[int], first: date, last: date
) -> dict[int, set[date]]:
    """The whole days of approved leave of each, for averages that leave them out. One query."""
    rows = Absence.objects.approved().filter(person__in=people).touching(first, last)
    found: dict[int, set[date]] = defaultdict(set)
    for one in rows:
        found[one.person_id] |= {
            day for day, share in as_away(one).days() if share == 1
        }
    return found
