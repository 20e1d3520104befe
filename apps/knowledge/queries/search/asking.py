"""A query put to PostgreSQL: one statement, one round trip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from string import Template
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.knowledge.models import Space
from apps.knowledge.queries.search import statement
from apps.knowledge.queries.search.facets import (
    FACETS,
    FRESH_DAYS,
    NO_FACETS,
    Chosen,
    Facet,
    facets,
    restrictions,
)
from apps.knowledge.rules.search.query import Asked, normalised
from apps.knowledge.rules.search.words import WHOLE, is_identifier, parts

PAGE = 10
KEYS = Template("SELECT k.id AS $column FROM ($rows) AS k(id)")
NO_KEYS = "SELECT NULL::bigint WHERE false"
# A word shorter than this begins too many others.
SHORTEST_BEGINNING = 3
LAST = "\U0010ffff"
# Patterns of lexemes, to say unless which are known.
ANYTHING, NOTHING = "%", ""


@dataclass(frozen=True)
class Meaning:
    """What a query means, and the model that says so."""

    vector: Sequence[float]
    model: str


@dataclass(frozen=True)
class Request:
    """All that a search depends on but the base itself."""

    asked: Asked
    chosen: Chosen = field(default_factory=Chosen)
    meaning: Meaning | None = None
    limit: int = PAGE
    offset: int = 0
    is_typing: bool = False
    has_text: bool = True
    has_facets: bool = True


@dataclass(frozen=True)
class Hit:
    """An article that was found, and the passage of it that answers best."""

    pk: int
    title: str
    slug: str
    space: str
    space_name: str
    kind: str
    standing: str
    verified_at: datetime | None
    labels: Sequence[str]
    heading: str
    anchor: str
    text: str
    score: float
    text_rank: int | None
    meaning_rank: int | None


@dataclass(frozen=True)
class Found:
    """A page of results, how many there are, and what was not understood.

    `unknown` has words that are in nothing the reader sees, `lexemes` what to mark.
    """

    hits: list[Hit]
    total: int
    lexemes: list[str]
    facets: dict[str, list[Facet]]
    unknown: list[str]


def ask(user: User, request: Request, *, now: datetime) -> Found:
    """What somebody finds among what they may see, best first. One query."""
    seen, seen_asks = _seen(user, request.chosen.space)
    conditions, asks = restrictions(request.asked, request.chosen)
    sql = _statement(request, seen, conditions)
    with connection.cursor() as cursor:
        cursor.execute(sql, {**asks, **seen_asks, **_asks(request, now)})
        total, unknown, whole, lexemes, counted, hits = cursor.fetchone()
    return Found(
        hits=[_hit(one) for one in hits],
        total=total,
        lexemes=lexemes,
        facets=facets(counted),
        unknown=_unknown(request.asked, unknown, whole),
    )


def _statement(request: Request, seen: Mapping[str, str], conditions: str) -> str:
    """The whole of it, for what this request needs."""
    is_all = _words(request.asked) and not conditions
    text = statement.TEXT if _words(request.asked) else statement.BROWSED
    ctes = [
        statement.SEEN,
        statement.TERMS,
        "" if is_all else statement.ALLOWED,
        text,
        statement.MEANING if request.meaning else statement.NO_MEANING,
        statement.FOUND,
    ]
    whole = f"WITH {','.join(filter(None, ctes))} {statement.SHOWN}"
    return Template(whole).substitute(
        seen,
        conditions=conditions or "true",
        allowed="" if is_all else statement.ONLY_ALLOWED,
        facets=FACETS if request.has_facets else NO_FACETS,
    )


def _seen(user: User, space: str) -> tuple[dict[str, str], dict[str, Any]]:
    """The spaces to search, and what may be chosen; as statements with named parameters."""
    spaces = Space.objects.visible_to(user)
    rows: dict[str, tuple[str, QuerySet[Any]]] = {
        "seen": ("id", spaces.filter(slug=space) if space else spaces),
        "platforms": ("platform_id", Platform.objects.visible_to(user)),
        "applications": ("application_id", Application.objects.visible_to(user)),
    }
    said = {name: keys_as_sql(name, *one) for name, one in rows.items()}
    asks = {key: value for _, named in said.values() for key, value in named.items()}
    return {name: sql for name, (sql, _) in said.items()}, asks


def keys_as_sql(
    name: str, column: str, rows: QuerySet[Any]
) -> tuple[str, dict[str, Any]]:
    """The keys of the rows under that name, as a statement with named parameters."""
    try:
        sql, params = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return KEYS.substitute(column=column, rows=NO_KEYS), {}
    asks = {f"{name}_{number}": value for number, value in enumerate(params)}
    for key in asks:
        sql = sql.replace("%s", f"%({key})s", 1)
    return KEYS.substitute(column=column, rows=sql), asks


def _words(asked: Asked) -> list[str]:
    return [*asked.words, *asked.in_title]


def _asks(request: Request, now: datetime) -> dict[str, Any]:
    words = _words(request.asked) if request.has_text else []
    said = [(n, part) for n, word in enumerate(words, 1) for part in parts(word)]
    begun = [
        one
        for n, word in enumerate(words, 1)
        for one in _begun(request, n, word, words)
    ]
    meaning = request.meaning
    return {
        **statement.NUMBERS,
        "part_of": [n for n, _ in said],
        "parts": [part for _, part in said],
        "wholes": [word.lower() for word in words],
        "normalised": f" {normalised(' '.join(words))} ",
        "begun_of": [n for n, _, _ in begun],
        "begins": [low for _, low, _ in begun],
        "ends": [low + LAST for _, low, _ in begun],
        "unless": [unless for _, _, unless in begun],
        "vector": str(list(meaning.vector)) if meaning else None,
        "model": meaning.model if meaning else None,
        "today": timezone.localdate(now),
        "zone": settings.TIME_ZONE,
        "now": now,
        "fresh_days": list(FRESH_DAYS),
        "limit": request.limit,
        "offset": request.offset,
    }


def _begun(
    request: Request, n: int, word: str, words: Sequence[str]
) -> list[tuple[int, str, str]]:
    """What a word may be the beginning of: its number, the beginning, and unless what.

    A query of one word and the last word while typing always may; a name in code where
    the base does not have it whole, any other where it has nothing of it.
    """
    low = word.lower()
    if len(low) < SHORTEST_BEGINNING:
        return []
    is_last = request.is_typing and n == len(words)
    unless = f"{WHOLE}%" if is_identifier(word) else ANYTHING
    of_name = NOTHING if is_last or len(words) == 1 else unless
    return [(n, WHOLE + low, of_name), (n, low, NOTHING if is_last else ANYTHING)]


def _unknown(
    asked: Asked, unknown: list[dict[str, Any]], whole: list[int]
) -> list[str]:
    """The words to correct: whole ones first, then the parts of names in code."""
    words = _words(asked)
    found: dict[str, None] = {}
    for one in unknown:
        if one["n"] not in whole:
            found[words[one["n"] - 1]] = None
            found[one["part"]] = None
    return list(found)


def _hit(row: dict[str, Any]) -> Hit:
    at = row["verified_at"]
    return Hit(
        pk=row["id"],
        verified_at=datetime.fromisoformat(at) if at else None,
        heading=row["heading"] or "",
        anchor=row["anchor"] or "",
        text=row["text"] or "",
        **{name: row[name] for name in SAME},
    )


SAME = (
    *("title", "slug", "space", "space_name", "kind", "standing", "labels", "score"),
    *("text_rank", "meaning_rank"),
)
