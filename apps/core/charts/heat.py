"""Where it gathers: a map of cells, darker where there is more, each with its number."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from apps.core.charts.figure import (
    Drawing,
    Table,
    Value,
    element,
    figure,
    hint,
    label_width,
    number,
    shortened,
)

WIDEST, TOP = 160.0, 26.0
CELL, ROW = 54.0, 30.0
ROOM = 22
LEVELS = 5
FIRST_DARK = 4


@dataclass(frozen=True)
class Map:
    """What every cell needs to know of the whole."""

    left: float
    columns: Sequence[str]
    highest: float
    unit: str


def heat_map(
    title: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Value]]],
    *,
    unit: str = "",
    description: str = "",
) -> SafeString:
    """A cell for each row and column; the number stands in it, so colour only helps."""
    highest = max((v for _, values in rows for v in values if v), default=0) or 1
    left = label_width((label for label, _ in rows), widest=WIDEST)
    whole = Map(left, columns, highest, unit)
    marks = [
        element(
            "text",
            shortened(column, 9),
            x=left + CELL * (at + 0.5),
            y=TOP - 10,
            text_anchor="middle",
        )
        for at, column in enumerate(columns)
    ]
    for down, (label, values) in enumerate(rows):
        marks += _row(whole, down, label, values)
    table = [[label, *(number(v, unit) for v in values)] for label, values in rows]
    width = left + CELL * len(columns) + 8
    return figure(
        "heat",
        title,
        Drawing(width, TOP + ROW * len(rows) + 4, marks),
        Table(["", *columns], table),
        description=description,
    )


def _row(
    whole: Map, down: int, label: str, values: Sequence[Value]
) -> Iterator[SafeString]:
    y = TOP + ROW * down
    yield element(
        "text", shortened(label, ROOM), x=whole.left - 10, y=y + 19, text_anchor="end"
    )
    for at, value in enumerate(values):
        told = f"{label}, {whole.columns[at]}: {number(value, whole.unit)}"
        level = level_of(value, whole.highest)
        x = whole.left + CELL * at
        yield element(
            "rect",
            hint(told),
            x=x,
            y=y,
            width=CELL - 2,
            height=ROW - 2,
            rx=3,
            class_=f"chart-heat-{level}",
        )
        yield element(
            "text",
            number(value),
            x=x + CELL / 2 - 1,
            y=y + 19,
            text_anchor="middle",
            class_="chart-on-dark" if level >= FIRST_DARK else "chart-on-light",
        )


def level_of(value: Value, highest: float) -> int:
    """0 for nothing, else 1 to 5 by its share of the highest."""
    if not value or value < 0:
        return 0
    return min(LEVELS, math.ceil(round(value * LEVELS / highest, 9)))
