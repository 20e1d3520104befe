"""Feedback, flags and required reading over the API."""

from typing import Any

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import IF_MATCH, SENT_ONCE, SeenByKey, expected_version
from apps.knowledge.actions import flags, reading, requiring
from apps.knowledge.api.asking import KnowledgeViewSet
from apps.knowledge.forms.reading import FlagFilter
from apps.knowledge.forms.required import RequiredFilter
from apps.knowledge.models import Article, Flag, RequiredReading
from apps.knowledge.queries.required import listed_readers, listed_required


class FeedbackSerializer(serializers.Serializer[Any]):
    """Whether the published version helped."""

    is_helpful = serializers.BooleanField()
    comment = serializers.CharField(
        max_length=500, required=False, default="", allow_blank=True
    )


class UseSerializer(serializers.Serializer[Any]):
    """The ticket that the article solved."""

    ticket = serializers.RegexField(r"^\w[\w./#-]*$", max_length=40)


class SignOffSerializer(serializers.Serializer[Any]):
    """The number of the version that was read: the published one's."""

    number = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class ReadingActions(KnowledgeViewSet):
    """What readers say of an article."""

    @extend_schema(request=FeedbackSerializer, responses=FeedbackSerializer)
    @action(detail=True, methods=["post"])
    def feedback(self, request: Request, pk: str) -> Response:
        """Say whether it helped; said again, it replaces what was said."""
        found, fields = self.get_object(), self.sent(FeedbackSerializer)
        given = reading.give_feedback(found, **self.when(), **fields)
        return Response(FeedbackSerializer(given).data)

    @extend_schema(request=UseSerializer, responses=UseSerializer)
    @action(detail=True, methods=["post"])
    def used(self, request: Request, pk: str) -> Response:
        """Say which ticket it solved; the same ticket again changes nothing."""
        found, fields = self.get_object(), self.sent(UseSerializer)
        return Response(
            UseSerializer(reading.note_use(found, **self.when(), **fields)).data
        )

    @extend_schema(request=SignOffSerializer, responses=SignOffSerializer)
    @action(detail=True, methods=["post"], url_path="sign-off")
    def sign_off(self, request: Request, pk: str) -> Response:
        """Say that one has read and understood the published version."""
        found, fields = self.get_object(), self.sent(SignOffSerializer)
        requiring.sign_off(found, **self.when(), **fields)
        return Response(fields)


class FlagSerializer(serializers.ModelSerializer[Flag]):
    """A flag on a passage."""

    article = SeenByKey(queryset=Article.objects.all())
    flagged_version = serializers.IntegerField(
        source="version_flagged.number", read_only=True
    )
    by = serializers.CharField(source="by.name", read_only=True)
    fixed_in = serializers.IntegerField(
        source="fixed_in.number", default=None, allow_null=True, read_only=True
    )
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = Flag
        fields = [
            *("id", "url", "article", "flagged_version", "quote", "heading", "comment"),
            *("by", "at", "state", "answer", "fixed_in", "closed_at", "version"),
        ]
        read_only_fields = ["at", "state", "answer", "closed_at", "version"]


class FixSerializer(serializers.Serializer[Any]):
    """The published version that fixed it."""

    number = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    answer = serializers.CharField(
        max_length=1000, required=False, default="", allow_blank=True
    )


class DeclineSerializer(serializers.Serializer[Any]):
    """Why the passage stays."""

    answer = serializers.CharField(max_length=1000)


class FlagViewSet(KnowledgeViewSet):
    """Flags."""

    queryset = Flag.objects.select_related(
        "article__space", "version_flagged", "by", "fixed_in"
    )
    serializer_class = FlagSerializer
    filter_form = FlagFilter

    @extend_schema(parameters=[SENT_ONCE], responses={201: FlagSerializer})
    def create(self, request: Request) -> Response:
        """Say that a passage is wrong; whoever keeps the article is told."""
        fields = self.sent(FlagSerializer)
        article = fields.pop("article")
        return self.make(
            lambda: flags.raise_flag(article, **self.when(), **fields), "raise_flag"
        )

    @extend_schema(
        parameters=[IF_MATCH], request=FixSerializer, responses=FlagSerializer
    )
    @action(detail=True, methods=["post"])
    def fix(self, request: Request, pk: str) -> Response:
        """Close it by the version that fixed it."""
        return self._answered(flags.fix_flag, FixSerializer)

    @extend_schema(
        parameters=[IF_MATCH], request=DeclineSerializer, responses=FlagSerializer
    )
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: str) -> Response:
        """Say why the passage stays."""
        return self._answered(flags.decline_flag, DeclineSerializer)

    def _answered(self, act: Any, serializer: Any) -> Response:
        found = self.get_object()
        version = expected_version(self.request, found)
        act(found.pk, version=version, **self.when(), **self.sent(serializer))
        return self.answer(found)


class RequiredReadingSerializer(serializers.ModelSerializer[RequiredReading]):
    """An article that must be read by a day."""

    since = serializers.IntegerField(source="since.number", read_only=True)
    made_by = serializers.CharField(source="made_by.name", read_only=True)
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = RequiredReading
        fields = [
            *("id", "url", "article", "since", "due_on", "note", "state", "made_by"),
            *("made_at", "asked_at", "version"),
        ]
        read_only_fields = fields


class ReaderSerializer(serializers.Serializer[Any]):
    """Somebody who must read it, and the newest version they have signed."""

    name = serializers.CharField()
    signed_version = serializers.IntegerField(
        source="signed_number", allow_null=True, read_only=True
    )
    signed_at = serializers.DateTimeField(allow_null=True)
    opened_on = serializers.DateField(allow_null=True)


class RequiredReadingViewSet(KnowledgeViewSet):
    """Required reading: what is asked of the asker, and what they may watch."""

    queryset = RequiredReading.objects.select_related(
        "article__space", "since", "made_by"
    )
    serializer_class = RequiredReadingSerializer
    filter_form = RequiredFilter

    @extend_schema(responses=ReaderSerializer(many=True))
    @action(
        detail=True,
        methods=["get"],
        pagination_class=None,
        filter_backends=[],
        answers=ReaderSerializer,
    )
    def readers(self, request: Request, pk: str) -> Response:
        """Who has read which version, for those who may know."""
        found = self.get_object()
        if not listed_required(asker(request)).filter(pk=found.pk).exists():
            raise PermissionDenied
        return Response(ReaderSerializer(listed_readers(found), many=True).data)
