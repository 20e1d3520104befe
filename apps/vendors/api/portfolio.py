"""The portfolio and running months over the API, as their pages show them."""

from typing import Any, cast

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.models import User
from apps.core.api import SparseView
from apps.vendors.access import can_see_money
from apps.vendors.api.portfolio_serializers import (
    MonthForecastSerializer,
    PortfolioSerializer,
)
from apps.vendors.forms.portfolio import SPANS, PortfolioFilter
from apps.vendors.models import ManagedService
from apps.vendors.queries.outlook import forecasts
from apps.vendors.queries.portfolio import portfolio

SPAN = OpenApiParameter(
    "months",
    {"type": "integer", "enum": [months for months, _ in SPANS]},
    description="How many full months; 12 without it.",
)


class PortfolioView(SparseView):
    """All vendors at once."""

    answers = PortfolioSerializer

    @extend_schema(parameters=[SPAN], responses=PortfolioSerializer)
    def get(self, request: Request) -> Response:
        """Vendors month by month, their services, and the contracts that run out."""
        form: Any = PortfolioFilter(request.query_params)
        if not form.is_valid():
            raise exceptions.ValidationError(form.errors)
        user = cast("User", request.user)
        found = portfolio(user, timezone.localdate(), form.span)
        return Response(PortfolioSerializer(found).data)


class ForecastView(SparseView):
    """The running month of a service."""

    answers = MonthForecastSerializer

    @extend_schema(
        parameters=[OpenApiParameter("service", str, "path", description="Its slug.")],
        responses=MonthForecastSerializer,
    )
    def get(self, request: Request, service: str) -> Response:
        """How it may end, level by level, and what more breaches would cost."""
        user = cast("User", request.user)
        rows = ManagedService.objects.visible_to(user)
        found = get_object_or_404(rows.select_related("contract__vendor"), slug=service)
        (month,) = forecasts([found], timezone.now())
        sees_money = can_see_money(user, found.contract.vendor)
        context = {"sees_money": sees_money}
        return Response(MonthForecastSerializer(month, context=context).data)
