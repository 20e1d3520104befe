"""How the register is written in JSON, and what may be sent."""

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from apps.accounts.models import Organisation, Team, User
from apps.calendars.models import BusinessCalendar
from apps.catalog.models import Application, Platform
from apps.core.api import Seen
from apps.vendors.access import can_see_money
from apps.vendors.models import (
    Certificate,
    Charge,
    Contact,
    Contract,
    ManagedService,
    RiskRating,
    ServiceLocation,
    SupplyLink,
    Vendor,
)
from apps.vendors.rules.lei import code_fault


def seen(rows: Any, slug_field: str = "slug", **options: Any) -> Seen:
    """A field that names one of these rows, or several."""
    return Seen(slug_field=slug_field, queryset=rows, **options)


MAYBE: dict[str, Any] = {"required": False, "allow_null": True}


class KeptInside(serializers.ModelSerializer[Any]):
    """A thing of which some fields are for people inside, some for those of its money."""

    inside: tuple[str, ...] = ()
    money: tuple[str, ...] = ()

    def vendor_of(self, row: Any) -> Vendor:
        """Whose money it is."""
        found: Vendor = row.vendor
        return found

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """What the asker may know of it."""
        shown: dict[str, Any] = super().to_representation(instance)
        user: User = self.context["request"].user
        hidden = () if user.is_internal else self.inside
        if self.money and not can_see_money(user, self.vendor_of(instance)):
            hidden += self.money
        return {name: value for name, value in shown.items() if name not in hidden}


class ContactSerializer(serializers.ModelSerializer[Contact]):
    """Whom one calls, and at which step of an escalation."""

    step = serializers.IntegerField(min_value=1, max_value=99, default=1)

    class Meta:
        model = Contact
        fields = ["id", "name", "role", "email", "phone", "step", "version"]
        read_only_fields = ["version"]


