"""The questions that a person, or a team of theirs, saved for a list."""

from typing import Any

from django import template

from apps.accounts.models import SavedFilter, User

register = template.Library()


@register.simple_tag(takes_context=True)
def saved_filters(context: dict[str, Any], page: str) -> Any:
    """Those for this page, by name. One query, and one more where there are some."""
    rows = SavedFilter.objects.visible_to(context["request"].user).filter(page=page)
    return rows.prefetch_related("team")


@register.simple_tag
def demo_people() -> Any:
    """Whom a visitor of the demonstration may be. Two queries."""
    return User.objects.with_password("demo.example").prefetch_related("grants")


@register.simple_tag(takes_context=True)
def my_teams(context: dict[str, Any]) -> Any:
    """The teams one may share with. One query, when the form is drawn."""
    return context["request"].user.teams.only("name")
