"""Charts drawn by the server: inline SVG by classes only, each with its table of numbers."""

from apps.core.charts.bars import bars, stacked_bars
from apps.core.charts.days import DayLine, day_lines
from apps.core.charts.figure import Series, number
from apps.core.charts.gauges import bullet, ring
from apps.core.charts.graph import Edge, Node, graph
from apps.core.charts.heat import heat_map
from apps.core.charts.trend import trend

__all__ = [
    "DayLine",
    "Edge",
    "Node",
    "Series",
    "bars",
    "bullet",
    "day_lines",
    "graph",
    "heat_map",
    "number",
    "ring",
    "stacked_bars",
    "trend",
]