@extend_schema_serializer(component_name="VendorCertificate")
class CertificateSerializer(serializers.ModelSerializer[Certificate]):
    """What a vendor shows about itself. Send its `file` as multipart; `file_name` names
    the one that is kept.
    """

    file = serializers.FileField(write_only=True, required=False, allow_null=True)
    file_name = serializers.CharField(
        source="file.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Certificate
        fields = [
            *("id", "kind", "number", "issuer", "valid_from_on", "expires_on"),
            *("file", "file_name", "version"),
        ]
        read_only_fields = ["version"]


class RatingSerializer(serializers.ModelSerializer[RiskRating]):
    """How risky the bank finds a vendor, and why."""

    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = RiskRating
        fields = ["id", "level", "reasons", "by", "rated_at"]
        read_only_fields = ["rated_at"]


class VendorSerializer(KeptInside):
    """A vendor with its contacts, certificates and, for people inside, its risks."""

    inside = ("notes", "ratings")
    organisation = seen(Organisation.objects.all(), **MAYBE)
    manager = seen(User.objects.all(), "email", **MAYBE)
    team = seen(Team.objects.all(), **MAYBE)
    parent: Any = seen(Vendor.objects.all(), **MAYBE)
    contacts = ContactSerializer(many=True, read_only=True)
    certificates = CertificateSerializer(many=True, read_only=True)
    ratings = RatingSerializer(many=True, read_only=True)

    class Meta:
        model = Vendor
        fields = [
            *("id", "slug", "name", "tier", "organisation", "manager", "team"),
            *("legal_name", "code", "code_kind", "country", "parent", "website"),
            *("notes", "version", "contacts", "certificates", "ratings"),
        ]
        read_only_fields = ["slug", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What is called an LEI is one."""
        code, kind = (
            attrs.get(name, getattr(self.instance, name, ""))
            for name in ("code", "code_kind")
        )
        if fault := code_fault(code, kind):
            raise serializers.ValidationError({"code": [fault]})
        return attrs


class NewVendorSerializer(VendorSerializer):
    """A new vendor: also its short name, which never changes."""

    class Meta(VendorSerializer.Meta):
        read_only_fields = ["version"]


class SupplierSerializer(serializers.ModelSerializer[SupplyLink]):
    """A vendor that works under a contract; `above` is the link it works for, if not
    the contract's own vendor."""

    vendor = seen(Vendor.objects.all())
    above = serializers.PrimaryKeyRelatedField(
        queryset=SupplyLink.objects.all(), **MAYBE
    )

    class Meta:
        model = SupplyLink
        fields = ["id", "vendor", "above", "does"]


class ContractSerializer(KeptInside):
    """A contract, with the last day to give notice. `value` is for who sees money."""

    inside = ("notes",)
    money = ("value",)
    vendor: Any = serializers.CharField(source="vendor.slug", read_only=True)
    owner = seen(User.objects.all(), "email", **MAYBE)
    last_notice_day = serializers.DateField(read_only=True, allow_null=True)
    suppliers = SupplierSerializer(source="supply_links", many=True, read_only=True)
    currency = serializers.RegexField(r"^[A-Z]{3}$", default="EUR")
    value = serializers.DecimalField(
        max_digits=14, decimal_places=2, min_value=Decimal(0), default=Decimal(0)
    )

    class Meta:
        model = Contract
        fields = [
            *("id", "vendor", "reference", "title", "state", "starts_on", "ends_on"),
            *("notice", "notice_unit", "notice_given_on", "last_notice_day"),
            *("renewal", "renewal_months", "value", "currency", "at_risk_percent"),
            *("credit_basis", "rounding", "earn_back_months", "claim_days", "owner"),
            *("notes", "version", "suppliers"),
        ]
        read_only_fields = ["reference", "state", "notice_given_on", "version"]


class NewContractSerializer(ContractSerializer):
    """A new contract: also its vendor and its reference, for good."""

    vendor = seen(Vendor.objects.all())

    class Meta(ContractSerializer.Meta):
        read_only_fields = ["state", "notice_given_on", "version"]


class DaySerializer(serializers.Serializer[Any]):
    """On which day."""

    on = serializers.DateField()


class LocationSerializer(serializers.ModelSerializer[ServiceLocation]):
    """Where people of a service sit."""

    country = serializers.RegexField(r"^[A-Z]{2}$")

    class Meta:
        model = ServiceLocation
        fields = ["id", "city", "country", "is_offshore", "headcount"]


class ChargeSerializer(serializers.ModelSerializer[Charge]):
    """What a service costs a month, from a day on."""

    amount = serializers.DecimalField(
        max_digits=14, decimal_places=2, min_value=Decimal(0)
    )

    class Meta:
        model = Charge
        fields = ["id", "valid_from_on", "amount"]


class ServiceSerializer(KeptInside):
    """A managed service. `charges` are for who sees money."""

    money = ("charges",)
    contract = serializers.IntegerField(source="contract_id", read_only=True)
    vendor = serializers.CharField(source="contract.vendor.slug", read_only=True)
    calendar = seen(BusinessCalendar.objects.all())
    team = seen(Team.objects.all(), **MAYBE)
    platforms = seen(Platform.objects.all(), many=True, required=False)
    applications = seen(Application.objects.all(), "code", many=True, required=False)
    locations = LocationSerializer(many=True, read_only=True)
    charges = ChargeSerializer(many=True, read_only=True)

    class Meta:
        model = ManagedService
        fields = [
            *("id", "slug", "name", "vendor", "contract", "scope", "calendar"),
            *("shift_pattern", "headcount", "team", "platforms", "applications"),
            *("starts_on", "ends_on", "version", "locations", "charges"),
        ]
        read_only_fields = ["slug", "version"]

    def vendor_of(self, row: Any) -> Vendor:
        """Its contract's."""
        found: Vendor = row.contract.vendor
        return found


class NewServiceSerializer(ServiceSerializer):
    """A new service: also its contract and its short name, for good."""

    contract = serializers.IntegerField(min_value=1, max_value=2**63 - 1)

    class Meta(ServiceSerializer.Meta):
        read_only_fields = ["version"]
