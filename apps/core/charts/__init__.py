"""Charts drawn by the server: inline SVG by classes only, each with its table of numbers."""

from apps.core.charts.bars import bars, stacked_bars
from apps.core.charts.figure import Series, number
from apps.core.charts.gauges import bullet, ring
from apps.core.charts.graph import Edge, Node, graph
from apps.core.charts.heat import heat_map
from apps.core.charts.trend import trend

__all__ = [
    "Edge",
    "Node",
    "Series",
    "bars",
    "bullet",
    "graph",
    "heat_map",
    "number",
    "ring",
    "stacked_bars",
    "trend",
]
