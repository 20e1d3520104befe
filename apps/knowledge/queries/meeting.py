"""Two texts typed over the same version, and what they make together."""

from dataclasses import dataclass

from apps.knowledge.models import Article, ArticleVersion


@dataclass(frozen=True)
class Meeting:
    """The version that somebody else saved, what was typed, and the two in one.

    `is_clean` where both changed different lines: then `body` has both changes; else it
    is what was typed.
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
    return Meeting(
        theirs=theirs,
        base=old,
        mine_title=title,
        mine_body=body,
        title=theirs.title if old and old.title == title else title,
        body=body,
        is_clean=False,
    )
