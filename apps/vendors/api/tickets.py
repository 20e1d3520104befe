"""Tickets, their imports and mappings over the API."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import IF_MATCH, ReadViewSet, expected_version, made_once
from apps.vendors import actions
from apps.vendors.api.ticket_serializers import (
    BulkSerializer,
    ImportSerializer,
    MappingSerializer,
    NewMappingSerializer,
    NewTicketImportSerializer,
    ResultSerializer,
    TicketSerializer,
)
from apps.vendors.forms.tickets import AnyTicketFilter, ImportFilter
from apps.vendors.models import ManagedService, SavedMapping, Ticket, TicketImport
from apps.vendors.rules.tickets.ready import READY

SENT_ONCE = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A UUID; the same again does nothing, and is answered as before.",
)


def service_named(request: Request, slug: str) -> ManagedService:
    """The service, if it exists for who asks."""
    return get_object_or_404(
        ManagedService.objects.visible_to(asker(request)), slug=slug
    )


class TicketViewSet(ReadViewSet):
    """Tickets of a service, which `service` names."""

    queryset = Ticket.objects.select_related("service")
    serializer_class = TicketSerializer
    filter_form = AnyTicketFilter

    @extend_schema(
        request=BulkSerializer,
        parameters=[SENT_ONCE],
        responses=ResultSerializer(many=True),
    )
    @action(detail=False, methods=["post"], pagination_class=None, filter_form=None)
    def bulk(self, request: Request) -> Response:
        """Bring up to 1,000 tickets in, with a result for each. What one does not name
        stays as it is; the same again changes nothing.
        """
        given = BulkSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        service = service_named(request, given.validated_data["service"])
        results = actions.upsert_tickets(
            service.pk,
            by=asker(request),
            tickets=given.validated_data["tickets"],
            key=_key(request),
            now=timezone.now(),
        )
        return Response(results)


def _key(request: Request) -> UUID | None:
    text = request.headers.get("Idempotency-Key", "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise exceptions.ValidationError(
            {"Idempotency-Key": ["Use a UUID."]}
        ) from error


class TicketImportViewSet(ReadViewSet):
    """Imports of ticket files: given, checked, confirmed, stopped, started again."""

    queryset = TicketImport.objects.select_related("service__contract__vendor", "file")
    serializer_class = ImportSerializer
    filter_form = ImportFilter

    @extend_schema(
        request={"multipart/form-data": NewTicketImportSerializer},
        parameters=[SENT_ONCE],
        responses={201: ImportSerializer},
    )
    def create(self, request: Request) -> Response:
        """Give a file. Next, have it checked."""
        given = NewTicketImportSerializer(
            data=request.data, context=self.get_serializer_context()
        )
        given.is_valid(raise_exception=True)
        sent = given.validated_data
        service = service_named(request, sent["service"].slug)
        pk = made_once(
            request,
            "vendors.give_file",
            lambda: actions.give_file(
                service.pk,
                by=asker(request),
                file=sent["file"],
                mapping=sent["mapping"],
                now=timezone.now(),
            ),
        )
        return self.answer(TicketImport(pk=pk), status=201)

    @extend_schema(request=None, responses=ImportSerializer)
    @action(detail=True, methods=["post"])
    def check(self, request: Request, pk: str) -> Response:
        """Have it looked at, by the suggested mapping: what it would do."""
        found = self.get_object()
        actions.choose_columns(
            found.pk, by=asker(request), rules=found.rules, now=timezone.now()
        )
        return self.answer(found)

    @extend_schema(request=None, responses=ImportSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """Have it carried out by a worker."""
        found = self.get_object()
        actions.confirm_import(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(request=None, responses=ImportSerializer)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """Drop it, or ask its worker to stop."""
        found = self.get_object()
        actions.stop_import(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(request=None, responses=ImportSerializer)
    @action(detail=True, methods=["post"])
    def restart(self, request: Request, pk: str) -> Response:
        """Have one that failed, or whose worker died, carried out once more."""
        found = self.get_object()
        actions.restart_import(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(responses={200: dict[str, Any]})
    @action(detail=True)
    def report(self, request: Request, pk: str) -> Response:
        """What it would do or did: counts, problems by row, what is odd, verdicts."""
        return Response(self.get_object().report)


class MappingViewSet(ReadViewSet):
    """Saved mappings of ticket files."""

    queryset = SavedMapping.objects.all()
    serializer_class = MappingSerializer

    @extend_schema(
        request=NewMappingSerializer,
        parameters=[SENT_ONCE],
        responses={201: MappingSerializer},
    )
    def create(self, request: Request) -> Response:
        """Save one under a name that nobody uses yet."""
        sent = self._sent()
        pk = made_once(
            request,
            "vendors.new_mapping",
            lambda: actions.new_mapping(by=asker(request), now=timezone.now(), **sent),
        )
        return self.answer(SavedMapping(pk=pk), status=201)

    @extend_schema(
        request=NewMappingSerializer,
        parameters=[IF_MATCH],
        responses=MappingSerializer,
    )
    def update(self, request: Request, pk: str) -> Response:
        """Change one, if you manage every vendor whose files are read by it."""
        found = self.get_object()
        version = expected_version(request, found)
        by, now = asker(request), timezone.now()
        actions.amend_mapping(found.pk, by=by, version=version, now=now, **self._sent())
        return self.answer(found)

    @extend_schema(request=None, parameters=[IF_MATCH], responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Forget one; imports keep how they were read."""
        found = self.get_object()
        expected_version(request, found)
        actions.remove_mapping(found.pk, by=asker(request), now=timezone.now())
        return Response(status=204)

    def _sent(self) -> dict[str, Any]:
        given = NewMappingSerializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    @extend_schema(responses={200: dict[str, Any]})
    @action(detail=False, pagination_class=None)
    def ready(self, request: Request) -> Response:
        """Those that come with the portal, by name."""
        return Response({name: one.as_json() for name, one in READY.items()})
