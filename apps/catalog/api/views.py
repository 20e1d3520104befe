"""The same rows, rights and actions as the catalog's pages."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from apps.accounts.http import asker
from apps.catalog import actions
from apps.catalog.api.serializers import (
    ApplicationSerializer,
    DependencySerializer,
    DeploymentSerializer,
    EntitySerializer,
    ImportRunSerializer,
    LinkSerializer,
    NewApplicationSerializer,
    NewImportSerializer,
    NewPlatformSerializer,
    PlatformSerializer,
)
from apps.catalog.forms import ApplicationFilter, EntityFilter, PlatformFilter
from apps.catalog.models import Application, Entity, ImportRun, Platform
from apps.catalog.rules import Source
from apps.core.api import (
    IF_MATCH,
    SENT_ONCE,
    BulkChangeViewSet,
    ReadViewSet,
    expected_version,
    made_once,
)

PART = OpenApiParameter(
    "part",
    {"type": "string", "pattern": "^[0-9]{1,18}$"},
    OpenApiParameter.PATH,
    description="Its id.",
)
NUMBER = r"(?P<part>[0-9]{1,18})"


def sent(
    serializer: type[BaseSerializer[Any]], request: Request, **options: Any
) -> Any:
    """What was sent, if it is well formed."""
    given = serializer(data=request.data, **options)
    given.is_valid(raise_exception=True)
    return given.validated_data


class ApplicationViewSet(BulkChangeViewSet):
    """Applications."""

    queryset = Application.objects.select_related("owner_team").prefetch_related(
        "deployments__platform", "links", "needs__on"
    )
    serializer_class = ApplicationSerializer
    filter_form = ApplicationFilter
    rows = {"bulk": NewApplicationSerializer, "bulk_change": ApplicationSerializer}
    lookup_field = "code"
    lookup_value_regex = r"[-a-zA-Z0-9_]{1,100}"

    @extend_schema(
        request=NewApplicationSerializer,
        parameters=[SENT_ONCE],
        responses={201: ApplicationSerializer},
    )
    def create(self, request: Request) -> Response:
        """Register an application."""
        fields = sent(NewApplicationSerializer, request)
        by, now = asker(request), timezone.now()
        pk = made_once(
            request,
            "catalog.register",
            lambda: actions.register(by=by, now=now, **fields),
        )
        return self.answer(Application(pk=pk), status=201)

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, code: str) -> Response:
        """Change what the portal says of it."""
        found = self.get_object()
        version = expected_version(request, found)
        fields = sent(ApplicationSerializer, request, instance=found, partial=True)
        by, now = asker(request), timezone.now()
        actions.amend(found.pk, by=by, version=version, now=now, **fields)
        return self.answer(found)

    @extend_schema(request=DeploymentSerializer, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def deployments(self, request: Request, code: str) -> Response:
        """Note that it runs on a platform, in an environment."""
        return self._part(request, actions.deploy, DeploymentSerializer)

    @extend_schema(
        parameters=[PART], request=None, responses={200: ApplicationSerializer}
    )
    @action(detail=True, methods=["delete"], url_path=f"deployments/{NUMBER}")
    def deployment(self, request: Request, code: str, part: str) -> Response:
        """Note that it no longer runs there."""
        return self._gone(request, actions.undeploy, "deployments", part)

    @extend_schema(request=LinkSerializer, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def links(self, request: Request, code: str) -> Response:
        """Point at a place where something about it is found."""
        return self._part(request, actions.add_link, LinkSerializer)

    @extend_schema(
        parameters=[PART], request=None, responses={200: ApplicationSerializer}
    )
    @action(detail=True, methods=["delete"], url_path=f"links/{NUMBER}")
    def link(self, request: Request, code: str, part: str) -> Response:
        """Take a link away."""
        return self._gone(request, actions.remove_link, "links", part)

    @extend_schema(request=DependencySerializer, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def needs(self, request: Request, code: str) -> Response:
        """Note that it needs another application."""
        return self._part(request, actions.add_dependency, DependencySerializer)

    @extend_schema(
        parameters=[PART], request=None, responses={200: ApplicationSerializer}
    )
    @action(detail=True, methods=["delete"], url_path=f"needs/{NUMBER}")
    def need(self, request: Request, code: str, part: str) -> Response:
        """Note that it no longer needs the other."""
        return self._gone(request, actions.remove_dependency, "needs", part)

    def _part(
        self, request: Request, act: Any, serializer: type[BaseSerializer[Any]]
    ) -> Response:
        found = self.get_object()
        fields = sent(serializer, request)
        act(found.pk, by=asker(request), now=timezone.now(), **fields)
        return self.answer(found)

    def _gone(self, request: Request, act: Any, name: str, part: str) -> Response:
        found = self.get_object()
        gone = get_object_or_404(getattr(found, name), pk=part)
        act(gone.pk, by=asker(request), now=timezone.now())
        return self.answer(found)


class PlatformViewSet(BulkChangeViewSet):
    """Platforms."""

    queryset = Platform.objects.select_related("owner_team")
    serializer_class = PlatformSerializer
    filter_form = PlatformFilter
    rows = {"bulk": NewPlatformSerializer, "bulk_change": PlatformSerializer}
    lookup_field = "slug"
    lookup_value_regex = r"[-a-zA-Z0-9_]{1,60}"

    @extend_schema(
        request=NewPlatformSerializer,
        parameters=[SENT_ONCE],
        responses={201: PlatformSerializer},
    )
    def create(self, request: Request) -> Response:
        """Register a platform."""
        fields = sent(NewPlatformSerializer, request)
        by, now = asker(request), timezone.now()
        pk = made_once(
            request,
            "catalog.register_platform",
            lambda: actions.register_platform(by=by, now=now, **fields),
        )
        return self.answer(Platform(pk=pk), status=201)

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, slug: str) -> Response:
        """Change what the portal says of it."""
        found = self.get_object()
        version = expected_version(request, found)
        fields = sent(PlatformSerializer, request, instance=found, partial=True)
        by, now = asker(request), timezone.now()
        actions.amend_platform(found.pk, by=by, version=version, now=now, **fields)
        return self.answer(found)


class EntityViewSet(ReadViewSet):
    """Documents of catalog files, as they were."""

    queryset = Entity.objects.select_related("application", "team").prefetch_related(
        "relations"
    )
    serializer_class = EntitySerializer
    filter_form = EntityFilter


class ImportRunViewSet(ReadViewSet):
    """Imports of catalog files: previewed, confirmed, done."""

    queryset = ImportRun.objects.select_related("by")
    serializer_class = ImportRunSerializer

    @extend_schema(
        request=NewImportSerializer,
        parameters=[SENT_ONCE],
        responses={201: ImportRunSerializer},
    )
    def create(self, request: Request) -> Response:
        """Say what the files would change; nothing is written until it is confirmed."""
        files = sent(NewImportSerializer, request)["files"]
        sources = [Source(one["name"], one["text"]) for one in files]
        by, now = asker(request), timezone.now()
        pk = made_once(
            request,
            "catalog.import",
            lambda: actions.preview_import(by=by, sources=sources, now=now),
        )
        return self.answer(ImportRun(pk=pk), status=201)

    @extend_schema(request=None, responses=ImportRunSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """Have it carried out by a worker."""
        found = self.get_object()
        actions.confirm_import(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(request=None, responses=ImportRunSerializer)
    @action(detail=True, methods=["post"])
    def restart(self, request: Request, pk: str) -> Response:
        """Have a failed one carried out once more."""
        found = self.get_object()
        actions.restart_import(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(request=None, responses=ImportRunSerializer)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, pk: str) -> Response:
        """Drop it."""
        found = self.get_object()
        actions.discard_import(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)
