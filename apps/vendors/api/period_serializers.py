"""Periods, closures and claims as JSON."""

from typing import Any

from rest_framework import serializers

from apps.core.api import Seen
from apps.vendors.access import can_see_money
from apps.vendors.models import (
    Closure,
    CreditClaim,
    FrozenTicket,
    ManagedService,
    Period,
)
from apps.vendors.queries.replay import Replay
from apps.vendors.rules.frozen import Change, Written

MONEY_OF_FIGURES = ("charge", "credit")
MONEY_OF_CONTRACT = ("at_risk_percent", "credit_basis", "rounding")


class PeriodSerializer(serializers.ModelSerializer[Period]):
    """A month of a service; `score` (0 to 100) and `rating` are of its newest closure."""

    service = serializers.CharField(source="service.slug", read_only=True)
    vendor = serializers.CharField(
        source="service.contract.vendor.slug", read_only=True
    )
    score = serializers.CharField(read_only=True, allow_null=True)
    rating = serializers.CharField(read_only=True, allow_null=True)
    closures: Any = serializers.PrimaryKeyRelatedField(many=True, read_only=True)

    class Meta:
        model = Period
        fields = [
            *("id", "service", "vendor", "month", "state", "dispute_until_on"),
            *("comment", "score", "rating", "closures"),
        ]
        read_only_fields = fields


class ClosureSerializer(serializers.ModelSerializer[Closure]):
    """A closure; number 1 is the original, later ones are restatements."""

    service = serializers.CharField(source="period.service.slug", read_only=True)
    vendor = serializers.CharField(
        source="period.service.contract.vendor.slug", read_only=True
    )
    month = serializers.DateField(source="period.month", read_only=True)
    closed_by = serializers.CharField(source="closed_by.name", read_only=True)
    signed_by = serializers.CharField(
        source="signed_by.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Closure
        fields: list[str] = [
            *("id", "period", "service", "vendor", "month", "number", "reason"),
            *("digest", "closed_by", "closed_at", "signed_by", "signed_at"),
        ]
        read_only_fields = fields


class FullClosureSerializer(ClosureSerializer):
    """A closure with its figures and terms; money only for those who see it."""

    figures = serializers.DictField(read_only=True)
    terms = serializers.DictField(read_only=True)

    class Meta(ClosureSerializer.Meta):
        fields = [*ClosureSerializer.Meta.fields, "figures", "terms"]
        read_only_fields = fields

    def to_representation(self, instance: Closure) -> dict[str, Any]:
        """Without charge, bands and credits where money is not for the reader."""
        shown: dict[str, Any] = super().to_representation(instance)
        user = self.context["request"].user
        if not can_see_money(user, instance.period.service.contract.vendor):
            shown["figures"] = _unpaid_figures(shown["figures"])
            shown["terms"] = _unpaid_terms(shown["terms"])
        return shown


def _without(written: Written, *names: str) -> Written:
    return {key: value for key, value in written.items() if key not in names}


def _unpaid_figures(figures: Written) -> Written:
    lines = [_without(one, "bands") for one in figures["lines"]]
    return {**_without(figures, *MONEY_OF_FIGURES), "lines": lines}


def _unpaid_terms(terms: Written) -> Written:
    levels = {
        slug: {**one, "versions": [_without(v, "bands") for v in one["versions"]]}
        for slug, one in terms["levels"].items()
    }
    contract = _without(terms["contract"], *MONEY_OF_CONTRACT)
    return {**_without(terms, "charge"), "levels": levels, "contract": contract}


class FrozenTicketSerializer(serializers.ModelSerializer[FrozenTicket]):
    """A ticket behind a closed figure; `pauses` are pairs of UTC seconds."""

    level = serializers.CharField(source="level_slug", read_only=True)
    outcome = serializers.CharField(source="get_outcome_display", read_only=True)

    class Meta:
        model = FrozenTicket
        fields = [
            *("level", "number", "priority", "type", "category", "group"),
            *("version_from_on", "outcome", "is_excluded", "excluded_for"),
            *("opened_at", "started_at", "stopped_at", "due_at", "target_seconds"),
            *("elapsed_seconds", "paused_seconds", "pauses", "fact"),
        ]
        read_only_fields = fields


class DifferingFigureSerializer(serializers.Serializer[Change]):
    """A figure that differs."""

    of = serializers.CharField()
    what = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()
    is_money = serializers.BooleanField()


class ReplaySerializer(serializers.Serializer[Replay]):
    """What came out when a closure was judged again; at most 20 differences by name."""

    holds = serializers.BooleanField()
    tickets = serializers.IntegerField()
    differing = serializers.IntegerField()
    differences = serializers.SerializerMethodField()
    changes = DifferingFigureSerializer(many=True)
    digest = serializers.CharField()
    is_untouched = serializers.BooleanField()

    def get_differences(self, found: Replay) -> list[dict[str, str]]:
        """Tickets of which the clock says something else."""
        return [vars(one) for one in found.differences]


class CreditClaimSerializer(serializers.ModelSerializer[CreditClaim]):
    """A service credit claim, in the contract's currency."""

    service = serializers.CharField(
        source="closure.period.service.slug", read_only=True
    )
    vendor = serializers.CharField(
        source="closure.period.service.contract.vendor.slug", read_only=True
    )
    month = serializers.DateField(source="closure.period.month", read_only=True)
    by = serializers.CharField(source="by.name", read_only=True)
    sent_by = serializers.CharField(
        source="sent_by.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = CreditClaim
        fields = [
            *("id", "number", "closure", "service", "vendor", "month", "state"),
            *("amount", "currency", "comment", "by", "at", "sent_by", "sent_at"),
            *("settled_on", "settlement"),
        ]
        read_only_fields = fields


class ReviewSerializer(serializers.Serializer[Any]):
    """Until when the vendor may dispute; without a day there is nothing to dispute."""

    dispute_until_on = serializers.DateField(required=False, allow_null=True)
    comment = serializers.CharField(required=False, max_length=2000, allow_blank=True)


class TakenSerializer(ReviewSerializer):
    """Which month of which service; any day of the month will do."""

    service = Seen(slug_field="slug", queryset=ManagedService.objects.all())
    month = serializers.DateField()

    def validate_month(self, day: Any) -> Any:
        """Its first day."""
        return day.replace(day=1)


class WhySerializer(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class ClaimTextSerializer(serializers.Serializer[Any]):
    """What to say with a claim."""

    comment = serializers.CharField(required=False, max_length=2000, allow_blank=True)


class SettleSerializer(serializers.Serializer[Any]):
    """The vendor's credit note."""

    settled_on = serializers.DateField()
    settlement = serializers.CharField(max_length=100)
