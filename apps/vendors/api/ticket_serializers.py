"""Tickets, imports and mappings as the API tells and takes them."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.core.api import Seen
from apps.core.errors import check_storable
from apps.vendors.actions.upserting import MOST_AT_ONCE
from apps.vendors.forms.tickets import HIGHEST
from apps.vendors.models import ManagedService, SavedMapping, Ticket, TicketImport
from apps.vendors.queries.mappings import may_change
from apps.vendors.rules.tickets.instants import ORDERS
from apps.vendors.rules.tickets.mapping import FIELDS, LAYOUTS, TicketMapping, faults

NOT_SENT = ("updated_at", "sequence")
LONGEST = 1_000


class TicketSerializer(serializers.ModelSerializer[Ticket]):
    """A ticket as an export brought it."""

    service = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)

    class Meta:
        model = Ticket
        fields = ["id", "service", *(key for key in FIELDS if key not in NOT_SENT)]


class SentTicket(serializers.Serializer[Any]):
    """A ticket that is sent: its number, and what is known of it, as texts.

    `opened_at` and other instants are ISO 8601; without a zone they are in UTC.
    """

    def to_internal_value(self, data: Any) -> dict[str, str]:
        """Known fields as texts."""
        if not isinstance(data, Mapping):
            raise serializers.ValidationError("Send an object for each ticket.")
        strange = sorted(str(key) for key in data if key not in FIELDS)
        if strange:
            names = ", ".join(strange)[:200]
            raise serializers.ValidationError(f"These fields are not known: {names}.")
        return {key: _text(value) for key, value in data.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    if not isinstance(value, str | int | float):
        raise serializers.ValidationError("Send texts, numbers, true, false or null.")
    return str(value).encode("utf-8", "replace").decode()[:LONGEST]


class BulkSerializer(serializers.Serializer[Any]):
    """Tickets of one service."""

    service = serializers.SlugField(max_length=60)
    tickets = serializers.ListField(
        child=SentTicket(), min_length=1, max_length=MOST_AT_ONCE
    )


class ResultSerializer(serializers.Serializer[Any]):
    """What became of one ticket."""

    row = serializers.IntegerField()
    number = serializers.CharField()
    result = serializers.ChoiceField(["new", "changed", "unchanged", "rejected"])
    field = serializers.CharField(required=False)
    why = serializers.CharField(required=False)


class ImportSerializer(serializers.ModelSerializer[TicketImport]):
    """An import of a file; counts as far as they are known."""

    service = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    file = serializers.CharField(source="file.name", read_only=True)
    state = serializers.CharField(read_only=True)
    counts = serializers.DictField(child=serializers.IntegerField(), read_only=True)

    class Meta:
        model = TicketImport
        fields = [
            *("id", "service", "file", "state", "mapping_name", "counts", "failure"),
            *("attempts", "created_at", "begun_at", "finished_at"),
        ]


class NewTicketImportSerializer(serializers.Serializer[Any]):
    """A file, and how it is read; without a mapping, by looking at it."""

    service = Seen(slug_field="slug", queryset=ManagedService.objects.all())
    file = serializers.FileField()
    mapping = serializers.CharField(max_length=80, required=False, default="")


@extend_schema_field(
    {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
)
class HeadingField(serializers.Field[Any, Any, Any, Any]):
    """The heading of a column, or several of which the first that a file has is meant."""

    def to_internal_value(self, data: Any) -> Any:
        """A text, or a list of texts."""
        named = [data] if isinstance(data, str) else data
        if not isinstance(named, list) or not all(
            isinstance(one, str) and one.strip() and len(one) <= LONGEST
            for one in named
        ):
            raise serializers.ValidationError("Send a heading, or a list of headings.")
        return data

    def to_representation(self, value: Any) -> Any:
        """As it is."""
        return value


def _word() -> serializers.CharField:
    return serializers.CharField(max_length=120)


class RulesSerializer(serializers.Serializer[Any]):
    """What a file's columns and words mean; what is missing is as usual."""

    layout = serializers.ChoiceField(choices=list(LAYOUTS.items()))
    columns = serializers.DictField(child=HeadingField(), validators=[check_storable])
    zone = serializers.CharField(max_length=60, required=False)
    order = serializers.ChoiceField(choices=list(ORDERS.items()), required=False)
    formats = serializers.ListField(child=_word(), max_length=20, required=False)
    unknown = serializers.ListField(
        child=serializers.CharField(max_length=120, allow_blank=True),
        max_length=50,
        required=False,
    )
    priorities = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=HIGHEST),
        required=False,
        validators=[check_storable],
    )
    states = serializers.DictField(
        child=_word(), required=False, validators=[check_storable]
    )
    new_states = serializers.ListField(child=_word(), max_length=50, required=False)
    type = serializers.CharField(max_length=40, required=False, allow_blank=True)

    def validate_columns(self, value: dict[str, Any]) -> dict[str, Any]:
        """Only of fields that we keep."""
        if strange := sorted(key for key in value if key not in FIELDS):
            names = ", ".join(strange)[:200]
            raise serializers.ValidationError(f"These fields are not known: {names}.")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Whether it can be worked with."""
        if found := faults(TicketMapping.from_json(attrs)):
            raise serializers.ValidationError(found)
        return attrs


class MappingSerializer(serializers.ModelSerializer[SavedMapping]):
    """How files of a kind are read. `may_change`: by you; else save it by another name."""

    may_change = serializers.SerializerMethodField()

    class Meta:
        model = SavedMapping
        fields = ["id", "name", "rules", "changed_at", "may_change"]
        read_only_fields = fields

    def get_may_change(self, found: SavedMapping) -> bool:
        """Whether the asker manages every vendor whose files are read by it."""
        return may_change(self.context["request"].user, found.name)


class NewMappingSerializer(serializers.Serializer[Any]):
    """A mapping under a name."""

    name = serializers.CharField(max_length=80)
    rules = RulesSerializer()
