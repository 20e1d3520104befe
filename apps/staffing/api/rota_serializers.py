"""What the API says of rotas, shifts, overrides and swaps, and what it is sent."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import exceptions, serializers
from rest_framework.request import Request

from apps.calendars.api import HOURS
from apps.core.api import SeenByKey
from apps.staffing.models import (
    Layer,
    Override,
    Person,
    Rota,
    Rotation,
    Shift,
    Swap,
)

LONGEST = timedelta(days=366)


class BriefPersonSerializer(serializers.ModelSerializer[Person]):
    """A person by key, name and work e-mail."""

    class Meta:
        model = Person
        fields = ["id", "name", "email"]


class RotationSerializer(serializers.ModelSerializer[Rotation]):
    """People who take turns; `turns` in order, each the people of one."""

    serializer_field_mapping: ClassVar[dict[Any, Any]] = HOURS
    turns = serializers.SerializerMethodField()

    class Meta:
        model = Rotation
        fields = [
            *("id", "name", "unit", "length", "starts_on", "handoff_at", "time_zone"),
            *(
                "restrictions",
                "weekdays",
                "on_minutes",
                "since_at",
                "until_at",
                "turns",
            ),
        ]

    @extend_schema_field(
        {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}
    )
    def get_turns(self, one: Rotation) -> list[list[str]]:
        """Names, turn by turn; none in one that is nobody's."""
        places: dict[int, list[str]] = {}
        for place in one.places.all():
            places.setdefault(place.place, []).append(place.person.name)
        last = one.turn_count or max(places, default=0)
        return [places.get(number, []) for number in range(1, last + 1)]


class LayerSerializer(serializers.ModelSerializer[Layer]):
    """A layer; the higher counts first."""

    rotations = RotationSerializer(many=True)

    class Meta:
        model = Layer
        fields = ["id", "name", "height", "rotations"]


class RotaSerializer(serializers.ModelSerializer[Rota]):
    """A schedule with its layers, the highest first."""

    team = serializers.CharField(source="team.slug")
    layers = LayerSerializer(many=True)

    class Meta:
        model = Rota
        fields = [
            *("slug", "name", "team", "kind", "time_zone", "description"),
            *("swaps_need_approval", "retired_on", "version", "layers"),
        ]


class TurnSerializer(serializers.Serializer[Any]):
    """People on together."""

    people = BriefPersonSerializer(many=True)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class DutySerializer(serializers.Serializer[Any]):
    """Who is on call now and next; null where nobody is."""

    rota = serializers.SlugField(source="rota.slug")
    name = serializers.CharField(source="rota.name")
    now = TurnSerializer(allow_null=True)
    next = TurnSerializer(allow_null=True)
    is_published = serializers.BooleanField(
        help_text="Whether shifts say so; else the layers do."
    )


class SpanSerializer(serializers.Serializer[Any]):
    """Somebody's time."""

    person_id = serializers.IntegerField(source="person")
    starts_at = serializers.DateTimeField(source="starts")
    ends_at = serializers.DateTimeField(source="ends")


class WindowSerializer(serializers.Serializer[Any]):
    """A stretch of time of a year at most."""

    until = serializers.DateTimeField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With `from`, which Python keeps for itself."""
        return {"from": serializers.DateTimeField(), **super().get_fields()}

    def validate(self, attrs: Any) -> Any:
        """Begun before it ends, and no longer than a year."""
        length = attrs["until"] - attrs["from"]
        if not timedelta(0) < length <= LONGEST:
            said = "Later than “from”, by a year at most."
            raise serializers.ValidationError({"until": said})
        return attrs

    @staticmethod
    def instant(request: Request, name: str) -> datetime | None:
        """An instant of the query, if there is one. ValidationError if it makes no sense."""
        if not (given := request.query_params.get(name)):
            return None
        try:
            found = serializers.DateTimeField().to_internal_value(given)
        except exceptions.ValidationError as error:
            raise exceptions.ValidationError({name: error.detail}) from error
        if not timedelta(0) <= abs(found - timezone.now()) <= 20 * LONGEST:
            raise exceptions.ValidationError({name: ["Too far away."]})
        return found


class ShiftSerializer(serializers.ModelSerializer[Shift]):
    """A published shift."""

    rota = serializers.CharField(source="rota.slug")
    person = BriefPersonSerializer()

    class Meta:
        model = Shift
        fields = ["id", "rota", "person", "starts_at", "ends_at", "version"]


class MovedSerializer(serializers.Serializer[Any]):
    """The rota in which a shift was moved, by its short name: it is published anew."""

    rota = serializers.CharField()


class MoveShiftSerializer(serializers.Serializer[Any]):
    """Whose the shift becomes, and when."""

    person = SeenByKey(queryset=Person.objects.all())
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class OverrideSerializer(serializers.ModelSerializer[Override]):
    """A change above every layer."""

    added = BriefPersonSerializer(allow_null=True)
    removed = BriefPersonSerializer(allow_null=True)

    class Meta:
        model = Override
        fields = [
            *("id", "added", "removed", "is_alone", "starts_at", "ends_at", "reason"),
        ]


class NewOverrideSerializer(serializers.Serializer[Any]):
    """Who covers, instead of whom, from when until when."""

    added = SeenByKey(queryset=Person.objects.all(), required=False, allow_null=True)
    removed = SeenByKey(queryset=Person.objects.all(), required=False, allow_null=True)
    is_alone = serializers.BooleanField(default=False)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class SwapSerializer(serializers.ModelSerializer[Swap]):
    """A shift given away or exchanged."""

    rota = serializers.CharField(source="rota.slug")
    giver = BriefPersonSerializer()
    taker = BriefPersonSerializer(allow_null=True)

    class Meta:
        model = Swap
        fields = [
            *("id", "rota", "shift", "starts_at", "ends_at", "giver", "taker"),
            *("return_shift", "is_exchange", "needs_approval", "state", "note"),
            *("asked_at", "accepted_at", "decided_at", "answer", "version"),
        ]


class NewSwapSerializer(serializers.Serializer[Any]):
    """To whom, and what for."""

    taker = SeenByKey(queryset=Person.objects.all(), required=False, allow_null=True)
    return_shift = SeenByKey(
        queryset=Shift.objects.all(), required=False, allow_null=True
    )
    note = serializers.CharField(max_length=300, allow_blank=True, default="")


class AnswerSwapSerializer(serializers.Serializer[Any]):
    """Why not."""

    answer = serializers.CharField(max_length=300, allow_blank=True, default="")
