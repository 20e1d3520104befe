"""The bar over a scorecard that says where its month stands."""

from datetime import date
from typing import Any

from django import template

from apps.vendors.models import ManagedService
from apps.vendors.queries.periods import bar_of

register = template.Library()


@register.inclusion_tag("vendors/_period_bar.html", takes_context=True)
def period_bar(
    context: dict[str, Any], service: ManagedService, month: date
) -> dict[str, Any]:
    """Open to frozen, with the way to the closure; silent while the month runs."""
    return {
        "request": context["request"],
        "bar": bar_of(service, month),
        "service": service,
        "month": month,
    }
