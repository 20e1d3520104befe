"""People and teams over the API, and who I am."""

from typing import Any, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts import actions
from apps.accounts.models import Grant, SavedFilter, Team, User
from apps.core.api import Named, ReadViewSet, SparseView


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


class MeView(SparseView):
    """Who I am, and what I may do."""

    answers = MeSerializer

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


class SavedFilterSerializer(serializers.ModelSerializer[SavedFilter]):
    """A list's question under a name."""

    owner = serializers.CharField(source="user.name", read_only=True)
    page = serializers.RegexField(r"^[a-z_]+:[a-z_]+$", max_length=100)
    team = Named(
        slug_field="slug", queryset=Team.objects.all(), allow_null=True, default=None
    )

    class Meta:
        model = SavedFilter
        fields = ["id", "page", "name", "query", "team", "owner"]


class SavedFilterViewSet(ReadViewSet):
    """One's own saved filters, and those shared with one's teams."""

    queryset = SavedFilter.objects.select_related("user", "team").order_by("pk")
    serializer_class = SavedFilterSerializer

    @extend_schema(responses={201: SavedFilterSerializer})
    def create(self, request: Request) -> Response:
        """Keep a question under a name; the same name again replaces it."""
        sent = SavedFilterSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = actions.save_filter(
            by=cast("User", request.user), **{"query": "", **sent.validated_data}
        )
        return self.answer(made, status=201)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Throw one's own away."""
        actions.delete_filter(self.get_object().pk, by=cast("User", request.user))
        return Response(status=204)
