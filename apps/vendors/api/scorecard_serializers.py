"""Scorecards, levels, verdicts and clocks as JSON. Shares are %, times working seconds."""

from typing import Any

from rest_framework import serializers

from apps.vendors.models import Verdict
from apps.vendors.queries.card import Scorecard
from apps.vendors.queries.ticket_page import Clock
from apps.vendors.states import Outcome


class MonthField(serializers.CharField):
    """A month as 2026-10."""

    def to_representation(self, value: Any) -> str:
        """From its first day."""
        return f"{value:%Y-%m}"


class ShareField(serializers.DecimalField):
    """A share in %, to four places; null where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=10, decimal_places=4, allow_null=True, **kwargs)


class CardSerializer(serializers.Serializer[Any]):
    """A service in a month, in short."""

    service = serializers.SlugField(source="service.slug")
    service_name = serializers.CharField(source="service.name")
    vendor = serializers.SlugField(source="service.contract.vendor.slug")
    month = MonthField()
    score = ShareField()
    rating = serializers.CharField()
    is_closed = serializers.SerializerMethodField()

    def get_is_closed(self, card: Scorecard) -> bool:
        """Whether these figures never change again."""
        return card.closure is not None


class LineSerializer(serializers.Serializer[Any]):
    """A level in a month. Counts are of all tickets; `accepted_*` and `proposed_*` of
    those under an exclusion."""

    level = serializers.SlugField(source="level.slug")
    name = serializers.CharField(source="level.name")
    measure = serializers.CharField(source="level.measure")
    goal = ShareField(source="terms.goal")
    tolerance = ShareField(source="terms.tolerance")
    weight = serializers.DecimalField(
        max_digits=6, decimal_places=2, source="terms.weight"
    )
    minimum_volume = serializers.IntegerField(source="terms.minimum_volume")
    is_critical = serializers.BooleanField(source="terms.is_critical")
    agreed = ShareField(source="percent")
    reported = ShareField()
    disputed = ShareField()
    met = serializers.IntegerField(source="counts.met")
    breached = serializers.IntegerField(source="counts.breached")
    accepted_met = serializers.IntegerField(source="counts.accepted_met")
    accepted_breached = serializers.IntegerField(source="counts.accepted_breached")
    proposed_met = serializers.IntegerField(source="counts.proposed_met")
    proposed_breached = serializers.IntegerField(source="counts.proposed_breached")
    volume = serializers.IntegerField(source="counts.volume")
    rating = serializers.CharField()
    breaches_to_goal = serializers.IntegerField(source="to_goal", allow_null=True)
    distance = serializers.CharField()


class CreditLineSerializer(serializers.Serializer[Any]):
    """What a missed level costs."""

    name = serializers.CharField()
    percent = ShareField()
    below = ShareField(source="band.below")
    credit = ShareField(source="band.credit")
    amount = serializers.DecimalField(max_digits=14, decimal_places=2)


class CreditSerializer(serializers.Serializer[Any]):
    """What a month costs the vendor."""

    lines = CreditLineSerializer(many=True)
    total = serializers.DecimalField(max_digits=14, decimal_places=2)
    cap = serializers.DecimalField(max_digits=14, decimal_places=2)
    due = serializers.DecimalField(max_digits=14, decimal_places=2)


class PointSerializer(serializers.Serializer[Any]):
    """A month of the trend."""

    month = MonthField()
    score = ShareField()
    rating = serializers.CharField()


class ScorecardSerializer(CardSerializer):
    """A service in a month, whole. Money is null for whom it is not."""

    levels = LineSerializer(many=True, source="lines")
    currency = serializers.CharField(source="service.contract.currency")
    credit = CreditSerializer(allow_null=True)
    trend = serializers.SerializerMethodField()

    def get_trend(self, card: Scorecard) -> list[dict[str, Any]]:
        """Thirteen months, the oldest first."""
        shown = PointSerializer(self.context["trend"], many=True).data
        return [dict(one) for one in shown]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Without money, unless the asker may see it."""
        shown = super().to_representation(instance)
        return shown if self.context["sees_money"] else {**shown, "credit": None}


class VerdictSerializer(serializers.ModelSerializer[Verdict]):
    """A ticket under a level."""

    number = serializers.CharField(source="ticket.number")
    title = serializers.CharField(source="ticket.title")
    priority = serializers.IntegerField(source="ticket.priority")
    type = serializers.CharField(source="ticket.type")
    group = serializers.CharField(source="ticket.group")
    category = serializers.CharField(source="ticket.category")
    outcome = serializers.SerializerMethodField()
    exclusion = serializers.CharField(source="exclusion_state", allow_null=True)
    target_seconds = serializers.IntegerField(
        source="version.target_seconds", allow_null=True
    )

    class Meta:
        model = Verdict
        fields = (
            *("ticket", "number", "title", "priority", "type", "group", "category"),
            *("outcome", "exclusion", "started_at", "stopped_at", "due_at"),
            *("elapsed_seconds", "paused_seconds", "target_seconds", "is_paused"),
        )

    def get_outcome(self, verdict: Verdict) -> str:
        """met, breached, running or unmeasured."""
        return _outcome(verdict.outcome)


class ClosedVerdictSerializer(VerdictSerializer):
    """A ticket under a level as it was closed; `title` is today's."""

    ticket = serializers.IntegerField(source="ticket_pk", allow_null=True)
    number = serializers.CharField()
    title = serializers.CharField(source="ticket_title", allow_null=True)
    priority = serializers.IntegerField()
    type = serializers.CharField()
    group = serializers.CharField()
    category = serializers.CharField()
    target_seconds = serializers.IntegerField(allow_null=True)
    is_paused = serializers.BooleanField(default=False)


class SpanSerializer(serializers.Serializer[Any]):
    """A part of a clock's run."""

    starts_at = serializers.DateTimeField(source="start")
    kind = serializers.CharField()
    working_seconds = serializers.IntegerField(source="seconds")
    why = serializers.CharField()


class ClockSerializer(serializers.Serializer[Any]):
    """A level's say in a ticket. `lines` that are counted sum to the elapsed seconds."""

    level = serializers.SlugField(source="level.slug")
    outcome = serializers.SerializerMethodField()
    month = MonthField(allow_null=True)
    calendar = serializers.SlugField(source="calendar.slug")
    zone = serializers.CharField()
    target_seconds = serializers.IntegerField(
        source="version.target_seconds", allow_null=True
    )
    elapsed_seconds = serializers.SerializerMethodField()
    paused_seconds = serializers.SerializerMethodField()
    due_at = serializers.SerializerMethodField()
    lines = serializers.SerializerMethodField()

    def get_outcome(self, clock: Clock) -> str:
        """met, breached, running or unmeasured."""
        return _outcome(clock.outcome)

    def get_elapsed_seconds(self, clock: Clock) -> int | None:
        """Null where a level only counts good or not."""
        return clock.opened.reading.elapsed_seconds if clock.opened else None

    def get_paused_seconds(self, clock: Clock) -> int | None:
        """As the elapsed ones."""
        return clock.opened.reading.paused_seconds if clock.opened else None

    def get_due_at(self, clock: Clock) -> str | None:
        """When the target is reached, in UTC; null while the clock stands still."""
        due = clock.opened.reading.due_at if clock.opened else None
        return due.isoformat() if due else None

    def get_lines(self, clock: Clock) -> list[dict[str, Any]]:
        """The arithmetic."""
        lines = clock.explanation.lines if clock.explanation else ()
        return [dict(one) for one in SpanSerializer(lines, many=True).data]


def _outcome(outcome: int) -> str:
    return Outcome(outcome).name.lower()
