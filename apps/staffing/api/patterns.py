"""Working patterns over the API: the hours of a week, day by day."""

from collections.abc import Mapping, Sequence
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import IF_MATCH, SENT_ONCE
from apps.staffing.actions import settings as actions
from apps.staffing.api.roster import RosterViewSet
from apps.staffing.models import WorkingPattern
from apps.staffing.rules.patterns import read_day, written_day

DAYS = 7


class WeekField(serializers.ListField):
    """Seven texts, Monday first: "09:00-12:00, 13:00-17:30"; empty for a day off."""

    child = serializers.CharField(max_length=60, allow_blank=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_length": DAYS, "max_length": DAYS, **kwargs})

    def to_internal_value(self, data: Any) -> list[list[list[str]]]:
        """Each day as pairs; ValidationError says what is none."""
        try:
            return [read_day(one) for one in super().to_internal_value(data)]
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from error

    def to_representation(self, data: Sequence[Any]) -> list[str]:
        """Each day as it is typed."""
        return [written_day(one) for one in data]


class PatternSerializer(serializers.ModelSerializer[WorkingPattern]):
    """The hours of a week that people work, by the clock of where they are."""

    week = WeekField()

    class Meta:
        model = WorkingPattern
        fields = ["id", "name", "week", "version"]
        read_only_fields = ["version"]
        extra_kwargs: Mapping[str, Mapping[str, object]] = {"name": {"validators": []}}


class PatternViewSet(RosterViewSet):
    """Working patterns, which people share."""

    queryset = WorkingPattern.objects.all()
    serializer_class = PatternSerializer

    @extend_schema(
        request=PatternSerializer,
        parameters=[SENT_ONCE],
        responses={201: PatternSerializer},
    )
    def create(self, request: Request) -> Response:
        """Name the hours of a week."""
        return self.make(
            actions.add_pattern, "add_pattern", **self.sent(PatternSerializer)
        )

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change the hours or the name, for all who work by it."""
        return self.change(actions.amend_pattern, PatternSerializer)
