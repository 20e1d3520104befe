"""Facts, connectors, checks, deployments and exercises in JSON."""

from decimal import Decimal
from typing import Any, ClassVar

from rest_framework import serializers

from apps.catalog.models import Application, Platform
from apps.core import outgoing
from apps.core.api import Seen, SeenByKey
from apps.facts.models import Check, Connector, DeploymentEvent, Exercise, Fact
from apps.facts.rules.asking import HOLDERS
from apps.facts.rules.kinds import is_name
from apps.facts.states import ConnectorKind, ExerciseKind, ExerciseOutcome

NAME = r"^[a-z_]{1,20}\.[a-z0-9_]{1,51}$"


class FactSerializer(serializers.ModelSerializer[Fact]):
    """The latest value of a fact, and whether it can be relied on."""

    application = serializers.CharField(source="application.code", read_only=True)
    title = serializers.CharField(source="kind.title", read_only=True)
    unit = serializers.CharField(source="kind.unit", read_only=True)
    url = serializers.CharField(read_only=True)

    class Meta:
        model = Fact
        fields = [
            *("id", "application", "name", "title", "value", "number", "unit"),
            *("measured_at", "fresh_until", "source", "url", "error", "failed_at"),
        ]
        read_only_fields = fields


class TellFactSerializer(serializers.ModelSerializer[Fact]):
    """A fact that a program measured. A number is told as text or as a number."""

    application = Seen(slug_field="code", queryset=Application.objects.all())
    name = serializers.RegexField(NAME, max_length=60)
    value = serializers.CharField(max_length=500)
    measured_at = serializers.DateTimeField(required=False)
    url = serializers.URLField(max_length=500, required=False, default="")

    class Meta:
        model = Fact
        fields = ["application", "name", "value", "measured_at", "source", "url"]
        validators: ClassVar[list[Any]] = []

    def validate_name(self, name: str) -> str:
        """One of the known facts, or the bank's own."""
        if not is_name(name):
            raise serializers.ValidationError("There is no such fact.")
        return name


class ConnectorSerializer(serializers.ModelSerializer[Connector]):
    """Whom the portal asks; neither its address nor its secret."""

    platform = serializers.CharField(source="platform.slug", read_only=True)
    has_secret = serializers.SerializerMethodField()

    def get_has_secret(self, found: Connector) -> bool:
        """Whether one is kept."""
        return bool(found.secret)

    class Meta:
        model = Connector
        fields = [
            *("id", "platform", "kind", "name", "environment", "is_on", "has_secret"),
            *("failing_since", "answered_at", "last_error", "version"),
        ]
        read_only_fields = fields


