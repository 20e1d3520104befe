"""Rotas made over the API: the schedules themselves, their layers and rotations, publishing."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import IF_MATCH, SENT_ONCE, ReadViewSet, expected_version, made_once
from apps.staffing.actions import layers as actions
from apps.staffing.actions.rotas import publish_shifts
from apps.staffing.api.making_serializers import (
    AmendRotaSerializer,
    LayerPartSerializer,
    NewLayerSerializer,
    NewRotaSerializer,
    NewRotationSerializer,
    PublicationSerializer,
    RotationPartSerializer,
    WeeksSerializer,
)
from apps.staffing.api.rota_serializers import RotaSerializer
from apps.staffing.models import Layer, Rota, Rotation
from apps.staffing.queries.rota_page import preview
from apps.staffing.queries.rota_parts import layers_of, rotations_of, seats


class MadeViewSet(ReadViewSet):
    """Rows that are made and changed by who asks, now."""

    def when(self) -> dict[str, Any]:
        """Who does it, and when."""
        return {"by": asker(self.request), "now": timezone.now()}


class RotaMakingViewSet(MadeViewSet):
    """What is done with a schedule itself."""

    @extend_schema(
        request=NewRotaSerializer,
        parameters=[SENT_ONCE],
        responses={201: RotaSerializer},
    )
    def create(self, request: Request) -> Response:
        """Make a schedule, with one empty layer."""
        fields = self.sent(NewRotaSerializer)
        pk = made_once(
            request,
            "staffing.make_rota",
            lambda: actions.make_rota(**self.when(), **fields),
        )
        return self.answer(Rota(pk=pk), status=201)

    @extend_schema(request=AmendRotaSerializer, parameters=[IF_MATCH])
    def partial_update(self, request: Request, slug: str) -> Response:
        """Change what is noted of it."""
        found = self.get_object()
        version = expected_version(request, found)
        kept = {"platforms": list(found.platforms.all())}
        fields = self.sent(AmendRotaSerializer, instance=found, partial=True)
        actions.amend_rota(
            found.pk, expected_version=version, **self.when(), **(kept | fields)
        )
        return self.answer(found)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def retire(self, request: Request, slug: str) -> Response:
        """It is planned no more; what was published stays."""
        found = self.get_object()
        actions.retire_rota(found.pk, **self.when())
        return self.answer(found)

    @extend_schema(request=NewLayerSerializer, responses={201: LayerPartSerializer})
    @action(detail=True, methods=["post"])
    def layers(self, request: Request, slug: str) -> Response:
        """Add a layer above the others."""
        found = self.get_object()
        made = actions.add_layer(
            found.pk, **self.when(), **self.sent(NewLayerSerializer)
        )
        return Response(LayerPartSerializer(made).data, status=201)

    @extend_schema(request=WeeksSerializer, responses={201: PublicationSerializer})
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, slug: str) -> Response:
        """Publish what its layers and overrides say of some weeks."""
        found, asked = self.get_object(), self.sent(WeeksSerializer)
        page = preview(found, now=timezone.now(), **asked)
        made = publish_shifts(
            found,
            shifts=page.wanted,
            window=(page.starts_at, page.ends_at),
            **self.when(),
        )
        return Response(PublicationSerializer(made).data, status=201)


class LayerViewSet(MadeViewSet):
    """Layers of schedules."""

    queryset = Layer.objects.none()
    serializer_class = LayerPartSerializer

    def get_queryset(self) -> Any:
        """Those of the schedules that exist for the asker."""
        rows = layers_of(asker(self.request))
        return rows.prefetch_related("rotations__places__person").order_by("pk")

    @extend_schema(request=None, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Take it away, with its rotations."""
        actions.remove_layer(self.get_object().pk, **self.when())
        return Response(status=204)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="raise", url_name="raise")
    def rise(self, request: Request, pk: str) -> Response:
        """Exchange it with the one above it."""
        found = self.get_object()
        actions.raise_layer(found.pk, **self.when())
        return self.answer(found)

    @extend_schema(
        request=NewRotationSerializer,
        parameters=[SENT_ONCE],
        responses={201: RotationPartSerializer},
    )
    @action(detail=True, methods=["post"])
    def rotations(self, request: Request, pk: str) -> Response:
        """People who take turns in it."""
        found, fields = self.get_object(), self.sent(NewRotationSerializer)
        made = made_once(
            request,
            "staffing.add_rotation",
            lambda: actions.add_rotation(found.pk, **self.when(), **fields),
        )
        row = get_object_or_404(rotations_of(asker(request)), pk=made)
        return Response(RotationPartSerializer(row).data, status=201)


class RotationViewSet(MadeViewSet):
    """Rotations: people who take turns in a layer."""

    queryset = Rotation.objects.none()
    serializer_class = RotationPartSerializer

    def get_queryset(self) -> Any:
        """Those of the schedules that exist for the asker."""
        rows = rotations_of(asker(self.request))
        return rows.prefetch_related("places__person").order_by("pk")

    @extend_schema(request=NewRotationSerializer, parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change it, and who takes turns in it."""
        found = self.get_object()
        version = expected_version(request, found)
        fields = self.sent(NewRotationSerializer, instance=found, partial=True)
        places = fields.pop("places", None)
        actions.amend_rotation(
            found.pk,
            expected_version=version,
            places=seats(found) if places is None else places,
            **self.when(),
            **fields,
        )
        return self.answer(found)

    @extend_schema(request=None, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Take it out of its layer."""
        actions.remove_rotation(self.get_object().pk, **self.when())
        return Response(status=204)
