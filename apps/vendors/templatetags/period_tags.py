"""The bar over a scorecard that says where its month stands."""

from datetime import date
from typing import Any

from django import template

from apps.vendors.models import ManagedService
from apps.vendors.queries.periods import bar_of

register = template.Library()


@register.inclusion_tag("vendors/_period_bar.html")
def period_bar(service: ManagedService, month: date) -> dict[str, Any]:
    """Open to frozen, with the way to the closure; silent while the month runs."""
    return {"bar": bar_of(service, month), "service": service, "month": month}
