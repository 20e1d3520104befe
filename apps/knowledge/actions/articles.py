"""Writing articles: each save is a version, and nobody's text is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import record
from apps.knowledge.access import can_author, can_edit
from apps.knowledge.actions.indexing import index_article
from apps.knowledge.actions.linking import owe_relinking, write_links
from apps.knowledge.actions.owing import owe_index
from apps.knowledge.models import Article, ArticleVersion, FormerAddress, Space
from apps.knowledge.states import Work

SEVERAL = ("platforms", "applications")
LONGEST_SLUG = 120


@transaction.atomic
def create_article(
    space: Space,
    *,
    kind: str,
    title: str,
    body: str,
    by: User | None,
    now: datetime,
    slug: str = "",
    note: str = "",
    **fields: Any,
) -> Article:
    """Write a new article: its first version, a draft.

    `fields` are its other facts: owner, team, labels, platforms, applications,
    review_days, source_path, source_commit. `by` None is the portal itself.
    """
    if by is not None and not can_author(by, space):
        raise PermissionDenied
    several = {name: fields.pop(name) for name in SEVERAL if name in fields}
    made = Article.objects.create(
        space=space,
        slug=free_slug(space, slug or slugify(title)),
        kind=kind,
        title=title,
        created_at=now,
        created_by=by,
        changed_at=now,
        **fields,
    )
    for name, rows in several.items():
        getattr(made, name).set(rows)
    made.head = _written(made, title, body, note, by=by, now=now)
    made.save(update_fields=["head"])
    record(
        made, "knowledge.article_created", by=by, now=now, kind=made.get_kind_display()
    )
    return made


def free_slug(space: Space, wanted: str) -> str:
    """The wanted short name, or it with a number, that no article of the space has."""
    stem = wanted[:LONGEST_SLUG].strip("-") or "article"
    taken = set(
        Article.objects.filter(space=space, slug__startswith=stem[:-4]).values_list(
            "slug", flat=True
        )
    )
    slug, number = stem, 2
    while slug in taken:
        slug = f"{stem[: LONGEST_SLUG - 5]}-{number}"
        number += 1
    return slug


@transaction.atomic
def save_version(
    article: Article,
    *,
    expected: int,
    title: str,
    body: str,
    note: str,
    by: User | None,
    now: datetime,
    **fields: Any,
) -> ArticleVersion:
    """Save the text of an article as its newest version, and its facts with it.

    EditConflict, with the newest version and what was typed, if `article.version` is
    no longer the expected one. A text that says the same makes no version.
    """
    found = locked_article(article.pk, by=by)
    head = _head(found)
    if found.version != expected:
        raise EditConflict(head, {"title": title, "body": body}, found.version)
    changed = _set_facts(found, fields)
    is_new_text = (title, body) != (head.title, head.body)
    if is_new_text:
        head = _written(found, title, body, note, by=by, now=now)
        _begin_draft(found, head)
    if changed or is_new_text:
        _save(found, now=now)
        _tell(found, head if is_new_text else None, changed, by=by, now=now)
    return head


@transaction.atomic
def amend_article(
    pk: int, *, by: User | None, version: int, now: datetime, **fields: Any
) -> Article:
    """Change facts of an article, not its text. EditConflict if somebody else saved."""
    found = locked_article(pk, by=by)
    if found.version != version:
        raise EditConflict(found, fields)
    if changed := _set_facts(found, fields):
        _save(found, now=now)
        _tell(found, None, changed, by=by, now=now)
    return found


@transaction.atomic
def restore_version(
    article: Article, number: int, *, expected: int, by: User, now: datetime
) -> ArticleVersion:
    """Write an old version's text again, as the newest one."""
    old = ArticleVersion.objects.get(article=article, number=number)
    return save_version(
        article,
        expected=expected,
        title=old.title,
        body=old.body,
        note=f"Version {number} restored",
        by=by,
        now=now,
    )


@transaction.atomic
def rename_article(
    article: Article, *, slug: str, expected: int, by: User | None, now: datetime
) -> Article:
    """Give an article another short name; its old address leads to the new one."""
    return _moved(article, article.space, slug, expected=expected, by=by, now=now)


