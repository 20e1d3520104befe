"""What the API shows of endpoints and deliveries, and what may be sent to it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers

from apps.accounts.rules import read_networks
from apps.catalog.models import Platform
from apps.core.api import Seen
from apps.integrations.forms.inbound import MOST_NETWORKS
from apps.integrations.models import Endpoint, InboundDelivery
from apps.integrations.queries.inbound import shown_body
from apps.integrations.rules.inbound.events import Options
from apps.integrations.states.inbound import EndpointKind
from apps.onboarding.models import Standard
from apps.vendors.api.ticket_serializers import RulesSerializer
from apps.vendors.models import ManagedService

FIELDS = (
    *("name", "kind", "networks", "per_minute", "service", "platform", "standard"),
    *("criterion_code", "auto_close_minutes", "is_on"),
)


class EndpointSerializer(serializers.ModelSerializer[Endpoint]):
    """An endpoint, without its secrets."""

    address = serializers.SerializerMethodField()
    service = serializers.CharField(
        source="service.slug", default=None, allow_null=True, read_only=True
    )
    platform = serializers.CharField(
        source="platform.slug", default=None, allow_null=True, read_only=True
    )
    standard = serializers.CharField(
        source="standard.slug", default=None, allow_null=True, read_only=True
    )
    networks = serializers.ListField(child=serializers.CharField(), read_only=True)
    has_former_secret = serializers.SerializerMethodField()

    class Meta:
        model = Endpoint
        fields = [
            *("id", "address", *FIELDS, "rules", "options"),
            *("secret_made_at", "has_former_secret", "created_at"),
        ]
        read_only_fields = fields

    def get_address(self, found: Endpoint) -> str:
        """Where its sender sends to; Splunk adds the secret and a slash."""
        path = reverse("integrations:receive", args=[found.key])
        return f"{settings.SITE_URL}{path}"

    def get_has_former_secret(self, found: Endpoint) -> bool:
        """Whether two secrets count."""
        return bool(found.former_secret)


class MadeEndpointSerializer(EndpointSerializer):
    """The same with its secret, this once; null where it was told before."""

    secret = serializers.SerializerMethodField()

    class Meta(EndpointSerializer.Meta):
        fields = [*EndpointSerializer.Meta.fields, "secret"]
        read_only_fields = fields

    def get_secret(self, found: Endpoint) -> str | None:
        """The newest secret."""
        secret: str | None = self.context.get("secret")
        return secret


class AmendEndpointSerializer(serializers.Serializer[Any]):
    """Where deliveries lead, and what is taken."""

    name = serializers.CharField(max_length=100)
    service = Seen(
        slug_field="slug",
        queryset=ManagedService.objects.all(),
        required=False,
        allow_null=True,
    )
    platform = Seen(
        slug_field="slug",
        queryset=Platform.objects.all(),
        required=False,
        allow_null=True,
    )
    standard = Seen(
        slug_field="slug",
        queryset=Standard.objects.all(),
        required=False,
        allow_null=True,
    )
    criterion_code = serializers.CharField(
        max_length=20, required=False, allow_blank=True
    )
    networks = serializers.ListField(
        child=serializers.CharField(max_length=50),
        max_length=MOST_NETWORKS,
        required=False,
    )
    per_minute = serializers.IntegerField(
        min_value=1, max_value=100_000, required=False
    )
    auto_close_minutes = serializers.IntegerField(
        min_value=1, max_value=527_040, required=False, allow_null=True
    )
    is_on = serializers.BooleanField(required=False)

    def validate_networks(self, value: list[str]) -> list[str]:
        """Networks, written out."""
        try:
            return read_networks("\n".join(value), MOST_NETWORKS)
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from None


class AddEndpointSerializer(AmendEndpointSerializer):
    """A new endpoint, for one kind of sender."""

    kind = serializers.ChoiceField(choices=EndpointKind.choices)


class OptionsSerializer(serializers.Serializer[Any]):
    """What an endpoint says of its payloads beside the mapping."""

    identity = serializers.ListField(
        child=serializers.CharField(max_length=60), max_length=20, required=False
    )
    application = serializers.CharField(
        max_length=200, required=False, allow_blank=True
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """As it is kept."""
        return Options.from_json(attrs).as_json()


class MapEndpointSerializer(serializers.Serializer[Any]):
    """How payloads are read. Columns are paths, such as `labels.severity`."""

    rules = RulesSerializer()
    options = OptionsSerializer()


class ChangeSecretSerializer(serializers.Serializer[Any]):
    """A secret that the sender made; one is made here where it is missing."""

    secret = serializers.CharField(max_length=200, required=False)


class InboundDeliverySerializer(serializers.ModelSerializer[InboundDelivery]):
    """A delivery, without what was sent."""

    endpoint = serializers.CharField(source="endpoint.name", read_only=True)
    result = serializers.ListField(child=serializers.DictField(), read_only=True)

    class Meta:
        model = InboundDelivery
        fields = [
            *("id", "endpoint", "state", "received_at", "processed_at", "error"),
            *("result", "size", "sent_from", "repeats", "repeated_at", "runs"),
        ]
        read_only_fields = fields


class WholeInboundDeliverySerializer(InboundDeliverySerializer):
    """The same with what was sent, as text."""

    body = serializers.SerializerMethodField()
    headers = serializers.DictField(child=serializers.CharField(), read_only=True)

    class Meta(InboundDeliverySerializer.Meta):
        fields = [*InboundDeliverySerializer.Meta.fields, "headers", "body"]
        read_only_fields = fields

    def get_body(self, found: InboundDelivery) -> str:
        """JSON set out, anything else as it came; cut after 60,000 signs."""
        return shown_body(found)
