"""The index of published articles: made when one is published, and made anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from apps.knowledge.actions import index_statements as statements
from apps.knowledge.models import Article, IndexedArticle
from apps.knowledge.rules.passages import Passage, passages
from apps.knowledge.rules.search.ranking import FIELDS
from apps.knowledge.rules.search.words import WHOLE, identifiers, plain, vocabulary
from apps.knowledge.states import READABLE

AT_ONCE = 500
# PostgreSQL makes no more than a megabyte of lexemes of one text.
CHUNK = 200_000
LONGEST_HEADING = 200


@dataclass(frozen=True)
class Text:
    """What the index takes of an article: plain values, wherever they come from."""

    article: int
    space: int
    number: int
    title: str
    labels: Sequence[str]
    body: str


def index_article(pk: int, *, now: datetime) -> None:
    """Make search know an article as it is published now; forget one that is not."""
    index_articles([pk], now=now)


def index_articles(pks: Sequence[int], *, now: datetime) -> int:
    """The same for many, in batches; how many are known after it."""
    count = 0
    for some in _batches(pks):
        count += index_texts(list(_published(some)), gone=some, now=now)
    return count


def reindex_all(*, now: datetime) -> int:
    """Make the whole index anew: frequencies and average lengths are exact after it."""
    known = IndexedArticle.objects.values_list("pk", flat=True)
    readable = Article.objects.filter(published__isnull=False, standing__in=READABLE)
    pks = {*known, *readable.values_list("pk", flat=True)}
    count = index_articles(sorted(pks), now=now)
    analyze()
    return count


def analyze() -> None:
    """Let PostgreSQL count what was written; searches are slow until it has."""
    _run(statements.ANALYZE)


def _published(pks: Sequence[int]) -> Iterator[Text]:
    rows = Article.objects.filter(
        pk__in=pks, published__isnull=False, standing__in=READABLE
    )
    for row in rows.select_related("published").order_by("pk"):
        if version := row.published:
            yield Text(
                row.pk,
                row.space_id,
                version.number,
                version.title,
                row.labels,
                version.body,
            )


@transaction.atomic
def index_texts(texts: Sequence[Text], *, gone: Sequence[int], now: datetime) -> int:
    """Index these texts in the place of what is known of them and of `gone`."""
    kept = [one.article for one in texts]
    forgotten = sorted({*gone, *kept})
    _run(statements.LOCK)
    _run(statements.STAGE)
    _stage(texts)
    of = IndexedArticle.objects.filter(pk__in=forgotten)
    spaces = sorted(set(of.values_list("space", flat=True)))
    asked = {
        **statements.NUMBERS,
        "articles": forgotten,
        "gone": sorted(set(gone) - set(kept)),
        "kept": kept,
        "spaces": spaces,
        "now": now,
    }
    _run(statements.KEEP_VECTORS, asked)
    if spaces:
        _run(statements.FORGET, asked)
    if texts:
        for statement in (
            statements.PASSAGES,
            statements.COUNT,
            statements.ARTICLES,
            statements.SPACES,
            statements.POSTINGS,
            statements.LEXEMES,
            statements.WORDS,
        ):
            _run(statement, asked)
    return len(texts)


def _stage(texts: Sequence[Text]) -> None:
    """Copy what the statements read, beside the index."""
    cut = [(one, passages(one.body)) for one in texts]
    fields = [(one, _fields(one, some)) for one, some in cut]
    _copy("staged_article", (_article(one, some) for one, some in fields))
    _copy("staged_passage", (row for one, some in cut for row in _passages(one, some)))
    _copy("staged_text", (row for one, some in fields for row in _texts(one, some)))
    _copy("staged_name", (row for one, some in fields for row in _names(one, some)))


def _fields(text: Text, cut: Sequence[Passage]) -> dict[str, str]:
    headings = dict.fromkeys(one.heading for one in cut if one.heading)
    return {
        "title": text.title,
        "heading": "\n".join(headings),
        "label": "\n".join(text.labels),
        "body": "\n".join(one.text for one in cut),
    }


def _article(text: Text, fields: Mapping[str, str]) -> tuple[object, ...]:
    words = " ".join(sorted(vocabulary("\n".join(fields.values()))))
    return text.article, text.space, text.number, words


def _passages(text: Text, cut: Sequence[Passage]) -> Iterator[tuple[object, ...]]:
    for position, one in enumerate(cut):
        heading, anchor = one.heading[:LONGEST_HEADING], one.anchor[:LONGEST_HEADING]
        yield text.article, text.space, position, heading, anchor, one.text


def _texts(one: Text, fields: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for name, text in fields.items():
        words = plain(text)
        for start in range(0, len(words), CHUNK):
            yield one.article, FIELDS[name].bit, words[start : start + CHUNK]


def _names(one: Text, fields: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for name, text in fields.items():
        for found, count in identifiers(text).items():
            yield one.article, FIELDS[name].bit, WHOLE + found, count


def _run(statement: str, asked: Mapping[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)


def _copy(table: str, rows: Iterable[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as out:
        for row in rows:
            out.write_row(row)


def _batches(pks: Sequence[int]) -> Iterator[list[int]]:
    left = iter(pks)
    while some := list(islice(left, AT_ONCE)):
        yield some
