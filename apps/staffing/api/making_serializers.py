"""What the API is sent to make and change rotas, layers and rotations, and to publish."""

from typing import Any, ClassVar

from django.utils import timezone
from rest_framework import serializers

from apps.accounts.models import Team
from apps.calendars.api import HOURS
from apps.catalog.models import Platform
from apps.core.api import Seen, SeenByKey
from apps.staffing.api.rota_serializers import RotationSerializer
from apps.staffing.forms.rotas import FURTHEST
from apps.staffing.models import Layer, Person, Rota, Rotation
from apps.staffing.rules.typed_hours import HoursError, hours_text, read_hours

MOST_TURNS = 500


class AmendRotaSerializer(serializers.ModelSerializer[Rota]):
    """What is noted of a schedule."""

    team = Seen(slug_field="slug", queryset=Team.objects.all())
    platforms = Seen(
        slug_field="slug", queryset=Platform.objects.all(), many=True, required=False
    )

    class Meta:
        model = Rota
        fields = [
            *("name", "team", "kind", "time_zone", "platforms"),
            *("swaps_need_approval", "description"),
        ]


class NewRotaSerializer(AmendRotaSerializer):
    """A new schedule; its short name is what addresses name it by."""

    class Meta(AmendRotaSerializer.Meta):
        fields = ["slug", *AmendRotaSerializer.Meta.fields]


class NewLayerSerializer(serializers.Serializer[Any]):
    """A layer above the others."""

    name = serializers.CharField(max_length=80)


class WeeksSerializer(serializers.Serializer[Any]):
    """Which days are published: so many weeks from one that is not over."""

    first_on = serializers.DateField()
    weeks = serializers.IntegerField(min_value=1, max_value=52)

    def validate_first_on(self, day: Any) -> Any:
        """Not of what is over, and not of what is too far."""
        today = timezone.localdate()
        if not today <= day <= today + FURTHEST:
            said = "From today on, and at most two years ahead."
            raise serializers.ValidationError(said)
        return day


class PublicationSerializer(serializers.Serializer[Any]):
    """What was published."""

    number = serializers.IntegerField()
    from_at = serializers.DateTimeField()
    until_at = serializers.DateTimeField()


class LayerPartSerializer(serializers.ModelSerializer[Layer]):
    """A layer of a schedule; the higher counts first."""

    schedule = serializers.CharField(source="rota.slug")
    rotations = RotationSerializer(many=True)

    class Meta:
        model = Layer
        fields = ["id", "schedule", "name", "height", "rotations", "version"]


class HoursField(serializers.CharField):
    """Hours of a week, a line each, such as “Mon-Fri 09:00-17:00”; empty: always."""

    def to_representation(self, value: Any) -> Any:
        """As they are typed."""
        return hours_text(value)

    def to_internal_value(self, data: Any) -> Any:
        """As they are kept."""
        try:
            return read_hours(super().to_internal_value(data))
        except HoursError as error:
            raise serializers.ValidationError(str(error)) from error


class TurnField(serializers.ListField):
    """The people of a turn by key; empty: nobody's."""

    child = SeenByKey(queryset=Person.objects.all())

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 50, **kwargs})


class RotationPartSerializer(RotationSerializer):
    """A rotation of a layer."""

    layer = serializers.IntegerField(source="layer_id")
    schedule = serializers.CharField(source="layer.rota.slug")

    class Meta(RotationSerializer.Meta):
        fields = [*RotationSerializer.Meta.fields, "layer", "schedule", "version"]


class NewRotationSerializer(serializers.ModelSerializer[Rotation]):
    """People who take turns in a layer."""

    serializer_field_mapping: ClassVar[dict[Any, Any]] = HOURS
    places = serializers.ListField(
        child=TurnField(), max_length=MOST_TURNS, help_text="The turns in their order."
    )
    hours = HoursField(source="restrictions", required=False, allow_blank=True)
    weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=6),
        max_length=7,
        required=False,
    )

    class Meta:
        model = Rotation
        fields = [
            *("name", "places", "unit", "length", "starts_on", "handoff_at"),
            *("time_zone", "hours", "weekdays", "since_at", "until_at"),
        ]
