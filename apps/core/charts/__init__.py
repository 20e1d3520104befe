"""Charts drawn by the server: inline SVG by classes only, each with its table of numbers."""

from apps.core.charts.bars import bars, stacked_bars
from apps.core.charts.days import DayLine, day_lines
from apps.core.charts.figure import Series, Table, number
from apps.core.charts.gauges import bullet, ring
from apps.core.charts.graph import Edge, Node, graph
from apps.core.charts.heat import heat_map
from apps.core.charts.spark import spark
from apps.core.charts.timeline import Axis, Band, Mark, timeline
from apps.core.charts.trend import trend

__all__ = [
    "Axis",
    "Band",
    "DayLine",
    "Edge",
    "Mark",
    "Node",
    "Series",
    "Table",
    "bars",
    "bullet",
    "day_lines",
    "graph",
    "heat_map",
    "number",
    "ring",
    "spark",
    "stacked_bars",
    "timeline",
    "trend",
]
