"""Search in many articles, beside a bare full-text query and a bare page of ten rows.

BENCH_ARTICLES says how many, BENCH_TEXTS names a folder of Markdown files whose passages are
put together anew; else those of the demonstration, which are few: every word is in many.
"""

import os
import random
import resource
import statistics
import threading
import time
from collections.abc import Callable, Sequence

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from apps.accounts.models import User
from apps.knowledge.actions.indexing import analyze, index_articles
from apps.knowledge.models import Article, Part, Passage, SpaceMember
from apps.knowledge.queries.search import Meaning, Request, ask
from apps.knowledge.rules.search.query import understand
from tests.bench.articles import pieces, placed
from tests.bench.harness import AIM, server, timed
from tests.bench.ledger import note
from tests.bench.test_load import TEXTS
from tests.bench.test_pages import url_of
from tests.bench.test_tickets import Spent
from tests.factories import NOW, UserFactory
from tests.knowledge.factories import outsider

ARTICLES = int(os.environ.get("BENCH_ARTICLES", "12000"))
SPACES = 20
QUERIES = 150
MODEL = "bench"
BARE = """
    SELECT a.id, a.title, ts_rank_cd(b.words, q) AS rank
    FROM bare b JOIN knowledge_article a ON a.id = b.id,
        (SELECT replace(plainto_tsquery('english', %s)::text, '&', '|')::tsquery AS q) q
    WHERE b.words @@ q ORDER BY rank DESC LIMIT 10
"""


def queries(known: Sequence[tuple[str, str]]) -> list[str]:
    """Two to eight words out of headings and texts, a third of them names in code."""
    dice = random.Random(11)
    found = []
    while len(found) < QUERIES:
        heading, text = dice.choice(known)
        words = text.split()
        start = dice.randrange(max(1, len(words) - 8))
        said = words[start : start + dice.randint(2, 8)]
        found.append(heading if len(found) % 3 == 0 else " ".join(said))
    return found


def embedded() -> float:
    """Give every passage a vector in one of 499 heaps; seconds to index them.

    Time does not depend on what they mean, so no model is needed here.
    """
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute("DROP INDEX passage_by_meaning")
        cursor.execute(
            "UPDATE knowledge_passage p SET embedded_by = %s, embedding = (SELECT"
            " array_agg(sin(p.id %% 499 * n * 1.7) + 0.7 * sin(p.id * n * 78.233)"
            " ORDER BY n)::real[]::vector::halfvec FROM generate_series(1, 384) n)",
            [MODEL],
        )
        print(f"vectors written in {time.perf_counter() - started:.0f} s")
        started = time.perf_counter()
        cursor.execute(
            "CREATE INDEX passage_by_meaning ON knowledge_passage USING hnsw"
            " (embedding halfvec_cosine_ops)"
        )
    return time.perf_counter() - started


