"""Criteria of requests over the API: evidence, verdicts, waivers."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import parsers, serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from apps.accounts.models import User
from apps.core.api import BULK, bulk_schema, expected_version, in_bulk
from apps.onboarding import actions
from apps.onboarding.api.serializers import (
    AcceptAllSerializer,
    AssessmentSerializer,
    AssignSerializer,
    CommentSerializer,
    DeskSerializer,
    EvidenceSerializer,
    GiveFileSerializer,
    ProposeWaiverSerializer,
    ReasonSerializer,
)
from apps.onboarding.api.views import IF_MATCH, Acting
from apps.onboarding.forms.api import AssessmentFilter
from apps.onboarding.models import Assessment, Waiver


class AssessmentViewSet(Acting):
    """Criteria of requests."""

    queryset = Assessment.objects.with_all().with_request()
    serializer_class = AssessmentSerializer
    filter_form = AssessmentFilter
    rows = {"bulk_assign": DeskSerializer}

    def _named(self, pks: Iterable[int]) -> list[int]:
        """The ids, if each exists for the asker; else a 400 that says so."""
        asked = set(pks)
        found = set(
            self.get_queryset().filter(pk__in=asked).values_list("pk", flat=True)
        )
        if found != asked:
            raise serializers.ValidationError({"assessments": ["One does not exist."]})
        return sorted(found)

    @extend_schema(request=AcceptAllSerializer, responses={204: None})
    @action(detail=False, methods=["post"])
    def accept_all(self, request: ApiRequest) -> Response:
        """Accept several; all of them or none."""
        sent = AcceptAllSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        pks = self._named(sent.validated_data["assessments"])
        actions.accept_all(pks, by=cast("User", request.user), now=timezone.now())
        return Response(status=204)

    @extend_schema(
        request={"multipart/form-data": GiveFileSerializer}, parameters=[IF_MATCH]
    )
    @action(detail=True, methods=["post"], parser_classes=[parsers.MultiPartParser])
    def give_file(self, request: ApiRequest, pk: str) -> Response:
        """Give a file as evidence; 412 if somebody else changed the criterion meanwhile."""
        version = expected_version(request, self.get_object())
        return self.act(
            request,
            actions.give_evidence,
            GiveFileSerializer,
            expected_version=version,
        )

    @extend_schema(request=AssignSerializer, responses={204: None})
    @action(detail=False, methods=["post"])
    def assign(self, request: ApiRequest) -> Response:
        """Put several on a reviewer's desk, or off it; all of them or none."""
        sent = AssignSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        actions.assign(
            self._named(sent.validated_data["assessments"]),
            by=cast("User", request.user),
            to=sent.validated_data["to"],
            now=timezone.now(),
        )
        return Response(status=204)

    @bulk_schema
    @action(detail=False, methods=["post"], url_path="assign/bulk", **BULK)
    def bulk_assign(self, request: ApiRequest) -> Response:
        """Put each of up to 500 on its own reviewer's desk, with a result for each row."""
        return in_bulk(self, request, "assign_one")

    def assign_one(self, request: ApiRequest, pk: str) -> Response:
        """A row of those."""
        return self.act(request, _assign_one, DeskSerializer)

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
    def check_now(self, request: ApiRequest, pk: str) -> Response:
        """Have the portal look at the fact of an automatic criterion again."""
        return self.act(request, actions.check_now)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def take(self, request: ApiRequest, pk: str) -> Response:
        """Put it on one's own desk."""
        return self.act(request, _take)


def _return(pk: int, *, text: str, **rest: Any) -> Any:
    return actions.return_with_comment(pk, comment=text, **rest)


def _take(pk: int, *, by: Any, now: Any) -> Any:
    return actions.assign([pk], by=by, to=by, now=now)


def _assign_one(pk: int, **rest: Any) -> Any:
    return actions.assign([pk], **rest)


def _on_waiver(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb on the newest waiver of an assessment; 404 without one."""

    def act(pk: int, **rest: Any) -> Any:
        found = get_object_or_404(Waiver.objects.filter(assessment=pk)[:1])
        return verb(found.pk, **rest)

    return act
