"""What stands near an article: what it shares, what links to it, what uses it."""

from string import Template

from django.db import connection
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.knowledge.models import Article, Space
from apps.knowledge.queries.search.asking import keys_as_sql
from apps.knowledge.states import STANDS

SHOWN = 6
# The last is for all of the words that tell most of the article.
POINTS = {"by_link": 3, "by_application": 2, "by_words": 2}
BOUNDS = {
    # So many articles are looked at for each thing that is shared, the newest first.
    "most": 200,
    # So many of its words find others, each in no more articles than that.
    "words": 12,
    "common": 500,
    # By words alone nobody is near who has less than this share of them.
    "least": 0.25,
}

# What is read grows with the bounds, not with the base: `OFFSET 0` keeps the planner from
# reading all articles to join them with a few.
RELATED = Template("""
WITH seen AS ($seen),
spaces AS MATERIALIZED (SELECT coalesce(array_agg(id), '{}') AS ids FROM seen),
size AS MATERIALIZED (
    SELECT coalesce(sum(article_count), 0) AS articles
    FROM knowledge_indexedspace WHERE space_id = ANY((SELECT ids FROM spaces)::bigint[])
),
words AS MATERIALIZED (
    SELECT p.lexeme, p.weight, r.rarity
    FROM knowledge_posting p, size s, LATERAL (
        SELECT sum(article_count) AS articles FROM knowledge_lexeme l
        WHERE l.lexeme = p.lexeme
            AND l.space_id = ANY((SELECT ids FROM spaces)::bigint[])
    ) d, LATERAL (
        SELECT ln(1 + (greatest(s.articles - d.articles, 0) + 0.5)::float8
            / (d.articles + 0.5)::float8) AS rarity
    ) r
    WHERE p.article_id = %(article)s AND d.articles BETWEEN 2 AND %(common)s
    ORDER BY p.weight * r.rarity DESC, p.lexeme LIMIT %(words)s
),
alike AS MATERIALIZED (
    SELECT p.article_id AS id, sum(least(p.weight, w.weight) * w.rarity)
        / (SELECT sum(weight * rarity) FROM words) AS share
    FROM words w JOIN knowledge_posting p ON p.lexeme = w.lexeme
        AND p.space_id = ANY((SELECT ids FROM spaces)::bigint[])
    WHERE p.article_id <> %(article)s
    GROUP BY p.article_id ORDER BY share DESC, p.article_id LIMIT %(most)s
),
linked AS MATERIALIZED (
    (SELECT target_id AS id FROM knowledge_articlelink
        WHERE article_id = %(article)s AND target_id IS NOT NULL LIMIT %(most)s)
    UNION
    (SELECT article_id FROM knowledge_articlelink
        WHERE target_id = %(article)s LIMIT %(most)s)
),
own_application AS MATERIALIZED (
    SELECT application_id FROM knowledge_article_applications
    WHERE article_id = %(article)s
),
own_platform AS MATERIALIZED (
    SELECT platform_id FROM knowledge_article_platforms WHERE article_id = %(article)s
),
near AS MATERIALIZED (
    SELECT id FROM linked
    UNION
    SELECT id FROM alike WHERE share >= %(least)s
    UNION
    SELECT one.id FROM own_application o, LATERAL (
        SELECT a.id FROM knowledge_article_applications t, LATERAL (
            SELECT a.id FROM knowledge_article a WHERE a.id = t.article_id AND $other
            OFFSET 0
        ) a
        WHERE t.application_id = o.application_id
        ORDER BY t.article_id DESC LIMIT %(most)s
    ) one
    UNION
    SELECT one.id FROM own_platform o, LATERAL (
        SELECT a.id FROM knowledge_article_platforms t, LATERAL (
            SELECT a.id FROM knowledge_article a WHERE a.id = t.article_id AND $other
            OFFSET 0
        ) a
        WHERE t.platform_id = o.platform_id
        ORDER BY t.article_id DESC LIMIT %(most)s
    ) one
    UNION
    (SELECT a.id FROM knowledge_article a
        WHERE a.labels && %(labels)s::varchar[] AND $other
        ORDER BY a.id DESC LIMIT %(most)s)
)
SELECT a.id
FROM near n LEFT JOIN alike ON alike.id = n.id, LATERAL (
    SELECT a.id, a.labels, a.verified_at FROM knowledge_article a
    WHERE a.id = n.id AND $other OFFSET 0
) a
ORDER BY
    %(by_link)s * (a.id IN (SELECT id FROM linked))::int
    + %(by_application)s * (SELECT count(*) FROM knowledge_article_applications t
        JOIN own_application USING (application_id) WHERE t.article_id = a.id)
    + (SELECT count(*) FROM knowledge_article_platforms t
        JOIN own_platform USING (platform_id) WHERE t.article_id = a.id)
    + (SELECT count(*) FROM unnest(a.labels) AS l(label)
        WHERE l.label = ANY(%(labels)s::varchar[]))
    + %(by_words)s * coalesce(alike.share, 0) DESC,
    a.verified_at DESC NULLS LAST, a.id
LIMIT %(shown)s
""")
# Another one, of a space that the reader sees, and in force.
OTHER = """
    a.space_id = ANY((SELECT ids FROM spaces)::bigint[]) AND a.standing = ANY(%(stands)s)
    AND a.id <> %(article)s
"""


def related_articles(article: Article, user: User) -> list[Article]:
    """The articles in force that are nearest to this one, nearest first. Two queries.

    A link either way counts three, a shared application two, a shared platform and a
    shared label one each, and the words that tell most of the article up to two, by how
    many of them the other has; the latest verified comes first among equals.
    """
    keys = _nearest(article, user)
    rows = Article.objects.visible_to(user).standing().filter(pk__in=keys)
    return sorted(rows.select_related("space"), key=lambda one: keys.index(one.pk))


def _nearest(article: Article, user: User) -> list[int]:
    seen, asks = keys_as_sql("seen", "id", Space.objects.visible_to(user))
    asks |= POINTS | BOUNDS | {"shown": SHOWN, "stands": sorted(STANDS)}
    asks |= {"article": article.pk, "labels": article.labels}
    with connection.cursor() as cursor:
        cursor.execute(RELATED.substitute(seen=seen, other=OTHER), asks)
        return [pk for (pk,) in cursor.fetchall()]


def linking_articles(article: Article, user: User) -> QuerySet[Article]:
    """The articles in force whose text links to this one."""
    rows = Article.objects.visible_to(user).standing().filter(links__target=article)
    return rows.exclude(pk=article.pk).select_related("space").distinct()[:SHOWN]
