"""How the catalog's things are written in JSON, and what may be sent."""

from typing import Any

from django.core.validators import URLValidator
from rest_framework import serializers

from apps.accounts.models import Team
from apps.catalog.forms.editing import CODE, LONGEST_CAPABILITY
from apps.catalog.imports import MAX_MEMBER, MAX_MEMBERS
from apps.catalog.models import (
    Application,
    Dependency,
    Deployment,
    Entity,
    ImportRun,
    Link,
    Platform,
    Relation,
)
from apps.core.api import Named


class DeploymentSerializer(serializers.ModelSerializer[Deployment]):
    """Where an application runs."""

    platform = Named(slug_field="slug", queryset=Platform.objects.all())
    environment = serializers.CharField(max_length=30, validators=[CODE])

    class Meta:
        model = Deployment
        fields = ["id", "platform", "environment"]


class LinkSerializer(serializers.ModelSerializer[Link]):
    """Where something about an application is found."""

    url = serializers.CharField(
        max_length=500, validators=[URLValidator(schemes=["http", "https"])]
    )
    title = serializers.CharField(max_length=200, allow_blank=True, default="")
    kind = serializers.ChoiceField(Link.Kind.choices, default=Link.Kind.OTHER)

    class Meta:
        model = Link
        fields = ["id", "kind", "url", "title"]


class DependencySerializer(serializers.ModelSerializer[Dependency]):
    """An application that this one needs, by its code."""

    on = Named(slug_field="code", queryset=Application.objects.all())

    class Meta:
        model = Dependency
        fields = ["id", "on", "is_imported"]
        read_only_fields = ["is_imported"]


class ApplicationSerializer(serializers.ModelSerializer[Application]):
    """An application with where it runs, its links and what it needs."""

    owner_team = Named(slug_field="slug", queryset=Team.objects.all())
    tier = serializers.IntegerField(min_value=1, max_value=4, default=3)
    deployments = DeploymentSerializer(many=True, read_only=True)
    links = LinkSerializer(many=True, read_only=True)
    needs = DependencySerializer(many=True, read_only=True)

    class Meta:
        model = Application
        fields = [
            "id",
            "code",
            "name",
            "description",
            "owner_team",
            "tier",
            "lifecycle",
            "data_class",
            "contacts",
            "version",
            "deployments",
            "links",
            "needs",
        ]
        read_only_fields = ["code", "version"]


class NewApplicationSerializer(ApplicationSerializer):
    """A new application: also its code, which never changes."""

    code = serializers.CharField(max_length=100, validators=[CODE])

    class Meta(ApplicationSerializer.Meta):
        read_only_fields = ["version"]


class PlatformSerializer(serializers.ModelSerializer[Platform]):
    """A platform that applications run on."""

    owner_team = Named(slug_field="slug", queryset=Team.objects.all())
    capabilities = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_CAPABILITY), default=list
    )

    class Meta:
        model = Platform
        fields = [
            "id",
            "slug",
            "name",
            "kind",
            "description",
            "owner_team",
            "calendar_slug",
            "capabilities",
            "version",
        ]
        read_only_fields = ["slug", "version"]


class NewPlatformSerializer(PlatformSerializer):
    """A new platform: also its short name, which never changes."""

    slug = serializers.CharField(max_length=60, validators=[CODE])

    class Meta(PlatformSerializer.Meta):
        read_only_fields = ["version"]


class RelationSerializer(serializers.ModelSerializer[Relation]):
    """Another document that a document names, perhaps never imported."""

    class Meta:
        model = Relation
        fields = ["kind", "target_key"]


class EntitySerializer(serializers.ModelSerializer[Entity]):
    """A document of a catalog file, as it was."""

    application = serializers.CharField(
        source="application.code", default=None, allow_null=True, read_only=True
    )
    team = serializers.CharField(
        source="team.slug", default=None, allow_null=True, read_only=True
    )
    relations = RelationSerializer(many=True, read_only=True)

    class Meta:
        model = Entity
        fields = [
            "id",
            "key",
            "kind",
            "namespace",
            "name",
            "title",
            "source",
            "text",
            "application",
            "team",
            "relations",
            "imported_at",
        ]


class CatalogFileSerializer(serializers.Serializer[Any]):
    """A catalog file: its name and its text."""

    name = serializers.CharField(max_length=250)
    text = serializers.CharField(max_length=MAX_MEMBER, trim_whitespace=False)


class NewImportSerializer(serializers.Serializer[Any]):
    """The files of an import."""

    files = serializers.ListField(
        child=CatalogFileSerializer(), min_length=1, max_length=MAX_MEMBERS
    )


class ImportRunSerializer(serializers.ModelSerializer[ImportRun]):
    """An import: its state, and the report of what it would change or did."""

    file_names = serializers.ListField(child=serializers.CharField(), read_only=True)
    report = serializers.DictField(read_only=True)

    class Meta:
        model = ImportRun
        fields = ["id", "state", "file_names", "report", "created_at", "finished_at"]
