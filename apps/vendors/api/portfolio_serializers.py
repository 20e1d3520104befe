"""The portfolio and running months as JSON. Shares and scores are %, 0 to 100."""

from typing import Any

from rest_framework import serializers

from apps.vendors.api.scorecard_serializers import MonthField, ShareField
from apps.vendors.queries.outlook import LevelForecast, ServiceForecast


class MoneyField(serializers.DecimalField):
    """An amount to the cent, in the contract's currency."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, **kwargs)


class StandingSerializer(serializers.Serializer[Any]):
    """A score and its mark."""

    score = ShareField()
    rating = serializers.CharField()


class PlacedSerializer(StandingSerializer):
    """A score and its mark in a month."""

    month = MonthField()


class RowSerializer(serializers.Serializer[Any]):
    """A service in the last full month, and so far in the running one. Amounts are null
    to who may not see money."""

    service = serializers.SlugField(source="service.slug")
    name = serializers.CharField(source="service.name")
    score = ShareField(source="last.score")
    rating = serializers.CharField(source="last.rating")
    change = ShareField()
    running = StandingSerializer()
    currency = serializers.CharField()
    at_risk = MoneyField(allow_null=True)
    credit = MoneyField(allow_null=True)


class VendorRowSerializer(serializers.Serializer[Any]):
    """A vendor month by month, marked as its worst service."""

    vendor = serializers.SlugField(source="vendor.slug")
    name = serializers.CharField(source="vendor.name")
    score = ShareField(source="last.score")
    rating = serializers.CharField(source="last.rating")
    months = PlacedSerializer(many=True, source="placed")
    services = RowSerializer(many=True)


class EndingSerializer(serializers.Serializer[Any]):
    """A contract that runs out."""

    reference = serializers.CharField(source="contract.reference")
    vendor = serializers.SlugField(source="contract.vendor.slug")
    ends_on = serializers.DateField(source="contract.ends_on")
    notice_on = serializers.DateField(allow_null=True)


class PortfolioSerializer(serializers.Serializer[Any]):
    """All vendors that the asker sees, the worst of the last full month first."""

    month = MonthField()
    vendors = VendorRowSerializer(many=True, source="rows")
    endings = EndingSerializer(many=True)


class OpenSerializer(serializers.Serializer[Any]):
    """Tickets whose clock runs: due before the month ends, later, standing still."""

    due = serializers.IntegerField()
    later = serializers.IntegerField()
    paused = serializers.IntegerField()


class OutlookSerializer(serializers.Serializer[Any]):
    """How the month may end."""

    pessimistic = ShareField()
    likely = ShareField()
    optimistic = ShareField()


class SpareSerializer(serializers.Serializer[Any]):
    """More breaches until amber and until red; null if none gets there."""

    until_amber = serializers.IntegerField(allow_null=True)
    until_red = serializers.IntegerField(allow_null=True)


class StepSerializer(serializers.Serializer[Any]):
    """What so many more breaches would cost, beyond what is due already."""

    more = serializers.IntegerField()
    percent = ShareField()
    below = ShareField(source="band.below")
    cost = MoneyField()
    due = MoneyField()
    is_capped = serializers.BooleanField()


class LevelForecastSerializer(serializers.Serializer[Any]):
    """A level that counts tickets. `steps` is null to who may not see money."""

    level = serializers.SlugField(source="line.level.slug")
    name = serializers.CharField(source="line.level.name")
    goal = ShareField(source="line.terms.goal")
    met = serializers.SerializerMethodField()
    breached = serializers.SerializerMethodField()
    past = ShareField()
    open = OpenSerializer()
    outlook = OutlookSerializer()
    spare = SpareSerializer()
    is_undecided = serializers.BooleanField()
    steps = serializers.SerializerMethodField()

    def get_met(self, one: LevelForecast) -> int:
        """So far, without accepted exclusions."""
        return one.counted[0]

    def get_breached(self, one: LevelForecast) -> int:
        """So far, without accepted exclusions."""
        return one.counted[1]

    def get_steps(self, one: LevelForecast) -> list[dict[str, Any]] | None:
        """Band by band, the nearest first."""
        if not self.context.get("sees_money"):
            return None
        return list(StepSerializer(one.steps, many=True).data)


class MonthForecastSerializer(serializers.Serializer[Any]):
    """A service in the month that runs."""

    service = serializers.SlugField(source="service.slug")
    month = MonthField()
    ends_at = serializers.DateTimeField()
    currency = serializers.CharField(source="service.contract.currency")
    credit_so_far = serializers.SerializerMethodField()
    levels = LevelForecastSerializer(many=True)

    def get_credit_so_far(self, one: ServiceForecast) -> str | None:
        """By the figures so far; null to who may not see money."""
        due = one.card.credit.due
        return f"{due:.2f}" if self.context.get("sees_money") else None
