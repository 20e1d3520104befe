"""Spaces, articles, their versions and what is known of how they are read."""

from apps.knowledge.models.articles import Article, ArticleVersion, Kind
from apps.knowledge.models.attached import ArticleFile, ArticleLink, FormerAddress
from apps.knowledge.models.failed import FailedLook, FailedSearch
from apps.knowledge.models.imports import ArticleImport, ArticleOrigin, SpaceExport
from apps.knowledge.models.judged import Evaluation, JudgedQuery, Judgement
from apps.knowledge.models.meaning import NearDuplicate, TextVector
from apps.knowledge.models.postings import (
    IndexedArticle,
    IndexedSpace,
    Lexeme,
    Passage,
    Posting,
    Synonym,
    Word,
)
from apps.knowledge.models.reading import ArticleView, Feedback, Flag, Use
from apps.knowledge.models.required import RequiredReading, SignOff
from apps.knowledge.models.searches import SearchLog
from apps.knowledge.models.spaces import Part, Space, SpaceMember

__all__ = [
    "Article",
    "ArticleFile",
    "ArticleImport",
    "ArticleLink",
    "ArticleOrigin",
    "ArticleVersion",
    "ArticleView",
    "Evaluation",
    "FailedLook",
    "FailedSearch",
    "Feedback",
    "Flag",
    "FormerAddress",
    "IndexedArticle",
    "IndexedSpace",
    "JudgedQuery",
    "Judgement",
    "Kind",
    "Lexeme",
    "NearDuplicate",
    "Part",
    "Passage",
    "Posting",
    "RequiredReading",
    "SearchLog",
    "SignOff",
    "Space",
    "SpaceExport",
    "SpaceMember",
    "Synonym",
    "TextVector",
    "Use",
    "Word",
]
