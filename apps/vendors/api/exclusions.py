"""Exclusions over the API: the pages' rows, rights and actions, as JSON."""

from typing import Any, cast

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import parsers, serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from apps.accounts.models import User
from apps.core.api import IF_MATCH, SENT_ONCE, ReadViewSet, expected_version, made_once
from apps.core.uploads import attachment_response, check_upload
from apps.vendors import actions
from apps.vendors.forms.exclusions import ExclusionFilter
from apps.vendors.models import Exclusion, ExclusionFile, ServiceLevel, Ticket
from apps.vendors.queries.exclusions import (
    is_late,
    listed_exclusions,
    picked_exclusions,
)

MOST_AT_ONCE = 500


class AttachedSerializer(serializers.ModelSerializer[ExclusionFile]):
    """A file of an exclusion."""

    name = serializers.CharField(source="file.name", read_only=True)
    size = serializers.IntegerField(source="file.size", read_only=True)
    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = ExclusionFile
        fields = ["id", "name", "size", "by", "at"]
        read_only_fields = fields


class ExclusionSerializer(serializers.ModelSerializer[Exclusion]):
    """An exclusion. People outside the bank get no `note`."""

    ticket = serializers.CharField(source="ticket.number", read_only=True)
    vendor = serializers.CharField(
        source="level.service.contract.vendor.slug", read_only=True
    )
    service = serializers.CharField(source="level.service.slug", read_only=True)
    level = serializers.CharField(source="level.slug", read_only=True)
    month = serializers.DateField(read_only=True, allow_null=True)
    proposed_by = serializers.CharField(source="proposed_by.name", read_only=True)
    decided_by = serializers.CharField(
        source="decided_by.name", default=None, allow_null=True, read_only=True
    )
    is_late = serializers.SerializerMethodField()
    files = AttachedSerializer(many=True, read_only=True)

    def get_is_late(self, found: Exclusion) -> bool:
        """Whether it counts in a frozen month only once that is restated."""
        return is_late(found)

    class Meta:
        model = Exclusion
        fields = [
            *(
                "id",
                "ticket",
                "vendor",
                "service",
                "level",
                "month",
                "state",
                "is_late",
            ),
            *("reason", "words", "proposed_by", "proposed_at", "answer_by_at"),
            *("decided_by", "decided_at", "answer", "note", "files"),
        ]
        read_only_fields = fields

    def to_representation(self, instance: Exclusion) -> dict[str, Any]:
        """The exclusion, without what the bank keeps to itself for people outside."""
        shown: dict[str, Any] = super().to_representation(instance)
        if not self.context["request"].user.is_internal:
            shown.pop("note", None)
        return shown


