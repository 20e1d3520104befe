"""How something moved: a line over time for each series."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from apps.core.charts.figure import (
    Drawing,
    Series,
    Table,
    Value,
    colour,
    element,
    figure,
    legend,
    number,
    short,
    ticks,
)
from apps.core.markup import escaped

WIDTH, HEIGHT = 520.0, 220.0
LEFT, RIGHT, TOP, BOTTOM = 48.0, 24.0, 28.0, 30.0
LABELS, MARKS = 7, 24
WHOLE, STEPS, MOST_STEPS = 100, (1, 2, 5, 10, 15, 20, 25, 35), 7


@dataclass(frozen=True)
class Plane:
    """Where a value at a label lies in the picture."""

    count: int
    highest: float
    lowest: float = 0

    def x(self, index: int) -> float:
        """Labels stand evenly; a single one in the middle."""
        if self.count == 1:
            return (LEFT + WIDTH - RIGHT) / 2
        return LEFT + (WIDTH - LEFT - RIGHT) * index / (self.count - 1)

    def y(self, value: float) -> float:
        """The lowest lies on the axis, which is nothing unless it was asked otherwise."""
        share = (value - self.lowest) / (self.highest - self.lowest)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share


def trend(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    unit: str = "",
    goal: float | None = None,
    lowest: float = 0,
    description: str = "",
) -> SafeString:
    """A line for each series over the labels; a gap where a value is None.

    Of many values some are marked, the last always; the table has them all.
    `lowest` is where the axis begins: shares near 100 % are told apart only so.
    """
    known = [v for one in series for v in one.values if v is not None]
    scale = _scale(max([*known, goal or 0], default=0), lowest, unit)
    plane = Plane(len(labels), scale[-1], lowest)
    marks = [*_grid(plane, scale, unit), *_labels(plane, labels)]
    if goal is not None:
        marks += _goal(plane, goal, unit)
    for index, one in reversed(list(enumerate(series))):  # the first lies on top
        marks += _line(plane, index, one, labels, unit)
    rows = [
        [label, *(number(one.values[at], unit) for one in series)]
        for at, label in enumerate(labels)
    ]
    return figure(
        "trend",
        title,
        Drawing(WIDTH, HEIGHT, marks),
        Table(["", *(one.label for one in series)], rows),
        description=description,
        key=legend([one.label for one in series], lines=True),
    )


def _scale(highest: float, lowest: float, unit: str) -> list[float]:
    """Round values from the lowest to at least the highest; shares end at 100 %."""
    span = WHOLE - lowest
    if unit == "%" and lowest and highest <= WHOLE:
        fitting = (one for one in STEPS if one * MOST_STEPS >= span and not span % one)
        if step := next(fitting, 0):
            return [lowest + step * at for at in range(round(span / step) + 1)]
    return [lowest + one for one in ticks(highest - lowest)]


def _grid(plane: Plane, scale: Sequence[float], unit: str) -> Iterator[SafeString]:
    for value in scale:
        y = plane.y(value)
        css = "chart-grid" if value > plane.lowest else "chart-axis"
        yield element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_=css)
        words = number(value, unit if unit == "%" else "")
        yield element("text", words, x=LEFT - 8, y=y + 4, text_anchor="end")
    if unit not in {"", "%"}:
        yield element("text", unit, x=4, y=11)


def _labels(plane: Plane, labels: Sequence[str]) -> Iterator[SafeString]:
    every = -(-len(labels) // LABELS) or 1
    for index, label in enumerate(labels):
        if index % every == 0:
            x = plane.x(index)
            yield element("text", label, x=x, y=HEIGHT - 8, text_anchor="middle")


def _goal(plane: Plane, goal: float, unit: str) -> list[SafeString]:
    y = plane.y(goal)
    words = f"Goal {number(goal, unit)}"
    return [
        element("path", d=f"M{LEFT} {y:.1f}H{WIDTH - RIGHT}", class_="chart-goal"),
        element(
            "text",
            words,
            x=WIDTH - RIGHT,
            y=y - 5,
            text_anchor="end",
            class_="chart-halo",
        ),
    ]


def _line(
    plane: Plane, index: int, one: Series, labels: Sequence[str], unit: str
) -> Iterator[SafeString]:
    css = f"chart-line {colour(index)} chart-dash-{index % 4 + 1}"
    yield element("path", d=_path(plane, one.values), class_=css)
    every = -(-len(labels) // MARKS) or 1
    last = max((at for at, v in enumerate(one.values) if v is not None), default=0)
    for at, value in enumerate(one.values):
        if value is not None and (at % every == 0 or at == last):
            told = f"{labels[at]}, {one.label}: {number(value, unit)}"
            yield _mark(index, plane.x(at), plane.y(value), told)


def _path(plane: Plane, values: Sequence[Value]) -> str:
    """Moves and lines; after a gap the pen is set down anew."""
    steps, is_down = [], False
    for at, value in enumerate(values):
        if value is not None:
            steps.append(
                f"{'L' if is_down else 'M'}{plane.x(at):.1f} {plane.y(value):.1f}"
            )
        is_down = value is not None
    return "".join(steps)


CORNERS = {
    1: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    2: ((0, -1.2), (1.2, 1), (-1.2, 1)),
    3: ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
}
SIZE = 4.5


def _mark(index: int, x: float, y: float, told: str) -> SafeString:
    """A shape of its own for each series, so that colour is never the only sign.

    Written as it is rather than by `element`: a chart has dozens, all alike.
    """
    css = f"chart-mark chart-fill {colour(index)}"
    words = f"<title>{escaped(told)}</title>"
    shape = index % 4
    if shape == 0:
        at = f'cx="{short(x)}" cy="{short(y)}" r="4"'
        return SafeString(f'<circle {at} class="{css}">{words}</circle>')
    points = " ".join(
        f"{x + dx * SIZE:.1f},{y + dy * SIZE:.1f}" for dx, dy in CORNERS[shape]
    )
    return SafeString(f'<polygon points="{points}" class="{css}">{words}</polygon>')
