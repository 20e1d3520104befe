"""What the API shows of standards, and what authors may send."""

from typing import Any

from rest_framework import serializers

from apps.core.api import Named
from apps.core.errors import check_storable
from apps.onboarding.models import Category, Criterion, Question, StandardVersion


class CriterionSerializer(serializers.ModelSerializer[Criterion]):
    """One thing that a standard asks for."""

    category = serializers.CharField(source="category.slug", read_only=True)

    class Meta:
        model = Criterion
        fields = [
            *("id", "code", "category", "level", "weight", "title", "guidance"),
            *("evidence_kind", "wanted", "valid_days", "applies"),
        ]


class ReadQuestionSerializer(serializers.ModelSerializer[Question]):
    """A question that decides which criteria apply."""

    class Meta:
        model = Question
        fields = ["id", "key", "text", "help", "kind", "choices", "position", "version"]


class EditionSerializer(serializers.ModelSerializer[StandardVersion]):
    """An edition of a standard."""

    standard = serializers.CharField(source="standard.slug", read_only=True)
    standard_version = serializers.IntegerField(
        source="standard.version", read_only=True
    )
    criteria = CriterionSerializer(many=True, read_only=True)
    questions = ReadQuestionSerializer(many=True, read_only=True)

    class Meta:
        model = StandardVersion
        fields = [
            "id",
            "standard",
            "standard_version",
            "number",
            "state",
            "note",
            "published_at",
            "questions",
            "criteria",
        ]


class StandardSerializer(serializers.Serializer[Any]):
    """What a standard is called, says of itself and applies to."""

    name = serializers.CharField(max_length=120)
    description = serializers.CharField(max_length=5000, allow_blank=True, default="")
    applies = serializers.DictField(default=dict, validators=[check_storable])


class AmendStandardSerializer(StandardSerializer):
    """A standard's fields, and the version of the standard that was read."""

    expected_version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class NewStandardSerializer(StandardSerializer):
    """A new standard: also its short name, for good."""

    slug = serializers.SlugField(max_length=50)


class CategorySerializer(serializers.ModelSerializer[Category]):
    """What criteria are about."""

    class Meta:
        model = Category
        fields = ["id", "slug", "name", "description", "position"]
        read_only_fields = fields


class AmendCategorySerializer(serializers.Serializer[Any]):
    """What a category is called."""

    name = serializers.CharField(max_length=80)
    description = serializers.CharField(max_length=5000, allow_blank=True, default="")


class NewCategorySerializer(AmendCategorySerializer):
    """A new category: also its short name, for good."""

    slug = serializers.SlugField(max_length=50)


class MoveSerializer(serializers.Serializer[Any]):
    """One place up, or down."""

    is_up = serializers.BooleanField()


class PublishSerializer(serializers.Serializer[Any]):
    """What is new in an edition."""

    note = serializers.CharField(max_length=5000, allow_blank=True)


class WriteCriterionSerializer(serializers.Serializer[Any]):
    """A criterion of a draft."""

    code = serializers.RegexField(r"^[A-Z]{2,6}-[0-9]{2,3}$")
    category = Named(slug_field="slug", queryset=Category.objects.all())
    level = serializers.ChoiceField(choices=Criterion.Level.choices)
    weight = serializers.IntegerField(min_value=1, max_value=5)
    title = serializers.CharField(max_length=200)
    guidance = serializers.CharField(max_length=10000, allow_blank=True, default="")
    evidence_kind = serializers.ChoiceField(choices=Criterion.EvidenceKind.choices)
    wanted = serializers.DictField(default=dict, validators=[check_storable])
    valid_days = serializers.IntegerField(
        min_value=1, max_value=3650, allow_null=True, default=None
    )
    applies = serializers.DictField(default=dict, validators=[check_storable])


class QuestionSerializer(serializers.Serializer[Any]):
    """A question of a draft; with the version that was read, the one there changes."""

    key = serializers.SlugField(max_length=50)
    text = serializers.CharField(max_length=300)
    help = serializers.CharField(max_length=5000, allow_blank=True, default="")
    kind = serializers.ChoiceField(choices=Question.Kind.choices)
    choices = serializers.ListField(
        child=serializers.CharField(max_length=100), default=list
    )
    position = serializers.IntegerField(min_value=0, max_value=999, default=0)
    expected_version = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, required=False
    )
