"""The way from any page to the object's history."""

from django import template
from django.db.models import Model
from django.urls import reverse

from apps.history.models import label

register = template.Library()


@register.simple_tag
def history_url(subject: Model) -> str:
    """The address of the object's story."""
    return reverse("history:story", args=[label(subject), subject.pk])


@register.inclusion_tag("history/_panel.html")
def history(subject: Model) -> dict[str, str]:
    """A panel that HTMX fills with the story; without script, a link to it."""
    return {"url": history_url(subject)}
