"""Standards over the API: their editions, criteria and questions, read and written."""

from typing import Any, cast

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from apps.accounts.models import User
from apps.core.api import ReadViewSet, expected_version
from apps.onboarding import actions
from apps.onboarding.api.authored import (
    AmendCategorySerializer,
    AmendStandardSerializer,
    CategorySerializer,
    CriterionSerializer,
    EditionSerializer,
    MoveSerializer,
    NewCategorySerializer,
    NewStandardSerializer,
    PublishSerializer,
    QuestionSerializer,
    ReadQuestionSerializer,
    WriteCriterionSerializer,
)
from apps.onboarding.api.views import IF_MATCH, Acting
from apps.onboarding.models import Category, Criterion, Question, StandardVersion


def _now_by(request: ApiRequest) -> dict[str, Any]:
    return {"by": cast("User", request.user), "now": timezone.now()}


class EditionViewSet(Acting):
    """Editions of standards."""

    queryset = StandardVersion.objects.select_related("standard").prefetch_related(
        "criteria__category", "questions"
    )
    serializer_class = EditionSerializer

    @extend_schema(request=NewStandardSerializer, responses={201: EditionSerializer})
    def create(self, request: ApiRequest) -> Response:
        """Make a standard; the answer is its first draft."""
        sent = NewStandardSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = actions.create_standard(**sent.validated_data, **_now_by(request))
        return self.answer(made, status=201)

    @extend_schema(request=AmendStandardSerializer, responses=EditionSerializer)
    @action(detail=True, methods=["post"])
    def amend_standard(self, request: ApiRequest, pk: str) -> Response:
        """Change what its standard is called, says of itself and applies to."""
        found = self.get_object()
        sent = AmendStandardSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        actions.amend_standard(
            found.standard_id, **sent.validated_data, **_now_by(request)
        )
        return self.answer(found)

    @extend_schema(request=None, responses={201: EditionSerializer})
    @action(detail=True, methods=["post"])
    def draft_next(self, request: ApiRequest, pk: str) -> Response:
        """Start the standard's next edition as a draft."""
        standard = self.get_object().standard
        draft = actions.draft_edition(standard.pk, **_now_by(request))
        return self.answer(draft, status=201)

    @extend_schema(request=None, responses=EditionSerializer)
    @action(detail=True, methods=["post"])
    def retire(self, request: ApiRequest, pk: str) -> Response:
        """Retire its standard, without another edition in its place."""
        found = self.get_object()
        actions.retire_standard(found.standard_id, **_now_by(request))
        return self.answer(found)

    @extend_schema(request=PublishSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: ApiRequest, pk: str) -> Response:
        """Publish a draft."""
        return self.act(request, actions.publish, PublishSerializer)

    @extend_schema(request=WriteCriterionSerializer)
    @action(detail=True, methods=["post"])
    def add_criterion(self, request: ApiRequest, pk: str) -> Response:
        """Add a criterion to a draft."""
        return self.act(request, actions.add_criterion, WriteCriterionSerializer)

    @extend_schema(request=QuestionSerializer)
    @action(detail=True, methods=["post"])
    def set_question(self, request: ApiRequest, pk: str) -> Response:
        """Add a question to a draft, or change the one with this key."""
        return self.act(request, actions.set_question, QuestionSerializer)


class CategoryViewSet(Acting):
    """Categories of criteria."""

    queryset = Category.objects.all()
    serializer_class = CategorySerializer

    @extend_schema(request=NewCategorySerializer, responses={201: CategorySerializer})
    def create(self, request: ApiRequest) -> Response:
        """Add one, after the others."""
        sent = NewCategorySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = actions.create_category(**sent.validated_data, **_now_by(request))
        return self.answer(made, status=201)

    @extend_schema(request=AmendCategorySerializer, parameters=[IF_MATCH])
    def update(self, request: ApiRequest, pk: str) -> Response:
        """Give it another name or description."""
        version = expected_version(request, self.get_object())
        return self.act(
            request,
            actions.amend_category,
            AmendCategorySerializer,
            expected_version=version,
        )

    @extend_schema(responses={204: None})
    def destroy(self, request: ApiRequest, pk: str) -> Response:
        """Take away one that no criterion is about."""
        actions.remove_category(self.get_object().pk, **_now_by(request))
        return Response(status=204)

    @extend_schema(request=MoveSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: ApiRequest, pk: str) -> Response:
        """Put it one place further up or down."""
        return self.act(request, actions.move_category, MoveSerializer)


class QuestionViewSet(ReadViewSet):
    """Questions of standards."""

    queryset = Question.objects.all()
    serializer_class = ReadQuestionSerializer

    @extend_schema(responses={204: None})
    def destroy(self, request: ApiRequest, pk: str) -> Response:
        """Take a question out of a draft."""
        actions.remove_question(self.get_object().pk, **_now_by(request))
        return Response(status=204)


class CriterionViewSet(ReadViewSet):
    """Criteria of standards."""

    queryset = Criterion.objects.select_related("category", "edition")
    serializer_class = CriterionSerializer

    @extend_schema(request=WriteCriterionSerializer, parameters=[IF_MATCH])
    def update(self, request: ApiRequest, pk: str) -> Response:
        """Change a criterion of a draft."""
        found = self.get_object()
        version = expected_version(request, found)
        sent = WriteCriterionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        actions.amend_criterion(
            found.pk,
            expected_version=version,
            **sent.validated_data,
            **_now_by(request),
        )
        return self.answer(found)

    @extend_schema(responses={204: None})
    def destroy(self, request: ApiRequest, pk: str) -> Response:
        """Take a criterion out of a draft."""
        actions.remove_criterion(self.get_object().pk, **_now_by(request))
        return Response(status=204)
