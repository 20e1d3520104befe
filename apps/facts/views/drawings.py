"""Facts as pictures and words."""

from datetime import timedelta

from django.utils import timezone
from django.utils.safestring import SafeString

from apps.core.charts import Series, trend
from apps.core.markup import badge
from apps.facts.models import Fact
from apps.facts.queries.pages import latest_numbers
from apps.facts.rules.troubles import is_trouble

POINTS = 60
DAYS = timedelta(days=2)


def drawn_value(fact: Fact) -> SafeString | str:
    """The value in words, marked where it calls for somebody."""
    is_bad = is_trouble(fact.name, fact.number, fact.value)
    return badge(fact.words, "red", "alert-triangle") if is_bad else fact.words


def fact_trend(fact: Fact) -> SafeString | str:
    """How a number moved over its latest changes; nothing for words or a single value."""
    points = latest_numbers(fact, POINTS)
    if len(points) < 2:  # noqa: PLR2004 (a line has two ends)
        return ""
    form = "%d %b" if points[-1][0] - points[0][0] > DAYS else "%H:%M"
    labels = [f"{timezone.localtime(at):{form}}" for at, _ in points]
    values = [float(number) for _, number in points]
    title = f"{fact.kind.title} by change"
    series = [Series(fact.kind.title, values)]
    return trend(title, labels, series, unit=fact.kind.unit, lowest=min([0, *values]))