def spent(act: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """Milliseconds of each."""
    found = []
    for one in asked:
        started = time.perf_counter()
        act(one)
        found.append((time.perf_counter() - started) * 1000)
    return found


def work_of(act: Callable[[str], object], asked: Sequence[str]) -> float:
    """Milliseconds of processor, ours and the database's, of one; whatever else runs."""
    start = Spent.by_now()
    spent(act, asked)
    return Spent.by_now().since(start).work / len(asked) * 1000


def told(name: str, times: Sequence[float]) -> float:
    p95 = sorted(times)[int(len(times) * 0.95) - 1]
    print(f"{name:<44} p50 {statistics.median(times):7.1f}   p95 {p95:7.1f} ms")
    return p95


def by_four(act: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """The same by four at once, each on a connection of its own."""
    found: list[float] = []

    def run(share: Sequence[str]) -> None:
        try:
            found.extend(spent(act, share))
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=[asked[number::4]]) for number in range(4)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


def bare(text: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(BARE, [text])
        return cursor.fetchall()


def by(user: User, vectors: dict[str, list[float]]) -> Callable[[str], object]:
    def act(text: str) -> object:
        meaning = Meaning(vectors[text], MODEL) if vectors else None
        return ask(user, Request(understand(text), meaning=meaning), now=NOW)

    return act


@pytest.mark.django_db(transaction=True)
def test_search_in_many_articles():
    known = pieces(TEXTS)
    spaces = placed(ARTICLES, known, SPACES)
    pks = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    started = time.perf_counter()
    index_articles(pks, now=NOW)
    analyze()
    took = time.perf_counter() - started
    print(f"\n{len(known)} passages; load average {os.getloadavg()[0]:.1f}")
    print(f"{ARTICLES} articles indexed in {took:.0f} s: {ARTICLES / took:.0f}/s")
    print(f"HNSW built in {embedded():.0f} s")
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TABLE IF EXISTS bare; CREATE TABLE bare AS SELECT a.id, setweight(to_tsvector('english',"
            " a.title), 'A') || to_tsvector('english', v.body) AS words"
            " FROM knowledge_article a JOIN knowledge_articleversion v"
            " ON v.id = a.published_id"
        )
        cursor.execute("CREATE INDEX ON bare USING gin (words)")
        cursor.execute("ANALYZE")
        for table in ("posting", "passage", "lexeme", "word"):
            cursor.execute(
                "SELECT pg_size_pretty(pg_total_relation_size(oid)), reltuples"
                " FROM pg_class WHERE relname = %s",
                [f"knowledge_{table}"],
            )
            print(table, *cursor.fetchone())
    try:
        judged(known, spaces)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE bare")


def judged(known, spaces) -> None:
    asked = queries(known)
    near = Passage.objects.order_by("article__slug").values_list("embedding", flat=True)
    vectors = dict(zip(asked, [list(one) for one in near[:QUERIES]], strict=True))
    reader = UserFactory(email="bench@example.invalid")
    narrow = outsider(spaces[3])
    SpaceMember.objects.create(space=spaces[0], user=reader, part=Part.READER)
    ways = {
        "bare full text (OR, ts_rank_cd, ten rows)": bare,
        "search: words": by(reader, {}),
        "search: words and meaning": by(reader, vectors),
        "search: words, one space of twenty": by(narrow, {}),
        "search: words and meaning, one of twenty": by(narrow, vectors),
    }
    for act in ways.values():
        spent(act, asked[:10])
    found = {
        f"{name}, {clients}": told(f"{name}, {clients}", run(act, asked))
        for clients, run in (("1 client", spent), ("4 clients", by_four))
        for name, act in ways.items()
    }
    for name, act in ways.items():
        print(f"{name:<44} {work_of(act, asked):.1f} ms of processor")
    for clients in ("1 client", "4 clients"):
        floor = found[f"{next(iter(ways))}, {clients}"]
        for name in ways:
            spent_on = found[f"{name}, {clients}"]
            bound = 1 if name != next(iter(ways)) else None
            title = f"{name}, {clients}".removeprefix("search: ")
            note("search", title, spent_on, "ms p95", floor=floor, bound=bound)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of this process at most {memory:.0f} MB")
    short = [one for one in asked if len(by(narrow, vectors)(one).hits) < 10]
    print(f"meaning alone in one space of twenty, fewer than ten rows: {len(short)}")
    pages(reader, asked, found)
    print(f"load average {os.getloadavg()[0]:.1f}")
    for clients in ("1 client", "4 clients"):
        floor = found[f"bare full text (OR, ts_rank_cd, ten rows), {clients}"]
        assert found[f"search: words and meaning, {clients}"] < floor
    assert not short


def pages(reader: User, asked: Sequence[str], found: dict[str, float]) -> None:
    """The page of results, beside the floor, through gunicorn."""
    client = Client()
    client.force_login(reader)
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    os.environ["DATABASE_URL"] = url_of(connection.settings_dict["NAME"])
    with server() as port:
        for clients in (1, 4):
            bare = told(
                f"bare page of ten rows, {clients} client(s)",
                timed(port, "/bench/ten/", asked, cookie, clients),
            )
            page = told(
                f"page of results, {clients} client(s)",
                timed(port, "/knowledge/", asked, cookie, clients),
            )
            floor = (
                bare + found[f"search: words, {clients} client{'s' * (clients > 1)}"]
            )
            name = f"page of results, {clients} client(s)"
            note("search", name, page, "ms p95", floor=floor, bound=AIM)