class ConnectorFieldsSerializer(serializers.Serializer[Any]):
    """What may be changed of a connector. An empty secret keeps the one there is.

    A session token is that of temporary credentials of AWS; it comes with its secret.
    """

    name = serializers.CharField(max_length=80)
    url = serializers.CharField(max_length=500, allow_blank=True)
    secret = serializers.CharField(
        max_length=4000, allow_blank=True, required=False, write_only=True
    )
    session_token = serializers.CharField(
        max_length=4000, allow_blank=True, required=False, write_only=True
    )
    environment = serializers.SlugField(max_length=30, required=False)
    user = serializers.CharField(max_length=120, allow_blank=True, required=False)
    region = serializers.RegexField(
        r"^[a-z]{2}(-[a-z]+)+-\d$", max_length=30, allow_blank=True, required=False
    )
    is_on = serializers.BooleanField(required=False)

    def validate_url(self, url: str) -> str:
        """Somewhere the portal may go; one with placeholders is looked at when asked."""
        if url and not HOLDERS.search(url):
            try:
                outgoing.check(url)
            except (outgoing.Refused, outgoing.Failed) as error:
                raise serializers.ValidationError(str(error)) from error
        return url

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What the kind needs besides goes together."""
        pairs = {name: attrs.pop(name) for name in ("user", "region") if name in attrs}
        if pairs:
            attrs["settings"] = pairs
        return attrs


class NewConnectorSerializer(ConnectorFieldsSerializer):
    """A new connector of a platform."""

    platform = Seen(slug_field="slug", queryset=Platform.objects.all())
    kind = serializers.ChoiceField(choices=ConnectorKind.choices)


class CheckSerializer(serializers.ModelSerializer[Check]):
    """What is asked, and how it fares."""

    application = serializers.CharField(
        source="application.code", default=None, allow_null=True, read_only=True
    )
    probes = serializers.IntegerField(source="probes_count", read_only=True)
    failing = serializers.IntegerField(source="failing_count", read_only=True)

    class Meta:
        model = Check
        fields = [
            *("id", "connector", "application", "name", "query", "objective"),
            *("every_minutes", "is_on", "probes", "failing", "version"),
        ]
        read_only_fields = fields


class CheckFieldsSerializer(serializers.Serializer[Any]):
    """What may be changed of a check."""

    query = serializers.CharField(max_length=2000, allow_blank=True, required=False)
    objective = serializers.DecimalField(
        max_digits=6,
        decimal_places=3,
        min_value=1,
        max_value=Decimal("99.999"),
        required=False,
        allow_null=True,
    )
    every_minutes = serializers.IntegerField(
        min_value=1, max_value=10080, required=False
    )
    is_on = serializers.BooleanField(required=False)


class NewCheckSerializer(CheckFieldsSerializer):
    """A new check of a connector, of one application or of all on its platform."""

    connector = SeenByKey(queryset=Connector.objects.select_related("platform"))
    name = serializers.RegexField(NAME, max_length=60)
    application = Seen(
        slug_field="code",
        queryset=Application.objects.all(),
        required=False,
        allow_null=True,
        default=None,
    )


class DeploymentEventSerializer(serializers.ModelSerializer[DeploymentEvent]):
    """A deployment that a pipeline told of."""

    application = serializers.CharField(source="application.code", read_only=True)
    url = serializers.CharField(read_only=True)

    class Meta:
        model = DeploymentEvent
        fields = [
            *("id", "application", "source", "event_id", "environment", "release"),
            *("deployed_at", "committed_at", "is_failed", "restored_at", "url"),
        ]
        read_only_fields = fields


class TellDeploymentSerializer(serializers.ModelSerializer[DeploymentEvent]):
    """A deployment. The same event of the same source again amends it."""

    application = Seen(slug_field="code", queryset=Application.objects.all())
    event_id = serializers.CharField(max_length=120)
    deployed_at = serializers.DateTimeField()
    environment = serializers.SlugField(
        max_length=30, required=False, default="production"
    )
    release = serializers.CharField(
        max_length=100, required=False, allow_blank=True, default=""
    )
    committed_at = serializers.DateTimeField(
        required=False, allow_null=True, default=None
    )
    is_failed = serializers.BooleanField(required=False, default=False)
    restored_at = serializers.DateTimeField(
        required=False, allow_null=True, default=None
    )
    url = serializers.URLField(max_length=500, required=False, default="")

    class Meta:
        model = DeploymentEvent
        fields = [
            *("application", "source", "event_id", "deployed_at", "environment"),
            *("release", "committed_at", "is_failed", "restored_at", "url"),
        ]
        validators: ClassVar[list[Any]] = []


class ExerciseSerializer(serializers.ModelSerializer[Exercise]):
    """A disaster recovery exercise that was held."""

    application = serializers.CharField(source="application.code", read_only=True)
    noted_by = serializers.CharField(
        source="noted_by.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Exercise
        fields = [
            *("id", "application", "held_on", "kind", "outcome", "note", "noted_by")
        ]
        read_only_fields = fields


class NoteExerciseSerializer(serializers.Serializer[Any]):
    """An exercise to note."""

    application = Seen(slug_field="code", queryset=Application.objects.all())
    held_on = serializers.DateField()
    kind = serializers.ChoiceField(choices=ExerciseKind.choices)
    outcome = serializers.ChoiceField(choices=ExerciseOutcome.choices)
    note = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, default=""
    )


class OfApplicationSerializer(serializers.Serializer[Any]):
    """An application by its code."""

    application = Seen(slug_field="code", queryset=Application.objects.all())


class AskedSerializer(serializers.Serializer[Any]):
    """How many questions are being asked."""

    asked = serializers.IntegerField()


class TriedSerializer(serializers.Serializer[Any]):
    """Whether a connector answers as it should, in words."""

    is_good = serializers.BooleanField()
    words = serializers.CharField()
