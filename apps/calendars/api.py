"""Working calendars over the API: to read, and to reckon with."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.calendars.forms import CalendarFilter
from apps.calendars.models import (
    BusinessCalendar,
    CalendarEdition,
    OwnDate,
    WeeklyInterval,
)
from apps.calendars.queries import schedule_named
from apps.calendars.rules import add_working_time, working_seconds
from apps.core.api import ReadViewSet
from apps.core.errors import DomainError

MOST_SECONDS = 20 * 366 * 24 * 3600
# Instants that a calendar is reckoned with: every zone has them, and 60 years after them.
RECKONED = [
    MinValueValidator(datetime(1900, 1, 1, tzinfo=UTC), "This is before 1900."),
    MaxValueValidator(datetime(2200, 1, 1, tzinfo=UTC), "This is after 2200."),
]


@extend_schema_field({"type": "string", "examples": ["09:00:00"]})
class HourField(serializers.TimeField):
    """An hour on the wall; OpenAPI's own format of a time wants an offset."""


HOURS = {
    **serializers.ModelSerializer.serializer_field_mapping,
    models.TimeField: HourField,
}


class IntervalSerializer(serializers.ModelSerializer[WeeklyInterval]):
    """Working hours on a weekday; Monday is 0."""

    serializer_field_mapping: ClassVar[dict[Any, Any]] = HOURS

    class Meta:
        model = WeeklyInterval
        fields = ["weekday", "starts", "ends"]


class OwnDateSerializer(serializers.ModelSerializer[OwnDate]):
    """A day with its own hours; closed without."""

    serializer_field_mapping: ClassVar[dict[Any, Any]] = HOURS

    class Meta:
        model = OwnDate
        fields = ["day", "name", "starts", "ends"]


class CalendarEditionSerializer(serializers.ModelSerializer[CalendarEdition]):
    """What a calendar says from a day on."""

    intervals = IntervalSerializer(many=True, read_only=True)
    own_dates = OwnDateSerializer(many=True, read_only=True)

    class Meta:
        model = CalendarEdition
        fields = [
            "valid_from_on",
            "time_zone",
            "country",
            "subdivision",
            "is_around_the_clock",
            "intervals",
            "own_dates",
        ]


class CalendarSerializer(serializers.ModelSerializer[BusinessCalendar]):
    """A working calendar with its editions, oldest first."""

    editions = CalendarEditionSerializer(many=True, read_only=True)

    class Meta:
        model = BusinessCalendar
        fields = ["id", "slug", "name", "editions", "version"]


class BetweenSerializer(serializers.Serializer[Any]):
    """Two instants, with their offsets."""

    start = serializers.DateTimeField(validators=RECKONED)
    end = serializers.DateTimeField(validators=RECKONED)

    def validate(self, data: dict[str, datetime]) -> dict[str, datetime]:
        """Not further apart than a calendar is reckoned with."""
        if (data["end"] - data["start"]).total_seconds() > MOST_SECONDS:
            raise serializers.ValidationError("These are more than 20 years apart.")
        return data


class WorkedSerializer(BetweenSerializer):
    """Working seconds in [start, end); 0 if the end is not after the start."""

    seconds = serializers.IntegerField()


class AddingSerializer(serializers.Serializer[Any]):
    """An instant with its offset, and how much working time to add."""

    start = serializers.DateTimeField(validators=RECKONED)
    seconds = serializers.IntegerField(min_value=0, max_value=MOST_SECONDS)


class DueSerializer(AddingSerializer):
    """The first instant at which so many working seconds have passed, in UTC."""

    due = serializers.DateTimeField()


class CalendarViewSet(ReadViewSet):
    """Working calendars."""

    queryset = BusinessCalendar.objects.prefetch_related(
        "editions__intervals", "editions__own_dates"
    )
    serializer_class = CalendarSerializer
    filter_form = CalendarFilter
    lookup_field = "slug"
    lookup_value_regex = r"[-a-zA-Z0-9_]{1,60}"

    @extend_schema(parameters=[BetweenSerializer], responses=WorkedSerializer)
    @action(detail=True, url_path="working-time", answers=WorkedSerializer)
    def working_time(self, request: Request, slug: str) -> Response:
        """Working time between two instants."""
        given = _given(BetweenSerializer, request)
        schedule = schedule_named(self.get_object().slug)
        seconds = working_seconds(schedule, given["start"], given["end"])
        return Response(WorkedSerializer({**given, "seconds": seconds}).data)

    @extend_schema(parameters=[AddingSerializer], responses=DueSerializer)
    @action(detail=True, answers=DueSerializer)
    def due(self, request: Request, slug: str) -> Response:
        """Add working time to an instant."""
        given = _given(AddingSerializer, request)
        schedule = schedule_named(self.get_object().slug)
        try:
            due = add_working_time(schedule, given["start"], given["seconds"])
        except ValueError as error:
            raise DomainError(str(error)) from error
        return Response(DueSerializer({**given, "due": due}).data)


def _given(kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    form = kind(data=request.query_params)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)
