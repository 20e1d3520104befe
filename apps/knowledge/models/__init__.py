"""Spaces, articles, their versions and what is known of how they are read."""

from apps.knowledge.models.articles import Article, ArticleVersion, Kind
from apps.knowledge.models.attached import ArticleFile, ArticleLink, FormerAddress
from apps.knowledge.models.postings import (
    IndexedArticle,
    IndexedSpace,
    Lexeme,
    Passage,
    Posting,
    Synonym,
    Word,
)
from apps.knowledge.models.searches import SearchLog
from apps.knowledge.models.spaces import Part, Space, SpaceMember

__all__ = [
    "Article",
    "ArticleFile",
    "ArticleLink",
    "ArticleVersion",
    "FormerAddress",
    "IndexedArticle",
    "IndexedSpace",
    "Kind",
    "Lexeme",
    "Part",
    "Passage",
    "Posting",
    "SearchLog",
    "Space",
    "SpaceMember",
    "Synonym",
    "Word",
]
