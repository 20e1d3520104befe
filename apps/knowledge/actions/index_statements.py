"""What the index is made by, in the database's words.

Lexemes, stemming and stop words are PostgreSQL's (`english`); the numbers are those of
`rules/search/ranking.py`.
"""

from apps.knowledge.rules.search.ranking import FIELDS, K1

LOCK = "SELECT pg_advisory_xact_lock(hashtext('knowledge.index'))"

STAGE = """
    DROP TABLE IF EXISTS pg_temp.staged_text, pg_temp.staged_name,
        pg_temp.staged_passage, pg_temp.staged_article, pg_temp.staged_count,
        pg_temp.kept_vector;
    CREATE TEMPORARY TABLE staged_article (
        article bigint, space bigint, number int, words text
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_text (
        article bigint, field smallint, words text
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_name (
        article bigint, field smallint, lexeme text, occurs int
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_passage (
        article bigint, space bigint, position int, heading text, anchor text,
        words text
    ) ON COMMIT DROP;
"""

# What was embedded before, by what was embedded: the same text is not embedded again.
KEEP_VECTORS = """
    CREATE TEMPORARY TABLE kept_vector ON COMMIT DROP AS
    SELECT article_id, md5(heading || chr(10) || text) AS mark,
        embedding, embedded_by
    FROM knowledge_passage
    WHERE article_id = ANY(%(articles)s) AND embedding IS NOT NULL
"""

# Counted once, whatever the planner thinks of tables that nobody has analysed yet.
FORGET = """
    WITH gone AS MATERIALIZED (
        SELECT space_id, lexeme, count(*) AS articles
        FROM knowledge_posting WHERE article_id = ANY(%(articles)s) GROUP BY 1, 2
    )
    UPDATE knowledge_lexeme l SET article_count = greatest(l.article_count - g.articles, 0)
    FROM gone g WHERE l.space_id = g.space_id AND l.lexeme = g.lexeme;

    WITH gone AS MATERIALIZED (
        SELECT i.space_id, word, count(*) AS articles
        FROM knowledge_indexedarticle i, unnest(string_to_array(i.words, ' ')) AS word
        WHERE i.article_id = ANY(%(articles)s) GROUP BY 1, 2
    )
    UPDATE knowledge_word w SET article_count = greatest(w.article_count - g.articles, 0)
    FROM gone g WHERE w.space_id = g.space_id AND w.word = g.word;

    WITH gone AS MATERIALIZED (
        SELECT space_id, count(*) AS articles, sum(passage_count) AS passages,
            sum(title_length) AS title, sum(heading_length) AS heading,
            sum(label_length) AS label, sum(body_length) AS body
        FROM knowledge_indexedarticle
        WHERE article_id = ANY(%(articles)s) GROUP BY 1
    )
    UPDATE knowledge_indexedspace s SET edition = edition + 1,
        article_count = greatest(article_count - articles, 0),
        passage_count = greatest(passage_count - passages, 0),
        title_length = greatest(title_length - title, 0),
        heading_length = greatest(heading_length - heading, 0),
        label_length = greatest(label_length - label, 0),
        body_length = greatest(body_length - body, 0)
    FROM gone WHERE s.space_id = gone.space_id;

    DELETE FROM knowledge_posting WHERE article_id = ANY(%(articles)s);
    DELETE FROM knowledge_passage WHERE article_id = ANY(%(articles)s);
    DELETE FROM knowledge_indexedarticle WHERE article_id = ANY(%(gone)s);
    DELETE FROM knowledge_lexeme
        WHERE article_count = 0 AND space_id = ANY(%(spaces)s);
    DELETE FROM knowledge_word WHERE article_count = 0 AND space_id = ANY(%(spaces)s);
"""

PASSAGES = """
    INSERT INTO knowledge_passage (article_id, space_id, position, heading, anchor,
        text, embedding, embedded_by)
    SELECT DISTINCT ON (p.article, p.position) p.article, p.space, p.position,
        p.heading, p.anchor, p.words, k.embedding, coalesce(k.embedded_by, '')
    FROM staged_passage p LEFT JOIN kept_vector k ON k.article_id = p.article
        AND k.mark = md5(p.heading || chr(10) || p.words)
    ORDER BY p.article, p.position
"""

COUNT = """
    CREATE TEMPORARY TABLE staged_count ON COMMIT DROP AS
    SELECT article, lexeme,
        coalesce(sum(occurs) FILTER (WHERE field = 1), 0) AS in_title,
        coalesce(sum(occurs) FILTER (WHERE field = 2), 0) AS in_heading,
        coalesce(sum(occurs) FILTER (WHERE field = 4), 0) AS in_label,
        coalesce(sum(occurs) FILTER (WHERE field = 8), 0) AS in_body
    FROM (
        SELECT article, field, l.lexeme, cardinality(l.positions) AS occurs
        FROM staged_text, unnest(to_tsvector('english', words)) AS l
        UNION ALL
        SELECT article, field, lexeme, occurs FROM staged_name
    ) AS said GROUP BY article, lexeme
"""

