"""A scorecard as a workbook: its figures, its trend, and the tickets behind them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from apps.core.exports import Sheet, book_bytes
from apps.vendors.models import Closure, ManagedService
from apps.vendors.queries.closing import (
    TICKET_FIELDS,
    tickets_to_freeze,
    written_figures,
)
from apps.vendors.queries.replay import frozen_rows
from apps.vendors.queries.scorecard import trend
from apps.vendors.states import Outcome

Row = Sequence[Any]
Progress = Callable[[int, int], None]
TOLD_EVERY = 1_000
TICKETS = {
    "level_slug": "Level",
    "number": "Ticket",
    "priority": "Priority",
    "type": "Type",
    "category": "Category",
    "group": "Group",
    "outcome": "Verdict",
    "is_excluded": "Excluded",
    "excluded_for": "Excluded for",
    "opened_at": "Opened (UTC)",
    "started_at": "Clock started (UTC)",
    "stopped_at": "Clock stopped (UTC)",
    "due_at": "Due (UTC)",
    "target_seconds": "Target, s",
    "elapsed_seconds": "Working time, s",
    "paused_seconds": "Paused, s",
}
PLACES = [TICKET_FIELDS.index(name) for name in TICKETS]
LINES = {
    "name": "Level",
    "measure": "Measure",
    "goal": "Goal, %",
    "percent": "Agreed, %",
    "reported": "Reported, %",
    "disputed": "Disputed, %",
    "met": "Met",
    "breached": "Breached",
    "accepted_met": "Met, excluded",
    "accepted_breached": "Breached, excluded",
    "service_seconds": "Agreed service time, s",
    "down_seconds": "Downtime, s",
    "value": "Measured, %",
    "weight": "Weight",
    "rating": "Mark",
}
NUMBERS = {"goal", "percent", "reported", "disputed", "value", "weight"}


def closure_book(
    found: Closure, *, with_money: bool, progress: Progress | None = None, of: int = 0
) -> bytes:
    """A closure as XLSX, from what it holds: the same bytes each time."""
    status = [
        ("Closure", found.title),
        ("Reason", found.reason),
        ("Closed by", str(found.closed_by)),
        ("Closed at", found.closed_at),
        ("Signed by", str(found.signed_by or "")),
        ("Signed at", found.signed_at),
        ("SHA-256", found.digest),
    ]
    tickets = _told(frozen_rows(found), progress, of)
    sheets = _sheets(found.figures, status, tickets, with_money=with_money)
    return book_bytes(sheets, made_at=found.closed_at)


def running_book(
    service: ManagedService,
    month: date,
    now: datetime,
    *,
    with_money: bool,
    progress: Progress | None = None,
    of: int = 0,
) -> bytes:
    """A month that is not closed as XLSX, by what is known now."""
    cards = trend(service, month)
    figures = written_figures(cards[-1], cards)
    tickets = _told(tickets_to_freeze(service, month), progress, of)
    status = [("Not closed, as of", now)]
    sheets = _sheets(figures, status, tickets, with_money=with_money)
    return book_bytes(sheets, made_at=now)


def _told(rows: Iterable[Row], progress: Progress | None, of: int) -> Iterator[Row]:
    """The rows, telling now and then how many of so many are through."""
    for done, row in enumerate(rows):
        if progress and done % TOLD_EVERY == 0:
            progress(done, of)
        yield row


def _sheets(
    figures: Mapping[str, Any],
    status: Sequence[Row],
    tickets: Iterable[Row],
    *,
    with_money: bool,
) -> Iterator[Sheet]:
    yield Sheet(
        "Scorecard", ("", ""), [*_facts(figures, with_money=with_money), *status]
    )
    yield Sheet("Levels", tuple(LINES.values()), map(_level, figures["lines"]))
    yield Sheet(
        "Thirteen months",
        ("Month", "Score", "Mark", *(one["name"] for one in figures["lines"])),
        (_month(one, figures["lines"]) for one in figures["trend"]),
    )
    if with_money:
        header = ("Level", "Agreed, %", "Below, %", "Credit, %", "Amount")
        yield Sheet("Credits", header, map(_credit, figures["credit"]["lines"]))
    yield Sheet("Tickets", tuple(TICKETS.values()), map(ticket_cells, tickets))


def _facts(figures: Mapping[str, Any], *, with_money: bool) -> list[Row]:
    rows: list[Row] = [
        ("Service", figures["service"]),
        ("Vendor", figures["vendor"]),
        ("Contract", figures["contract"]),
        ("Month", date.fromisoformat(figures["month"])),
        ("Score", _number(figures["score"])),
        ("Mark", _word(figures["rating"])),
    ]
    if with_money:
        currency = figures["currency"]
        rows += [
            (f"Charge of the month, {currency}", _number(figures["charge"])),
            (f"Credit due, {currency}", _number(figures["credit"]["due"])),
        ]
    return rows


def _number(written: str | None) -> float | None:
    return None if written is None else float(Decimal(written))


def _word(written: str) -> str:
    return written.replace("_", " ").capitalize()


def _level(line: Mapping[str, Any]) -> Row:
    return [
        _number(line[name])
        if name in NUMBERS
        else _word(line[name])
        if name in {"rating", "measure"}
        else line[name]
        for name in LINES
    ]


def _month(written: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> Row:
    shares = (_number(written["levels"].get(one["slug"])) for one in lines)
    month = date.fromisoformat(written["month"])
    return [month, _number(written["score"]), _word(written["rating"]), *shares]


def _credit(line: Mapping[str, str]) -> Row:
    names = ("percent", "below", "credit", "amount")
    return [line["name"], *(_number(line[name]) for name in names)]


def ticket_cells(row: Row) -> Row:
    """A ticket by TICKETS, its verdict in words."""
    cells = [row[place] for place in PLACES]
    verdict, excluded = (
        list(TICKETS).index("outcome"),
        list(TICKETS).index("is_excluded"),
    )
    cells[verdict] = Outcome(cells[verdict]).label
    cells[excluded] = "Yes" if cells[excluded] else ""
    return cells
