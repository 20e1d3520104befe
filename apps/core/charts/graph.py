"""Who leans on whom: boxes in layers from left to right, joined by arrows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.charts.figure import (
    Drawing,
    Table,
    element,
    figure,
    hint,
    shortened,
)
from apps.core.charts.layers import Layout, Point, lay_out

BOX_WIDTH, BOX_HEIGHT = 170.0, 44.0
COLUMN, ROW, EDGE = 250.0, 62.0, 10.0
ROOM, NOTE_ROOM = 22, 28


@dataclass(frozen=True)
class Node:
    """A box: its key, its words, a note below them, a tone, and a page of its own."""

    key: str
    label: str
    note: str = ""
    tone: str = ""
    url: str = ""


@dataclass(frozen=True)
class Edge:
    """An arrow from one key to another, perhaps with a word."""

    source: str
    target: str
    label: str = ""


def graph(
    title: str,
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    *,
    description: str = "",
) -> SafeString:
    """The boxes and arrows, and a table that names each arrow with links to both ends."""
    by_key = {node.key: node for node in nodes}
    drawn = [e for e in edges if e.source in by_key and e.target in by_key]
    layout = lay_out(list(by_key), [(e.source, e.target) for e in drawn])
    marks = [
        mark
        for edge in drawn
        if edge.source != edge.target
        for mark in _arrow(edge, layout, by_key)
    ]
    marks += [
        mark for node in nodes for mark in _box(node, *_corner(layout.places[node.key]))
    ]
    rows = [
        [_link(by_key[e.source]), e.label or "→", _link(by_key[e.target])]
        for e in drawn
    ] or [[_link(node), "", ""] for node in nodes]
    return figure(
        "drawn",
        title,
        Drawing(
            layout.columns * COLUMN - (COLUMN - BOX_WIDTH) + 2 * EDGE,
            max(layout.height, 1) * ROW + EDGE,
            marks,
        ),
        Table(["From", "", "To"], rows),
        description=description or f"{len(nodes)} boxes, {len(drawn)} arrows.",
    )


def _link(node: Node) -> SafeString | str:
    if not node.url:
        return node.label
    return format_html('<a href="{}">{}</a>', node.url, node.label)


def _corner(place: Point) -> tuple[float, float]:
    """The left upper corner of the box at a place of the layout."""
    return EDGE + place.column * COLUMN, EDGE + place.row * ROW


def _box(node: Node, x: float, y: float) -> list[SafeString]:
    told = f"{node.label}. {node.note}" if node.note else node.label
    css = f"chart-node chart-tone-{node.tone}" if node.tone else "chart-node"
    marks = [
        element(
            "rect",
            hint(told),
            x=x,
            y=y,
            width=BOX_WIDTH,
            height=BOX_HEIGHT,
            rx=6,
            class_=css,
        ),
        element(
            "text",
            shortened(node.label, ROOM),
            x=x + 10,
            y=y + (19 if node.note else 27),
            class_="chart-strong",
        ),
    ]
    if node.note:
        note = shortened(node.note, NOTE_ROOM)
        marks.append(element("text", note, x=x + 10, y=y + 35))
    return marks


def _arrow(edge: Edge, layout: Layout, by_key: dict[str, Node]) -> list[SafeString]:
    """A curve through the free places between the boxes, with a head at its end."""
    middle = BOX_HEIGHT / 2
    way = layout.ways[edge.source, edge.target]
    goes_right = way[0].column < way[-1].column
    points = []
    for place in way:
        x, y = _corner(place)
        sides = [(x, y + middle), (x + BOX_WIDTH, y + middle)]
        points += sides if goes_right else sides[::-1]
    points = points[1:-1]
    (x, y), (end_x, end_y) = points[0], points[-1]
    curve = f"M{x:.1f} {y:.1f}"
    for at, (next_x, next_y) in enumerate(points[1:], start=1):
        if at % 2 == 0:
            curve += f"L{next_x:.1f} {next_y:.1f}"
        else:
            half = (x + next_x) / 2
            curve += (
                f"C{half:.1f} {y:.1f} {half:.1f} {next_y:.1f} {next_x:.1f} {next_y:.1f}"
            )
        x, y = next_x, next_y
    told = (
        f"{by_key[edge.source].label} {edge.label or '→'} {by_key[edge.target].label}"
    )
    tip = -8 if goes_right else 8
    head = (
        f"{end_x:.1f},{end_y:.1f} {end_x + tip:.1f},{end_y - 4:.1f}"
        f" {end_x + tip:.1f},{end_y + 4:.1f}"
    )
    return [
        element("path", hint(told), d=curve, class_="chart-edge"),
        element("polygon", points=head, class_="chart-head"),
    ]
