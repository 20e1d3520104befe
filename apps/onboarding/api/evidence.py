"""Evidence, waivers and comments over the API: lists, and files up and down."""

from typing import Any

from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest

from apps.core.api import ReadViewSet
from apps.core.uploads import attachment_response
from apps.onboarding.api.serializers import SaidSerializer, WaiverSerializer
from apps.onboarding.forms.api import EvidenceFilter, OfAssessment, WaiverFilter
from apps.onboarding.models import Comment, Evidence, Waiver


class GivenSerializer(serializers.ModelSerializer[Evidence]):
    """One giving of evidence."""

    request = serializers.CharField(source="assessment.request.number", read_only=True)
    code = serializers.CharField(source="assessment.criterion.code", read_only=True)
    author = serializers.CharField(
        source="author.name", default=None, allow_null=True, read_only=True
    )
    file_name = serializers.CharField(
        source="file.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Evidence
        fields = [
            *("id", "request", "assessment", "code", "value", "note", "file_name"),
            *("author", "given_at", "valid_until_on", "meets_threshold"),
            *("source", "is_confirmed"),
        ]
        read_only_fields = fields


class EvidenceViewSet(ReadViewSet):
    """Evidence, every giving of it."""

    queryset = Evidence.objects.select_related(
        "assessment__request", "assessment__criterion", "author", "file"
    )
    serializer_class = GivenSerializer
    filter_form = EvidenceFilter

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: ApiRequest, pk: str) -> Any:
        """The file that was given, as it was; 404 where none was."""
        found = self.get_object()
        if found.file is None:
            raise Http404
        answer: FileResponse = attachment_response(found.file)
        answer["Content-Type"] = "application/octet-stream"
        return answer


class WaiverViewSet(ReadViewSet):
    """Waivers."""

    queryset = Waiver.objects.select_related(
        "assessment__request", "assessment__criterion", "proposed_by", "decided_by"
    )
    serializer_class = WaiverSerializer
    filter_form = WaiverFilter


class CommentViewSet(ReadViewSet):
    """What was said about requests."""

    queryset = Comment.objects.select_related("request", "author")
    serializer_class = SaidSerializer
    filter_form = OfAssessment
