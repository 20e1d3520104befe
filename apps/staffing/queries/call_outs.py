"""Call-outs: which of them leave too little rest, and with whom to swap what comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.staffing.models import CallOut, Person, Rota, Shift, WorkingTimeTerms
from apps.staffing.queries.working_time import limits_of, terms_by_country
from apps.staffing.rules.working_time import earliest_start

AFTER = timedelta(hours=24)
MOST = 20


@dataclass(frozen=True)
class LateStart:
    """A next shift that begins before the rest after a call-out is over."""

    shift: Shift
    earliest: datetime
    swap_with: Shift | None

    @property
    def local(self) -> datetime:
        """The earliest start by the clock where the person is."""
        return self.earliest.astimezone(ZoneInfo(self.shift.person.time_zone))


def listed_call_outs(user: User) -> QuerySet[CallOut]:
    """Those one sees, the newest first."""
    rows = CallOut.objects.visible_to(user)
    return rows.select_related("person", "rota__team", "noted_by")


def late_start(call: CallOut) -> LateStart | None:
    """The shift that has to begin later because of a call-out, if there is one.

    Shifts worked count, and on call where it is working time. Three queries.
    """
    terms = terms_by_country()
    own = terms.get(call.person.country.upper(), terms[""])
    earliest = earliest_start([(call.starts_at, call.ends_at)], limits_of(own))
    assert earliest is not None
    shift = _next(call.person, call.ends_at, earliest, own)
    if shift is None:
        return None
    return LateStart(shift, earliest, _swap(shift, earliest))


def _next(
    person: Person, after: datetime, before: datetime, terms: WorkingTimeTerms
) -> Shift | None:
    rows = person.shifts.filter(starts_at__gte=after, starts_at__lt=before)
    if not terms.is_on_call_work:
        rows = rows.filter(rota__kind=Rota.Kind.SHIFTS)
    return rows.select_related("person", "rota").order_by("starts_at").first()


def _swap(shift: Shift, earliest: datetime) -> Shift | None:
    """The next shift of somebody else on the same rota that begins once they are rested."""
    rows = Shift.objects.filter(
        rota=shift.rota_id, starts_at__gte=earliest, starts_at__lt=earliest + AFTER * 3
    ).exclude(person=shift.person_id)
    return rows.select_related("person").order_by("starts_at", "pk").first()


def recent_late_starts(user: User, now: datetime) -> list[tuple[CallOut, LateStart]]:
    """Call-outs of the last day whose next shift is still to come and begins too early."""
    recent = listed_call_outs(user).filter(ends_at__gt=now - AFTER)
    pairs = [(one, late_start(one)) for one in recent[:MOST]]
    return [(one, late) for one, late in pairs if late and late.shift.starts_at > now]
