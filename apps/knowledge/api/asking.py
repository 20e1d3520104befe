"""What knowledge's API shares: who asks, what was sent, which article."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils import timezone
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import ReadViewSet, Seen, made_once


def seen(rows: Any, slug_field: str = "slug", **options: Any) -> Seen:
    """A field that names one of these rows, or several."""
    return Seen(slug_field=slug_field, queryset=rows, **options)


class KnowledgeViewSet(ReadViewSet):
    """Things of knowledge: made once, changed over a version."""

    def make(self, act: Callable[..., Model], purpose: str) -> Response:
        """Made now, or when this key was first sent."""
        pk = made_once(self.request, f"knowledge.{purpose}", act)
        return self.answer(self.get_queryset().model(pk=pk), status=201)

    def when(self) -> dict[str, Any]:
        """Who does it, and when."""
        return {"by": asker(self.request), "now": timezone.now()}
