"""What all charts share: the figure with its table, scales, and elements of SVG."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from django.utils.safestring import SafeString

from apps.core.markup import escaped, fill

Value = float | int | None
COLOURS = 6
CAMELS = {"viewBox", "pathLength", "patternUnits", "patternTransform"}
WHOLE_FROM = 100


@dataclass(frozen=True)
class Series:
    """A line or a kind of part: its name and a value (or None) for each label."""

    label: str
    values: Sequence[Value]


@dataclass(frozen=True)
class Drawing:
    """The marks of a chart and the size they were drawn for."""

    width: float
    height: float
    marks: Iterable[SafeString]


@dataclass(frozen=True)
class Table:
    """The same numbers to be read: a heading for each column, then the rows."""

    header: Sequence[str]
    rows: Sequence[Sequence[object]]


def element(name: str, text: object = "", **attributes: object) -> SafeString:
    """An element of SVG. `class_` is class, `_` in a name is `-`; floats are shortened."""
    written = "".join(
        [
            f' {_attribute(key)}="{escaped(short(value))}"'
            for key, value in attributes.items()
        ]
    )
    return SafeString(f"<{name}{written}>{escaped(text)}</{name}>")


@cache
def _attribute(key: str) -> str:
    if key in CAMELS:
        return key
    return key.rstrip("_").replace("_", "-")


def short(value: object) -> str:
    """A value as an attribute has it; a float to one place."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else f"{value}"


def joined(*parts: SafeString | str) -> SafeString:
    """One after the other."""
    return SafeString("".join(map(escaped, parts)))


def hint(text: str) -> SafeString:
    """What a pointer resting on a mark is told."""
    return element("title", text)


def number(value: Value, unit: str = "") -> str:
    """A number as people write it, with its unit; a dash where there is none."""
    if value is None:
        return "–"
    digits = 0 if abs(value) >= WHOLE_FROM or float(value).is_integer() else 1
    return f"{value:,.{digits}f}{unit if unit in {'', '%'} else f' {unit}'}"


def ticks(highest: float, *, count: int = 4) -> list[float]:
    """Round values from nothing to at least the highest."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in (1, 2, 2.5, 5, 10) if power * one >= rough)
    steps = math.ceil(round(highest / step, 9))
    return [step * index for index in range(steps + 1)]


def shortened(text: str, room: int) -> str:
    """The text, cut with an ellipsis where it would not fit."""
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def label_width(labels: Iterable[str], *, widest: float) -> float:
    """The room that the labels left of a drawing need."""
    longest = max((len(label) for label in labels), default=0)
    return min(widest, longest * 7.2 + 20)


def colour(index: int) -> str:
    """The class of the series with this index."""
    return f"chart-s{index % COLOURS + 1}"


def swatches(labels: Sequence[str], fills: Sequence[str]) -> SafeString:
    """Which look is whose, by the classes that the marks have."""
    return _key(map(_filled, fills), labels)


def legend(labels: Sequence[str], *, lines: bool = False) -> SafeString:
    """Which colour is whose; none where there is only one."""
    if len(labels) == 1:
        return SafeString("")
    return _key((_swatch(at, lines=lines) for at, _ in enumerate(labels)), labels)


def _key(marks: Iterable[SafeString], labels: Sequence[str]) -> SafeString:
    items = map(partial(fill, "<li>{} {}</li>"), map(_framed, marks), labels)
    return fill('<ul class="chart-legend">{}</ul>', joined(*items))


def _framed(mark: SafeString) -> SafeString:
    return element("svg", mark, viewBox="0 0 24 12", aria_hidden="true")


def _filled(css: str) -> SafeString:
    return element("rect", width=18, height=12, x=3, rx=2, class_=css)


def _swatch(index: int, *, lines: bool) -> SafeString:
    if not lines:
        return _filled(f"chart-fill {colour(index)}")
    css = f"chart-line {colour(index)} chart-dash-{index % 4 + 1}"
    return element("path", d="M0 6H24", class_=css)


def figure(
    kind: str,
    title: str,
    drawing: Drawing,
    table: Table,
    *,
    description: str = "",
    key: SafeString | str = "",
) -> SafeString:
    """The whole: title, picture, key, and the numbers that always stand beside it."""
    picture = element(
        "svg",
        joined(
            hint(title), element("desc", description or _told(table)), *drawing.marks
        ),
        role="img",
        viewBox=f"0 0 {short(float(drawing.width))} {short(float(drawing.height))}",
        **({"width": drawing.width} if kind == "drawn" else {}),
    )
    return fill(
        '<figure class="chart chart-{}"><figcaption>{}</figcaption>'
        '<div class="chart-scroll" role="group" aria-label="{}" tabindex="0">{}</div>'
        "{}<details><summary>The numbers of this chart</summary>{}</details></figure>",
        kind,
        title,
        title,
        picture,
        key,
        _table(title, table),
    )


def _told(table: Table) -> str:
    """The chart in a sentence, where its author gave none."""
    told = [" ".join(str(cell) for cell in row) for row in table.rows[:12]]
    more = len(table.rows) - 12
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")


def _table(title: str, table: Table) -> SafeString:
    header = (fill('<th scope="col">{}</th>', one) for one in table.header)
    rows = "".join(
        f'<tr><th scope="row">{escaped(first)}</th>'
        f"{''.join(f'<td>{escaped(cell)}</td>' for cell in rest)}</tr>"
        for first, *rest in table.rows
    )
    return fill(
        '<div class="chart-table"><table class="table table-sm">'
        '<caption class="visually-hidden">{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        title,
        joined(*header),
        SafeString(rows),
    )
