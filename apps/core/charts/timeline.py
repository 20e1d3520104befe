"""What happened when: spans on an axis of time, and instants that matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from django.utils.safestring import SafeString

from apps.core.charts.figure import Drawing, Table, element, figure, hint, joined
from apps.core.markup import fill

WIDTH, HEIGHT = 760.0, 132.0
LEFT, RIGHT = 8.0, 8.0
TOP, DEPTH = 40.0, 60.0
BAR_TOP, BAR = 56.0, 28.0
LABELS = 8
ROOM = 120.0
DAYS = (1, 2, 7, 14, 28, 91, 182, 365, 730, 1825)
HOURS = (1, 2, 3, 6, 12, *(24 * days for days in DAYS))
MONTH_HOURS = 28 * 24
DAY_HOURS = 24
BEHIND = frozenset({"open", "closed"})


@dataclass(frozen=True)
class Band:
    """A span of a kind: open or closed lie behind; spent, over and paused are bars."""

    kind: str
    start: datetime
    end: datetime
    told: str = ""


@dataclass(frozen=True)
class Mark:
    """An instant with its name. `row` 0 or 1 keeps names apart that stand close."""

    at: datetime
    label: str
    row: int = 0


@dataclass(frozen=True)
class Axis:
    """Where an instant lies; days and hours are those of the zone."""

    begins: datetime
    ends: datetime
    zone: tzinfo

    def x(self, instant: datetime) -> float:
        """Instants beyond the edges lie on them."""
        whole = (self.ends - self.begins) / timedelta(seconds=1)
        share = (instant - self.begins) / timedelta(seconds=1) / whole
        return LEFT + (WIDTH - LEFT - RIGHT) * min(max(share, 0), 1)

    def ticks(self) -> Iterator[tuple[datetime, str]]:
        """Round instants from midnight on, not too many, and what to call them."""
        hours = (self.ends - self.begins) / timedelta(hours=1)
        step = next((one for one in HOURS if hours / one <= LABELS), HOURS[-1])
        first = self.begins.astimezone(self.zone).date()
        wall, count = datetime.combine(first, time(0)), 0
        while True:
            local = (wall + timedelta(hours=step * count)).replace(tzinfo=self.zone)
            count += 1
            if local > self.ends:
                return
            if local >= self.begins:
                yield local, _called(local, step)


def _called(local: datetime, step: int) -> str:
    if step >= MONTH_HOURS:
        return f"{local.day} {local:%b %Y}"
    if step >= DAY_HOURS or local.time() == time(0):
        return f"{local:%a} {local.day} {local:%b}"
    return f"{local:%H:%M}"


def timeline(
    title: str,
    axis: Axis,
    bands: Sequence[Band],
    marks: Sequence[Mark],
    *,
    table: Table,
    name: str,
    names: Sequence[tuple[str, str]] = (),
    description: str = "",
) -> SafeString:
    """Spans and instants over time. `name` is unique on the page; `names` is the key."""
    drawn = [_hatching(name)]
    drawn += [_behind(axis, one) for one in bands if one.kind in BEHIND]
    drawn += _ticks(axis)
    drawn += [part for one in bands for part in _bar(axis, one, name)]
    drawn += [part for one in marks for part in _mark(axis, one)]
    return figure(
        "timeline",
        title,
        Drawing(WIDTH, HEIGHT, drawn),
        table,
        description=description,
        key=_key(names, name),
    )


def _hatching(name: str) -> SafeString:
    """Slanted lines, which no colour-blind reader takes for a filled bar."""
    line = element("path", d="M0 0V6", class_="chart-hatch")
    pattern = element(
        "pattern",
        line,
        id=f"hatch-{name}",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


def _box(
    axis: Axis, one: Band, y: float, height: float, **attributes: object
) -> SafeString:
    x = axis.x(one.start)
    width = max(axis.x(one.end) - x, 0.5)
    return element(
        "rect", hint(one.told), x=x, y=y, width=width, height=height, **attributes
    )


def _behind(axis: Axis, one: Band) -> SafeString:
    return _box(axis, one, TOP, DEPTH, class_=f"chart-time-{one.kind}")


def _bar(axis: Axis, one: Band, name: str) -> Iterator[SafeString]:
    if one.kind in BEHIND:
        return
    yield _box(axis, one, BAR_TOP, BAR, class_=f"chart-time-{one.kind}")
    if one.kind == "paused":
        yield _box(axis, one, BAR_TOP, BAR, fill=f"url(#hatch-{name})")


def _ticks(axis: Axis) -> Iterator[SafeString]:
    yield element(
        "path",
        d=f"M{LEFT:.0f} {TOP + DEPTH:.0f}H{WIDTH - RIGHT:.0f}",
        class_="chart-axis",
    )
    for instant, label in axis.ticks():
        x = axis.x(instant)
        line = f"M{x:.1f} {TOP + DEPTH:.0f}v5"
        yield element("path", d=line, class_="chart-axis")
        anchor = _anchor(x, 30)
        yield element("text", label, x=x, y=TOP + DEPTH + 19, text_anchor=anchor)


def _mark(axis: Axis, one: Mark) -> Iterator[SafeString]:
    x, y = axis.x(one.at), 14 + 14 * one.row
    line = f"M{x:.1f} {y + 4}V{TOP + DEPTH:.0f}"
    yield element("path", hint(one.label), d=line, class_=f"chart-instant-{one.row}")
    anchor = _anchor(x, ROOM)
    yield element("text", one.label, x=x, y=y, text_anchor=anchor, class_="chart-halo")


def _anchor(x: float, room: float) -> str:
    """Names at the edges grow inwards."""
    if x < room:
        return "start"
    return "end" if x > WIDTH - room else "middle"


def _key(names: Sequence[tuple[str, str]], name: str) -> SafeString:
    items = (fill("<li>{} {}</li>", _swatch(kind, name), told) for kind, told in names)
    return fill('<ul class="chart-legend">{}</ul>', joined(*items))


def _swatch(kind: str, name: str) -> SafeString:
    box = {"width": 18, "height": 12, "x": 3, "rx": 2}
    parts = [element("rect", class_=f"chart-time-{kind}", **box)]
    if kind == "paused":
        parts.append(element("rect", fill=f"url(#hatch-{name})", **box))
    return element("svg", joined(*parts), viewBox="0 0 24 12", aria_hidden="true")
