"""Spaces and their members."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import IF_MATCH, SENT_ONCE, expected_version
from apps.knowledge.actions import spaces as actions
from apps.knowledge.api.asking import KnowledgeViewSet
from apps.knowledge.api.serializers import (
    MemberSerializer,
    NewSpaceSerializer,
    SpaceSerializer,
)
from apps.knowledge.forms.spaces import SpaceFilter
from apps.knowledge.models import Space

MEMBER = OpenApiParameter(
    "member",
    {"type": "string", "pattern": "^[0-9]{1,18}$"},
    OpenApiParameter.PATH,
    description="Its id.",
)


class SpaceViewSet(KnowledgeViewSet):
    """Spaces."""

    queryset = Space.objects.select_related("team").prefetch_related(
        "members__user", "members__team"
    )
    serializer_class = SpaceSerializer
    filter_form = SpaceFilter
    lookup_field = "slug"
    lookup_value_regex = r"[-a-zA-Z0-9_]{1,60}"

    @extend_schema(
        request=NewSpaceSerializer,
        parameters=[SENT_ONCE],
        responses={201: SpaceSerializer},
    )
    def create(self, request: Request) -> Response:
        """Make a space."""
        fields = self.sent(NewSpaceSerializer)
        return self.make(
            lambda: actions.create_space(**self.when(), **fields), "create_space"
        )

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, slug: str) -> Response:
        """Change what is said of it."""
        found = self.get_object()
        version = expected_version(request, found)
        fields = self.sent(SpaceSerializer, instance=found, partial=True)
        actions.amend_space(found.pk, version=version, **self.when(), **fields)
        return self.answer(found)

    @extend_schema(request=MemberSerializer, responses=SpaceSerializer)
    @action(detail=True, methods=["post"])
    def members(self, request: Request, slug: str) -> Response:
        """Give a person or a team a part."""
        found = self.get_object()
        fields = self.sent(MemberSerializer)
        actions.add_member(found.pk, **self.when(), **fields)
        return self.answer(found)

    @extend_schema(parameters=[MEMBER], request=None, responses={200: SpaceSerializer})
    @action(
        detail=True,
        methods=["delete"],
        url_path=r"members/(?P<member>[0-9]{1,18})",
        url_name="member",
    )
    def member(self, request: Request, slug: str, member: str) -> Response:
        """Take a part away."""
        found = self.get_object()
        gone: Any = get_object_or_404(found.members, pk=member)
        actions.remove_member(gone.pk, **self.when())
        return self.answer(found)
