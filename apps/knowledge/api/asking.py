"""What knowledge's API shares: who asks, what was sent, which article."""

from collections.abc import Callable
from typing import Any, cast

from django.db.models import Model
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from apps.accounts.models import User
from apps.core.api import ReadViewSet, Seen, made_once

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag you read."
)
SENT_ONCE = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A UUID; the same again creates nothing.",
)


def seen(rows: Any, slug_field: str = "slug", **options: Any) -> Seen:
    """A field that names one of these rows, or several."""
    return Seen(slug_field=slug_field, queryset=rows, **options)


def asker(request: Request) -> User:
    """The person who asks."""
    return cast("User", request.user)


class KnowledgeViewSet(ReadViewSet):
    """Things of knowledge: made once, changed over a version."""

    def sent(
        self, serializer: type[BaseSerializer[Any]], **options: Any
    ) -> dict[str, Any]:
        """What was sent, if it is well formed."""
        context = self.get_serializer_context()
        given = serializer(data=self.request.data, context=context, **options)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def make(self, act: Callable[..., Model], purpose: str) -> Response:
        """Made now, or when this key was first sent."""
        pk = made_once(self.request, f"knowledge.{purpose}", act)
        return self.answer(self.get_queryset().model(pk=pk), status=201)

    def when(self) -> dict[str, Any]:
        """Who does it, and when."""
        return {"by": asker(self.request), "now": timezone.now()}
