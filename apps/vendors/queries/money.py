"""What services cost in a month, what of it is at risk, and what misses take away."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models.fields.json import KeyTextTransform

from apps.vendors.models import Closure, ManagedService
from apps.vendors.queries.card import deal_of
from apps.vendors.queries.scorecard import amount_in, charges_of
from apps.vendors.queries.standings import MEASURED
from apps.vendors.rules.credits import Band, Missed, credit_of
from apps.vendors.rules.scoring import Rating
from apps.vendors.states import SHUT

# Only levels below one of their bands; credits ask for nothing but whether it is rated.
MISSES = """
    SELECT rated.service_id, rated.percent,
        array_agg(band.below), array_agg(band.credit)
    FROM rated JOIN vendors_creditband band ON band.version_id = rated.version_id
    WHERE rated.is_rated AND rated.percent < band.below
    GROUP BY rated.service_id, rated.level_id, rated.percent
"""
MISSED = "".join((MEASURED, MISSES))


@dataclass(frozen=True)
class Bill:
    """A service in a month: its charge, the most it can lose, what it does lose."""

    charge: Decimal
    at_risk: Decimal
    credit: Decimal


def bills(services: Sequence[ManagedService], month: date) -> dict[int, Bill]:
    """By service (its key), in three queries; the same as its scorecard says.

    The services have their contracts at hand. A closed month shows what was closed.
    """
    charges = charges_of(services)
    missed = _missed(services, month)
    found = {}
    for one in services:
        charge = amount_in(charges[one.pk], month)
        deal = deal_of(one.contract, charge)
        credit = credit_of(missed[one.pk], deal)
        found[one.pk] = Bill(charge, deal.at_risk, credit.due)
    return {**found, **_closed(services, month)}


def _missed(services: Sequence[ManagedService], month: date) -> dict[int, list[Missed]]:
    found: dict[int, list[Missed]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(MISSED, [[one.pk for one in services], [month]])
        for service, percent, below, credit in cursor.fetchall():
            bands = [Band(*pair) for pair in zip(below, credit, strict=True)]
            found[service].append(Missed("", percent, Rating.RED, bands))
    return found


def _closed(services: Sequence[ManagedService], month: date) -> dict[int, Bill]:
    """By the newest closure that is signed, or else by the first."""
    by_key = {one.pk: one for one in services}
    rows = Closure.objects.filter(
        period__service__in=by_key, period__month=month, period__state__in=SHUT
    )
    written = rows.order_by("number").values_list(
        "period__service_id",
        "number",
        "signed_by_id",
        KeyTextTransform("charge", "figures"),
        KeyTextTransform("total", "figures__credit"),
        KeyTextTransform("cap", "figures__credit"),
    )
    found = {}
    for service, number, signed, charge, total, cap in written:
        if signed or number == 1:
            amount = Decimal(charge)
            deal = deal_of(by_key[service].contract, amount)
            due = min(Decimal(total), Decimal(cap))
            found[service] = Bill(amount, deal.at_risk, due)
    return found