@transaction.atomic
def move_article(
    article: Article,
    space: Space,
    *,
    expected: int,
    by: User | None,
    now: datetime,
    slug: str = "",
) -> Article:
    """Put an article into another space one writes in; its old address leads there."""
    is_new_space = space.pk != article.space_id
    if is_new_space and by is not None and not can_author(by, space):
        raise PermissionDenied
    new = slug or article.slug
    return _moved(article, space, new, expected=expected, by=by, now=now)


def _moved(
    article: Article,
    space: Space,
    slug: str,
    *,
    expected: int,
    by: User | None,
    now: datetime,
) -> Article:
    found = locked_article(article.pk, by=by)
    if found.version != expected:
        raise EditConflict(found, {"slug": slug})
    if (found.space_id, found.slug) == (space.pk, slug):
        return found
    if Article.objects.filter(space=space, slug=slug).exists():
        raise DomainError("Another article of the space has this short name.")
    before = f"{found.space.slug}/{found.slug}"
    FormerAddress.objects.update_or_create(
        space=found.space, slug=found.slug, defaults={"article": found}
    )
    FormerAddress.objects.filter(space=space, slug=slug).delete()
    found.space, found.slug = space, slug
    _save(found, now=now)
    record(
        found,
        "knowledge.article_moved",
        by=by,
        now=now,
        before=before,
        after=f"{space.slug}/{slug}",
    )
    write_links(found)
    owe_relinking(found, now=now)
    # At once: who reads only the space it was in is no more corrected by its words.
    index_article(found.pk, now=now)
    return found


def locked_article(pk: int, *, by: User | None) -> Article:
    """The article, held until the end, if this person may write it."""
    rows = Article.objects.select_for_update(of=("self",), no_key=True)
    found: Article = rows.select_related("space", "head", "published").get(pk=pk)
    if by is not None and not can_edit(by, found):
        raise PermissionDenied
    return found


def _head(article: Article) -> ArticleVersion:
    assert article.head is not None
    return article.head


def _written(
    article: Article,
    title: str,
    body: str,
    note: str,
    *,
    by: User | None,
    now: datetime,
) -> ArticleVersion:
    number = article.head.number + 1 if article.head else 1
    return ArticleVersion.objects.create(
        article=article,
        number=number,
        title=title,
        body=body,
        note=note,
        author=by,
        created_at=now,
    )


def _begin_draft(article: Article, head: ArticleVersion) -> None:
    """The newest text is a draft; the published one stands, and keeps its title."""
    article.turn(Work.DRAFT)
    article.head, article.sent_by = head, None
    if article.published_id is None:
        article.title = head.title


def _set_facts(article: Article, fields: Mapping[str, Any]) -> list[str]:
    """Set what differs; the names of what did."""
    changed = []
    for name, value in fields.items():
        if name in SEVERAL:
            rows = getattr(article, name)
            if set(rows.values_list("pk", flat=True)) != {row.pk for row in value}:
                rows.set(value)
                changed.append(name)
        elif getattr(article, name) != value:
            setattr(article, name, value)
            changed.append(name)
    return sorted(changed)


FACTS = (
    *("space", "slug", "kind", "title", "head", "work", "sent_by", "owner", "team"),
    *("labels", "review_days", "source_path", "source_commit", "changed_at"),
)


def _save(article: Article, *, now: datetime) -> None:
    article.changed_at = now
    article.save_if_version(article.version, FACTS)


def _tell(
    article: Article,
    head: ArticleVersion | None,
    changed: list[str],
    *,
    by: User | None,
    now: datetime,
) -> None:
    """Note what was saved. Labels and platforms are searched, so the index is owed."""
    if head:
        record(
            article,
            "knowledge.version_saved",
            by=by,
            now=now,
            number=head.number,
            note=head.note,
        )
    if changed:
        words = [name.replace("_", " ") for name in changed]
        record(article, "knowledge.article_amended", by=by, now=now, fields=words)
        owe_index(article, now=now)
