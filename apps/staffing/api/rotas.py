"""Rotas over the API: schedules, who is on call now and next, shifts, overrides, swaps."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import IF_MATCH, SENT_ONCE, ReadViewSet, expected_version, made_once
from apps.staffing.actions import moving
from apps.staffing.actions import swaps as actions
from apps.staffing.api.making import RotaMakingViewSet
from apps.staffing.api.rota_serializers import (
    AnswerSwapSerializer,
    DutySerializer,
    MovedSerializer,
    MoveShiftSerializer,
    NewOverrideSerializer,
    NewSwapSerializer,
    OverrideSerializer,
    RotaSerializer,
    ShiftSerializer,
    SpanSerializer,
    SwapSerializer,
    WindowSerializer,
)
from apps.staffing.forms.rotas import RotaFilter
from apps.staffing.forms.shifts import ShiftFilter
from apps.staffing.forms.swaps import SwapFilter
from apps.staffing.models import Override, Rota, Shift, Swap
from apps.staffing.queries.oncall import duties, spans_between
from apps.staffing.queries.rota_parts import overrides_of
from apps.staffing.queries.swaps import listed_swaps

AT = OpenApiParameter(
    "at", {"type": "string", "format": "date-time"}, description="Instead of now."
)
WINDOW = [
    OpenApiParameter(
        name, {"type": "string", "format": "date-time"}, required=True, description=said
    )
    for name, said in (("from", "The first instant."), ("until", "Just before this."))
]


class RotaViewSet(RotaMakingViewSet):
    """Schedules: each by its short name."""

    queryset = Rota.objects.all()
    serializer_class = RotaSerializer
    filter_form = RotaFilter
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]{1,80}"

    def get_queryset(self) -> Any:
        """Those that exist for the asker, with their layers."""
        rows = super().get_queryset().select_related("team")
        return rows.prefetch_related("layers__rotations__places__person")

    @extend_schema(parameters=[AT], responses=DutySerializer)
    @action(detail=True, url_path="on-call", answers=DutySerializer)
    def on_call(self, request: Request, slug: str) -> Response:
        """Who is on call on it now, or at an instant, and who comes next."""
        at = WindowSerializer.instant(request, "at") or timezone.now()
        [duty] = duties(Rota.objects.filter(pk=self.get_object().pk), at)
        return Response(DutySerializer(duty).data)

    @extend_schema(parameters=WINDOW, responses=SpanSerializer(many=True))
    @action(
        detail=True, pagination_class=None, filter_backends=[], answers=SpanSerializer
    )
    def preview(self, request: Request, slug: str) -> Response:
        """Who its layers and overrides put on call in a window of a year at most."""
        rota = self.get_object()
        window = WindowSerializer(data=request.query_params)
        window.is_valid(raise_exception=True)
        since, until = (window.validated_data[name] for name in ("from", "until"))
        found = spans_between(rota, since, until)
        return Response(SpanSerializer(found, many=True).data)

    @extend_schema(
        methods=["POST"],
        request=NewOverrideSerializer,
        parameters=[SENT_ONCE],
        responses={201: OverrideSerializer},
    )
    @extend_schema(methods=["GET"], responses=OverrideSerializer(many=True))
    @action(
        detail=True,
        methods=["get", "post"],
        pagination_class=None,
        answers=OverrideSerializer,
    )
    def overrides(self, request: Request, slug: str) -> Response:
        """Those that run or come; POST adds one."""
        rota = self.get_object()
        if request.method in SAFE_METHODS:
            rows = overrides_of(asker(request)).filter(
                rota=rota, ends_at__gt=timezone.now() - timedelta(days=1)
            )
            return Response(OverrideSerializer(rows, many=True).data)
        fields = self.sent(NewOverrideSerializer)
        pk = made_once(
            request,
            "staffing.add_override",
            lambda: moving.add_override(
                rota.pk, by=asker(request), now=timezone.now(), **fields
            ),
        )
        made = Override.objects.select_related("added", "removed").get(pk=pk)
        return Response(OverrideSerializer(made).data, status=201)

    @extend_schema(request=None, responses={204: None})
    @action(
        detail=True,
        methods=["delete"],
        url_path=r"overrides/(?P<part>[0-9]{1,18})",
        url_name="override",
    )
    def override(self, request: Request, slug: str, part: str) -> Response:
        """Take an override back."""
        rows = overrides_of(asker(request)).filter(rota=self.get_object())
        found = get_object_or_404(rows, pk=part)
        moving.remove_override(found.pk, by=asker(request), now=timezone.now())
        return Response(status=204)


class OnCallViewSet(ReadViewSet):
    """Who is on call now and next, rota by rota."""

    queryset = Rota.objects.all()
    serializer_class = DutySerializer
    filter_form = RotaFilter
    pagination_class = None
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]{1,80}"

    @extend_schema(parameters=[AT], responses=DutySerializer(many=True))
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Every rota that is planned, now or at an instant."""
        at = WindowSerializer.instant(request, "at") or timezone.now()
        found = duties(self.filter_queryset(self.get_queryset()), at)
        return Response(DutySerializer(found, many=True).data)

    @extend_schema(parameters=[AT], responses=DutySerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One rota, now or at an instant."""
        at = WindowSerializer.instant(request, "at") or timezone.now()
        [found] = duties(Rota.objects.filter(pk=self.get_object().pk), at)
        return Response(DutySerializer(found).data)


class ShiftViewSet(ReadViewSet):
    """Published shifts."""

    queryset = Shift.objects.select_related("rota", "person")
    serializer_class = ShiftSerializer
    filter_form = ShiftFilter

    @extend_schema(
        request=MoveShiftSerializer, parameters=[IF_MATCH], responses=MovedSerializer
    )
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: str) -> Response:
        """Give a shift to somebody else, or to another time. Answers its rota."""
        found = self.get_object()
        version = expected_version(request, found)
        fields = self.sent(MoveShiftSerializer)
        rota = moving.move_shift(
            found.pk,
            by=asker(request),
            expected_version=version,
            now=timezone.now(),
            **fields,
        )
        return Response(MovedSerializer({"rota": rota.slug}).data)

    @extend_schema(
        request=NewSwapSerializer,
        parameters=[SENT_ONCE],
        responses={201: SwapSerializer},
    )
    @action(detail=True, methods=["post"])
    def offer(self, request: Request, pk: str) -> Response:
        """Offer a shift to somebody, or to all; as a gift, or for one of theirs."""
        found, fields = self.get_object(), self.sent(NewSwapSerializer)
        made = made_once(
            request,
            "staffing.offer_shift",
            lambda: actions.offer_shift(
                found.pk, by=asker(request), now=timezone.now(), **fields
            ),
        )
        row = Swap.objects.with_names().get(pk=made)
        return Response(SwapSerializer(row).data, status=201)


class SwapViewSet(ReadViewSet):
    """Swaps: shifts given away or exchanged."""

    queryset = Swap.objects.all()
    serializer_class = SwapSerializer
    filter_form = SwapFilter

    def get_queryset(self) -> Any:
        """Those that exist for the asker."""
        return listed_swaps(asker(self.request))

    def _act(self, request: Request, verb: Callable[..., Any], **more: Any) -> Response:
        row = self.get_object()
        verb(row.pk, by=asker(request), now=timezone.now(), **more)
        return self.answer(row)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """Take the shift."""
        return self._act(request, actions.accept_swap)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Let an accepted swap happen."""
        return self._act(request, actions.approve_swap)

    @extend_schema(request=AnswerSwapSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        """Say no."""
        return self._act(
            request, actions.refuse_swap, **self.sent(AnswerSwapSerializer)
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take the offer back."""
        return self._act(request, actions.withdraw_swap)
