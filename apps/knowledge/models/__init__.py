"""Spaces, articles, their versions and what is known of how they are read."""

from apps.knowledge.models.articles import Article, ArticleVersion, Kind
from apps.knowledge.models.attached import ArticleFile, ArticleLink, FormerAddress
from apps.knowledge.models.imports import ArticleImport, ArticleOrigin, SpaceExport
from apps.knowledge.models.spaces import Part, Space, SpaceMember

__all__ = [
    "Article",
    "ArticleFile",
    "ArticleImport",
    "ArticleLink",
    "ArticleOrigin",
    "ArticleVersion",
    "FormerAddress",
    "Kind",
    "Part",
    "Space",
    "SpaceExport",
    "SpaceMember",
]
