"""Gaps are found: what is short is written down, what is met again is closed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from apps.accounts.models import User
from apps.history.actions import record
from apps.staffing.models import CoverageRule, Gap, Person, Publication, Rota
from apps.staffing.queries.cover import gaps, live_rules
from apps.staffing.rules.cover import GapOf
from apps.staffing.rules.intervals import Interval, clipped, joined

AHEAD = timedelta(weeks=13)
FIELDS = ["starts_at", "ends_at", "short", "has_heads"]


@transaction.atomic
def look_for_gaps(
    rotas: Collection[int] | None = None,
    *,
    by: User | None = None,
    cause: str = "",
    now: datetime,
) -> list[Gap]:
    """Write down the gaps of these rotas (or all) from now on; those that are new.

    It looks at the time for which a rota is published, at most 13 weeks ahead. A gap that moved or
    changed its size stays the same gap; one that is over or met again is closed.
    """
    rules = live_rules(rotas)
    keys = sorted({one.rota_id for one in rules})
    list(Rota.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    known = _published(keys)
    found = [
        GapOf(starts, ends, one.need, one.short, one.heads)
        for one in (gaps(rules, now, now + AHEAD) if rules else [])
        for starts, ends in clipped(
            known.get(_rota_of(rules, one), []), one.starts, one.ends
        )
    ]
    made = _write(rules, found, cause, now)
    _close_others(rotas, rules, now)
    for one in made:
        record(
            one, "staffing.gap_found", by=by, now=now, rule=str(one.rule), cause=cause,
            short=one.short, starts_at=one.starts_at, ends_at=one.ends_at,
        )  # fmt: skip
    return made


def _rota_of(rules: Iterable[CoverageRule], gap: GapOf) -> int:
    return next(one.rota_id for one in rules if one.pk == gap.need)


def _published(rotas: Collection[int]) -> dict[int, list[Interval]]:
    """The time for which each rota has been published, joined."""
    found: dict[int, list[Interval]] = defaultdict(list)
    rows = Publication.objects.filter(rota__in=rotas).order_by()
    for rota, starts, ends in rows.values_list("rota_id", "from_at", "until_at"):
        found[rota].append((starts, ends))
    return {rota: joined(theirs) for rota, theirs in found.items()}


def _write(
    rules: Sequence[CoverageRule], found: Sequence[GapOf], cause: str, now: datetime
) -> list[Gap]:
    """Match what is short with the gaps that are open: the same, moved, closed, new."""
    by_key = {one.pk: one for one in rules}
    open_rows = Gap.objects.filter(rule__in=by_key, closed_at=None)
    standing = list(open_rows.select_for_update().order_by("starts_at"))
    made = []
    for one in found:
        same = next((row for row in standing if _is_same(row, one)), None)
        if same is None:
            made.append(_new(by_key[one.need], one, cause, now))
        else:
            standing.remove(same)
            _move(same, one, now)
    _close(standing, now)
    return made


def _is_same(row: Gap, found: GapOf) -> bool:
    return (
        row.rule_id == found.need
        and row.starts_at < found.ends
        and found.starts < row.ends_at
    )


def _new(rule: CoverageRule, one: GapOf, cause: str, now: datetime) -> Gap:
    return Gap.objects.create(
        rule=rule,
        starts_at=one.starts,
        ends_at=one.ends,
        short=one.short,
        has_heads=one.heads,
        cause=cause[:200],
        found_at=now,
    )


def _move(row: Gap, one: GapOf, now: datetime) -> None:
    """The gap as it is found; one that has begun keeps its beginning."""
    starts = min(row.starts_at, one.starts) if one.starts <= now else one.starts
    found = dict(zip(FIELDS, (starts, one.ends, one.short, one.heads), strict=True))
    row.save_changed(row.version, found)


def _close(rows: Iterable[Gap], now: datetime) -> None:
    for one in rows:
        one.closed_at = now
        one.save_if_version(one.version, ["closed_at"])
        record(one, "staffing.gap_closed", by=None, now=now)


def _close_others(
    rotas: Collection[int] | None, rules: Sequence[CoverageRule], now: datetime
) -> None:
    """Close the open gaps of rotas that are retired, of these rotas or of all."""
    rows = Gap.objects.filter(closed_at=None).exclude(rule__in=rules)
    if rotas is not None:
        rows = rows.filter(rule__rota__in=rotas)
    _close(rows, now)


def look_for_gaps_of(
    person: Person, *, by: User | None = None, cause: str, now: datetime
) -> list[Gap]:
    """Gaps that somebody makes: away, gone, less able. On every rota they have shifts of.

    To be called in the transaction that changes them.
    """
    rotas = person.shifts.filter(ends_at__gt=now).order_by()
    keys = set(rotas.values_list("rota_id", flat=True))
    return look_for_gaps(keys, by=by, cause=cause, now=now) if keys else []
