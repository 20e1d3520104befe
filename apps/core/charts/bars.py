"""How much of each: horizontal bars, whole or in parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString

from apps.core.charts.figure import (
    Drawing,
    Series,
    Table,
    Value,
    colour,
    element,
    figure,
    hint,
    joined,
    label_width,
    legend,
    number,
    shortened,
)

WIDTH, WIDEST, END = 520.0, 190.0, 70.0
ROW, BAR = 28.0, 18.0
ROOM = 27
WIDE_ENOUGH = 24


@dataclass(frozen=True)
class Scale:
    """Where bars begin, and how long one of the unit is."""

    left: float
    each: float
    unit: str

    def x(self, value: float) -> float:
        """Where a bar of this value ends."""
        return self.left + self.each * value


def _scale(labels: Sequence[str], values: Sequence[float], unit: str) -> Scale:
    left = label_width(labels, widest=WIDEST)
    return Scale(left, (WIDTH - left - END) / (max(values, default=0) or 1), unit)


def _height(rows: int) -> float:
    return max(ROW * rows, ROW) + 4


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
    labels, values = [label for label, _ in rows], [value for _, value in rows]
    scale = _scale(labels, [*values, goal or 0], unit)
    marks = [mark for at, label in enumerate(labels) for mark in _row(scale, at, label)]
    for at, (label, value) in enumerate(rows):
        marks += _part(scale, at, 0, (0, value), label)
    if goal is not None:
        line = f"M{scale.x(goal):.1f} 0V{_height(len(rows))}"
        marks.append(element("path", d=line, class_="chart-goal"))
    goal_told = "" if goal is None else f" (goal {number(goal, unit)})"
    return figure(
        "bars",
        title + goal_told,
        Drawing(WIDTH, _height(len(rows)), [*marks, *_totals(scale, values)]),
        Table(
            [heading, unit.capitalize() or "Number"],
            [[label, number(value, unit)] for label, value in rows],
        ),
        description=description,
    )


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
    scale = _scale(labels, totals, unit)
    marks: list[SafeString] = []
    for at, label in enumerate(labels):
        marks += _row(scale, at, label)
        ends = _running([one.values[at] for one in series])
        for index, (one, span) in enumerate(zip(series, pairwise(ends), strict=True)):
            marks += _part(scale, at, index, span, f"{label}, {one.label}", inside=True)
    rows = [
        [label, *(number(one.values[at], unit) for one in series), number(totals[at])]
        for at, label in enumerate(labels)
    ]
    return figure(
        "stacked",
        title,
        Drawing(WIDTH, _height(len(labels)), [*marks, *_totals(scale, totals)]),
        Table(["", *(one.label for one in series), "Total"], rows),
        description=description,
        key=legend([one.label for one in series]),
    )


def _running(values: Sequence[Value]) -> list[float]:
    """The running total, from nothing."""
    ends = [0.0]
    for value in values:
        ends.append(ends[-1] + (value or 0))
    return ends


def _row(scale: Scale, at: int, label: str) -> Iterator[SafeString]:
    text = shortened(label, ROOM)
    whole = joined(text, hint(label)) if text != label else text
    x, y = scale.left - 10, at * ROW + 17
    yield element("text", whole, x=x, y=y, text_anchor="end")


def _totals(scale: Scale, values: Sequence[float]) -> Iterator[SafeString]:
    for at, value in enumerate(values):
        told = number(value, scale.unit)
        yield element("text", told, x=scale.x(value) + 6, y=at * ROW + 17)


def _part(
    scale: Scale,
    at: int,
    index: int,
    span: tuple[float, float],
    told: str,
    *,
    inside: bool = False,
) -> Iterator[SafeString]:
    value = span[1] - span[0]
    if not value:
        return
    x, width = scale.x(span[0]), scale.each * value
    yield element(
        "rect",
        hint(f"{told}: {number(value, scale.unit)}"),
        x=x,
        y=at * ROW + 4,
        width=width,
        height=BAR,
        class_=f"chart-fill {colour(index)}{' chart-part' if inside else ''}",
    )
    if inside and width >= WIDE_ENOUGH:
        yield element(
            "text",
            number(value),
            x=x + width / 2,
            y=at * ROW + 17,
            text_anchor="middle",
            class_="chart-on-dark",
        )
