"""Service levels over the API: the pages' rows, rights and actions."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import IF_MATCH, SENT_ONCE, expected_version
from apps.vendors import actions
from apps.vendors.api.asking import NUMBER, PART, RegisterViewSet
from apps.vendors.api.level_serializers import (
    LevelSerializer,
    LevelVersionSerializer,
    NewLevelSerializer,
)
from apps.vendors.forms.filters import LevelFilter
from apps.vendors.models import ServiceLevel


class LevelViewSet(RegisterViewSet):
    """Service levels. Their versions are added and corrected over the level's ETag."""

    queryset = ServiceLevel.objects.select_related(
        "service__contract__vendor"
    ).prefetch_related("versions__bands", "versions__calendar")
    serializer_class = LevelSerializer
    filter_form = LevelFilter

    @extend_schema(
        request=NewLevelSerializer,
        parameters=[SENT_ONCE],
        responses={201: LevelSerializer},
    )
    def create(self, request: Request) -> Response:
        """Enter something that a service is measured by."""
        fields = self.sent(NewLevelSerializer)
        fields["service_pk"] = fields.pop("service").pk
        return self.make(actions.register_level, "register_level", **fields)

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Give it another name, agreement or place."""
        return self.change(actions.amend_level, LevelSerializer)

    @extend_schema(
        parameters=[IF_MATCH],
        request=LevelVersionSerializer,
        responses=LevelSerializer,
    )
    @action(detail=True, methods=["post"])
    def versions(self, request: Request, pk: str) -> Response:
        """Say what it asks for from a day on. Its figures are worked out anew."""
        found = self.get_object()
        read = expected_version(request, found)
        fields = _with_bands(self.sent(LevelVersionSerializer))
        by, now = asker(request), timezone.now()
        actions.add_version(found.pk, by=by, version=read, now=now, **fields)
        return self.answer(found)

    @extend_schema(
        parameters=[PART, IF_MATCH],
        request=LevelVersionSerializer,
        responses=LevelSerializer,
    )
    @action(detail=True, methods=["put"], url_path=f"versions/{NUMBER}")
    def version(self, request: Request, pk: str, part: str) -> Response:
        """Correct a version that no closed month was worked out by."""
        found = self.get_object()
        read = expected_version(request, found)
        row = self.part(found, "versions", part)
        fields = _with_bands(self.sent(LevelVersionSerializer, instance=row))
        by, now = asker(request), timezone.now()
        actions.amend_version(row.pk, by=by, version=read, now=now, **fields)
        return self.answer(found)

    @extend_schema(
        parameters=[PART, IF_MATCH], request=None, responses={200: LevelSerializer}
    )
    @version.mapping.delete
    def remove_version(self, request: Request, pk: str, part: str) -> Response:
        """Take a version back."""
        found = self.get_object()
        read = expected_version(request, found)
        row = self.part(found, "versions", part)
        by, now = asker(request), timezone.now()
        actions.remove_version(row.pk, by=by, version=read, now=now)
        return self.answer(found)


def _with_bands(fields: dict[str, Any]) -> dict[str, Any]:
    bands = [(one["below"], one["credit"]) for one in fields.pop("bands", ())]
    return {**fields, "bands": bands}
