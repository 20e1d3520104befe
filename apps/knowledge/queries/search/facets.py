"""What the results are counted by, and what a choice among it leaves."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apps.knowledge.rules.search.query import Asked
from apps.knowledge.rules.search.words import is_identifier, parts

FRESH_DAYS = (90, 365)

FACETS = """(SELECT json_build_object(
    'space', (SELECT json_agg(json_build_array(s.slug, s.name, n) ORDER BY n DESC, s.name)
        FROM (SELECT space_id, count(*) AS n FROM found GROUP BY 1) f
        JOIN knowledge_space s ON s.id = f.space_id),
    'kind', (SELECT json_agg(json_build_array(kind, kind, n) ORDER BY n DESC, kind)
        FROM (SELECT kind, count(*) AS n FROM found GROUP BY 1) f),
    'platform', (SELECT json_agg(json_build_array(p.slug, p.name, n) ORDER BY n DESC, p.name)
        FROM (SELECT platform_id, count(*) AS n FROM found
            JOIN knowledge_article_platforms l ON l.article_id = found.id GROUP BY 1) f
        JOIN seen_platform USING (platform_id)
        JOIN catalog_platform p ON p.id = platform_id),
    'application', (SELECT json_agg(json_build_array(p.code, p.name, n) ORDER BY n DESC, p.name)
        FROM (SELECT application_id, count(*) AS n FROM found
            JOIN knowledge_article_applications l ON l.article_id = found.id GROUP BY 1) f
        JOIN seen_application USING (application_id)
        JOIN catalog_application p ON p.id = application_id),
    'label', (SELECT json_agg(json_build_array(label, label, n) ORDER BY n DESC, label)
        FROM (SELECT label, count(*) AS n FROM found, unnest(labels) AS label
            GROUP BY 1 ORDER BY n DESC, label LIMIT 30) f),
    'owner', (SELECT json_agg(json_build_array(u.id::text, u.name, n) ORDER BY n DESC, u.name)
        FROM (SELECT owner_id, count(*) AS n FROM found GROUP BY 1) f
        JOIN accounts_user u ON u.id = f.owner_id),
    'fresh', (SELECT json_agg(json_build_array(days::text, days::text, n) ORDER BY days)
        FROM (SELECT days, count(*) AS n FROM unnest(%(fresh_days)s::int[]) AS days
            JOIN found ON verified_at > %(now)s - days * interval '1 day'
            GROUP BY 1) f)
))"""
NO_FACETS = "'{}'::json"


@dataclass(frozen=True)
class Chosen:
    """What somebody chose among the facets; empty is everything."""

    space: str = ""
    kind: str = ""
    platform: str = ""
    application: str = ""
    label: str = ""
    owner: str = ""
    fresh: str = ""


CHOICES = {
    "kind": "a.kind = %(kind)s",
    "platform": """a.id IN (SELECT l.article_id FROM knowledge_article_platforms l
        JOIN seen_platform USING (platform_id)
        JOIN catalog_platform p ON p.id = platform_id WHERE p.slug = %(platform)s)""",
    "application": """a.id IN (SELECT l.article_id FROM knowledge_article_applications l
        JOIN seen_application USING (application_id)
        JOIN catalog_application p ON p.id = application_id
        WHERE p.code = %(application)s)""",
    "label": "a.labels @> ARRAY[%(label)s]::varchar[]",
    "owner": "a.owner_id::text = %(owner)s",
    "fresh": "a.verified_at > %(now)s - %(fresh_within)s * interval '1 day'",
}
HAS_LABEL = "EXISTS (SELECT FROM unnest(a.labels) l WHERE lower(l) = lower(%({})s))"
HAS_LEXEME = """a.id IN (SELECT article_id FROM knowledge_posting
    WHERE lexeme = ANY(tsvector_to_array(to_tsvector('english', %({})s)))
    AND space_id = ANY((SELECT ids FROM spaces)::bigint[]) AND fields & {} > 0)"""
HAS_WHOLE = """a.id IN (SELECT article_id FROM knowledge_posting
    WHERE lexeme = '=' || lower(%({})s)
    AND space_id = ANY((SELECT ids FROM spaces)::bigint[]))"""
HAS_PHRASE = """(a.title ~* %({0})s OR EXISTS (SELECT FROM knowledge_passage p
    WHERE p.article_id = a.id AND (p.text ~* %({0})s OR p.heading ~* %({0})s)))"""
ANYWHERE, IN_TITLE = 15, 1


class _Named(dict[str, Any]):
    """Values of a statement, each by a name of its own."""

    def add(self, value: str) -> str:
        self[name := f"typed_{len(self)}"] = value
        return name


def restrictions(asked: Asked, chosen: Chosen) -> tuple[str, dict[str, Any]]:
    """Conditions on an article `a`, joined by AND; and what they ask. May be empty."""
    asks = _Named()
    made = [*_chosen(chosen, asks), *_typed(asked, asks)]
    return " AND ".join(made), asks


def _chosen(chosen: Chosen, asks: _Named) -> Iterator[str]:
    for name, condition in CHOICES.items():
        if value := getattr(chosen, name):
            asks[name] = value
            if name == "fresh":
                asks["fresh_within"] = int(value) if value.isdecimal() else 0
            yield condition


def _typed(asked: Asked, asks: _Named) -> Iterator[str]:
    for label in asked.labels:
        yield HAS_LABEL.format(asks.add(label))
    for label in asked.without_labels:
        yield f"NOT {HAS_LABEL.format(asks.add(label))}"
    yield from _all_of(asked.in_title, IN_TITLE, asks)
    for word in asked.without:
        has = HAS_WHOLE if is_identifier(word) else HAS_LEXEME
        yield f"NOT {has.format(asks.add(word), ANYWHERE)}"
    yield from _all_of(asked.phrases, ANYWHERE, asks)
    for phrase in asked.phrases:
        yield HAS_PHRASE.format(asks.add(pattern(phrase)))
    for phrase in asked.without_phrases:
        yield f"NOT {HAS_PHRASE.format(asks.add(pattern(phrase)))}"


def _all_of(words: Iterable[str], fields: int, asks: _Named) -> Iterator[str]:
    """Every part of the words; a stop word is in no index, so it is not asked for."""
    for part in (part for word in words for part in parts(word)):
        has = HAS_LEXEME.format(name := asks.add(part), fields)
        yield f"(to_tsvector('english', %({name})s) = ''::tsvector OR {has})"


def pattern(phrase: str) -> str:
    """The words of a phrase one after the other, whatever space is between them."""
    return r"\s+".join(re.escape(word) for word in phrase.split())


@dataclass(frozen=True)
class Facet:
    """One value to choose, its name, and how many of the results have it."""

    value: str
    name: str
    count: int


def facets(rows: Mapping[str, Any]) -> dict[str, list[Facet]]:
    """The counts as the statement returned them."""
    return {name: [Facet(*row) for row in found or []] for name, found in rows.items()}