ARTICLES = """
    INSERT INTO knowledge_indexedarticle (article_id, space_id, number, indexed_at,
        words, passage_count, title_length, heading_length, label_length, body_length,
        helpfulness)
    SELECT a.article, a.space, a.number, %(now)s, a.words,
        (SELECT count(*) FROM knowledge_passage p WHERE p.article_id = a.article),
        coalesce(c.title, 0), coalesce(c.heading, 0), coalesce(c.label, 0),
        coalesce(c.body, 0), 0
    FROM staged_article a LEFT JOIN (
        SELECT article, sum(in_title) AS title, sum(in_heading) AS heading,
            sum(in_label) AS label, sum(in_body) AS body
        FROM staged_count WHERE lexeme NOT LIKE '=%%' GROUP BY 1
    ) c USING (article)
    ON CONFLICT (article_id) DO UPDATE SET space_id = EXCLUDED.space_id,
        number = EXCLUDED.number, indexed_at = EXCLUDED.indexed_at,
        words = EXCLUDED.words, passage_count = EXCLUDED.passage_count,
        title_length = EXCLUDED.title_length, heading_length = EXCLUDED.heading_length,
        label_length = EXCLUDED.label_length, body_length = EXCLUDED.body_length
"""

SPACES = """
    INSERT INTO knowledge_indexedspace AS s (space_id, edition, article_count,
        passage_count, title_length, heading_length, label_length, body_length)
    SELECT space_id, 1, count(*), sum(passage_count), sum(title_length),
        sum(heading_length), sum(label_length), sum(body_length)
    FROM knowledge_indexedarticle WHERE article_id = ANY(%(kept)s) GROUP BY 1
    ON CONFLICT (space_id) DO UPDATE SET edition = s.edition + 1,
        article_count = s.article_count + EXCLUDED.article_count,
        passage_count = s.passage_count + EXCLUDED.passage_count,
        title_length = s.title_length + EXCLUDED.title_length,
        heading_length = s.heading_length + EXCLUDED.heading_length,
        label_length = s.label_length + EXCLUDED.label_length,
        body_length = s.body_length + EXCLUDED.body_length
"""


# The frequency is the sum that `ranking.term_weight` makes; `relative` is how long a
# field is beside the average of its space.
POSTINGS = """
    INSERT INTO knowledge_posting (article_id, lexeme, space_id, weight, fields)
    SELECT article, lexeme, space_id,
        frequency * (%(k1)s + 1) / (frequency + %(k1)s), fields
    FROM (
        SELECT c.article, c.lexeme, r.space_id,
            (in_title > 0)::int + 2 * (in_heading > 0)::int
                + 4 * (in_label > 0)::int + 8 * (in_body > 0)::int AS fields,
            %(title)s * in_title / (1 - %(title_share)s + %(title_share)s * r.title)
            + %(heading)s * in_heading
                / (1 - %(heading_share)s + %(heading_share)s * r.heading)
            + %(label)s * in_label / (1 - %(label_share)s + %(label_share)s * r.label)
            + %(body)s * in_body / (1 - %(body_share)s + %(body_share)s * r.body)
            AS frequency
        FROM staged_count c JOIN (
            SELECT i.article_id, i.space_id,
                coalesce(i.title_length * n / nullif(s.title_length, 0), 1) AS title,
                coalesce(i.heading_length * n / nullif(s.heading_length, 0), 1)
                    AS heading,
                coalesce(i.label_length * n / nullif(s.label_length, 0), 1) AS label,
                coalesce(i.body_length * n / nullif(s.body_length, 0), 1) AS body
            FROM knowledge_indexedarticle i
            JOIN (SELECT *, article_count::float8 AS n FROM knowledge_indexedspace) s
                USING (space_id)
            WHERE i.article_id = ANY(%(kept)s)
        ) r ON r.article_id = c.article
    ) AS weighed
"""
NUMBERS: dict[str, float] = {
    "k1": K1,
    **{name: one.boost for name, one in FIELDS.items()},
    **{f"{name}_share": one.length_share for name, one in FIELDS.items()},
}

LEXEMES = """
    INSERT INTO knowledge_lexeme AS l (space_id, lexeme, article_count)
    SELECT space, lexeme, count(*) FROM staged_count
    JOIN staged_article USING (article) GROUP BY 1, 2
    ON CONFLICT (lexeme, space_id)
    DO UPDATE SET article_count = l.article_count + EXCLUDED.article_count
"""

WORDS = """
    INSERT INTO knowledge_word AS w (space_id, word, article_count)
    SELECT space, word, count(*)
    FROM staged_article, unnest(string_to_array(words, ' ')) AS word GROUP BY 1, 2
    ON CONFLICT (space_id, word)
    DO UPDATE SET article_count = w.article_count + EXCLUDED.article_count
"""

TABLES = (
    *("knowledge_posting", "knowledge_passage", "knowledge_lexeme", "knowledge_word"),
    *("knowledge_indexedarticle", "knowledge_indexedspace"),
)
ANALYZE = "ANALYZE " + ", ".join(TABLES)
