"""The columns of the register's lists: what each shows, exports and sorts by."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from apps.accounts.models import User
from apps.core.lists import Column
from apps.core.markup import badge, fill, link, show_time, stacked, state_badge
from apps.vendors.access import can_see_money
from apps.vendors.models import Contract, RiskRating
from apps.vendors.queries.register import RISK_TONES


def _named(one: Any) -> str:
    return link(one.get_absolute_url(), one.name)


def risk_badge(level: int | None) -> str:
    """A risk in words and colour."""
    if not level:
        return "–"
    return badge(RiskRating.Level(level).label, RISK_TONES[level])


def due_day(day: date | None, today: date) -> str:
    """A day that must not be missed; said in words where it is over."""
    if day is None:
        return "–"
    if day < today:
        return fill("{} {}", show_time(day), badge("over", "red"))
    return fill("{}", show_time(day))


def vendor_columns(user: User, today: date) -> Sequence[Column]:
    """Risks are columns for people inside only."""
    risk = Column(
        "risk",
        "Risk",
        lambda one: RiskRating.Level(one.risk).label if one.risk else "",
        "risk",
        cell=lambda one: risk_badge(one.risk),
    )
    return [
        Column("name", "Vendor", lambda one: one.name, "name", _named, is_head=True),
        Column("tier", "Tier", lambda one: one.get_tier_display(), "tier"),
        *([risk] if user.is_internal else []),
        Column(
            "manager", "Manager", lambda one: str(one.manager or ""), "manager__name"
        ),
        Column(
            "contracts",
            "Contracts",
            lambda one: one.running_contracts,
            "running_contracts",
        ),
        Column(
            "ending",
            "Ending in 90 days",
            lambda one: one.ending_contracts,
            "ending_contracts",
            cell=lambda one: (
                badge(one.ending_contracts, "amber") if one.ending_contracts else "0"
            ),
        ),
        Column(
            "expiry",
            "Next certificate to expire",
            lambda one: one.next_expiry_on,
            "next_expiry_on",
            cell=lambda one: due_day(one.next_expiry_on, today),
        ),
    ]


def contract_columns(user: User, today: date) -> Sequence[Column]:
    """What was agreed, until when, and what it is worth to those who see money."""
    return [
        Column(
            "reference",
            "Contract",
            lambda one: one.reference,
            "reference",
            cell=lambda one: stacked(
                link(one.get_absolute_url(), one.reference), one.title
            ),
            is_head=True,
        ),
        Column("title", "Title", lambda one: one.title, "title", only_exported=True),
        Column(
            "vendor",
            "Vendor",
            lambda one: one.vendor.name,
            "vendor__name",
            cell=lambda one: _named(one.vendor),
        ),
        Column(
            "state", "State", lambda one: one.get_state_display(), "state", state_badge
        ),
        Column("ends", "Last day", lambda one: one.ends_on, "ends_on"),
        Column(
            "notice",
            "Last day to give notice",
            lambda one: one.last_notice_day,
            "notice_until",
            cell=lambda one: due_day(one.last_notice_day, today),
        ),
        Column("renewal", "Then", lambda one: one.get_renewal_display(), "renewal"),
        *_money_columns(user),
    ]


def _money_columns(user: User) -> Sequence[Column]:
    """The value where the reader sees the vendor's money; to sort by, if everywhere."""
    sees_all = not user.is_internal or user.rights.may("vendors.view_money")

    def value(one: Contract) -> Any:
        return one.value if can_see_money(user, one.vendor) else None

    return [
        Column(
            "value",
            "Value a year",
            value,
            "value" if sees_all else "",
            cell=lambda one: _worth(value(one), one.currency),
            css="text-end",
        ),
        Column(
            "currency",
            "Currency",
            lambda one: one.currency if value(one) is not None else "",
            only_exported=True,
        ),
    ]


def _worth(amount: Any, currency: str) -> str:
    return money(amount) if amount is None else f"{money(amount)} {currency}"


def money(amount: Any) -> str:
    """An amount with its thousands apart; a dash for those who don't see it."""
    return "–" if amount is None else f"{amount:,.2f}"


SERVICE_COLUMNS = [
    Column("name", "Service", lambda one: one.name, "name", _named, is_head=True),
    Column(
        "vendor",
        "Vendor",
        lambda one: one.contract.vendor.name,
        "contract__vendor__name",
        cell=lambda one: _named(one.contract.vendor),
    ),
    Column(
        "contract",
        "Contract",
        lambda one: one.contract.reference,
        "contract__reference",
        cell=lambda one: link(one.contract.get_absolute_url(), one.contract.reference),
    ),
    Column(
        "calendar",
        "Calendar",
        lambda one: one.calendar.name,
        "calendar__name",
        cell=lambda one: _named(one.calendar),
    ),
    Column(
        "shifts",
        "Shifts",
        lambda one: one.get_shift_pattern_display(),
        "shift_pattern",
    ),
    Column("headcount", "FTE", lambda one: one.headcount, "headcount"),
    Column("levels", "Levels", lambda one: one.level_count, "level_count"),
    Column("team", "Team", lambda one: str(one.team or ""), "team__name"),
]
