"""Sixty thousand articles, made of the passages of real documents put together anew."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from apps.knowledge.models import Article, ArticleVersion, Space
from apps.knowledge.rules.passages import passages
from apps.knowledge.states import Standing
from tests.factories import NOW
from tests.knowledge.factories import SpaceFactory

LABELS = ("ingress", "storage", "network", "etcd", "alerts", "backup", "identity")
AT_ONCE = 2000


def pieces(folder: Path) -> list[tuple[str, str]]:
    """Heading and text of every passage in the Markdown files of a folder."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [(one.heading, one.text) for one in passages(text) if one.heading]
    return found


def made(count: int, known: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Title and body of each: two to four passages, titled by two of their headings."""
    dice = random.Random(7)
    for number in range(count):
        chosen = dice.sample(known, dice.randint(2, 4))
        title = f"{chosen[0][0]}: {chosen[1][0]} {number}"[:200]
        body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in chosen)
        yield title, body


def placed(count: int, known: Sequence[tuple[str, str]], spaces: int) -> list[Space]:
    """Published articles, spread over so many spaces; not indexed yet."""
    where = [SpaceFactory(is_open=number > 0) for number in range(spaces)]
    rows = list(made(count, known))
    for start in range(0, count, AT_ONCE):
        _place(rows[start : start + AT_ONCE], start, where)
    return where


def _place(rows: Sequence[tuple[str, str]], start: int, where: Sequence[Space]) -> None:
    articles = Article.objects.bulk_create(
        Article(
            space=where[number % len(where)],
            slug=f"a-{number}",
            title=title,
            labels=[LABELS[number % len(LABELS)]],
            kind="runbook",
            standing=Standing.PUBLISHED,
            verified_at=NOW,
            created_at=NOW,
            changed_at=NOW,
        )
        for number, (title, _) in enumerate(rows, start)
    )
    versions = ArticleVersion.objects.bulk_create(
        ArticleVersion(
            article=article,
            number=1,
            title=article.title,
            body=body,
            created_at=NOW,
            published_at=NOW,
        )
        for article, (_, body) in zip(articles, rows, strict=True)
    )
    for article, version in zip(articles, versions, strict=True):
        article.published = version
    Article.objects.bulk_update(articles, ["published"], batch_size=500)
