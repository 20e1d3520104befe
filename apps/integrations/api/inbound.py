"""Endpoints and what they received, over the API."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import (
    IF_MATCH,
    SENT_ONCE,
    ReadViewSet,
    etag,
    expected_version,
    made_once,
)
from apps.integrations.access import can_edit
from apps.integrations.actions import inbound_endpoints as actions
from apps.integrations.actions.inbound_processing import run_again
from apps.integrations.api.inbound_serializers import (
    AddEndpointSerializer,
    AmendEndpointSerializer,
    ChangeSecretSerializer,
    EndpointSerializer,
    InboundDeliverySerializer,
    MadeEndpointSerializer,
    MapEndpointSerializer,
    WholeInboundDeliverySerializer,
)
from apps.integrations.forms.inbound import DeliveryFilter, EndpointFilter
from apps.integrations.models import Endpoint, InboundDelivery


class EndpointViewSet(ReadViewSet):
    """Addresses that other systems send to."""

    queryset = Endpoint.objects.with_names()
    serializer_class = EndpointSerializer
    filter_form = EndpointFilter

    @extend_schema(
        request=AddEndpointSerializer,
        responses={201: MadeEndpointSerializer},
        parameters=[SENT_ONCE],
    )
    def create(self, request: Request) -> Response:
        """Set one up; its secret is in this answer and nowhere else."""
        if not can_edit(asker(request)):
            raise exceptions.PermissionDenied
        values = self.sent(AddEndpointSerializer)
        made: list[Endpoint] = []

        def make() -> Endpoint:
            made.append(
                actions.add_endpoint(by=asker(request), now=timezone.now(), **values)
            )
            return made[0]

        pk = made_once(request, "integrations.add_endpoint", make)
        found = self.get_queryset().get(pk=pk)
        return self._secret(found, found.secret if made else None, status=201)

    def _secret(
        self, found: Endpoint, secret: str | None, *, status: int = 200
    ) -> Response:
        context = {**self.get_serializer_context(), "secret": secret}
        data = MadeEndpointSerializer(found, context=context).data
        headers = {"ETag": etag(found), "Cache-Control": "no-store"}
        return Response(data, status=status, headers=headers)

    @extend_schema(request=AmendEndpointSerializer, parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is named of it."""
        found = self.get_object()
        if not can_edit(asker(request)):
            raise exceptions.PermissionDenied
        version = expected_version(request, found)
        values = self.sent(AmendEndpointSerializer, partial=True)
        actions.amend_endpoint(
            found.pk, by=asker(request), now=timezone.now(), version=version, **values
        )
        return self.answer(found)

    @extend_schema(request=MapEndpointSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["put"])
    def mapping(self, request: Request, pk: str) -> Response:
        """Say how its payloads are read, from now on."""
        found = self.get_object()
        if not can_edit(asker(request)):
            raise exceptions.PermissionDenied
        version = expected_version(request, found)
        values = self.sent(MapEndpointSerializer)
        actions.amend_rules(
            found.pk, by=asker(request), now=timezone.now(), version=version, **values
        )
        return self.answer(found)

    @extend_schema(request=ChangeSecretSerializer, responses=MadeEndpointSerializer)
    @action(detail=True, methods=["post"], url_path="change-secret")
    def change_secret(self, request: Request, pk: str) -> Response:
        """A new secret beside the former one; it is in this answer and nowhere else."""
        found = self.get_object()
        if not can_edit(asker(request)):
            raise exceptions.PermissionDenied
        values = self.sent(ChangeSecretSerializer)
        made = actions.change_secret(
            found.pk, by=asker(request), now=timezone.now(), **values
        )
        return self._secret(made, made.secret)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="drop-former-secret")
    def drop_former_secret(self, request: Request, pk: str) -> Response:
        """From now on the new secret alone counts."""
        found = self.get_object()
        actions.drop_former_secret(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Take away one to which nothing was ever sent."""
        found = self.get_object()
        actions.remove_endpoint(found.pk, by=asker(request), now=timezone.now())
        return Response(status=204)


class InboundDeliveryViewSet(ReadViewSet):
    """What other systems sent, and what became of it."""

    queryset = InboundDelivery.objects.with_names()
    filter_form = DeliveryFilter

    def get_queryset(self) -> Any:
        """A list brings no bodies."""
        rows = super().get_queryset()
        return rows.without_body() if self.action == "list" else rows

    def get_serializer_class(self) -> Any:
        """One delivery with its body, many without."""
        is_list = self.action == "list"
        return InboundDeliverySerializer if is_list else WholeInboundDeliverySerializer

    @extend_schema(request=None, responses=WholeInboundDeliverySerializer)
    @action(detail=True, methods=["post"], url_path="run-again")
    def run_again(self, request: Request, pk: str) -> Response:
        """Have what was kept apart tried once more."""
        found = self.get_object()
        run_again(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)
