"""Tickets, imports and mappings as the API tells and takes them."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from apps.core.api import Seen
from apps.vendors.actions.upserting import MOST_AT_ONCE
from apps.vendors.models import ManagedService, SavedMapping, Ticket, TicketImport
from apps.vendors.rules.tickets.mapping import FIELDS

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


class MappingSerializer(serializers.ModelSerializer[SavedMapping]):
    """How files of a kind are read."""

    class Meta:
        model = SavedMapping
        fields = ["id", "name", "rules", "changed_at"]
