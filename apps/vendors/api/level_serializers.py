"""Service levels, their versions and credit bands as the API tells and takes them."""

from typing import Any

from rest_framework import serializers

from apps.calendars.models import BusinessCalendar
from apps.vendors.access import can_see_money
from apps.vendors.api.register_serializers import MAYBE, seen
from apps.vendors.models import CreditBand, LevelVersion, ManagedService, ServiceLevel


class BandSerializer(serializers.ModelSerializer[CreditBand]):
    """Below this attainment (%), so much credit (%)."""

    class Meta:
        model = CreditBand
        fields = ["below", "credit"]


class LevelVersionSerializer(serializers.ModelSerializer[LevelVersion]):
    """What a level asks for from a day on. `target_seconds` is working time."""

    calendar = seen(BusinessCalendar.objects.all(), **MAYBE)
    bands = BandSerializer(many=True, required=False)

    class Meta:
        model = LevelVersion
        fields = [
            *("id", "valid_from_on", "target_seconds", "goal", "tolerance"),
            *("minimum_volume", "priorities", "types", "threshold", "calendar"),
            *("starts_when", "start_states", "stops_when", "stop_states"),
            *("pause_states", "weight", "is_critical", "bands"),
        ]


class LevelSerializer(serializers.ModelSerializer[ServiceLevel]):
    """A service level with its versions, the oldest first, and their credit bands.

    People who see no money get no `bands`.
    """

    service: Any = serializers.CharField(source="service.slug", read_only=True)
    versions = LevelVersionSerializer(many=True, read_only=True)

    class Meta:
        model = ServiceLevel
        fields = [
            *("id", "service", "slug", "name", "agreement", "measure", "position"),
            *("version", "versions"),
        ]
        read_only_fields = ["slug", "measure", "version"]

    def to_representation(self, instance: ServiceLevel) -> dict[str, Any]:
        """The level; what a miss costs only for those who see money."""
        shown: dict[str, Any] = super().to_representation(instance)
        user = self.context["request"].user
        if not can_see_money(user, instance.service.contract.vendor):
            for one in shown["versions"]:
                one.pop("bands", None)
        return shown


class NewLevelSerializer(LevelSerializer):
    """A new level: also its service, what it measures and its short name, for good."""

    service = seen(ManagedService.objects.all())

    class Meta(LevelSerializer.Meta):
        read_only_fields = ["version"]
        validators: list[Any] = []
