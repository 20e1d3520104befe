"""Articles, their versions and their life."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import (
    IF_MATCH,
    SENT_ONCE,
    BulkChangeViewSet,
    etag,
    expected_version,
)
from apps.knowledge.actions import articles as actions
from apps.knowledge.actions import publishing
from apps.knowledge.api.files import FileActions
from apps.knowledge.api.serializers import (
    ArticleDetailSerializer,
    ArticleMoveSerializer,
    ArticleNoteSerializer,
    ArticleSerializer,
    FactsSerializer,
    NewArticleSerializer,
    RestoreSerializer,
    RetireSerializer,
    TextSerializer,
    VersionSerializer,
    WordsSerializer,
)
from apps.knowledge.forms.filters import ArticleFilter
from apps.knowledge.models import Article
from apps.knowledge.queries.articles import successor_of
from apps.knowledge.queries.versions import version_at, versions_of

NUMBER = OpenApiParameter(
    "number",
    {"type": "string", "pattern": "^[0-9]{1,9}$"},
    OpenApiParameter.PATH,
    description="The version's number.",
)


class ArticleViewSet(BulkChangeViewSet, FileActions):
    """Articles."""

    queryset = Article.objects.select_related(
        *("space", "owner", "team", "head", "published")
    ).prefetch_related("platforms", "applications")
    serializer_class = ArticleDetailSerializer
    filter_form = ArticleFilter
    rows = {"bulk": NewArticleSerializer, "bulk_change": FactsSerializer}

    def get_serializer_class(self) -> Any:
        """A list without the texts."""
        return ArticleSerializer if self.action == "list" else ArticleDetailSerializer

    @extend_schema(
        request=NewArticleSerializer,
        parameters=[SENT_ONCE],
        responses={201: ArticleDetailSerializer},
    )
    def create(self, request: Request) -> Response:
        """Write a new article, a draft."""
        fields = self.sent(NewArticleSerializer)
        space = fields.pop("space")
        given = {"kind": Article._meta.get_field("kind").get_default(), **fields}
        return self.make(
            lambda: actions.create_article(space, **self.when(), **given),
            "create_article",
        )

    @extend_schema(
        parameters=[IF_MATCH],
        request=FactsSerializer,
        responses=ArticleDetailSerializer,
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change its facts."""
        found = self.get_object()
        version = expected_version(request, found)
        fields = self.sent(FactsSerializer, instance=found, partial=True)
        actions.amend_article(found.pk, version=version, **self.when(), **fields)
        return self.answer(found)

    @extend_schema(responses=VersionSerializer(many=True))
    @action(
        detail=True,
        methods=["get"],
        pagination_class=None,
        filter_backends=[],
        answers=VersionSerializer,
    )
    def versions(self, request: Request, pk: str) -> Response:
        """Its versions, the newest first; for readers those once published."""
        rows = versions_of(self.get_object(), asker(request))
        return Response(VersionSerializer(rows, many=True).data)

    @extend_schema(
        parameters=[IF_MATCH],
        request=TextSerializer,
        responses={201: VersionSerializer},
    )
    @versions.mapping.post
    def save_version(self, request: Request, pk: str) -> Response:
        """Save a text as the newest version, over the article as it was read."""
        found = self.get_object()
        expected = expected_version(request, found)
        fields = self.sent(TextSerializer)
        made = actions.save_version(found, expected=expected, **self.when(), **fields)
        found.refresh_from_db()
        return Response(
            VersionSerializer(made).data, status=201, headers={"ETag": etag(found)}
        )

    @extend_schema(parameters=[NUMBER], responses=VersionSerializer)
    @action(
        detail=True,
        methods=["get"],
        url_path=r"versions/(?P<number>[0-9]{1,9})",
        answers=VersionSerializer,
    )
    def version(self, request: Request, pk: str, number: str) -> Response:
        """One version."""
        found = version_at(self.get_object(), int(number), asker(request))
        return Response(VersionSerializer(found).data)

    @extend_schema(
        parameters=[IF_MATCH],
        request=RestoreSerializer,
        responses=ArticleDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """Write an old version's text again, as the newest one."""
        found = self.get_object()
        expected = expected_version(request, found)
        number = self.sent(RestoreSerializer)["number"]
        old = version_at(found, number, asker(request))
        actions.restore_version(found, old.number, expected=expected, **self.when())
        return self.answer(found)

    @extend_schema(
        parameters=[IF_MATCH],
        request=ArticleMoveSerializer,
        responses=ArticleDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: str) -> Response:
        """Give it another address; the old one leads there."""
        found = self.get_object()
        expected = expected_version(request, found)
        asked = self.sent(ArticleMoveSerializer)
        actions.move_article(
            found,
            asked.get("space", found.space),
            slug=asked.get("slug", found.slug),
            expected=expected,
            **self.when(),
        )
        return self.answer(found)

    @extend_schema(request=ArticleNoteSerializer, responses=ArticleDetailSerializer)
    @action(detail=True, methods=["post"])
    def send(self, request: Request, pk: str) -> Response:
        """Ask the reviewers to publish the newest version."""
        return self._live(publishing.send_for_review, ArticleNoteSerializer)

    @extend_schema(request=WordsSerializer, responses=ArticleDetailSerializer)
    @action(detail=True, methods=["post"], url_path="send-back")
    def send_back(self, request: Request, pk: str) -> Response:
        """Give it back to its authors, and say what it lacks."""
        return self._live(publishing.send_back, WordsSerializer)

    @extend_schema(
        parameters=[IF_MATCH], request=None, responses=ArticleDetailSerializer
    )
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        """Give readers the newest version, as it was read."""
        found = self.get_object()
        expected_version(request, found)
        number = found.head.number if found.head else None
        publishing.publish(found, number=number, **self.when())
        return self.answer(found)

    @extend_schema(request=ArticleNoteSerializer, responses=ArticleDetailSerializer)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, pk: str) -> Response:
        """Say that it still holds."""
        return self._live(publishing.verify, ArticleNoteSerializer)

    @extend_schema(request=RetireSerializer, responses=ArticleDetailSerializer)
    @action(detail=True, methods=["post"])
    def retire(self, request: Request, pk: str) -> Response:
        """Take it out of use."""
        found = self.get_object()
        asked = self.sent(RetireSerializer)
        successor = successor_of(asker(request), asked.get("successor"))
        publishing.retire(
            found, reason=asked["reason"], successor=successor, **self.when()
        )
        return self.answer(found)

    @extend_schema(request=None, responses=ArticleDetailSerializer)
    @action(detail=True, methods=["post"], url_path="bring-back")
    def bring_back(self, request: Request, pk: str) -> Response:
        """Use a retired article again."""
        return self._live(publishing.bring_back)

    def _live(self, act: Any, serializer: Any = None) -> Response:
        """Something becomes of it; it is answered."""
        found = self.get_object()
        fields = self.sent(serializer) if serializer else {}
        act(found, **self.when(), **fields)
        return self.answer(found)
