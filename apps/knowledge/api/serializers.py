"""How spaces, articles and versions are written in JSON, and what may be sent."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.models import Team, User
from apps.catalog.models import Application, Platform
from apps.knowledge.api.asking import seen
from apps.knowledge.api.confidence import ConfidenceSerializer, told
from apps.knowledge.models import Article, ArticleVersion, Part, Space, SpaceMember
from apps.knowledge.queries.confidence import confidences
from apps.knowledge.queries.page import seen_successor
from apps.knowledge.rules.merging import clash_in

MAYBE: dict[str, Any] = {"required": False, "allow_null": True}
LONGEST_BODY = 500_000
LONGEST_LABELS = 30


def is_inside(context: Mapping[str, Any]) -> bool:
    """Whether somebody of the bank asks."""
    request = context.get("request")
    return request is not None and bool(request.user.is_internal)


class MemberSerializer(serializers.ModelSerializer[SpaceMember]):
    """A person or a team in a space, and their part."""

    user = seen(User.objects.all(), "email", **MAYBE)
    team = seen(Team.objects.all(), **MAYBE)
    part = serializers.ChoiceField(choices=Part.choices)

    class Meta:
        model = SpaceMember
        fields = ["id", "user", "team", "part"]
        validators: list[Any] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One of the two."""
        if bool(attrs.get("user")) == bool(attrs.get("team")):
            raise serializers.ValidationError("Send a user or a team, one of them.")
        return attrs


class SpaceSerializer(serializers.ModelSerializer[Space]):
    """A space; its members are told to people inside."""

    team = seen(Team.objects.all())
    members = MemberSerializer(many=True, read_only=True)

    class Meta:
        model = Space
        fields = [
            *("id", "slug", "name", "description", "team", "is_open", "needs_two"),
            *("review_days", "version", "members"),
        ]
        read_only_fields = ["slug", "version"]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """What the asker may know of it."""
        shown: dict[str, Any] = super().to_representation(instance)
        if not is_inside(self.context):
            del shown["members"]
        return shown


class NewSpaceSerializer(SpaceSerializer):
    """A new space: also its short name, which never changes."""

    class Meta(SpaceSerializer.Meta):
        read_only_fields = ["version"]


class VersionSerializer(serializers.ModelSerializer[ArticleVersion]):
    """A version as one save left it."""

    author = serializers.CharField(
        source="author.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = ArticleVersion
        fields = [
            *("number", "title", "body", "note", "author", "created_at"),
            "published_at",
        ]


class LabelsField(serializers.ListField):
    """Labels, in small letters, none twice."""

    child = serializers.CharField(max_length=40)

    def to_internal_value(self, data: Any) -> Any:
        """As the form of the page has them."""
        found = super().to_internal_value(data)
        return list(dict.fromkeys(one.strip().lower() for one in found))


class FactsSerializer(serializers.ModelSerializer[Article]):
    """What is known of an article beside its text, and may be sent."""

    owner = seen(User.objects.all(), "email", **MAYBE)
    team = seen(Team.objects.all(), **MAYBE)
    platforms = seen(Platform.objects.all(), many=True, required=False)
    applications = seen(Application.objects.all(), "code", many=True, required=False)
    labels = LabelsField(max_length=LONGEST_LABELS, required=False)

    class Meta:
        model = Article
        fields = [
            *("kind", "owner", "team", "platforms", "applications", "labels"),
            "review_days",
        ]


class ArticleSerializer(FactsSerializer):
    """An article as lists have it; what authors have is told to people inside."""

    inside = ("work", "head", "platforms", "applications", "source_path")
    space = serializers.CharField(source="space.slug", read_only=True)
    head = serializers.IntegerField(
        source="head.number", default=None, allow_null=True, read_only=True
    )
    published_version = serializers.IntegerField(
        source="published.number", default=None, allow_null=True, read_only=True
    )
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = Article
        fields = [
            *("id", "space", "slug", "title", "url", "standing", "work", "head"),
            *("published_version", *FactsSerializer.Meta.fields, "review_on"),
            *("verified_at", "retired_because", "source_path"),
            *("changed_at", "version"),
        ]
        read_only_fields = fields

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """What the asker may know of it."""
        shown: dict[str, Any] = super().to_representation(instance)
        if is_inside(self.context):
            return shown
        return {name: value for name, value in shown.items() if name not in self.inside}


class ArticleDetailSerializer(ArticleSerializer):
    """An article with the text that readers have; empty while it is not published."""

    body = serializers.CharField(source="published.body", default="", read_only=True)

    successor = serializers.SerializerMethodField()
    confidence = serializers.SerializerMethodField()

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "successor", "confidence", "body"]
        read_only_fields = fields

    def get_successor(self, article: Article) -> int | None:
        """The id of the article that replaces it, if the asker sees that one."""
        found = seen_successor(article, self.context["request"].user)
        return found.pk if found else None

    @extend_schema_field(ConfidenceSerializer)
    def get_confidence(self, article: Article) -> dict[str, Any]:
        """How far it may be relied on, and why."""
        known = confidences([article.pk], timezone.localdate())[article.pk]
        return dict(ConfidenceSerializer(told(*known)).data)


class TextSerializer(serializers.Serializer[Any]):
    """A text to save as the newest version."""

    title = serializers.CharField(max_length=200)
    body = serializers.CharField(
        max_length=LONGEST_BODY, allow_blank=True, trim_whitespace=False
    )
    note = serializers.CharField(
        max_length=200, required=False, default="", allow_blank=True
    )

    def validate_body(self, body: str) -> str:
        """Nothing in it still waits for its writer to choose."""
        if words := clash_in(body):
            raise serializers.ValidationError(words)
        return body


class NewArticleSerializer(FactsSerializer):
    """A new article: where, its text, its facts."""

    space = seen(Space.objects.all())
    title = serializers.CharField(max_length=200)
    body = serializers.CharField(
        max_length=LONGEST_BODY,
        allow_blank=True,
        trim_whitespace=False,
        required=False,
        default="",
    )
    slug = serializers.SlugField(max_length=120, required=False, default="")

    class Meta(FactsSerializer.Meta):
        fields = [*("space", "slug", "title", "body"), *FactsSerializer.Meta.fields]
        validators: list[Any] = []


class ArticleNoteSerializer(serializers.Serializer[Any]):
    """A line that may stay empty."""

    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class WordsSerializer(serializers.Serializer[Any]):
    """What an article in review lacks."""

    words = serializers.CharField(max_length=2000)


class RetireSerializer(serializers.Serializer[Any]):
    """Why it is taken out of use, and which article replaces it, by its id."""

    reason = serializers.CharField(max_length=200)
    successor = serializers.IntegerField(required=False, allow_null=True, min_value=1)


class RestoreSerializer(serializers.Serializer[Any]):
    """The number of the version to write again."""

    number = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class ArticleMoveSerializer(serializers.Serializer[Any]):
    """Another address."""

    space = seen(Space.objects.all(), required=False)
    slug = serializers.SlugField(max_length=120, required=False)
