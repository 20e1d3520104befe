"""Figures over the API, as the managers' page shows them."""

from typing import Any

from rest_framework import serializers


class ForecastSerializer(serializers.Serializer[Any]):
    """One in two requests like it, and 85 in a hundred, are live by then."""

    likely_on = serializers.DateField(allow_null=True, default=None)
    careful_on = serializers.DateField(allow_null=True, default=None)
    past_count = serializers.IntegerField(default=0)


class CountSerializer(serializers.Serializer[Any]):
    """How many of a kind."""

    what = serializers.CharField()
    count = serializers.IntegerField()

    def to_representation(self, instance: tuple[str, int]) -> dict[str, Any]:
        """From the pair that the figures are."""
        return {"what": str(instance[0]), "count": instance[1]}


class CycleSerializer(serializers.Serializer[Any]):
    """Days from submission to go-live of those that went live in a month."""

    month = serializers.DateField()
    count = serializers.IntegerField()
    median = serializers.FloatField()
    p90 = serializers.FloatField()


class CategoryTimeSerializer(serializers.Serializer[Any]):
    """Days from evidence to verdict in a category."""

    category = serializers.CharField()
    count = serializers.IntegerField()
    median = serializers.FloatField()
    p90 = serializers.FloatField()


class ReturnedSerializer(serializers.Serializer[Any]):
    """A criterion, and how often it was sent back."""

    code = serializers.CharField()
    title = serializers.CharField()
    times = serializers.IntegerField()
    of = serializers.IntegerField()


class FallenSerializer(serializers.Serializer[Any]):
    """A live application that is below the badge it went live with."""

    number = serializers.CharField()
    application = serializers.CharField(source="application.code")
    live_badge = serializers.CharField()
    badge = serializers.CharField(allow_blank=True)
    fell_at = serializers.DateTimeField()


class InsightsSerializer(serializers.Serializer[Any]):
    """The managers' figures over the requests that the asker may see."""

    states = CountSerializer(many=True)
    ages = CountSerializer(many=True)
    cycle = CycleSerializer(many=True)
    categories = CategoryTimeSerializer(many=True)
    returned = ReturnedSerializer(many=True)
    fallen = FallenSerializer(many=True)
