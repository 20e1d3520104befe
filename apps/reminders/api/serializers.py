"""What the API shows of reminders, and what may be sent to it."""

from datetime import UTC, datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.models import Team, User
from apps.core import outgoing
from apps.core.api import Named
from apps.core.models import OutboxItem
from apps.reminders.models import (
    Away,
    Channel,
    Delivery,
    Habits,
    Notification,
    Occurrence,
    RuleSetting,
)
from apps.reminders.models.inbox import WEEKDAYS
from apps.reminders.queries.topics import topics
from apps.reminders.states import ChannelKind, How

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


class MomentField(serializers.DateTimeField):
    """An instant that calendars can hold."""

    def to_internal_value(self, value: Any) -> datetime:
        """The instant; a year that nobody means is refused."""
        found: datetime = super().to_internal_value(value)
        if not EARLIEST <= found <= LATEST:
            raise serializers.ValidationError("Between the years 2000 and 2200.")
        return found


@extend_schema_field({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})
class ClockField(serializers.TimeField):
    """A time of day, in hours and minutes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class NotificationSerializer(serializers.ModelSerializer[Notification]):
    """One thing that one was told."""

    instead_of = serializers.CharField(
        source="instead_of.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Notification
        fields = [
            *("id", "topic", "subject_type", "subject_id", "title", "words", "url"),
            *("why", "instead_of", "due_on", "is_critical", "late_since", "at"),
            *("read_at", "done_at", "withdrawn_at", "snoozed_until"),
        ]
        read_only_fields = fields


class SnoozeSerializer(serializers.Serializer[Any]):
    """Until when."""

    until = MomentField()


class TopicSerializer(serializers.Serializer[Any]):
    """A topic, and when mail about it goes out."""

    topic = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    how = serializers.ChoiceField(choices=How.choices, read_only=True)


class ChooseSerializer(serializers.Serializer[Any]):
    """How by topic; topics that are not named stay as they are."""

    chosen = serializers.DictField(child=serializers.ChoiceField(choices=How.choices))

    def validate_chosen(self, value: dict[str, str]) -> dict[str, str]:
        """Topics of the portal."""
        if unknown := sorted(set(value) - set(topics())):
            raise serializers.ValidationError(
                f"There is no topic {', '.join(unknown)}."
            )
        return value


class HabitsSerializer(serializers.ModelSerializer[Habits]):
    """When one is told, in one's own zone."""

    morning = ClockField()
    digest_at = ClockField()
    digest_weekday = serializers.ChoiceField(choices=WEEKDAYS)
    quiet_starts = ClockField(allow_null=True)
    quiet_ends = ClockField(allow_null=True)
    is_weekend_quiet = serializers.BooleanField()

    class Meta:
        model = Habits
        fields = [
            *("morning", "digest_at", "digest_weekday", "quiet_starts", "quiet_ends"),
            *("is_weekend_quiet", "bounced_at", "version"),
        ]
        read_only_fields = ["bounced_at", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Quiet hours have both ends."""
        if (attrs["quiet_starts"] is None) != (attrs["quiet_ends"] is None):
            raise serializers.ValidationError(
                {"quiet_ends": ["Quiet hours have a beginning and an end."]}
            )
        return attrs


class AwaySerializer(serializers.ModelSerializer[Away]):
    """Somebody is away, and somebody stands in."""

    user = serializers.CharField(source="user.name", read_only=True)
    deputy = serializers.CharField(source="deputy.name", read_only=True)

    class Meta:
        model = Away
        fields = ["id", "user", "deputy", "starts_at", "ends_at"]


class GoAwaySerializer(serializers.Serializer[Any]):
    """From when until when, and who stands in."""

    deputy = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True)
    )
    starts_at = MomentField()
    ends_at = MomentField()


class ChannelSerializer(serializers.ModelSerializer[Channel]):
    """Where messages go besides mail; its address and secret are not shown."""

    team = serializers.CharField(
        source="team.slug", default=None, allow_null=True, read_only=True
    )
    topics = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Channel
        fields = [
            *("id", "team", "kind", "name", "topics", "is_on", "failing_since"),
            *("given_up_at", "last_error", "version"),
        ]
        read_only_fields = fields


class MadeChannelSerializer(ChannelSerializer):
    """A channel as it was made, with the secret that is told once."""

    class Meta(ChannelSerializer.Meta):
        fields = [*ChannelSerializer.Meta.fields, "secret"]
        read_only_fields = fields


class AmendChannelSerializer(serializers.Serializer[Any]):
    """A channel's name, address (as it is if left out), topics (none: all), switch."""

    name = serializers.CharField(max_length=80)
    url = serializers.URLField(max_length=1000, required=False)
    topics = serializers.ListField(child=serializers.CharField(), default=list)
    is_on = serializers.BooleanField(default=True)

    def validate_url(self, value: str) -> str:
        """Somewhere the portal may go."""
        try:
            outgoing.check(value)
        except (outgoing.Refused, outgoing.Failed) as error:
            raise serializers.ValidationError(str(error)) from error
        return value

    def validate_topics(self, value: list[str]) -> list[str]:
        """Topics of the portal."""
        if unknown := sorted(set(value) - set(topics())):
            raise serializers.ValidationError(
                f"There is no topic {', '.join(unknown)}."
            )
        return value


class AddChannelSerializer(AmendChannelSerializer):
    """A channel of one's own, or of a team."""

    kind = serializers.ChoiceField(choices=ChannelKind.choices)
    url = serializers.URLField(max_length=1000)
    team = Named(
        slug_field="slug", queryset=Team.objects.all(), required=False, default=None
    )


class RuleSerializer(serializers.ModelSerializer[RuleSetting]):
    """How a rule is told."""

    people = serializers.ListField(child=serializers.CharField(), read_only=True)
    calendar = serializers.CharField(
        source="calendar.slug", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = RuleSetting
        fields = [
            *("slug", "is_on", "steps", "people", "escalates", "is_critical"),
            *("calendar", "counts_from", "trouble", "version"),
        ]
        read_only_fields = fields


class AmendRuleSerializer(serializers.Serializer[Any]):
    """How a rule is to be told."""

    is_on = serializers.BooleanField()
    steps = serializers.CharField(max_length=200)
    people = serializers.ListField(child=serializers.CharField(), allow_empty=False)
    escalates = serializers.CharField(max_length=100, allow_blank=True)
    is_critical = serializers.BooleanField()
    calendar = serializers.CharField(max_length=100, allow_null=True)


class OccurrenceSerializer(serializers.ModelSerializer[Occurrence]):
    """A step that one person is told, or was, or was not after all."""

    recipient = serializers.CharField(source="recipient.name", read_only=True)

    class Meta:
        model = Occurrence
        fields = [
            *("id", "rule", "subject_type", "subject_id", "due_on", "due_at", "step"),
            *("is_escalation", "recipient", "why", "fire_at", "state", "closed_at"),
            "note",
        ]
        read_only_fields = fields


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """One message by one way."""

    user = serializers.CharField(
        source="user.name", default=None, allow_null=True, read_only=True
    )
    channel = serializers.CharField(
        source="channel.name", default=None, allow_null=True, read_only=True
    )
    notifications = serializers.PrimaryKeyRelatedField[Any](many=True, read_only=True)

    class Meta:
        model = Delivery
        fields = [
            *("id", "user", "channel", "how", "send_at", "state", "created_at"),
            *("sent_at", "error", "notifications"),
        ]
        read_only_fields = fields


class DeadLetterSerializer(serializers.ModelSerializer[OutboxItem]):
    """A dead letter: to whom, about what, why it died. Its words are its reader's only."""

    to = serializers.CharField(source="payload.to", default="", read_only=True)
    subject = serializers.CharField(
        source="payload.subject", default="", read_only=True
    )

    class Meta:
        model = OutboxItem
        fields = [
            *("id", "task", "to", "subject", "created_at", "attempts"),
            *("dead_at", "last_error"),
        ]
        read_only_fields = fields


class SendAgainSerializer(serializers.Serializer[Any]):
    """Where a letter that came back should go instead."""

    address = serializers.EmailField(
        default="", allow_blank=True, max_length=254, help_text="Empty: where it went."
    )


class FeedSerializer(serializers.Serializer[Any]):
    """Whether one's calendar has an address; the address itself when it was just made."""

    exists = serializers.BooleanField(read_only=True)
    address = serializers.URLField(default=None, allow_null=True, read_only=True)
