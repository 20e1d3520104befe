"""Measurements, outages and maintenance over the API."""

from collections.abc import Callable
from typing import Any, cast

from django.http import FileResponse, Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import parsers, serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from apps.accounts.models import User
from apps.core.api import (
    IF_MATCH,
    SENT_ONCE,
    ReadViewSet,
    Seen,
    SeenByKey,
    expected_version,
    made_once,
)
from apps.core.uploads import attachment_response, check_upload
from apps.vendors import actions
from apps.vendors.forms.measuring_lists import MeasurementQuery, OfServiceQuery
from apps.vendors.models import (
    Maintenance,
    ManagedService,
    Measurement,
    Outage,
    ServiceLevel,
)
from apps.vendors.queries.measurements import is_late, listed_measurements


class MeasurementSerializer(serializers.ModelSerializer[Measurement]):
    """A figure of a month that was entered by hand."""

    service = serializers.CharField(source="level.service.slug", read_only=True)
    level_slug = serializers.CharField(source="level.slug", read_only=True)
    by = serializers.CharField(source="by.name", read_only=True)
    decided_by = serializers.CharField(
        source="decided_by.name", default=None, allow_null=True, read_only=True
    )
    file_name = serializers.CharField(
        source="file.name", default=None, allow_null=True, read_only=True
    )

    is_late = serializers.SerializerMethodField()

    def get_is_late(self, found: Measurement) -> bool:
        """Whether it counts in a frozen month only once that is restated."""
        return is_late(found)

    class Meta:
        model = Measurement
        fields = [
            *("id", "service", "level", "level_slug", "month", "value", "words"),
            *(
                "file_name",
                "state",
                "is_late",
                "by",
                "at",
                "decided_by",
                "decided_at",
                "answer",
            ),
        ]
        read_only_fields = fields


class EnterSerializer(serializers.Serializer[Any]):
    """A figure of a month (its first day), and what shows it."""

    level = SeenByKey(queryset=ServiceLevel.objects.all())
    month = serializers.DateField()
    value = serializers.DecimalField(
        max_digits=8, decimal_places=4, min_value=0, max_value=100
    )
    words = serializers.CharField(max_length=4000)
    file = serializers.FileField(required=False, allow_null=True, default=None)

    def validate_month(self, month: Any) -> Any:
        """The month's first day, whichever day was given."""
        return month.replace(day=1)

    def validate_file(self, file: Any) -> Any:
        """A file that is what it says."""
        if file is not None:
            check_upload(file)
        return file


class ApprovalSerializer(serializers.Serializer[Any]):
    """Yes or no; a refusal says why."""

    is_approved = serializers.BooleanField()
    answer = serializers.CharField(
        max_length=2000, required=False, default="", allow_blank=True
    )


class OutageSerializer(serializers.ModelSerializer[Outage]):
    """A service was down; without an end it still is."""

    service: Any = Seen(slug_field="slug", queryset=ManagedService.objects.all())

    class Meta:
        model = Outage
        fields = ["id", "service", "starts_at", "ends_at", "words", "ticket_number"]
        extra_kwargs = {
            "ends_at": {"default": None},
            "ticket_number": {"default": ""},
        }


class MaintenanceSerializer(serializers.ModelSerializer[Maintenance]):
    """A window agreed for planned maintenance."""

    service: Any = Seen(slug_field="slug", queryset=ManagedService.objects.all())

    class Meta:
        model = Maintenance
        fields = ["id", "service", "starts_at", "ends_at", "words", "agreed_on"]


class MeasurementViewSet(ReadViewSet):
    """Figures entered by hand."""

    queryset = listed_measurements().select_related("level__service")
    serializer_class = MeasurementSerializer
    filter_form = MeasurementQuery
    parser_classes = [parsers.JSONParser, parsers.MultiPartParser]

    @extend_schema(
        request=EnterSerializer,
        parameters=[SENT_ONCE],
        responses={201: MeasurementSerializer},
    )
    def create(self, request: ApiRequest) -> Response:
        """Enter a figure; it counts once somebody else approves it."""
        sent = EnterSerializer(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        fields = dict(sent.validated_data)
        level = fields.pop("level")
        pk = made_once(
            request,
            "vendors.enter_measurement",
            lambda: actions.enter_measurement(
                level.pk, by=cast("User", request.user), now=timezone.now(), **fields
            ),
        )
        return self.answer(Measurement(pk=pk), status=201)

    @extend_schema(request=ApprovalSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: ApiRequest, pk: str) -> Response:
        """Approve or refuse a figure that somebody else entered."""
        found = self.get_object()
        sent = ApprovalSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        actions.decide_measurement(
            found.pk,
            by=cast("User", request.user),
            now=timezone.now(),
            **sent.validated_data,
        )
        return self.answer(found)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: ApiRequest, pk: str) -> Any:
        """What shows it; 404 where nothing was given."""
        found = self.get_object()
        if found.file is None:
            raise Http404
        answer: FileResponse = attachment_response(found.file)
        answer["Content-Type"] = "application/octet-stream"
        return answer


class OfServiceViewSet(ReadViewSet):
    """Rows of a service that are added, corrected and removed."""

    filter_form = OfServiceQuery
    add: Callable[..., Any]
    amend: Callable[..., Any]
    remove: Callable[..., None]

    @extend_schema(parameters=[SENT_ONCE])
    def create(self, request: ApiRequest) -> Response:
        """Add one."""
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = dict(sent.validated_data)
        service = fields.pop("service")
        add = type(self).add
        pk = made_once(
            request,
            f"vendors.{self.basename}",
            lambda: add(service.pk, by=request.user, now=timezone.now(), **fields),
        )
        return self.answer(self._row(pk), status=201)

    def _row(self, pk: int) -> Any:
        return self.get_queryset().get(pk=pk)

    @extend_schema(parameters=[IF_MATCH])
    def update(self, request: ApiRequest, pk: str) -> Response:
        """Correct one; 412 if somebody else did meanwhile."""
        found = self.get_object()
        version = expected_version(request, found)
        sent = self.get_serializer(found, data=request.data)
        sent.is_valid(raise_exception=True)
        fields = dict(sent.validated_data)
        if fields.pop("service").pk != found.service_id:
            raise serializers.ValidationError(
                {"service": ["It stays with its service."]}
            )
        type(self).amend(
            found.pk,
            by=request.user,
            expected_version=version,
            now=timezone.now(),
            **fields,
        )
        return self.answer(found)

    @extend_schema(parameters=[IF_MATCH])
    def destroy(self, request: ApiRequest, pk: str) -> Response:
        """Take one away; 412 if somebody else changed it meanwhile."""
        found = self.get_object()
        version = expected_version(request, found)
        type(self).remove(
            found.pk, by=request.user, expected_version=version, now=timezone.now()
        )
        return Response(status=204)


class OutageViewSet(OfServiceViewSet):
    """Outages."""

    queryset = Outage.objects.select_related("service")
    serializer_class = OutageSerializer
    add = staticmethod(actions.add_outage)
    amend = staticmethod(actions.amend_outage)
    remove = staticmethod(actions.remove_outage)


class MaintenanceViewSet(OfServiceViewSet):
    """Agreed maintenance."""

    queryset = Maintenance.objects.select_related("service")
    serializer_class = MaintenanceSerializer
    add = staticmethod(actions.add_maintenance)
    amend = staticmethod(actions.amend_maintenance)
    remove = staticmethod(actions.remove_maintenance)
