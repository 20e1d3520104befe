"""Periods and closures over the API: the pages' rows, rights and actions, as JSON."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import ReadViewSet
from apps.core.exports import XLSX
from apps.core.pdf import pdf_bytes
from apps.vendors import actions
from apps.vendors.access import can_see_money
from apps.vendors.api.period_serializers import (
    ClaimTextSerializer,
    ClosureSerializer,
    CreditClaimSerializer,
    FrozenTicketSerializer,
    FullClosureSerializer,
    PeriodSerializer,
    ReplaySerializer,
    ReviewSerializer,
    TakenSerializer,
    WhySerializer,
)
from apps.vendors.forms.periods import ClosureFilter, PeriodFilter
from apps.vendors.models import Closure, FrozenTicket, Period
from apps.vendors.queries.paper import closure_paper
from apps.vendors.queries.periods import listed_periods
from apps.vendors.queries.replay import replay
from apps.vendors.queries.workbook import closure_book


class SentViewSet(ReadViewSet):
    """Rows with verbs that take a body."""

    def done(self) -> dict[str, Any]:
        """By whom and when."""
        return {"by": asker(self.request), "now": timezone.now()}


class PeriodViewSet(SentViewSet):
    """Months of services, from open to frozen."""

    queryset = Period.objects.all()
    serializer_class = PeriodSerializer
    filter_form = PeriodFilter

    def get_queryset(self) -> Any:
        """Those that exist for the asker, as the list shows them."""
        return listed_periods(asker(self.request)).prefetch_related("closures")

    @extend_schema(request=TakenSerializer, responses={201: PeriodSerializer})
    def create(self, request: ApiRequest) -> Response:
        """Take any month that is over to review, also one that the list does not have."""
        fields = dict(self.sent(TakenSerializer))
        service = fields.pop("service")
        made = actions.take_to_review(service.pk, **fields, **self.done())
        return self.answer(made, status=201)

    @extend_schema(request=ReviewSerializer)
    @action(detail=True, methods=["post"])
    def review(self, request: ApiRequest, pk: str) -> Response:
        """Let the vendor dispute tickets until that day."""
        found = self.get_object()
        fields = self.sent(ReviewSerializer)
        actions.take_to_review(found.service_id, found.month, **fields, **self.done())
        return self.answer(found)

    @extend_schema(request=WhySerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: ApiRequest, pk: str) -> Response:
        """A step back: from closed but unsigned to review, from review to open."""
        found = self.get_object()
        actions.reopen_period(found.pk, **self.sent(WhySerializer), **self.done())
        return self.answer(found)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def close(self, request: ApiRequest, pk: str) -> Response:
        """Keep figures, terms and tickets; a second person signs the closure."""
        found = self.get_object()
        actions.close_period(found.pk, **self.done())
        return self.answer(found)


class ClosureViewSet(SentViewSet):
    """What was closed, and restatements beside it."""

    queryset = Closure.objects.select_related(
        "period__service__contract__vendor", "closed_by", "signed_by"
    ).order_by("-closed_at", "-pk")
    serializer_class = ClosureSerializer
    filter_form = ClosureFilter

    def get_serializer_class(self) -> Any:
        """One of them comes with its figures and terms."""
        return ClosureSerializer if self.action == "list" else FullClosureSerializer

    def _with_money(self, found: Closure) -> bool:
        vendor = found.period.service.contract.vendor
        return can_see_money(asker(self.request), vendor)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def sign(self, request: ApiRequest, pk: str) -> Response:
        """The second signature: from then on it never changes."""
        found = self.get_object()
        actions.sign_closure(found.pk, **self.done())
        return self.answer(found)

    @extend_schema(request=WhySerializer, responses={201: FullClosureSerializer})
    @action(detail=True, methods=["post"])
    def restate(self, request: ApiRequest, pk: str) -> Response:
        """Close its frozen month anew by what is known now."""
        found = self.get_object()
        fields = self.sent(WhySerializer)
        made = actions.restate(found.period_id, **fields, **self.done())
        return self.answer(made, status=201)

    @extend_schema(request=WhySerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def drop(self, request: ApiRequest, pk: str) -> Response:
        """Take back a restatement that nobody signed."""
        found = self.get_object()
        actions.drop_restatement(found.pk, **self.sent(WhySerializer), **self.done())
        return Response(status=204)

    @extend_schema(request=ClaimTextSerializer, responses={201: CreditClaimSerializer})
    @action(detail=True, methods=["post"])
    def claim(self, request: ApiRequest, pk: str) -> Response:
        """Draw up the claim of what it costs the vendor."""
        found = self.get_object()
        fields = self.sent(ClaimTextSerializer)
        made = actions.draft_claim(found.pk, **fields, **self.done())
        return Response(CreditClaimSerializer(made).data, status=201)

    @extend_schema(responses=ReplaySerializer)
    @action(detail=True, answers=ReplaySerializer)
    def verify(self, request: ApiRequest, pk: str) -> Response:
        """Judge its tickets again by its own terms."""
        found = self.get_object()
        said = dict(ReplaySerializer(replay(found)).data)
        if not self._with_money(found):
            said["changes"] = [one for one in said["changes"] if not one["is_money"]]
        return Response(said)

    @extend_schema(responses=FrozenTicketSerializer(many=True))
    @action(detail=True, answers=FrozenTicketSerializer)
    def tickets(self, request: ApiRequest, pk: str) -> Response:
        """The tickets behind it, as they were."""
        rows = FrozenTicket.objects.visible_to(asker(request)).of(self.get_object())
        page = self.paginate_queryset(rows.order_by("pk"))
        data = FrozenTicketSerializer(page, many=True).data
        return self.get_paginated_response(data)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True)
    def pdf(self, request: ApiRequest, pk: str) -> HttpResponse:
        """It on one page of paper: the same bytes each time."""
        found = self.get_object()
        paper = closure_paper(found, with_money=self._with_money(found))
        content = pdf_bytes("vendors/scorecard.typ", paper)
        return HttpResponse(content, content_type="application/pdf")

    @extend_schema(responses={(200, XLSX): OpenApiTypes.BINARY})
    @action(detail=True)
    def xlsx(self, request: ApiRequest, pk: str) -> HttpResponse:
        """Its figures and every ticket behind them: the same bytes each time."""
        found = self.get_object()
        content = closure_book(found, with_money=self._with_money(found))
        return HttpResponse(content, content_type=XLSX)
