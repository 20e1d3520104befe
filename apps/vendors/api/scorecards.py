"""Scorecards over the API: a month of a service, its levels, the tickets behind them."""

from datetime import date
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, generics
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.models import User
from apps.core.api import SparseView
from apps.vendors.access import can_see_money
from apps.vendors.api.scorecard_serializers import (
    CardSerializer,
    ClockSerializer,
    ClosedVerdictSerializer,
    ScorecardSerializer,
    VerdictSerializer,
)
from apps.vendors.forms.scorecards import MONTH as ASKED
from apps.vendors.forms.scorecards import CardFilter, ClosedFilter, VerdictFilter
from apps.vendors.models import (
    Closure,
    FrozenTicket,
    ManagedService,
    ServiceLevel,
    Ticket,
    Verdict,
)
from apps.vendors.queries.drill import drilled, facets_of
from apps.vendors.queries.drill_closed import drilled_closed
from apps.vendors.queries.frozen import closed_cards
from apps.vendors.queries.scorecard import scorecards, trend
from apps.vendors.queries.ticket_page import ticket_page, visible_tickets
from apps.vendors.rules.months import month_of

MONTH = OpenApiParameter(
    "month", {"type": "string", "pattern": ASKED}, "path", description="As 2026-10."
)
SERVICE = OpenApiParameter("service", str, "path", description="Its short name.")
LEVEL = OpenApiParameter("level", str, "path", description="Its short name.")
ASKED_MONTH = OpenApiParameter(
    "month", str, description="As 2026-10; the running month without it."
)
JUDGED = OpenApiParameter(
    "judged", str, enum=["now"], description="Of a closed month: as judged now."
)
ASKED_SERVICE = OpenApiParameter("service", str, description="The short name of one.")


def _services(user: User) -> QuerySet[ManagedService]:
    rows = ManagedService.objects.visible_to(user)
    return rows.select_related("contract__vendor")


def _asker(request: Request) -> User:
    return cast("User", request.user)


class ScorecardsView(SparseView, generics.GenericAPIView[ManagedService]):
    """The scorecards of a month."""

    answers = CardSerializer
    queryset = ManagedService.objects.none()
    serializer_class = CardSerializer

    @extend_schema(
        parameters=[ASKED_MONTH, ASKED_SERVICE], responses=CardSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """Services, a page at a time, each with its scorecard of the month."""
        form: Any = CardFilter(request.query_params)
        if not form.is_valid():
            raise exceptions.ValidationError(form.errors)
        services = form.apply(_services(_asker(request)))
        month = form.cleaned_data["month"] or month_of(timezone.localdate())
        page = cast("list[ManagedService]", self.paginate_queryset(services))
        found = scorecards(page, [month])
        cards = [found[one.pk, month] for one in page]
        return self.get_paginated_response(CardSerializer(cards, many=True).data)


class ScorecardView(SparseView):
    """A service in a month."""

    answers = ScorecardSerializer

    @extend_schema(parameters=[SERVICE, MONTH], responses=ScorecardSerializer)
    def get(self, request: Request, service: str, month: date) -> Response:
        """The scorecard with its levels, its money where one may see it, and 13 months."""
        user = _asker(request)
        found = get_object_or_404(_services(user), slug=service)
        cards = trend(found, month)
        sees_money = can_see_money(user, found.contract.vendor)
        context = {"trend": cards, "sees_money": sees_money}
        return Response(ScorecardSerializer(cards[-1], context=context).data)


class LevelTicketsView(SparseView, generics.ListAPIView[Any]):
    """The tickets behind a level of a month."""

    answers = VerdictSerializer
    queryset = Verdict.objects.none()
    serializer_class = VerdictSerializer

    @extend_schema(
        parameters=[
            *(SERVICE, MONTH, LEVEL),
            *(
                OpenApiParameter(name, str)
                for name in ("q", "outcome", "priority", "group", "category")
            ),
            JUDGED,
        ]
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Those that count in the month, and those that run; narrowed as on the page.

        Of a closed month those that were closed, as they were closed.
        """
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        """Only what exists for the asker."""
        user, given = _asker(self.request), self.kwargs
        levels = ServiceLevel.objects.visible_to(user).select_related("service")
        level = get_object_or_404(
            levels, service__slug=given["service"], slug=given["level"]
        )
        closure = self._closure(level, given["month"])
        if closure is None:
            rows = drilled(user, level, given["month"])
            return self._narrowed(rows, VerdictFilter)
        return self._narrowed(drilled_closed(user, level, closure), ClosedFilter)

    def _closure(self, level: ServiceLevel, month: date) -> Closure | None:
        """The one that shows, unless what is judged now is asked for."""
        if self.request.query_params.get("judged") == "now":
            return None
        card = closed_cards([level.service], [month]).get((level.service_id, month))
        return card.closure if card else None

    def _narrowed(
        self, rows: QuerySet[Any], kind: type[VerdictFilter]
    ) -> QuerySet[Any]:
        asked = self.request.query_params
        form: Any = kind(asked, values=facets_of(rows, kind.path).values)
        if not form.is_valid():
            raise exceptions.ValidationError(form.errors)
        narrowed: QuerySet[Any] = form.apply(rows)
        return narrowed

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """The same fields of a closed month, from its frozen tickets."""
        shown = args[0] if args else None
        if isinstance(shown, list) and shown and isinstance(shown[0], FrozenTicket):
            return ClosedVerdictSerializer(*args, **kwargs)
        return super().get_serializer(*args, **kwargs)


class ClocksView(SparseView):
    """The clocks of a ticket."""

    answers = ClockSerializer

    @extend_schema(operation_id="ticket_clocks", responses=ClockSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """What each level says of it now, with the arithmetic line by line."""
        user = _asker(request)
        found: Ticket | None = visible_tickets(user).filter(pk=pk).first()
        if found is None:
            raise Http404
        page = ticket_page(found, user, timezone.now())
        return Response(ClockSerializer(page.clocks, many=True).data)
