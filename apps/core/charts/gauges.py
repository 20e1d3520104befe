"""One number against what is wanted: a bullet, a ring."""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.safestring import SafeString

from apps.core.charts.figure import Drawing, Table, element, figure, hint, number

WIDTH, HEIGHT = 320.0, 52.0
TOP, DEPTH = 6.0, 24.0


def bullet(
    title: str,
    value: float,
    *,
    goal: float,
    highest: float = 100,
    bands: Sequence[float] = (),
    unit: str = "%",
    description: str = "",
) -> SafeString:
    """A bar against its goal, over bands that say from where it is poor, fair, good."""

    def x(amount: float) -> float:
        return WIDTH * min(max(amount, 0), highest) / highest

    told = f"{number(value, unit)}, goal {number(goal, unit)}"
    marks = [
        *_bands([x(edge) for edge in (0, *bands, highest)]),
        _box(0, x(value), DEPTH / 3, css="chart-fill chart-s1"),
        _box(x(goal) - 1.5, x(goal) + 1.5, DEPTH + 6, css="chart-ink"),
        element("text", told, x=0, y=HEIGHT - 6, class_="chart-strong"),
    ]
    table = [["Value", number(value, unit)], ["Goal", number(goal, unit)]]
    return figure(
        "small",
        title,
        Drawing(WIDTH, HEIGHT, marks),
        Table(["", title], table),
        description=description or told,
    )


def _bands(edges: Sequence[float]) -> list[SafeString]:
    """The darkest first, where it is poorest."""
    shades = range(5 - len(edges), 4)
    return [
        _box(low, high, DEPTH, css=f"chart-band-{max(shade, 1)}")
        for shade, (low, high) in zip(shades, pairwise(edges), strict=True)
    ]


def _box(low: float, high: float, depth: float, *, css: str) -> SafeString:
    """A bar from one place to another, around the middle line."""
    y = TOP + (DEPTH - depth) / 2
    return element("rect", x=low, y=y, width=high - low, height=depth, class_=css)


def ring(
    title: str,
    percent: float,
    *,
    tone: str = "blue",
    note: str = "",
    description: str = "",
) -> SafeString:
    """How much of a whole is done, with its number in the middle."""
    done = min(max(percent, 0), 100)
    circle = {"cx": 60, "cy": 60, "r": 48, "pathLength": 100, "stroke_width": 12}
    marks = [element("circle", class_="chart-track-line", **circle)]
    if done:
        marks.append(
            element(
                "circle",
                hint(f"{title}: {number(percent, '%')}"),
                stroke_dasharray=f"{done:.2f} {100 - done:.2f}",
                transform="rotate(-90 60 60)",
                class_=f"chart-arc chart-tone-{tone}",
                **circle,
            )
        )
    middle = 62 if note else 68
    shown = number(percent, "%")
    marks.append(
        element("text", shown, x=60, y=middle, text_anchor="middle", class_="chart-big")
    )
    if note:
        marks.append(element("text", note, x=60, y=80, text_anchor="middle"))
    return figure(
        "small chart-ring",
        title,
        Drawing(120.0, 120.0, marks),
        Table(["", title], [["Done", shown]]),
        description=description or f"{shown} {note}".strip(),
    )
