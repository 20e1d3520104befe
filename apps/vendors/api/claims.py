"""Service credit claims over the API."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.pdf import pdf_bytes
from apps.vendors import actions
from apps.vendors.api.period_serializers import (
    CreditClaimSerializer,
    SettleSerializer,
    WhySerializer,
)
from apps.vendors.api.periods import SentViewSet
from apps.vendors.forms.periods import ClaimFilter
from apps.vendors.models import CreditClaim
from apps.vendors.queries.claims import claim_paper, listed_claims


class CreditClaimViewSet(SentViewSet):
    """Service credit claims."""

    queryset = CreditClaim.objects.all()
    serializer_class = CreditClaimSerializer
    filter_form = ClaimFilter

    def get_queryset(self) -> Any:
        """Those that exist for the asker."""
        return listed_claims(asker(self.request))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def send(self, request: ApiRequest, pk: str) -> Response:
        """To the vendor, by another person than drew it up."""
        found = self.get_object()
        actions.send_claim(found.pk, **self.done())
        return self.answer(found)

    @extend_schema(request=SettleSerializer)
    @action(detail=True, methods=["post"])
    def settle(self, request: ApiRequest, pk: str) -> Response:
        """Note the vendor's credit note."""
        found = self.get_object()
        actions.settle_claim(found.pk, **self.sent(SettleSerializer), **self.done())
        return self.answer(found)

    @extend_schema(request=WhySerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: ApiRequest, pk: str) -> Response:
        """Not claimed after all."""
        found = self.get_object()
        actions.withdraw_claim(found.pk, **self.sent(WhySerializer), **self.done())
        return self.answer(found)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="earn-back")
    def earn_back(self, request: ApiRequest, pk: str) -> Response:
        """Earned back by the months after it."""
        found = self.get_object()
        actions.earn_back_claim(found.pk, **self.done())
        return self.answer(found)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True)
    def pdf(self, request: ApiRequest, pk: str) -> HttpResponse:
        """The letter to the vendor."""
        content = pdf_bytes("vendors/claim.typ", claim_paper(self.get_object()))
        return HttpResponse(content, content_type="application/pdf")
