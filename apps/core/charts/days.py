"""The days of a month, each as a line of 24 hours with what lay in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from apps.core.charts.figure import Drawing, Table, element, figure, hint, swatches

LEFT, RIGHT, TOP = 64.0, 12.0, 20.0
WIDTH, ROW, BAR = 560.0, 15.0, 12.0
SPANS = ((0.0, 12.0), (0.0, 12.0), (8.0, 4.0))
FILLS = ("chart-track", "chart-fill chart-tone-red", "chart-fill chart-s1")


@dataclass(frozen=True)
class DayLine:
    """A day: its label, what lies in it by kind as (from, to, told), its numbers.

    From and to are shares of the day. The kinds come in the order of the chart's.
    """

    label: str
    parts: Sequence[Sequence[tuple[float, float, str]]]
    numbers: Sequence[str]


def day_lines(
    title: str, kinds: Sequence[str], days: Sequence[DayLine], *, description: str = ""
) -> SafeString:
    """A line a day, up to three kinds: a whole band, one over it, a thin one below.

    They differ in place and height too, not by colour alone.
    """
    marks = list(_hours(len(days)))
    for at, day in enumerate(days):
        marks += _day(at, day)
    return figure(
        "days",
        title,
        Drawing(WIDTH, TOP + ROW * len(days) + 4, marks),
        Table(["Day", *kinds], [[day.label, *day.numbers] for day in days]),
        description=description,
        key=swatches(kinds, FILLS),
    )


def _x(share: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * share


def _hours(days: int) -> Iterator[SafeString]:
    for hour in range(0, 25, 6):
        x = _x(hour / 24)
        yield element("text", f"{hour:02}", x=x, y=12, text_anchor="middle")
        yield element(
            "path", d=f"M{x:.1f} {TOP - 4}V{TOP + ROW * days}", class_="chart-grid"
        )


def _day(at: int, day: DayLine) -> Iterator[SafeString]:
    y = TOP + ROW * at
    yield element("text", day.label, x=LEFT - 8, y=y + 10, text_anchor="end")
    for kind, parts in enumerate(day.parts):
        inset, height = SPANS[kind]
        for start, end, told in parts:
            yield element(
                "rect",
                hint(told),
                x=_x(start),
                y=y + inset,
                width=max(_x(end) - _x(start), 1.0),
                height=height,
                class_=FILLS[kind],
            )
