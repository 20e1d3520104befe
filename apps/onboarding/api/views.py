"""Onboarding over the API: the pages' querysets, rights and actions, as JSON."""

from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from apps.accounts.models import User
from apps.core.api import ReadViewSet, expected_version, made_once
from apps.onboarding import actions
from apps.onboarding.access import can_see_insights
from apps.onboarding.api.figures import ForecastSerializer, InsightsSerializer
from apps.onboarding.api.serializers import (
    AmendSerializer,
    AnswersSerializer,
    CommentSerializer,
    CopySerializer,
    NoteSerializer,
    ReasonSerializer,
    RequestSerializer,
    StartSerializer,
)
from apps.onboarding.forms.lists import RequestFilter
from apps.onboarding.models import Request
from apps.onboarding.queries.insights import forecast, insights

IF_MATCH = OpenApiParameter("If-Match", str, "header", description="The ETag you read.")
ONCE = OpenApiParameter(
    "Idempotency-Key", str, "header", description="A UUID: the same one creates once."
)


class Acting(ReadViewSet):
    """Actions on a row: typed values in, the row as it is then out."""

    def act(
        self,
        request: ApiRequest,
        verb: Callable[..., Any],
        serializer: type[serializers.Serializer[Any]] | None = None,
        **extra: Any,
    ) -> Response:
        """Check what was sent, call the action, answer with the row."""
        row = self.get_object()
        typed: dict[str, Any] = {}
        if serializer:
            sent = serializer(data=request.data)
            sent.is_valid(raise_exception=True)
            typed = sent.validated_data
        verb(row.pk, by=request.user, now=timezone.now(), **typed, **extra)
        return self.answer(row)


class RequestViewSet(Acting):
    """Onboarding requests."""

    queryset = Request.objects.with_names().prefetch_related("approvals__by")
    serializer_class = RequestSerializer
    filter_form = RequestFilter

    @extend_schema(
        request=StartSerializer, parameters=[ONCE], responses={201: RequestSerializer}
    )
    def create(self, request: ApiRequest) -> Response:
        """Begin a draft."""
        sent = StartSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        pk = made_once(
            request,
            "onboarding.start",
            lambda: actions.start(
                by=cast("User", request.user),
                now=timezone.now(),
                **sent.validated_data,
            ),
        )
        return self.answer(Request(pk=pk), status=201)

    @extend_schema(request=AmendSerializer, parameters=[IF_MATCH])
    def update(self, request: ApiRequest, pk: str) -> Response:
        """Change a draft's name, platform and target."""
        version = expected_version(request, self.get_object())
        return self.act(
            request, actions.amend, AmendSerializer, expected_version=version
        )

    @extend_schema(request=AnswersSerializer)
    @action(detail=True, methods=["post"])
    def answer_questions(self, request: ApiRequest, pk: str) -> Response:
        """Answer the questions that decide which criteria apply."""
        return self.act(request, actions.answer, AnswersSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def submit(self, request: ApiRequest, pk: str) -> Response:
        """Hand it in, first or again."""
        return self.act(request, actions.submit)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: ApiRequest, pk: str) -> Response:
        """Take it back."""
        return self.act(request, actions.withdraw, ReasonSerializer)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def request_changes(self, request: ApiRequest, pk: str) -> Response:
        """Give it back to the team."""
        return self.act(request, actions.request_changes, ReasonSerializer)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def reject(self, request: ApiRequest, pk: str) -> Response:
        """Say no."""
        return self.act(request, actions.reject, ReasonSerializer)

    @extend_schema(request=NoteSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: ApiRequest, pk: str) -> Response:
        """Take one of the two seats."""
        return self.act(request, actions.approve, NoteSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def go_live(self, request: ApiRequest, pk: str) -> Response:
        """Through the gate."""
        return self.act(request, actions.go_live)

    @extend_schema(request=CopySerializer, responses={201: RequestSerializer})
    @action(detail=True, methods=["post"])
    def copy(self, request: ApiRequest, pk: str) -> Response:
        """Begin a draft for another application with this one's answers and evidence."""
        source = self.get_object()
        sent = CopySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = actions.copy(
            source.pk,
            by=cast("User", request.user),
            now=timezone.now(),
            **sent.validated_data,
        )
        return self.answer(made, status=201)

    @extend_schema(request=None, responses=ForecastSerializer)
    @action(detail=True, answers=ForecastSerializer)
    def forecast(self, request: ApiRequest, pk: str) -> Response:
        """When it will likely be live; nothing but nulls with too little history."""
        found = forecast(self.get_object(), timezone.now())
        return Response(ForecastSerializer(found or {}).data)

    @extend_schema(request=None, responses=InsightsSerializer)
    @action(detail=False, pagination_class=None, answers=InsightsSerializer)
    def insights(self, request: ApiRequest) -> Response:
        """Requests by state and age, cycle time, what is returned most."""
        if not can_see_insights(cast("User", request.user)):
            raise PermissionDenied
        found = insights(self.get_queryset(), timezone.now())
        return Response(InsightsSerializer(found).data)

    @extend_schema(request=CommentSerializer)
    @action(detail=True, methods=["post"])
    def comment(self, request: ApiRequest, pk: str) -> Response:
        """Say something about the request."""
        return self.act(request, actions.comment, CommentSerializer)
