"""Imports of articles and exports of spaces over the API."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import SENT_ONCE
from apps.core.uploads import attachment_response
from apps.knowledge.actions import exporting, importing
from apps.knowledge.api.asking import KnowledgeViewSet, seen
from apps.knowledge.forms.imports import ImportFilter
from apps.knowledge.models import ArticleImport, Kind, Space, SpaceExport


class ArticleImportSerializer(serializers.ModelSerializer[ArticleImport]):
    """An import of a tree of documents; counts as far as they are known."""

    space = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    state = serializers.CharField(read_only=True)
    counts = serializers.DictField(child=serializers.IntegerField(), read_only=True)

    class Meta:
        model = ArticleImport
        fields = [
            *("id", "space", "source", "commit", "site", "kind", "takes_files"),
            *("publishes", "state", "counts", "failure", "attempts", "created_at"),
            *("begun_at", "finished_at"),
        ]


class ChoicesSerializer(serializers.Serializer[Any]):
    """How a tree is taken."""

    kind = serializers.ChoiceField(
        choices=[("", ""), *Kind.choices], required=False, default=""
    )
    site = serializers.URLField(max_length=200, required=False, default="")
    takes_files = serializers.BooleanField(required=False, default=False)
    publishes = serializers.BooleanField(required=False, default=True)


class GiveTreeSerializer(serializers.ModelSerializer[ArticleImport]):
    """A ZIP file of documents, the space it goes into, and how it is taken."""

    space = seen(Space.objects.all())
    file = serializers.FileField()
    kind = serializers.ChoiceField(
        choices=[("", ""), *Kind.choices], required=False, default=""
    )

    class Meta:
        model = ArticleImport
        fields = ["space", "file", "source", "commit", "kind", "site", "takes_files"]
        fields += ["publishes"]
        extra_kwargs = {
            "source": {"required": False, "allow_blank": True, "default": ""},
            "site": {"default": ""},
            "publishes": {"default": True},
        }


class ArticleImportViewSet(KnowledgeViewSet):
    """Imports of documents: given, checked, confirmed, stopped, checked again."""

    queryset = ArticleImport.objects.select_related("space", "by", "file")
    serializer_class = ArticleImportSerializer
    filter_form = ImportFilter

    @extend_schema(
        request={"multipart/form-data": GiveTreeSerializer},
        parameters=[SENT_ONCE],
        responses={201: ArticleImportSerializer},
    )
    def create(self, request: Request) -> Response:
        """Give a ZIP file; it is checked at once. Writes no article yet."""
        fields = self.sent(GiveTreeSerializer)
        space = fields.pop("space")
        try:
            return self.make(
                lambda: importing.give_tree(space, **self.when(), **fields), "give_tree"
            )
        except ValidationError as error:
            raise serializers.ValidationError({"file": error.messages}) from error

    @extend_schema(request=ChoicesSerializer, responses=ArticleImportSerializer)
    @action(detail=True, methods=["post"])
    def check(self, request: Request, pk: str) -> Response:
        """Have it checked again, with these choices."""
        found = self.get_object()
        fields = self.sent(ChoicesSerializer)
        importing.recheck_import(found.pk, **self.when(), **fields)
        return self.answer(found)

    @extend_schema(request=None, responses=ArticleImportSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """Have it carried out by a worker."""
        found = self.get_object()
        importing.confirm_import(found.pk, **self.when())
        return self.answer(found)

    @extend_schema(request=None, responses=ArticleImportSerializer)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """Drop it, or ask its worker to stop."""
        found = self.get_object()
        importing.stop_import(found.pk, **self.when())
        return self.answer(found)

    @extend_schema(responses={200: dict[str, Any]})
    @action(detail=True)
    def report(self, request: Request, pk: str) -> Response:
        """What it would do or did: counts, pages, problems by file and line."""
        return Response(self.get_object().report)


class SpaceExportSerializer(serializers.ModelSerializer[SpaceExport]):
    """One's export of a space; it has a file once `finished_at` is set."""

    space = seen(Space.objects.all())

    class Meta:
        model = SpaceExport
        fields = [
            *("id", "space", "with_drafts", "articles", "created_at", "finished_at")
        ]
        read_only_fields = ["articles", "created_at", "finished_at"]


class SpaceExportViewSet(KnowledgeViewSet):
    """One's exports of spaces."""

    queryset = SpaceExport.objects.select_related("space", "file")
    serializer_class = SpaceExportSerializer

    @extend_schema(parameters=[SENT_ONCE], responses={201: SpaceExportSerializer})
    def create(self, request: Request) -> Response:
        """Have a space written as a ZIP file of Markdown."""
        fields = self.sent(SpaceExportSerializer)
        space = fields.pop("space")
        return self.make(
            lambda: exporting.export_space(space, **self.when(), **fields), "export"
        )

    @extend_schema(responses={(200, "application/zip"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, pk: str) -> FileResponse:
        """The ZIP file; 404 while it is being written."""
        found = self.get_object()
        if found.file is None:
            raise Http404
        return attachment_response(found.file)
