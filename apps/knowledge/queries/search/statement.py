"""The one statement that searches: text, meaning, their fusion, and what is counted.

Everything in it reads through `seen`, the spaces its reader sees; what comes out is
joined with the articles as they are now, so that one that has moved since it was
indexed is not shown by the place it had.
"""

from apps.knowledge.rules.search import ranking as numbers

NUMBERS: dict[str, object] = {
    # How many words of the base the beginning of one is taken for.
    "most_begun": 20,
    # Below this many passages all are compared; above, the index finds the near ones.
    "exact_below": 20_000,
    "ef_search": "200",
    "passage_depth": 3 * numbers.MEANING_DEPTH,
    "most_distance": 1 - numbers.LEAST_COSINE,
    "age_share": numbers.AGE_SHARE,
    "due_factor": numbers.DUE_FACTOR,
    "helpful_share": numbers.HELPFUL_SHARE,
    "k_fusion": numbers.K_FUSION,
    "meaning_depth": numbers.MEANING_DEPTH,
    "old_days": numbers.OLD_DAYS,
    "prefix_share": numbers.PREFIX_SHARE,
    "retired_factor": numbers.RETIRED_FACTOR,
    "synonym_share": numbers.SYNONYM_SHARE,
    "text_depth": numbers.TEXT_DEPTH,
    "verified_factor": numbers.VERIFIED_FACTOR,
    "whole_share": numbers.WHOLE_SHARE,
    "most_share": numbers.MOST_SHARE,
}

# The platforms and applications are there for choices and counts alone.
SEEN = """
seen AS MATERIALIZED ($seen),
seen_platform AS ($platforms),
seen_application AS ($applications),
spaces AS MATERIALIZED (SELECT coalesce(array_agg(id), '{}') AS ids FROM seen),
size AS MATERIALIZED (
    SELECT coalesce(sum(article_count), 0) AS articles,
        coalesce(sum(passage_count), 0) AS passages
    FROM knowledge_indexedspace WHERE space_id = ANY((SELECT ids FROM spaces)::bigint[])
)
"""

TERMS = """
typed AS MATERIALIZED (
    SELECT n, part, tsvector_to_array(to_tsvector('english', part)) AS lexemes
    FROM unnest(%(part_of)s::int[], %(parts)s::text[]) AS t(n, part)
),
meant AS MATERIALIZED (
    SELECT s.space_id AS space, l.lexeme FROM knowledge_synonym s,
        unnest(tsvector_to_array(to_tsvector('english',
            regexp_replace(s.means, '[^[:alnum:]]+', ' ', 'g')))
            || ('=' || lower(s.means))) AS l(lexeme)
    WHERE (s.space_id IS NULL OR s.space_id = ANY((SELECT ids FROM spaces)::bigint[]))
        AND position(' ' || lower(s.words) || ' ' IN %(normalised)s) > 0
),
asked AS (
    SELECT n, NULL::bigint AS space, unnest(lexemes) AS lexeme, 1.0 AS share FROM typed
    UNION ALL
    SELECT n, NULL, '=' || whole, %(whole_share)s
    FROM unnest(%(wholes)s::text[]) WITH ORDINALITY AS w(whole, n)
    UNION ALL
    SELECT NULL, space, lexeme, %(synonym_share)s FROM meant
),
known AS MATERIALIZED (
    SELECT a.n, a.space, a.lexeme, a.share, d.articles FROM asked a, LATERAL (
        SELECT sum(article_count) AS articles FROM knowledge_lexeme l
        WHERE l.lexeme = a.lexeme
            AND l.space_id = ANY((SELECT ids FROM spaces)::bigint[])
    ) d WHERE d.articles > 0
),
begun AS MATERIALIZED (
    SELECT p.n, NULL::bigint AS space, b.lexeme,
        %(prefix_share)s AS share, b.articles
    FROM unnest(%(begun_of)s::int[], %(begins)s::text[], %(ends)s::text[],
        %(unless)s::text[]) AS p(n, low, high, unless), LATERAL (
        SELECT lexeme, sum(article_count) AS articles FROM knowledge_lexeme l
        WHERE l.lexeme > p.low AND l.lexeme < p.high
            AND l.space_id = ANY((SELECT ids FROM spaces)::bigint[])
        GROUP BY lexeme HAVING sum(article_count) > 0
        ORDER BY articles DESC, lexeme LIMIT %(most_begun)s
    ) b WHERE EXISTS (
        SELECT FROM typed t WHERE t.n = p.n AND cardinality(t.lexemes) > 0
    ) AND NOT EXISTS (
        SELECT FROM known k WHERE k.n = p.n AND k.lexeme LIKE p.unless)
),
terms AS MATERIALIZED (
    SELECT lexeme, space, least(sum(share), %(most_share)s)
        * ln(1 + (greatest(s.articles - max(t.articles), 0) + 0.5)
            / (max(t.articles) + 0.5)) AS value
    FROM (
        SELECT lexeme, space, share, articles FROM known
        UNION ALL
        SELECT DISTINCT lexeme, space, share, articles FROM begun
            WHERE lexeme NOT IN (SELECT lexeme FROM known)
    ) t, size s
    GROUP BY lexeme, space, s.articles
)
"""

