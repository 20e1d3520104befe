"""How much of each: horizontal bars, whole or in parts."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from django.utils.safestring import SafeString

from apps.core.charts.figure import (
    Drawing,
    Series,
    Table,
    colour,
    element,
    figure,
    hint,
    joined,
    legend,
    number,
    shortened,
)

WIDTH, LABEL, END = 520.0, 180.0, 70.0
ROW, BAR = 28.0, 18.0
SPAN = WIDTH - LABEL - END
ROOM = 27
WIDE_ENOUGH = 24


def bars(
    title: str,
    rows: Sequence[tuple[str, float]],
    *,
    unit: str = "",
    goal: float | None = None,
    description: str = "",
    heading: str = "",
) -> SafeString:
    """A bar for each row, its number beside it; a dotted line at the goal."""
    highest = max([value for _, value in rows] + [goal or 0], default=0) or 1
    marks: list[SafeString] = []
    for at, (label, value) in enumerate(rows):
        marks += _bar(at, label, value, SPAN * value / highest, unit)
    height = max(ROW * len(rows), ROW) + 8
    if goal is not None:
        x = LABEL + SPAN * goal / highest
        marks.append(element("path", d=f"M{x:.1f} 0V{height}", class_="chart-goal"))
    table = [[label, number(value, unit)] for label, value in rows]
    goal_told = "" if goal is None else f" (goal {number(goal, unit)})"
    return figure(
        "bars",
        title + goal_told,
        Drawing(WIDTH, height, marks),
        Table([heading, unit.capitalize() or "Number"], table),
        description=description,
    )


def _bar(
    at: int, label: str, value: float, length: float, unit: str
) -> Iterator[SafeString]:
    y = at * ROW + 4
    told = f"{label}: {number(value, unit)}"
    yield _label(label, y)
    yield element(
        "rect",
        hint(told),
        x=LABEL,
        y=y,
        width=max(length, 1.0),
        height=BAR,
        rx=2,
        class_="chart-fill chart-s1",
    )
    yield element("text", number(value, unit), x=LABEL + length + 6, y=y + 13)


def _label(label: str, y: float) -> SafeString:
    text = shortened(label, ROOM)
    whole = joined(text, hint(label)) if text != label else text
    return element("text", whole, x=LABEL - 10, y=y + 13, text_anchor="end")


def stacked_bars(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    unit: str = "",
    description: str = "",
) -> SafeString:
    """A bar for each label, made of a part for each series; the total at its end."""
    totals = [sum(one.values[at] or 0 for one in series) for at in range(len(labels))]
    highest = max(totals, default=0) or 1
    marks: list[SafeString] = []
    for at, label in enumerate(labels):
        marks += _parts(at, label, series, SPAN / highest, unit)
    rows = [
        [label, *(number(one.values[at], unit) for one in series), number(totals[at])]
        for at, label in enumerate(labels)
    ]
    return figure(
        "stacked",
        title,
        Drawing(WIDTH, max(ROW * len(labels), ROW) + 8, marks),
        Table(["", *(one.label for one in series), "Total"], rows),
        description=description,
        key=legend([one.label for one in series]),
    )


def _parts(
    at: int, label: str, series: Sequence[Series], scale: float, unit: str
) -> Iterator[SafeString]:
    y = at * ROW + 4
    values = [float(one.values[at] or 0) for one in series]
    starts = [0.0, *accumulate(values)]
    yield _label(label, y)
    for index, (one, value) in enumerate(zip(series, values, strict=True)):
        if value:
            told = f"{label}, {one.label}: {number(value, unit)}"
            box = (LABEL + starts[index] * scale, y, value * scale)
            yield from _part(index, value, box, told)
    end = LABEL + starts[-1] * scale + 6
    yield element("text", number(starts[-1]), x=end, y=y + 13)


def _part(
    index: int, value: float, box: tuple[float, float, float], told: str
) -> Iterator[SafeString]:
    x, y, width = box
    yield element(
        "rect",
        hint(told),
        x=x,
        y=y,
        width=width,
        height=BAR,
        class_=f"chart-fill chart-part {colour(index)}",
    )
    if width >= WIDE_ENOUGH:
        yield element(
            "text",
            number(value),
            x=x + width / 2,
            y=y + 13,
            text_anchor="middle",
            class_="chart-on-dark",
        )
