"""People and teams over the API, and who I am."""

from typing import Any, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.accounts.models import Grant, Team, User
from apps.core.api import ReadViewSet


class TokenScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document names our tokens."""

    target_class = "apps.accounts.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """A bearer token."""
        return {"type": "http", "scheme": "bearer"}


class GrantSerializer(serializers.ModelSerializer[Grant]):
    """A role on a scope."""

    class Meta:
        model = Grant
        fields = ["role", "scope_kind", "scope_key"]


class MeSerializer(serializers.ModelSerializer[User]):
    """The person asking."""

    organisation = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    roles = GrantSerializer(source="grants", many=True, read_only=True)

    class Meta:
        model = User
        fields = ["id", "email", "name", "organisation", "time_zone", "roles"]


class TeamSerializer(serializers.ModelSerializer[Team]):
    """A team in the tree of teams."""

    parent_slug = serializers.CharField(
        source="parent.slug", default=None, allow_null=True, read_only=True
    )
    manager = serializers.CharField(
        source="manager.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Team
        fields = [
            "id",
            "slug",
            "name",
            "parent_slug",
            "manager",
            "email",
            "description",
        ]


class PersonSerializer(serializers.ModelSerializer[User]):
    """A person who logs in."""

    organisation = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)

    class Meta:
        model = User
        fields = ["id", "name", "nickname", "email", "organisation", "is_active"]


class MeView(APIView):
    """Who I am, and what I may do."""

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """The person behind this token or session, with their roles."""
        return Response(MeSerializer(cast("User", request.user)).data)


class TeamViewSet(ReadViewSet):
    """Teams."""

    queryset = Team.objects.select_related("parent", "manager")
    serializer_class = TeamSerializer


class PersonViewSet(ReadViewSet):
    """People."""

    queryset = User.objects.select_related("organisation")
    serializer_class = PersonSerializer
