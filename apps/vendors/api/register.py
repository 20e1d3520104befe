"""Vendors, contracts, services and levels: the pages' rows, rights and actions."""

from typing import Any

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import IF_MATCH, SENT_ONCE, BulkChangeViewSet
from apps.core.uploads import attachment_response
from apps.vendors import actions
from apps.vendors.api.asking import NUMBER, PART, READ, RegisterViewSet
from apps.vendors.api.register_serializers import (
    CertificateSerializer,
    ChargeSerializer,
    ContactSerializer,
    ContractSerializer,
    DaySerializer,
    LocationSerializer,
    NewContractSerializer,
    NewServiceSerializer,
    NewVendorSerializer,
    RatingSerializer,
    ServiceSerializer,
    SupplierSerializer,
    VendorSerializer,
)
from apps.vendors.forms.filters import (
    ContractFilter,
    ServiceFilter,
    VendorFilter,
)
from apps.vendors.models import Contract, ManagedService, Vendor

SLUG = r"[-a-zA-Z0-9_]{1,60}"


class VendorViewSet(BulkChangeViewSet, RegisterViewSet):
    """Vendors."""

    queryset = Vendor.objects.select_related(
        "organisation", "manager", "team", "parent"
    ).prefetch_related("contacts", "certificates__file", "ratings__by")
    serializer_class = VendorSerializer
    filter_form = VendorFilter
    rows = {"bulk": NewVendorSerializer, "bulk_change": VendorSerializer}
    lookup_field = "slug"
    lookup_value_regex = SLUG

    @extend_schema(
        request=NewVendorSerializer,
        parameters=[SENT_ONCE],
        responses={201: VendorSerializer},
    )
    def create(self, request: Request) -> Response:
        """Enter a vendor."""
        fields = self.sent(NewVendorSerializer)
        return self.make(actions.register_vendor, "register_vendor", **fields)

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, slug: str) -> Response:
        """Change what the register says of it."""
        return self.change(actions.amend_vendor, VendorSerializer)

    @extend_schema(request=RatingSerializer, responses=VendorSerializer)
    @action(detail=True, methods=["post"])
    def rate(self, request: Request, slug: str) -> Response:
        """Say how risky it is, and why."""
        return self.add(actions.rate_vendor, RatingSerializer)

    @extend_schema(request=ContactSerializer, responses=VendorSerializer)
    @action(detail=True, methods=["post"])
    def contacts(self, request: Request, slug: str) -> Response:
        """Note whom one calls."""
        return self.add(actions.add_contact, ContactSerializer)

    @extend_schema(
        parameters=[PART, READ], request=ContactSerializer, responses=VendorSerializer
    )
    @action(detail=True, methods=["patch"], url_path=f"contacts/{NUMBER}")
    def contact(self, request: Request, slug: str, part: str) -> Response:
        """Change a contact."""
        return self._amend_part(
            actions.amend_contact, ContactSerializer, "contacts", part
        )

    @extend_schema(parameters=[PART], request=None, responses={200: VendorSerializer})
    @contact.mapping.delete
    def remove_contact(self, request: Request, slug: str, part: str) -> Response:
        """Nobody calls them any more."""
        return self.take(actions.remove_contact, "contacts", part)

    @extend_schema(request=CertificateSerializer, responses=VendorSerializer)
    @action(detail=True, methods=["post"])
    def certificates(self, request: Request, slug: str) -> Response:
        """Note a certificate and until when it holds."""
        return self.add(actions.add_certificate, CertificateSerializer)

    @extend_schema(
        parameters=[PART, READ],
        request=CertificateSerializer,
        responses=VendorSerializer,
    )
    @action(detail=True, methods=["patch"], url_path=f"certificates/{NUMBER}")
    def certificate(self, request: Request, slug: str, part: str) -> Response:
        """Renew or correct a certificate."""
        return self._amend_part(
            actions.amend_certificate, CertificateSerializer, "certificates", part
        )

    @extend_schema(parameters=[PART], request=None, responses={200: VendorSerializer})
    @certificate.mapping.delete
    def remove_certificate(self, request: Request, slug: str, part: str) -> Response:
        """It was entered by mistake."""
        return self.take(actions.remove_certificate, "certificates", part)

    @extend_schema(
        parameters=[PART],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    @action(
        detail=True,
        url_path=f"certificates/{NUMBER}/file",
        url_name="certificate-file",
    )
    def certificate_file(self, request: Request, slug: str, part: str) -> FileResponse:
        """The paper itself."""
        found = self.part(self.get_object(), "certificates", part)
        if found.file is None:
            raise exceptions.NotFound
        return attachment_response(found.file)

    def _amend_part(self, act: Any, serializer: Any, name: str, part: str) -> Response:
        found = self.get_object()
        row = self.part(found, name, part)
        fields = self.sent(serializer, instance=row, partial=True)
        version = _version_read(self.request)
        act(
            row.pk,
            by=asker(self.request),
            version=version,
            now=timezone.now(),
            **fields,
        )
        return self.answer(found)


def _version_read(request: Request) -> int:
    given = request.query_params.get("version", "")
    if not (given.isascii() and given.isdecimal()):
        raise exceptions.ValidationError({"version": ["Send the version you read."]})
    return int(given)


class ContractViewSet(RegisterViewSet):
    """Contracts."""

    queryset = Contract.objects.select_related("vendor", "owner").prefetch_related(
        "supply_links__vendor"
    )
    serializer_class = ContractSerializer
    filter_form = ContractFilter

    @extend_schema(
        request=NewContractSerializer,
        parameters=[SENT_ONCE],
        responses={201: ContractSerializer},
    )
    def create(self, request: Request) -> Response:
        """Enter a contract, as a draft."""
        fields = self.sent(NewContractSerializer)
        fields["vendor_pk"] = fields.pop("vendor").pk
        return self.make(actions.register_contract, "register_contract", **fields)

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is noted of it."""
        return self.change(actions.amend_contract, ContractSerializer)

    @extend_schema(request=None, responses=ContractSerializer)
    @action(detail=True, methods=["post"], url_path="put-in-force")
    def put_in_force(self, request: Request, pk: str) -> Response:
        """Both sides have signed."""
        return self.move(actions.put_in_force)

    @extend_schema(request=DaySerializer, responses=ContractSerializer)
    @action(detail=True, methods=["post"], url_path="give-notice")
    def give_notice(self, request: Request, pk: str) -> Response:
        """Notice was given on a day."""
        return self.add(actions.give_notice, DaySerializer)

    @extend_schema(request=None, responses=ContractSerializer)
    @action(detail=True, methods=["post"], url_path="withdraw-notice")
    def withdraw_notice(self, request: Request, pk: str) -> Response:
        """The notice no longer stands."""
        return self.move(actions.withdraw_notice)

    @extend_schema(request=DaySerializer, responses=ContractSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """It is over."""
        return self.add(actions.end_contract, DaySerializer)

    @extend_schema(request=SupplierSerializer, responses=ContractSerializer)
    @action(detail=True, methods=["post"])
    def suppliers(self, request: Request, pk: str) -> Response:
        """Note who works below."""
        return self.add(actions.add_supplier, SupplierSerializer)

    @extend_schema(parameters=[PART], request=None, responses={200: ContractSerializer})
    @action(detail=True, methods=["delete"], url_path=f"suppliers/{NUMBER}")
    def supplier(self, request: Request, pk: str, part: str) -> Response:
        """They work there no more."""
        return self.take(actions.remove_supplier, "supply_links", part)


class ServiceViewSet(RegisterViewSet):
    """Managed services."""

    queryset = ManagedService.objects.select_related(
        "contract__vendor", "calendar", "team"
    ).prefetch_related("platforms", "applications", "locations", "charges")
    serializer_class = ServiceSerializer
    filter_form = ServiceFilter
    lookup_field = "slug"
    lookup_value_regex = SLUG

    @extend_schema(
        request=NewServiceSerializer,
        parameters=[SENT_ONCE],
        responses={201: ServiceSerializer},
    )
    def create(self, request: Request) -> Response:
        """Enter a service under a contract."""
        fields = self.sent(NewServiceSerializer)
        rows = Contract.objects.visible_to(asker(request))
        fields["contract_pk"] = get_object_or_404(rows, pk=fields.pop("contract")).pk
        return self.make(actions.register_service, "register_service", **fields)

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, slug: str) -> Response:
        """Change what is noted of it; with another calendar, tickets are judged anew."""
        return self.change(actions.amend_service, ServiceSerializer)

    @extend_schema(request=None, responses=ServiceSerializer)
    @action(detail=True, methods=["post"])
    def recount(self, request: Request, slug: str) -> Response:
        """Have all its tickets judged anew."""
        return self.move(actions.ask_for_recount)

    @extend_schema(request=LocationSerializer, responses=ServiceSerializer)
    @action(detail=True, methods=["post"])
    def locations(self, request: Request, slug: str) -> Response:
        """Note where its people sit."""
        return self.add(actions.add_location, LocationSerializer)

    @extend_schema(parameters=[PART], request=None, responses={200: ServiceSerializer})
    @action(detail=True, methods=["delete"], url_path=f"locations/{NUMBER}")
    def location(self, request: Request, slug: str, part: str) -> Response:
        """Nobody sits there any more."""
        return self.take(actions.remove_location, "locations", part)

    @extend_schema(request=ChargeSerializer, responses=ServiceSerializer)
    @action(detail=True, methods=["post"])
    def charges(self, request: Request, slug: str) -> Response:
        """Note what it costs a month, from a day on."""
        return self.add(actions.add_charge, ChargeSerializer)

    @extend_schema(parameters=[PART], request=None, responses={200: ServiceSerializer})
    @action(detail=True, methods=["delete"], url_path=f"charges/{NUMBER}")
    def charge(self, request: Request, slug: str, part: str) -> Response:
        """It was never agreed."""
        return self.take(actions.remove_charge, "charges", part)
