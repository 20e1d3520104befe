"""Onboarding over the API: the pages' querysets, rights and actions, as JSON."""

from collections.abc import Callable
from typing import Any, cast

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from apps.accounts.models import User
from apps.core.api import ReadViewSet, expected_version, made_once
from apps.onboarding import actions
from apps.onboarding.api.serializers import (
    AmendSerializer,
    AnswersSerializer,
    AssessmentSerializer,
    AssignSerializer,
    CommentSerializer,
    CopySerializer,
    EvidenceSerializer,
    NoteSerializer,
    ProposeWaiverSerializer,
    ReasonSerializer,
    RequestSerializer,
    SaidSerializer,
    StartSerializer,
    WaiverSerializer,
)
from apps.onboarding.forms.lists import RequestFilter
from apps.onboarding.models import Assessment, Comment, Request, Waiver

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

    queryset = Request.objects.with_names()
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

    @extend_schema(request=CommentSerializer)
    @action(detail=True, methods=["post"])
    def comment(self, request: ApiRequest, pk: str) -> Response:
        """Say something about the request."""
        return self.act(request, actions.comment, CommentSerializer)


class AssessmentViewSet(Acting):
    """Criteria of requests."""

    queryset = Assessment.objects.with_all().with_request()
    serializer_class = AssessmentSerializer

    @extend_schema(request=AssignSerializer, responses={204: None})
    @action(detail=False, methods=["post"])
    def assign(self, request: ApiRequest) -> Response:
        """Put several on a reviewer's desk, or off it; all of them or none."""
        sent = AssignSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        asked = set(sent.validated_data["assessments"])
        rows = self.get_queryset().filter(pk__in=asked)
        if rows.count() != len(asked):
            raise serializers.ValidationError({"assessments": ["One does not exist."]})
        actions.assign(
            [one.pk for one in rows],
            by=cast("User", request.user),
            to=sent.validated_data["to"],
            now=timezone.now(),
        )
        return Response(status=204)

    @extend_schema(request=EvidenceSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def give_evidence(self, request: ApiRequest, pk: str) -> Response:
        """Give evidence; 412 if somebody else changed the criterion meanwhile."""
        version = expected_version(request, self.get_object())
        return self.act(
            request,
            actions.give_evidence,
            EvidenceSerializer,
            expected_version=version,
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def confirm_evidence(self, request: ApiRequest, pk: str) -> Response:
        """Stand by what was filled in."""
        return self.act(request, actions.confirm_evidence)

    @extend_schema(request=ReasonSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def say_not_applicable(self, request: ApiRequest, pk: str) -> Response:
        """Say that it does not apply."""
        version = expected_version(request, self.get_object())
        return self.act(
            request,
            actions.say_not_applicable,
            ReasonSerializer,
            expected_version=version,
        )

    @extend_schema(request=ProposeWaiverSerializer)
    @action(detail=True, methods=["post"])
    def propose_waiver(self, request: ApiRequest, pk: str) -> Response:
        """Propose to live without it for a time."""
        return self.act(request, actions.propose_waiver, ProposeWaiverSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def approve_waiver(self, request: ApiRequest, pk: str) -> Response:
        """Approve the criterion's proposed waiver."""
        return self.act(request, _on_waiver(actions.approve_waiver))

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def refuse_waiver(self, request: ApiRequest, pk: str) -> Response:
        """Refuse the criterion's proposed waiver."""
        return self.act(request, _on_waiver(actions.refuse_waiver), ReasonSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def accept(self, request: ApiRequest, pk: str) -> Response:
        """The evidence shows what is asked."""
        return self.act(request, actions.accept)

    @extend_schema(request=CommentSerializer)
    @action(detail=True, methods=["post"])
    def return_with_comment(self, request: ApiRequest, pk: str) -> Response:
        """Send it back, saying what is missing."""
        return self.act(request, _return, CommentSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def confirm_not_applicable(self, request: ApiRequest, pk: str) -> Response:
        """Agree that it does not apply."""
        return self.act(request, actions.confirm_not_applicable)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def take(self, request: ApiRequest, pk: str) -> Response:
        """Put it on one's own desk."""
        return self.act(request, _take)


class WaiverViewSet(ReadViewSet):
    """Waivers."""

    queryset = Waiver.objects.select_related(
        "assessment__request", "assessment__criterion", "proposed_by", "decided_by"
    )
    serializer_class = WaiverSerializer


class CommentViewSet(ReadViewSet):
    """What was said about requests."""

    queryset = Comment.objects.select_related("request", "author")
    serializer_class = SaidSerializer


def _return(pk: int, *, text: str, **rest: Any) -> Any:
    return actions.return_with_comment(pk, comment=text, **rest)


def _take(pk: int, *, by: Any, now: Any) -> Any:
    return actions.assign([pk], by=by, to=by, now=now)


def _on_waiver(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb on the newest waiver of an assessment; 404 without one."""

    def act(pk: int, **rest: Any) -> Any:
        found = Waiver.objects.filter(assessment=pk).first()
        if found is None:
            raise serializers.ValidationError({"waiver": ["There is none."]})
        return verb(found.pk, **rest)

    return act