# The articles that signs and choices leave: made only where there are any.
ALLOWED = """
allowed AS MATERIALIZED (
    SELECT a.id FROM knowledge_article a
    WHERE a.space_id = ANY((SELECT ids FROM spaces)::bigint[])
        AND a.published_id IS NOT NULL AND $conditions
)
"""
ONLY_ALLOWED = "AND p.article_id IN (SELECT id FROM allowed)"

TEXT = """
text_half AS MATERIALIZED (
    SELECT p.article_id, sum(p.weight * t.value) AS score
    FROM terms t JOIN knowledge_posting p ON p.lexeme = t.lexeme
        AND p.space_id = ANY((SELECT ids FROM spaces)::bigint[])
    WHERE (t.space IS NULL OR p.space_id = t.space) $allowed
    GROUP BY p.article_id ORDER BY score DESC, p.article_id LIMIT %(text_depth)s
)
"""

# Without words there is nothing to rank by: what the other signs leave, by its name.
BROWSED = """
text_half AS MATERIALIZED (
    SELECT a.id AS article_id, (-row_number() OVER (ORDER BY a.title, a.id))::float8 AS score
    FROM knowledge_article a JOIN allowed USING (id)
    ORDER BY score DESC LIMIT %(text_depth)s
)
"""

# A reader of few passages has those of each space compared, out of the index that has
# the vectors by space; of many, the index of meaning finds the near ones.
# The settings last as long as the statement; the scan that they are for reads them
# after this one-time filter.
MEANING = """
tuned AS MATERIALIZED (
    SELECT set_config('hnsw.iterative_scan', 'strict_order', true) || set_config(
        'hnsw.ef_search', %(ef_search)s, true) AS done
),
near_passage AS MATERIALIZED (
    (SELECT near.* FROM unnest((SELECT ids FROM spaces
        WHERE (SELECT passages < %(exact_below)s FROM size))::bigint[]) AS s(id), LATERAL (
        SELECT p.article_id, p.id, (p.embedding <=> %(vector)s::halfvec) + 0 AS distance
        FROM knowledge_passage p
        WHERE p.space_id = s.id AND p.embedding IS NOT NULL
            AND p.embedded_by = %(model)s $allowed
        ORDER BY distance LIMIT %(passage_depth)s
    ) near ORDER BY distance LIMIT %(passage_depth)s)
    UNION ALL
    (SELECT p.article_id, p.id, p.embedding <=> %(vector)s::halfvec AS distance
    FROM knowledge_passage p
    WHERE (SELECT passages >= %(exact_below)s FROM size)
        AND (SELECT done FROM tuned) IS NOT NULL AND p.embedded_by = %(model)s
        AND p.space_id = ANY((SELECT ids FROM spaces)::bigint[]) $allowed
    ORDER BY p.embedding <=> %(vector)s::halfvec LIMIT %(passage_depth)s)
),
meaning_half AS MATERIALIZED (
    SELECT DISTINCT ON (article_id) article_id, id AS passage, distance
    FROM near_passage WHERE distance <= %(most_distance)s
    ORDER BY article_id, distance
)
"""
NO_MEANING = """
meaning_half AS MATERIALIZED (
    SELECT NULL::bigint AS article_id, NULL::bigint AS passage, NULL::float8 AS distance
    WHERE false
)
"""

