"""The charts say their numbers in words, and carry no style of their own."""

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from apps.core import charts
from apps.core.charts.figure import number, ticks
from apps.core.charts.heat import level_of
from apps.core.charts.layers import lay_out

MONTHS = ["Jul", "Aug", "Sep"]
LINES = [
    charts.Series("Median", [3, None, 4.5]),
    charts.Series("p90 <b>", [9, 8, 11]),
]
NODES = [charts.Node(key, f"App {key}", url=f"/a/{key}") for key in "abcd"]
EDGES = [
    charts.Edge("a", "b"),
    charts.Edge("b", "c", "reads"),
    charts.Edge("a", "c"),
    charts.Edge("c", "a"),
    charts.Edge("d", "d"),
    charts.Edge("d", "gone"),
]
MORNING = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOON = MORNING + timedelta(hours=3)
DAY = charts.Axis(MORNING, MORNING + timedelta(hours=10), UTC)
BANDS = [
    charts.Band("open", MORNING, NOON, "Hours <b>"),
    charts.Band("spent", MORNING, NOON),
    charts.Band("paused", NOON, NOON + timedelta(hours=1), "Paused"),
]
ALL = {
    "trend": charts.trend("Cycle", MONTHS, LINES, unit="days", goal=5),
    "bars": charts.bars("Returned", [("SLOs", 12), ("Cost", 0)], goal=10),
    "stacked": charts.stacked_bars("By state", MONTHS, LINES),
    "heat": charts.heat_map("When", MONTHS, [("Mon", [0, None, 7])]),
    "bullet": charts.bullet("Readiness", 62.5, goal=80, bands=[50, 80]),
    "ring": charts.ring("Readiness", 71.4, note="silver"),
    "graph": charts.graph("Leans on", NODES, EDGES),
    "timeline": charts.timeline(
        "Clock",
        DAY,
        BANDS,
        [charts.Mark(NOON, "Target <b>")],
        table=charts.Table(["When", "What"], [["9", "Counted"]]),
        name="one",
        names=[("spent", "Counted"), ("paused", "Paused")],
    ),
    "no rows": charts.bars("Nothing", []),
    "no nodes": charts.graph("Nothing", [], []),
}


class Outline(HTMLParser):
    """Whether every element that was opened was closed in its turn."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.is_closed = True

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        self.is_closed = self.is_closed and self.open.pop() == tag


def outline(html):
    found = Outline()
    found.feed(html)
    return found


@pytest.mark.parametrize("html", ALL.values(), ids=ALL.keys())
def test_a_chart_is_a_named_picture_with_its_table(html):
    drawing = re.search(r'<svg role="img"[^>]*><title>([^<]+)</title><desc>', html)

    assert drawing.group(1)
    assert outline(html).is_closed
    assert "<details><summary>" in html
    assert '<th scope="col">' in html


@pytest.mark.parametrize("html", ALL.values(), ids=ALL.keys())
def test_a_chart_has_no_style_or_script_and_escapes_what_it_is_given(html):
    assert not re.search(
        r"\sstyle=|<style|<script|\son\w+=|\sfill=(?!\"url\(#)|<b>", html
    )


def test_the_table_holds_every_number_with_its_unit():
    text = re.sub(r"<[^>]+>", " ", ALL["trend"].partition("<details>")[2])

    assert "Aug" in text
    assert "–" in text
    assert "4.5 days" in text


def test_an_axis_may_begin_above_nothing():
    chart = charts.trend("Share", MONTHS, LINES[:1], unit="%", lowest=2)

    assert ">2%<" in chart
    assert ">0%<" not in chart


@pytest.mark.parametrize("lowest", range(10, 91, 10))
def test_shares_end_at_a_hundred_in_even_steps(lowest):
    line = charts.Series("Share", [lowest, None, 100])
    chart = charts.trend("Share", MONTHS, [line], unit="%", lowest=lowest)
    shown = [int(one) for one in re.findall(r">(\d+)%</text>", chart)]

    assert (shown[0], shown[-1]) == (lowest, 100)
    assert len({b - a for a, b in pairwise(shown)}) == 1
    assert 4 <= len(shown) <= 8


def test_a_small_line_is_a_picture_with_a_name_or_nothing():
    line = charts.spark("Share, three months", [90, None, 95], goal=92)

    assert "<title>Share, three months</title>" in line
    assert line.count("M") == 4  # the goal, two pieces with the gap between, the end
    assert charts.spark("Nothing", [None, None]) == ""


def test_a_span_lies_where_it_happened():
    boxes = re.findall(r'<rect x="([\d.]+)"[^>]* width="([\d.]+)"', ALL["timeline"])
    left, right = 8, 752

    assert boxes[0] == (f"{left}", f"{(right - left) * 0.3:.1f}")
    assert float(boxes[2][0]) == pytest.approx(left + (right - left) * 0.3, abs=0.1)


@pytest.mark.parametrize("hours", [1, 5, 24, 100, 24 * 30, 24 * 400, 24 * 4000])
def test_an_axis_of_time_has_a_few_round_ticks_of_its_zone(hours):
    zone = ZoneInfo("Asia/Kolkata")
    axis = charts.Axis(MORNING, MORNING + timedelta(hours=hours), zone)
    ticks_of_axis = list(axis.ticks())

    assert len(ticks_of_axis) <= 9
    assert all(
        one.minute == 0 and MORNING <= one <= axis.ends for one, _ in ticks_of_axis
    )


def test_a_gap_in_a_line_lifts_the_pen():
    first = re.search(
        r'<path d="([^"]+)" class="chart-line chart-s1 chart-dash-1"></path><circle',
        ALL["trend"],
    )

    assert first.group(1).count("M") == 2
    assert "L" not in first.group(1)


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        (0, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (11, [0, 5, 10, 15]),
        (0.3, [0, 0.1, 0.2, 0.3]),
        (87, [0, 25, 50, 75, 100]),
    ],
)
def test_ticks_are_round_and_cover_all(highest, expected):
    assert ticks(highest) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (None, "", "–"),
        (3, "days", "3 days"),
        (62.54, "%", "62.5%"),
        (1234.5, "", "1,234"),
    ],
)
def test_numbers_read_as_people_write_them(value, unit, expected):
    assert number(value, unit) == expected


@pytest.mark.parametrize(
    ("value", "level"), [(None, 0), (0, 0), (1, 1), (20, 1), (21, 2), (99, 5), (100, 5)]
)
def test_heat_is_told_in_five_levels(value, level):
    assert level_of(value, 100) == level


def test_arrows_go_right_where_there_is_no_circle():
    layout = lay_out(["a", "b", "c"], [("b", "c"), ("a", "b"), ("a", "c")])

    assert [layout.places[key].column for key in "abc"] == [0, 1, 2]
    assert len(layout.ways["a", "c"]) == 3


def test_a_circle_is_drawn_with_an_arrow_back():
    layout = lay_out(["a", "b"], [("a", "b"), ("b", "a")])

    assert layout.ways["b", "a"] == layout.ways["a", "b"][::-1]


def test_every_box_has_a_place_of_its_own():
    keys = [str(n) for n in range(30)]
    pairs = [(str(n), str(n * 7 % 30)) for n in range(30)]
    layout = lay_out(keys, pairs)

    assert len(set(layout.places.values())) == 30


def test_charts_are_tags():
    html = Template("{% load charts %}{% ring 'Ready' 50 note='half' %}").render(
        Context()
    )

    assert "50%" in html
