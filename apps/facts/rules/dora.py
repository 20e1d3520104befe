"""Deployments, and the four keys that are worked out of them (dora.dev)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

DAYS = 90
LIVE = "production"


@dataclass(frozen=True)
class Deployed:
    """A deployment as a pipeline tells it.

    `committed_at` is the first commit of the change, `restored_at` when one that failed
    was put right.
    """

    source: str
    event_id: str
    deployed_at: datetime
    environment: str = LIVE
    release: str = ""
    committed_at: datetime | None = None
    is_failed: bool = False
    restored_at: datetime | None = None
    url: str = ""

    def contradiction(self) -> str:
        """What is wrong with its instants, in words; "" if nothing is."""
        if self.committed_at and self.committed_at > self.deployed_at:
            return "The commit cannot be younger than its deployment."
        if self.restored_at and not self.is_failed:
            return "Only a failed deployment is restored."
        if self.restored_at and self.restored_at < self.deployed_at:
            return "A deployment cannot be restored before it happened."
        return ""


@dataclass(frozen=True)
class FourKeys:
    """The four keys over the last 90 days; None where nothing was there to measure.

    Deployments a week, the median hours from commit to production, the share of
    deployments that failed in %, the median hours from a failed one to its repair.
    """

    deployment_frequency: Decimal | None
    lead_time: Decimal | None
    change_failure_rate: Decimal | None
    recovery_time: Decimal | None


def four_keys(deployments: Sequence[Deployed], now: datetime) -> FourKeys:
    """The four keys of one application, from its deployments to production.

    Change lead time, deployment frequency, change fail rate and failed deployment
    recovery time as dora.dev defines them, each over DAYS before `now`.
    """
    since = now - timedelta(days=DAYS)
    live = [
        one
        for one in deployments
        if one.environment == LIVE and since < one.deployed_at <= now
    ]
    leads = [_hours(one.committed_at, one.deployed_at) for one in live]
    failed = [one for one in live if one.is_failed]
    repairs = [_hours(one.deployed_at, one.restored_at) for one in failed]
    return FourKeys(
        deployment_frequency=_rounded(Decimal(len(live)) * 7 / DAYS) if live else None,
        lead_time=_median(leads),
        change_failure_rate=_rounded(Decimal(len(failed)) * 100 / len(live))
        if live
        else None,
        recovery_time=_median(repairs),
    )


def in_hours(start: datetime | None, end: datetime | None) -> Decimal | None:
    """The hours between two instants, to one decimal; None where one is not known."""
    hours = _hours(start, end)
    return None if hours is None else round(hours, 1)


def _hours(start: datetime | None, end: datetime | None) -> Decimal | None:
    if start is None or end is None:
        return None
    return Decimal((end - start).total_seconds()) / 3600


def _median(hours: Sequence[Decimal | None]) -> Decimal | None:
    known = [one for one in hours if one is not None]
    return _rounded(median(known)) if known else None


def _rounded(number: Decimal) -> Decimal:
    return round(number, 2)
