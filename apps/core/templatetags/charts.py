"""The charts, as tags: `{% trend "Cycle time" labels series unit="days" %}`."""

from django import template

from apps.core import charts

register = template.Library()

register.simple_tag(charts.bars, name="bars")
register.simple_tag(charts.bullet, name="bullet")
register.simple_tag(charts.graph, name="graph")
register.simple_tag(charts.heat_map, name="heat_map")
register.simple_tag(charts.ring, name="ring")
register.simple_tag(charts.stacked_bars, name="stacked_bars")
register.simple_tag(charts.trend, name="trend")
