"""Readiness, gate and badge: what the accepted, waived and lapsed add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FULL = {"accepted", "not_applicable"}
HAS_EVIDENCE = {
    *("evidence_given", "accepted", "na_proposed"),
    *("not_applicable", "waiver_proposed", "waived"),
}


@dataclass(frozen=True)
class Item:
    """One applicable criterion as the rules see it."""

    code: str
    level: str
    weight: int
    state: str
    evidence_until: date | None = None
    waived_until: date | None = None
    counts_from: date | None = None


def counts(item: Item, today: date) -> bool:
    """What a campaign newly asks counts once it is met, and against one from its day."""
    return item.counts_from is None or item.counts_from <= today or item.state in FULL


def is_lapsed(item: Item, today: date) -> bool:
    """Accepted evidence past its valid-until no longer counts."""
    return (
        item.state == "accepted"
        and item.evidence_until is not None
        and item.evidence_until < today
    )


def is_waived(item: Item, today: date) -> bool:
    """A waiver counts up to and including its last day."""
    return (
        item.state == "waived"
        and item.waived_until is not None
        and item.waived_until >= today
    )


def is_full(item: Item, today: date) -> bool:
    """Accepted with evidence that still holds, or confirmed not applicable."""
    return item.state in FULL and not is_lapsed(item, today)


def readiness(items: Iterable[Item], today: date) -> float:
    """Readiness in %, from 0 to 100: the weight of what is full, a live waiver half.

    Criteria accepted or confirmed not applicable count in full, waived ones half until
    their expiry and then nothing. Without any criterion it is 100.
    """
    found = list(items)
    total = sum(item.weight for item in found)
    if not total:
        return 100.0
    earned = sum(_earned(item, today) for item in found)
    return round(earned / total * 100, 1)


def _earned(item: Item, today: date) -> float:
    if is_full(item, today):
        return item.weight
    return item.weight / 2 if is_waived(item, today) else 0


def unmet_musts(items: Iterable[Item], today: date) -> list[str]:
    """The codes of *must* criteria that keep the gate shut."""
    return [
        item.code
        for item in items
        if item.level == "must"
        and not is_full(item, today)
        and not is_waived(item, today)
    ]


def missing_musts(items: Iterable[Item]) -> list[str]:
    """The codes of *must* criteria that have no evidence yet: they keep it a draft."""
    return [
        item.code
        for item in items
        if item.level == "must" and item.state not in HAS_EVIDENCE
    ]


def is_gate_met(items: Iterable[Item], approvals: int, today: date) -> bool:
    """Go-live needs every must full or under a live waiver, and both approvals."""
    return approvals >= SEATS and not unmet_musts(items, today)


SEATS = 2
RANKS = ("", "bronze", "silver", "gold")


def is_below(badge: str, another: str) -> bool:
    """Whether a badge is less than another: none, bronze, silver, gold."""
    return RANKS.index(badge) < RANKS.index(another)


def badge(items: Iterable[Item], approvals: int, today: date) -> str:
    """gold: all accepted, no waiver; silver: gate met; bronze: every must has evidence."""
    found = list(items)
    if is_gate_met(found, approvals, today):
        return "gold" if all(is_full(item, today) for item in found) else "silver"
    return "" if missing_musts(found) else "bronze"


def lapses(items: Iterable[Item], today: date) -> list[tuple[str, date]]:
    """What no longer counts, and since when: old evidence and ended waivers."""
    found: list[tuple[str, date]] = []
    for item in items:
        if is_lapsed(item, today) and item.evidence_until:
            found.append((item.code, item.evidence_until))
        ended = item.state == "waived" and not is_waived(item, today)
        if ended and item.waived_until:
            found.append((item.code, item.waived_until))
    return sorted(found, key=lambda pair: (pair[1], pair[0]))
