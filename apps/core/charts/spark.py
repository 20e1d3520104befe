"""A small line for a cell of a table; the numbers stand in the table beside it."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from apps.core.charts.figure import Value, element, hint, joined

WIDTH, HEIGHT, EDGE = 96.0, 24.0, 4.0


def spark(
    label: str, values: Sequence[Value], *, goal: float | None = None
) -> SafeString:
    """How values moved: a line with a gap where there is none, dotted at the goal.

    It is scaled to what it shows, so it tells direction, not size.
    """
    known = [one for one in values if one is not None]
    if not known:
        return SafeString("")
    edges = known if goal is None else [*known, goal]
    low, high = min(edges), max(edges)
    span = (high - low) or 1

    def y(value: float) -> float:
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - low) / span

    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    marks = [hint(label)]
    if goal is not None:
        line = f"M0 {y(goal):.1f}H{WIDTH:.0f}"
        marks.append(element("path", d=line, class_="chart-goal"))
    path, last, is_down = [], "", False
    for at, value in enumerate(values):
        if value is not None:
            last = f"{EDGE + step * at:.1f} {y(value):.1f}"
            path.append(f"{'L' if is_down else 'M'}{last}")
        is_down = value is not None
    marks.append(element("path", d="".join(path), class_="chart-line chart-s1"))
    # A line of no length with round ends is a dot: the newest value.
    marks.append(element("path", d=f"M{last}h0", class_="chart-spark-end chart-s1"))
    return element(
        "svg",
        joined(*marks),
        class_="chart-spark",
        role="img",
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
    )
