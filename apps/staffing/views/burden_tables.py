"""The ledger's, the report's and capacity's tables and charts."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString

from apps.core import charts, markup
from apps.core.charts import Series
from apps.staffing.queries.burden import Borne
from apps.staffing.queries.capacity import Capacity
from apps.staffing.queries.working_time import Report
from apps.staffing.rules.burden import Hour
from apps.staffing.rules.working_time import said

LEDGER = [
    *("Person", "FTE", "Plain h", "Night h", "Weekend h", "Holiday h"),
    *("Call-outs", "Weighted h", "Weighted ÷ FTE"),
]
REPORT = ["Person", "Hours", "Hours a week", "Nights", "Breaches", "Which"]
MOST_BARS = 20


def ledger_rows(rows: Sequence[Borne]) -> list[list[Any]]:
    """The ledger's cells."""
    return [
        [
            one.person.name,
            one.person.fte,
            *(one.load.hours.get(kind, 0) for kind in Hour),
            one.load.call_outs,
            one.load.weighted,
            one.per_fte,
        ]
        for one in rows
    ]


def ledger_chart(rows: Sequence[Borne]) -> SafeString:
    """The most loaded, longest first."""
    return charts.bars(
        "Weighted hours ÷ FTE, 12 months",
        [(one.person.name, float(one.per_fte)) for one in rows[:MOST_BARS]],
        unit="h",
        heading="Person",
    )


def report_rows(rows: Sequence[Report]) -> list[list[Any]]:
    """The report's cells, for a file."""
    return [
        [
            one.person.name,
            one.hours,
            one.weekly,
            one.nights,
            len(one.breaches),
            "; ".join(
                said(each, ZoneInfo(one.person.time_zone)) for each in one.breaches
            ),
        ]
        for one in rows
    ]


def draw_report(rows: Sequence[Report]) -> SafeString:
    """The report's rows, each breach in words."""
    return SafeString("".join(_drawn(one) for one in rows))


def _drawn(one: Report) -> SafeString:
    lines = SafeString(
        "".join(
            markup.fill("<li>{}</li>", said(each, ZoneInfo(one.person.time_zone)))
            for each in one.breaches
        )
    )
    told: object = markup.badge("None", "green")
    if one.breaches:
        told = markup.fill(
            "<details><summary>{}</summary><ul>{}</ul></details>",
            markup.badge(len(one.breaches), "red"),
            lines,
        )
    return markup.fill(
        '<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>',
        *(one.person, f"{one.hours:g}", f"{one.weekly:g}", one.nights, told),
    )


def capacity_chart(found: Capacity) -> SafeString:
    """Hours available and planned, week by week; the what-if beside it."""
    series = [
        Series("Available", [float(one.available) for one in found.now]),
        Series("Planned", [float(one.planned) for one in found.now]),
    ]
    if found.then is not None:
        series.insert(
            1, Series("Available if so", [float(one.available) for one in found.then])
        )
    labels = [f"{one:%-d %b}" for one in found.mondays]
    return charts.trend("Hours a week", labels, series, unit="h")


def draw_skills(found: Capacity) -> SafeString:
    """A line a skill, a week a cell: the hours left, red where there are too few."""
    return SafeString("".join(_skill(one) for one in found.skills))


def _skill(one: Any) -> SafeString:
    cells = SafeString(
        "".join(
            markup.fill(
                '<td class="cover-{}" title="{}">{}</td>',
                "short" if week.left < 0 else "met" if week.planned else "quiet",
                f"{one.skill}, week of {week.monday:%-d %b}: {week.available:.0f} h"
                f" available, {week.planned:.0f} h planned",
                f"{week.left:.0f}",
            )
            for week in one.weeks
        )
    )
    return markup.fill('<tr><th scope="row">{}</th>{}</tr>', one.skill, cells)
