"""How people, skills and roles are written in JSON, and what may be sent."""

from typing import Any

from django.utils import timezone
from holidays import list_supported_countries
from rest_framework import serializers

from apps.accounts.models import Organisation, Team, User
from apps.catalog.models import Platform
from apps.core.api import Seen, SeenByKey
from apps.staffing.models import (
    Holding,
    Level,
    LineChange,
    Person,
    Posting,
    Skill,
    Target,
    TeamRole,
    WorkingPattern,
)

MAYBE: dict[str, Any] = {"required": False, "allow_null": True}


def seen(rows: Any, slug_field: str = "slug", **options: Any) -> Seen:
    """A field that names one of these rows."""
    return Seen(slug_field=slug_field, queryset=rows, **options)


class PostingSerializer(serializers.ModelSerializer[Posting]):
    """Somebody in a team."""

    team = seen(Team.objects.all())
    role = seen(TeamRole.objects.all(), "name", **MAYBE)

    class Meta:
        model = Posting
        fields = ["id", "team", "role", "fte", "starts_on", "ends_on"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The last day is not before the first one."""
        if attrs.get("ends_on") and attrs["ends_on"] < attrs["starts_on"]:
            raise serializers.ValidationError(
                {"ends_on": ["The last day is before the first one."]}
            )
        return attrs


class HoldingSerializer(serializers.ModelSerializer[Holding]):
    """A level: as they see it, and as it was confirmed."""

    skill = serializers.CharField(source="skill.slug", read_only=True)

    class Meta:
        model = Holding
        fields = ["skill", "level", "confirmed_on", "own_level", "own_on"]


class LineChangeSerializer(serializers.ModelSerializer[LineChange]):
    """A line manager or login that was asked for: one of the two is there."""

    person_name = serializers.CharField(source="person.name", read_only=True)
    user = serializers.EmailField(source="user.email", allow_null=True, read_only=True)
    asked_by = serializers.CharField(source="asked_by.name", read_only=True)
    decided_by = serializers.CharField(
        source="decided_by.name", allow_null=True, read_only=True
    )

    class Meta:
        model = LineChange
        fields = [
            *("id", "person", "person_name", "line_manager", "user", "state"),
            *("asked_by", "asked_at", "decided_by", "decided_at"),
        ]
        read_only_fields = fields


class StaffSerializer(serializers.ModelSerializer[Any]):
    """A person, with their teams of today and their levels.

    A last day that is still to come, and a line manager or login that waits for a second
    person, are told to who may edit them alone.
    """

    user = seen(User.objects.all(), "email", **MAYBE)
    organisation = seen(Organisation.objects.all())
    line_manager = SeenByKey(queryset=Person.objects.all(), **MAYBE)
    pattern = seen(WorkingPattern.objects.all(), "name", **MAYBE)
    country = serializers.ChoiceField(
        sorted(list_supported_countries()), required=False, allow_blank=True
    )
    postings = PostingSerializer(source="current", many=True, read_only=True)
    skills = HoldingSerializer(source="holdings", many=True, read_only=True)
    waiting = LineChangeSerializer(many=True, read_only=True)

    class Meta:
        model = Person
        fields = [
            *("id", "name", "email", "user", "organisation", "line_manager"),
            *("location", "country", "subdivision", "time_zone", "pattern", "fte"),
            *("starts_on", "ends_on", "version", "postings", "skills", "waiting"),
        ]
        read_only_fields = ["version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The region is one of the country's."""
        country, region = (
            attrs.get(name, getattr(self.instance, name, ""))
            for name in ("country", "subdivision")
        )
        if region and region not in list_supported_countries().get(country, []):
            raise serializers.ValidationError(
                {"subdivision": ["It is no region of this country."]}
            )
        return attrs

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Without what is not everybody's to know."""
        shown: dict[str, Any] = super().to_representation(instance)
        ends_on = instance.ends_on
        if ends_on and ends_on >= timezone.localdate() and not instance.may_edit:
            shown["ends_on"] = None
        if not instance.may_edit:
            shown["waiting"] = []
        return shown


class LevelsSerializer(serializers.Serializer[Any]):
    """Levels by the short names of skills."""

    levels = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=Level.TEACHES),
        allow_empty=False,
    )

    def validate_levels(self, given: dict[str, int]) -> dict[int, int]:
        """By the ids of skills."""
        slugs = [slug for slug in given if "\0" not in slug]
        found = dict(Skill.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        if unknown := sorted(set(given) - set(found)):
            raise serializers.ValidationError(f"No such skill: {', '.join(unknown)}.")
        return {found[slug]: level for slug, level in given.items()}


class SkillSerializer(serializers.ModelSerializer[Skill]):
    """A skill and where it hangs."""

    slug = serializers.CharField(read_only=True)
    parent: Any = seen(Skill.objects.all(), **MAYBE)
    platform = seen(Platform.objects.all(), **MAYBE)
    levels = serializers.DictField(
        child=serializers.CharField(max_length=300), required=False
    )

    class Meta:
        model = Skill
        fields = [
            *("slug", "name", "parent", "platform", "description", "levels", "version")
        ]
        read_only_fields = ["version"]
        validators: list[Any] = []

    def validate_levels(self, given: dict[str, str]) -> dict[str, str]:
        """What levels 0 to 4 mean."""
        if set(given) - {str(one.value) for one in Level}:
            raise serializers.ValidationError("Levels are 0 to 4.")
        return given


class NewSkillSerializer(SkillSerializer):
    """A new skill: also its short name, for good."""

    slug: Any = serializers.SlugField(max_length=80)


class TargetSerializer(serializers.ModelSerializer[Target]):
    """What a role needs of a skill; level 0 takes the target away."""

    skill = seen(Skill.objects.all())
    level = serializers.IntegerField(min_value=0, max_value=Level.TEACHES)

    class Meta:
        model = Target
        fields = ["skill", "level"]


class RoleSerializer(serializers.ModelSerializer[TeamRole]):
    """What people can be in a team, and what each needs."""

    targets = TargetSerializer(many=True, read_only=True)

    class Meta:
        model = TeamRole
        fields = ["id", "name", "targets", "version"]
        read_only_fields = ["version"]