FOUND = """
ranked AS MATERIALIZED (
    SELECT article_id, text_rank, meaning_rank, passage, distance
    FROM (SELECT article_id, row_number() OVER (ORDER BY score DESC, article_id)
        AS text_rank FROM text_half) t
    FULL JOIN (SELECT article_id, passage, distance,
        row_number() OVER (ORDER BY distance, article_id) AS meaning_rank
        FROM meaning_half ORDER BY distance, article_id
        LIMIT %(meaning_depth)s) m USING (article_id)
),
found AS MATERIALIZED (
    SELECT a.id, a.space_id, a.kind, a.owner_id, a.labels, a.standing, a.title, a.slug,
        a.verified_at, r.text_rank, r.meaning_rank, r.passage,
        (coalesce(1.0 / (%(k_fusion)s + text_rank), 0)
            + coalesce(1.0 / (%(k_fusion)s + meaning_rank), 0))
        * CASE a.standing WHEN 'due' THEN %(due_factor)s
            WHEN 'retired' THEN %(retired_factor)s
            ELSE %(verified_factor)s END
        * (1 - %(age_share)s * least(greatest(coalesce(
            %(today)s::date - (a.verified_at AT TIME ZONE %(zone)s)::date,
            %(old_days)s), 0), %(old_days)s) / %(old_days)s::float8)
        * (1 + %(helpful_share)s * coalesce(i.helpfulness, 0)) AS score
    FROM ranked r JOIN knowledge_article a ON a.id = r.article_id
    LEFT JOIN knowledge_indexedarticle i ON i.article_id = a.id
    WHERE a.space_id = ANY((SELECT ids FROM spaces)::bigint[])
        AND a.standing IN ('published', 'due', 'retired')
),
page AS MATERIALIZED (
    SELECT * FROM found ORDER BY score DESC, id LIMIT %(limit)s OFFSET %(offset)s
)
"""

# The passage with the rarest of the words; where none has any, the nearest in meaning.
SHOWN = """
SELECT
    (SELECT count(*) FROM found) AS total,
    (SELECT coalesce(json_agg(json_build_object('n', n, 'part', part)), '[]') FROM typed
        WHERE cardinality(lexemes) > 0 AND NOT EXISTS (
            SELECT FROM known k WHERE k.n = typed.n AND k.lexeme = ANY(typed.lexemes))
    ) AS unknown,
    (SELECT coalesce(json_agg(DISTINCT n), '[]') FROM (
        SELECT n FROM known WHERE lexeme LIKE '=%%' AND n IS NOT NULL
        UNION SELECT n FROM begun) w) AS whole,
    (SELECT coalesce(json_agg(lexeme), '[]') FROM terms) AS lexemes,
    $facets AS facets,
    (SELECT coalesce(json_agg(to_json(h) ORDER BY h.score DESC, h.id), '[]') FROM (
        SELECT page.id, page.title, page.slug, page.kind, page.standing,
            page.verified_at, page.labels, page.text_rank, page.meaning_rank,
            page.score, s.slug AS space, s.name AS space_name,
            b.heading, b.anchor, b.text
        FROM page JOIN knowledge_space s ON s.id = page.space_id
        LEFT JOIN LATERAL (
            SELECT heading, anchor, left(text, 8000) AS text
            FROM knowledge_passage p WHERE p.article_id = page.id
            ORDER BY (SELECT coalesce(sum(value), 0) FROM terms
                WHERE position(ltrim(lexeme, '=')
                    IN lower(p.heading || ' ' || p.text)) > 0) DESC,
                (p.id = page.passage) IS TRUE DESC, p.position
            LIMIT 1
        ) b ON true
    ) h) AS hits
"""
