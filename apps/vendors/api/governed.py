"""Reviews, actions and risks as JSON, and what may be sent about them."""

from typing import Any

from rest_framework import serializers

from apps.accounts.models import User
from apps.core.api import Seen, SeenByKey
from apps.vendors.models import (
    AgendaItem,
    Decision,
    ManagedService,
    Review,
    ReviewAction,
    Risk,
    Vendor,
)
from apps.vendors.states import ReviewState


class ItemSerializer(serializers.ModelSerializer[AgendaItem]):
    """An item of an agenda."""

    service = serializers.CharField(
        source="service.slug", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = AgendaItem
        fields = ["id", "kind", "title", "words", "service", "month", "is_shared"]
        read_only_fields = fields


class DecidedSerializer(serializers.ModelSerializer[Decision]):
    """What a review decided."""

    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = Decision
        fields = ["id", "words", "by", "at"]
        read_only_fields = fields


class ReviewSerializer(serializers.ModelSerializer[Review]):
    """A review. People outside get what is shared, and minutes and decisions once published."""

    vendor = serializers.CharField(source="vendor.slug", read_only=True)
    period = serializers.CharField(read_only=True)
    agenda = ItemSerializer(many=True, read_only=True)
    decisions = DecidedSerializer(many=True, read_only=True)
    open_actions = serializers.IntegerField(source="open_count", read_only=True)

    class Meta:
        model = Review
        fields = [
            *("id", "vendor", "kind", "first_month", "period", "held_on", "state"),
            *("attendees", "minutes", "note", "published_at", "open_actions"),
            *("agenda", "decisions"),
        ]
        read_only_fields = fields

    def to_representation(self, instance: Review) -> dict[str, Any]:
        """The review, without what the bank keeps to itself for people outside."""
        shown: dict[str, Any] = super().to_representation(instance)
        if not self.context["request"].user.is_internal:
            shown.pop("note", None)
            shown["agenda"] = [one for one in shown["agenda"] if one["is_shared"]]
            if instance.state != ReviewState.PUBLISHED:
                shown["minutes"] = shown["attendees"] = ""
                shown["decisions"] = []
        return shown


class ActionSerializer(serializers.ModelSerializer[ReviewAction]):
    """Something that one side promised."""

    vendor = serializers.CharField(source="review.vendor.slug", read_only=True)
    owner = serializers.CharField(
        source="owner.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = ReviewAction
        fields = [
            *("id", "review", "vendor", "title", "words", "side", "owner", "due_on"),
            *("state", "outcome", "closed_at"),
        ]
        read_only_fields = fields


class RiskSerializer(serializers.ModelSerializer[Risk]):
    """A risk or an issue."""

    vendor = serializers.CharField(source="vendor.slug", read_only=True)
    service = serializers.CharField(
        source="service.slug", default=None, allow_null=True, read_only=True
    )
    owner = serializers.CharField(
        source="owner.name", default=None, allow_null=True, read_only=True
    )
    score = serializers.IntegerField(read_only=True)

    class Meta:
        model = Risk
        fields = [
            *("id", "vendor", "service", "kind", "title", "words", "likelihood"),
            *("impact", "score", "owner", "mitigation", "review_on", "state"),
            "is_internal",
        ]
        read_only_fields = fields


class PlanSerializer(serializers.Serializer[Any]):
    """A new review."""

    vendor = Seen(slug_field="slug", queryset=Vendor.objects.all())
    kind = serializers.ChoiceField(choices=Review.Kind.choices)
    first_month = serializers.DateField()
    held_on = serializers.DateField()

    def validate_first_month(self, month: Any) -> Any:
        """The month's first day, whichever day was given."""
        return month.replace(day=1)


class AmendReviewSerializer(serializers.Serializer[Any]):
    """A review's day, who was there, the minutes, the internal note."""

    held_on = serializers.DateField()
    attendees = serializers.CharField(allow_blank=True, max_length=2000, default="")
    minutes = serializers.CharField(allow_blank=True, max_length=50_000, default="")
    note = serializers.CharField(allow_blank=True, max_length=10_000, default="")


class AgendaSerializer(serializers.Serializer[Any]):
    """Something to put on the agenda."""

    title = serializers.CharField(max_length=250)
    words = serializers.CharField(allow_blank=True, max_length=4000, default="")
    is_shared = serializers.BooleanField(default=True)


class DecisionSerializer(serializers.Serializer[Any]):
    """What was decided."""

    words = serializers.CharField(max_length=4000)


class ActionFieldsSerializer(serializers.Serializer[Any]):
    """What is promised, by whom, until when."""

    title = serializers.CharField(max_length=250)
    words = serializers.CharField(allow_blank=True, max_length=4000, default="")
    side = serializers.ChoiceField(choices=ReviewAction.Side.choices)
    owner = SeenByKey(queryset=User.objects.all(), allow_null=True, default=None)
    due_on = serializers.DateField()


class NewActionSerializer(ActionFieldsSerializer):
    """The same, and in which review."""

    review = SeenByKey(queryset=Review.objects.all())


class CloseSerializer(serializers.Serializer[Any]):
    """Done, or dropped."""

    is_done = serializers.BooleanField()
    outcome = serializers.CharField(allow_blank=True, max_length=2000, default="")


class RiskFieldsSerializer(serializers.Serializer[Any]):
    """A risk or an issue as it is weighed."""

    kind = serializers.ChoiceField(choices=Risk.Kind.choices)
    title = serializers.CharField(max_length=200)
    words = serializers.CharField(allow_blank=True, max_length=4000, default="")
    service = Seen(
        slug_field="slug",
        queryset=ManagedService.objects.select_related("contract"),
        allow_null=True,
        default=None,
    )
    likelihood = serializers.IntegerField(min_value=1, max_value=5)
    impact = serializers.IntegerField(min_value=1, max_value=5)
    owner = SeenByKey(queryset=User.objects.all(), allow_null=True, default=None)
    mitigation = serializers.CharField(allow_blank=True, max_length=4000, default="")
    review_on = serializers.DateField()
    is_internal = serializers.BooleanField(default=True)


class NewRiskSerializer(RiskFieldsSerializer):
    """The same, and with whom."""

    vendor = Seen(slug_field="slug", queryset=Vendor.objects.all())
