"""What services cost in a month, what of it is at risk, and what misses take away."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from apps.vendors.models.scores import MEASURED
from apps.vendors.queries.card import deal_of
from apps.vendors.queries.served import Served
from apps.vendors.queries.shut import Shut, shut_months
from apps.vendors.rules.credits import Band, Missed, credit_of
from apps.vendors.rules.scoring import Rating

# Only levels below one of their bands; credits ask for nothing but whether it is rated.
MISSES = """
    SELECT rated.service_id, rated.percent,
        array_agg(band.below), array_agg(band.credit)
    FROM rated JOIN vendors_creditband band ON band.version_id = rated.version_id
    WHERE rated.is_rated AND rated.percent < band.below
    GROUP BY rated.service_id, rated.level_id, rated.percent
"""
ASKED = "level.service_id = ANY(%s) AND figure.month = ANY(%s)"
MISSED = "".join((MEASURED.format(where=ASKED), MISSES))


@dataclass(frozen=True)
class Bill:
    """A service in a month: its charge, the most it can lose, what it does lose."""

    charge: Decimal
    at_risk: Decimal
    credit: Decimal


def bills(
    services: Sequence[Served],
    month: date,
    shut: Mapping[tuple[int, date], Shut] | None = None,
) -> dict[int, Bill]:
    """By service (its key), in two queries; the same as its scorecard says.

    The services come with their charge of the month. A closed month shows what was closed; `shut` is what was read of those already.
    """
    keys = [one.pk for one in services]
    closed = shut_months(keys, [month]) if shut is None else shut
    missed = _missed(keys, month)
    found = {}
    for one in services:
        was = closed.get((one.pk, month))
        charge = was.charge if was else one.charge
        deal = deal_of(one.contract, charge)
        credit = was.credit if was else credit_of(missed[one.pk], deal).due
        found[one.pk] = Bill(charge, deal.at_risk, credit)
    return found


def _missed(services: Sequence[int], month: date) -> dict[int, list[Missed]]:
    found: dict[int, list[Missed]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(MISSED, [list(services), [month]])
        for service, percent, below, credit in cursor.fetchall():
            bands = [Band(*pair) for pair in zip(below, credit, strict=True)]
            found[service].append(Missed("", percent, Rating.RED, bands))
    return found
