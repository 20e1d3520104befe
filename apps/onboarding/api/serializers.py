"""What the API shows of onboarding, and what may be sent to it."""

from typing import Any

from rest_framework import serializers

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.onboarding.models import (
    Assessment,
    Category,
    Comment,
    Criterion,
    Question,
    Request,
    StandardVersion,
    Waiver,
)


class RequestSerializer(serializers.ModelSerializer[Request]):
    """An onboarding request."""

    number = serializers.CharField(read_only=True)
    application = serializers.CharField(source="application.code", read_only=True)
    platform = serializers.CharField(source="platform.slug", read_only=True)
    team = serializers.CharField(source="team.slug", read_only=True)
    requester = serializers.CharField(source="requester.name", read_only=True)

    class Meta:
        model = Request
        fields = [
            *("id", "number", "name", "application", "platform", "team", "requester"),
            *("state", "target_on", "readiness", "badge", "is_gate_met", "unmet_count"),
            *("submitted_at", "due_at", "approved_at", "live_at", "changed_at"),
            *("reason", "version"),
        ]


class StartSerializer(serializers.Serializer[Any]):
    """A new draft."""

    application = serializers.SlugRelatedField(
        slug_field="code", queryset=Application.objects.all()
    )
    platform = serializers.SlugRelatedField(
        slug_field="slug", queryset=Platform.objects.all()
    )
    target_on = serializers.DateField(required=False, allow_null=True)
    name = serializers.CharField(max_length=120, required=False, allow_blank=True)


class AmendSerializer(serializers.Serializer[Any]):
    """A draft's name, platform and target."""

    name = serializers.CharField(max_length=120, allow_blank=True)
    platform = serializers.SlugRelatedField(
        slug_field="slug", queryset=Platform.objects.all()
    )
    target_on = serializers.DateField(allow_null=True)


class AnswersSerializer(serializers.Serializer[Any]):
    """Answers by question key."""

    answers = serializers.DictField(child=serializers.CharField(max_length=200))


class ReasonSerializer(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class NoteSerializer(serializers.Serializer[Any]):
    """A word with an approval."""

    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class CommentSerializer(serializers.Serializer[Any]):
    """Something to say."""

    text = serializers.CharField(max_length=5000)


class EvidenceSerializer(serializers.Serializer[Any]):
    """Evidence for a criterion that asks for no file."""

    value = serializers.CharField(max_length=20000)
    note = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class ProposeWaiverSerializer(serializers.Serializer[Any]):
    """The risk, what contains it, until when."""

    risk = serializers.CharField(max_length=5000)
    control = serializers.CharField(max_length=5000)
    expires_on = serializers.DateField()


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    """One criterion of one request."""

    request = serializers.CharField(source="request.number", read_only=True)
    code = serializers.CharField(source="criterion.code", read_only=True)
    title = serializers.CharField(source="criterion.title", read_only=True)
    category = serializers.CharField(source="criterion.category.slug", read_only=True)
    level = serializers.CharField(source="criterion.level", read_only=True)
    evidence = serializers.CharField(
        source="evidence.value", default=None, allow_null=True, read_only=True
    )
    waiver = serializers.IntegerField(
        source="waiver_id", allow_null=True, read_only=True
    )
    assignee = serializers.CharField(
        source="assignee.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Assessment
        fields = [
            *("id", "request", "code", "title", "category", "level", "state"),
            *("is_applicable", "why", "evidence", "waiver", "assignee"),
            *("waiting_since", "decided_at", "return_count", "version"),
        ]


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
    criteria = CriterionSerializer(many=True, read_only=True)
    questions = ReadQuestionSerializer(many=True, read_only=True)

    class Meta:
        model = StandardVersion
        fields = [
            "id",
            "standard",
            "number",
            "state",
            "note",
            "published_at",
            "questions",
            "criteria",
        ]


class WaiverSerializer(serializers.ModelSerializer[Waiver]):
    """A waiver of a criterion."""

    request = serializers.CharField(source="assessment.request.number", read_only=True)
    code = serializers.CharField(source="assessment.criterion.code", read_only=True)
    proposed_by = serializers.CharField(source="proposed_by.name", read_only=True)
    decided_by = serializers.CharField(
        source="decided_by.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Waiver
        fields = [
            *("id", "request", "assessment", "code", "state", "risk", "control"),
            *("expires_on", "proposed_by", "proposed_at", "decided_by", "decided_at"),
        ]
        read_only_fields = fields


class SaidSerializer(serializers.ModelSerializer[Comment]):
    """A comment."""

    request = serializers.CharField(source="request.number", read_only=True)
    author = serializers.CharField(source="author.name", read_only=True)

    class Meta:
        model = Comment
        fields = ["id", "request", "assessment", "answers_to", "author", "text", "at"]
        read_only_fields = fields


class CopySerializer(serializers.Serializer[Any]):
    """For which application."""

    application = serializers.SlugRelatedField(
        slug_field="code", queryset=Application.objects.all()
    )


class AssignSerializer(serializers.Serializer[Any]):
    """Which criteria go on whose desk; on nobody's with null."""

    assessments = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**53),
        allow_empty=False,
        max_length=200,
    )
    to = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), allow_null=True
    )


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
    category = serializers.SlugRelatedField(
        slug_field="slug", queryset=Category.objects.all()
    )
    level = serializers.ChoiceField(choices=Criterion.Level.choices)
    weight = serializers.IntegerField(min_value=1, max_value=5)
    title = serializers.CharField(max_length=200)
    guidance = serializers.CharField(max_length=10000, allow_blank=True, default="")
    evidence_kind = serializers.ChoiceField(choices=Criterion.EvidenceKind.choices)
    wanted = serializers.DictField(default=dict)
    valid_days = serializers.IntegerField(
        min_value=1, max_value=3650, allow_null=True, default=None
    )
    applies = serializers.DictField(default=dict)


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
