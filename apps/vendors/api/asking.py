"""What the register's API shares: who asks, what was sent, parts of a thing."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from apps.accounts.http import asker
from apps.core.api import ReadViewSet, expected_version, made_once

PART = OpenApiParameter(
    "part",
    {"type": "string", "pattern": "^[0-9]{1,18}$"},
    OpenApiParameter.PATH,
    description="Its id.",
)
READ = OpenApiParameter(
    "version",
    {"type": "integer", "minimum": 1},
    OpenApiParameter.QUERY,
    description="The part's version that you read.",
    required=True,
)
NUMBER = r"(?P<part>[0-9]{1,18})"


class RegisterViewSet(ReadViewSet):
    """Things of the register: created once, amended over a version, with parts."""

    def make(self, act: Callable[..., Model], purpose: str, **fields: Any) -> Response:
        """Made now, or when this key was first sent."""
        by, now = asker(self.request), timezone.now()
        pk = made_once(
            self.request,
            f"vendors.{purpose}",
            lambda: act(by=by, now=now, **fields),
        )
        return self.answer(self.get_queryset().model(pk=pk), status=201)

    def change(
        self, act: Callable[..., object], serializer: type[BaseSerializer[Any]]
    ) -> Response:
        """Amended over the version that If-Match names."""
        found = self.get_object()
        version = expected_version(self.request, found)
        fields = self.sent(serializer, instance=found, partial=True)
        now = timezone.now()
        act(found.pk, by=asker(self.request), version=version, now=now, **fields)
        return self.answer(found)

    def add(
        self, act: Callable[..., object], serializer: type[BaseSerializer[Any]]
    ) -> Response:
        """A part is added; the whole is answered."""
        found = self.get_object()
        fields = self.sent(serializer)
        act(found.pk, by=asker(self.request), now=timezone.now(), **fields)
        return self.answer(found)

    def part(self, found: Any, name: str, part: str) -> Any:
        """A part of a thing, by its id."""
        return get_object_or_404(getattr(found, name), pk=part)

    def take(self, act: Callable[..., object], name: str, part: str) -> Response:
        """A part is taken away; the whole is answered."""
        found = self.get_object()
        gone = self.part(found, name, part)
        act(gone.pk, by=asker(self.request), now=timezone.now())
        return self.answer(found)

    def move(self, act: Callable[..., object], **fields: Any) -> Response:
        """Something becomes of it; it is answered."""
        found = self.get_object()
        act(found.pk, by=asker(self.request), now=timezone.now(), **fields)
        return self.answer(found)
