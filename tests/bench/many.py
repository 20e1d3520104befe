"""A few articles that were indexed by the portal, copied in the database to many."""

from collections.abc import Mapping

from django.db import connection, models
from psycopg.sql import SQL, Identifier

from apps.knowledge.models import (
    Article,
    ArticleVersion,
    IndexedArticle,
    IndexedSpace,
    Lexeme,
    Passage,
    Posting,
    Word,
)

SHARED = (Article.platforms.through, Article.applications.through)
WITH_KEYS = (Article, ArticleVersion, Passage, *SHARED)
LENGTHS = ("title_length", "heading_length", "label_length", "body_length")


def multiply(times: int) -> None:
    """Every article so many times more, in the same spaces, with all that is indexed of it.

    Without triggers: what the copies' history would say is not what is measured.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        step = {one: _step(cursor, one) for one in WITH_KEYS}
        article, version = step[Article], step[ArticleVersion]
        of = {"article_id": f"article_id + k * {article}"}
        named = {"slug": "slug || '-' || k", "title": "left(title, 180) || ' ' || k"}
        ids = {
            "id": f"id + k * {article}",
            "published_id": f"published_id + k * {version}",
        }
        _copy(cursor, Article, times, named | ids)
        _copy(cursor, ArticleVersion, times, of | {"id": f"id + k * {version}"})
        _copy(cursor, Passage, times, of | {"id": f"id + k * {step[Passage]}"})
        for one in SHARED:
            _copy(cursor, one, times, of | {"id": f"id + k * {step[one]}"})
        _copy(cursor, IndexedArticle, times, of)
        _copy(cursor, Posting, times, of)
        counted = {Lexeme: ["article_count"], Word: ["article_count"]}
        counted[IndexedSpace] = ["article_count", "passage_count", *LENGTHS]
        for model, columns in counted.items():
            for column in columns:
                asked = SQL("UPDATE {} SET {} = {} * %s")
                names = (table(model), Identifier(column), Identifier(column))
                cursor.execute(asked.format(*names), [times + 1])
        for model in step:
            asked = SQL(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'),"
                " coalesce(max(id), 1)) FROM {}"
            )
            cursor.execute(asked.format(table(model)), [model._meta.db_table])
        cursor.execute("RESET session_replication_role")
        cursor.execute("ANALYZE")


def table(model: type[models.Model]) -> Identifier:
    return Identifier(model._meta.db_table)


def _step(cursor, model: type[models.Model]) -> int:
    """How far the copies stand apart: keys need not begin with 1."""
    asked = SQL("SELECT coalesce(max(id) - min(id), 0) + 1 FROM {}")
    cursor.execute(asked.format(table(model)))
    return int(cursor.fetchone()[0])


def _copy(
    cursor, model: type[models.Model], times: int, other: Mapping[str, str]
) -> None:
    """Every row so many times, the columns that are named as they are said here."""
    fields = [one for one in model._meta.local_concrete_fields if one.column]
    columns = [one.column for one in fields if not one.generated]
    said = [SQL(other[one]) if one in other else Identifier(one) for one in columns]
    asked = SQL("INSERT INTO {} ({}) SELECT {} FROM {}, generate_series(1, {}) AS k")
    cursor.execute(
        asked.format(
            table(model),
            SQL(", ").join(map(Identifier, columns)),
            SQL(", ").join(said),
            table(model),
            times,
        )
    )
