"""Searching over the API: the ranking, the rights and the corrections of the page."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import (
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import SparseView
from apps.knowledge.actions.search_log import note_search
from apps.knowledge.actions.searching import Answer, search
from apps.knowledge.api.confidence import ConfidenceSerializer, told
from apps.knowledge.forms.search import SearchForm
from apps.knowledge.queries.confidence import confidences
from apps.knowledge.queries.search import PAGE, Hit

SUGGESTED = 6
QUESTION = [
    OpenApiParameter("q", str, description="What to search for."),
    OpenApiParameter("exact", str, description="Anything: correct no word."),
    OpenApiParameter("page", str, description="From 1."),
    *(
        OpenApiParameter(name, str, description="One value of this facet.")
        for name in (
            *("space", "kind", "platform", "application", "label", "owner"),
            "fresh",
        )
    ),
]


class HitSerializer(serializers.Serializer[Any]):
    """An article that was found, with the passage that answers best."""

    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    space = serializers.CharField()
    slug = serializers.CharField()
    kind = serializers.CharField()
    standing = serializers.CharField()
    verified_at = serializers.DateTimeField(allow_null=True)
    labels = serializers.ListField(child=serializers.CharField())
    heading = serializers.CharField()
    anchor = serializers.CharField()
    passage = serializers.CharField(source="text")
    score = serializers.FloatField()


class FoundHitSerializer(HitSerializer):
    """The same with how far it may be relied on."""

    confidence = serializers.SerializerMethodField()

    @extend_schema_field(ConfidenceSerializer)
    def get_confidence(self, hit: Hit) -> dict[str, Any]:
        """As the page of results has it."""
        return dict(ConfidenceSerializer(told(*self.context["known"][hit.pk])).data)


class FacetSerializer(serializers.Serializer[Any]):
    """A value to narrow by, and how many results have it."""

    value = serializers.CharField()
    name = serializers.CharField()
    count = serializers.IntegerField()


class FoundSerializer(serializers.Serializer[Any]):
    """A page of ten results. `shown_for` is the corrected query, if it was corrected."""

    query = serializers.CharField(source="typed")
    shown_for = serializers.CharField()
    total = serializers.IntegerField(source="found.total")
    results = FoundHitSerializer(source="found.hits", many=True)
    facets = serializers.DictField(
        source="found.facets", child=FacetSerializer(many=True)
    )


class SuggestionsSerializer(serializers.Serializer[Any]):
    """The first articles for what is typed so far."""

    query = serializers.CharField(source="typed")
    shown_for = serializers.CharField()
    results = HitSerializer(source="found.hits", many=True)


class SearchView(SparseView):
    """Search the articles that one may read."""

    rate_scope = "heavy"
    answers = FoundSerializer

    @extend_schema(parameters=QUESTION, responses=FoundSerializer)
    def get(self, request: Request) -> Response:
        """What was found, best first."""
        form = SearchForm(request.query_params)
        answer = search(
            asker(request),
            form.words,
            now=timezone.now(),
            chosen=form.chosen,
            offset=(form.page - 1) * PAGE,
            is_exact=form.is_exact,
        )
        _note(request, answer)
        pks = [hit.pk for hit in answer.found.hits]
        known = confidences(pks, timezone.localdate())
        return Response(FoundSerializer(answer, context={"known": known}).data)


class SuggestionsView(SparseView):
    """Articles for what is typed so far: the last word may be unfinished."""

    answers = SuggestionsSerializer

    @extend_schema(parameters=QUESTION[:1], responses=SuggestionsSerializer)
    def get(self, request: Request) -> Response:
        """The first six."""
        form = SearchForm(request.query_params)
        answer = search(
            asker(request),
            form.words,
            now=timezone.now(),
            limit=SUGGESTED,
            is_typing=True,
            has_facets=False,
        )
        shown: Mapping[str, Any] = SuggestionsSerializer(answer).data
        return Response(shown)


def _note(request: Request, answer: Answer) -> None:
    note_search(
        asker(request),
        answer.typed,
        shown_for=answer.shown_for,
        result_count=answer.found.total,
        now=timezone.now(),
    )
