"""Pictures and files of an article over the API."""

import re
from typing import Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.uploads import attachment_response
from apps.knowledge.actions.attaching import attach_file, remove_file
from apps.knowledge.api.reading import ReadingActions
from apps.knowledge.models import ArticleFile
from apps.knowledge.queries.editor import files_of, markdown_of

NAME = OpenApiParameter(
    "name", str, OpenApiParameter.PATH, description="The file's name."
)
POSSIBLE = re.compile(r"[\w.-]{1,200}")
BINARY = {(200, "application/octet-stream"): OpenApiTypes.BINARY}


class ArticleFileSerializer(serializers.ModelSerializer[ArticleFile]):
    """A file of an article, and how a text names it."""

    mime = serializers.CharField(source="stored.mime", read_only=True)
    size = serializers.IntegerField(source="stored.size", read_only=True)
    sha256 = serializers.CharField(source="stored.sha256", read_only=True)
    markdown = serializers.SerializerMethodField()

    class Meta:
        model = ArticleFile
        fields = ["name", "mime", "size", "sha256", "markdown", "added_at"]
        read_only_fields = fields

    def get_markdown(self, file: ArticleFile) -> str:
        """What stands in a text where it is shown or linked."""
        return markdown_of(file)


class GiveArticleFileSerializer(serializers.Serializer[Any]):
    """A picture or file, by the rules of evidence."""

    file = serializers.FileField()


def possible(name: str) -> str:
    """The name, if a file could have it; the route takes any, so that the API answers."""
    if not POSSIBLE.fullmatch(name):
        raise Http404
    return name


class FileActions(ReadingActions):
    """The files of an article: listed, given, fetched, taken off."""

    @extend_schema(responses=ArticleFileSerializer(many=True))
    @action(
        detail=True,
        methods=["get"],
        pagination_class=None,
        filter_backends=[],
        answers=ArticleFileSerializer,
    )
    def files(self, request: Request, pk: str) -> Response:
        """Its files; for readers those that a published version names."""
        rows = files_of(self.get_object(), asker(request))
        return Response(ArticleFileSerializer(rows, many=True).data)

    @extend_schema(
        request={"multipart/form-data": GiveArticleFileSerializer},
        responses={201: ArticleFileSerializer},
    )
    @files.mapping.post
    def give_file(self, request: Request, pk: str) -> Response:
        """Keep a file with it; the same again is kept once."""
        found, fields = self.get_object(), self.sent(GiveArticleFileSerializer)
        made = attach_file(found, **self.when(), **fields)
        return Response(ArticleFileSerializer(made).data, status=201)

    @extend_schema(parameters=[NAME], responses=BINARY)
    @action(detail=True, methods=["get"], url_path=r"files/(?P<name>[\s\S]+)")
    def file(self, request: Request, pk: str, name: str) -> FileResponse:
        """The file itself, as a download."""
        rows = files_of(self.get_object(), asker(request))
        return attachment_response(get_object_or_404(rows, name=possible(name)).stored)

    @extend_schema(parameters=[NAME], responses={204: None})
    @file.mapping.delete
    def take_file(self, request: Request, pk: str, name: str) -> Response:
        """Take it off; refused while the newest or the published text names it."""
        remove_file(self.get_object(), possible(name), **self.when())
        return Response(status=204)
