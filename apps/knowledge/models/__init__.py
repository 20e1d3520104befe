"""Spaces, articles, their versions and what is known of how they are read."""

from apps.knowledge.models.articles import Article, ArticleVersion, Kind
from apps.knowledge.models.attached import ArticleFile, ArticleLink, FormerAddress
from apps.knowledge.models.spaces import Part, Space, SpaceMember

__all__ = [
    "Article",
    "ArticleFile",
    "ArticleLink",
    "ArticleVersion",
    "FormerAddress",
    "Kind",
    "Part",
    "Space",
    "SpaceMember",
]