class ProposeSerializer(serializers.Serializer[Any]):
    """Which ticket to leave out of which level of its service, and why."""

    ticket = serializers.PrimaryKeyRelatedField(queryset=Ticket.objects.none())
    level = serializers.PrimaryKeyRelatedField(queryset=ServiceLevel.objects.none())
    reason = serializers.ChoiceField(choices=Exclusion.Reason.choices)
    words = serializers.CharField(max_length=4000)
    note = serializers.CharField(max_length=4000, required=False, default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        request = self.context.get("request")
        if request is not None:
            fields: Any = self.fields
            fields["ticket"].queryset = Ticket.objects.visible_to(request.user)
            fields["level"].queryset = ServiceLevel.objects.visible_to(request.user)


class DecideSerializer(serializers.Serializer[Any]):
    """Yes or no; a refusal says why."""

    is_accepted = serializers.BooleanField()
    answer = serializers.CharField(
        max_length=4000, required=False, default="", allow_blank=True
    )


class NotedDecideSerializer(DecideSerializer):
    """Yes or no, and the note that only the bank reads."""

    note = serializers.CharField(max_length=4000, required=False, allow_blank=True)


class PickedSerializer(serializers.Serializer[Any]):
    """An exclusion as it was read."""

    id = serializers.IntegerField(min_value=1)
    version = serializers.IntegerField(min_value=1)


class DecideManySerializer(DecideSerializer):
    """Yes or no to several, each as it was read."""

    exclusions = serializers.ListField(
        child=PickedSerializer(), allow_empty=False, max_length=MOST_AT_ONCE
    )


class AttachSerializer(serializers.Serializer[Any]):
    """A file."""

    file = serializers.FileField()

    def validate_file(self, file: Any) -> Any:
        """A file that is what it says."""
        check_upload(file)
        return file


class ExclusionViewSet(ReadViewSet):
    """Exclusions."""

    queryset = Exclusion.objects.all()
    serializer_class = ExclusionSerializer
    filter_form = ExclusionFilter

    def get_queryset(self) -> Any:
        """Those that exist for the asker, as the list shows them."""
        rows = listed_exclusions(cast("User", self.request.user))
        return rows.prefetch_related("files__file", "files__by")

    def _sent(self, request: ApiRequest, kind: Any) -> dict[str, Any]:
        sent = kind(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        found: dict[str, Any] = sent.validated_data
        return found

    @extend_schema(
        request=ProposeSerializer,
        parameters=[SENT_ONCE],
        responses={201: ExclusionSerializer},
    )
    def create(self, request: ApiRequest) -> Response:
        """Propose to leave a ticket out of a level."""
        fields = dict(self._sent(request, ProposeSerializer))
        ticket, level = fields.pop("ticket"), fields.pop("level")
        pk = made_once(
            request,
            "vendors.propose_exclusion",
            lambda: actions.propose_exclusion(
                ticket.pk,
                level.pk,
                by=cast("User", request.user),
                now=timezone.now(),
                **fields,
            ),
        )
        return self.answer(Exclusion(pk=pk), status=201)

    @extend_schema(request=NotedDecideSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def decide(self, request: ApiRequest, pk: str) -> Response:
        """Accept or refuse what somebody else proposed; 412 if it changed meanwhile."""
        found = self.get_object()
        version = expected_version(request, found)
        actions.decide_exclusion(
            found.pk,
            by=cast("User", request.user),
            expected_version=version,
            now=timezone.now(),
            **self._sent(request, NotedDecideSerializer),
        )
        return self.answer(found)

    @extend_schema(request=DecideManySerializer, responses={204: None})
    @action(detail=False, methods=["post"])
    def decide_many(self, request: ApiRequest) -> Response:
        """Accept or refuse several; all of them or none."""
        fields = dict(self._sent(request, DecideManySerializer))
        picked = {one["id"]: one["version"] for one in fields.pop("exclusions")}
        user = cast("User", request.user)
        if picked_exclusions(user, picked).count() != len(picked):
            raise serializers.ValidationError({"exclusions": ["One does not exist."]})
        actions.decide_exclusions(picked, by=user, now=timezone.now(), **fields)
        return Response(status=204)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: ApiRequest, pk: str) -> Response:
        """Take it back."""
        found = self.get_object()
        actions.withdraw_exclusion(
            found.pk, by=cast("User", request.user), now=timezone.now()
        )
        return self.answer(found)

    @extend_schema(request={"multipart/form-data": AttachSerializer})
    @action(detail=True, methods=["post"], parser_classes=[parsers.MultiPartParser])
    def attach(self, request: ApiRequest, pk: str) -> Response:
        """Add a file while it waits."""
        found = self.get_object()
        actions.attach_to_exclusion(
            found.pk,
            by=cast("User", request.user),
            now=timezone.now(),
            **self._sent(request, AttachSerializer),
        )
        return self.answer(found)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, url_path=r"files/(?P<file_pk>[0-9]{1,18})")
    def file(self, request: ApiRequest, pk: str, file_pk: str) -> Any:
        """A file of it, as it was given."""
        rows = self.get_object().files.select_related("file")
        answer: FileResponse = attachment_response(
            get_object_or_404(rows, pk=file_pk).file
        )
        answer["Content-Type"] = "application/octet-stream"
        return answer
