"""Two texts typed over the same version, and what they make together."""

from dataclasses import dataclass

from apps.knowledge.models import Article, ArticleVersion
from apps.knowledge.rules.merging import merge


@dataclass(frozen=True)
class Meeting:
    """The version that somebody else saved, what was typed, and the two in one.

    `body` has what both changed. Where they changed the same lines, both texts stand in
    it between marked lines, and it is not `is_clean`.
    """

    theirs: ArticleVersion
    base: ArticleVersion | None
    mine_title: str
    mine_body: str
    title: str
    body: str
    is_clean: bool


def meeting_of(article: Article, base: int, title: str, body: str) -> Meeting:
    """What was typed over version `base`, beside the newest one."""
    theirs = article.head
    assert theirs is not None
    old = article.versions.filter(number=base).first()
    merged = merge(old.body if old else "", body, theirs.body)
    return Meeting(
        theirs=theirs,
        base=old,
        mine_title=title,
        mine_body=body,
        title=theirs.title if old and old.title == title else title,
        body=merged.text,
        is_clean=merged.is_clean,
    )
