"""Search put to a judged collection, beside what a public library finds in it.

The collection is indexed in a space of its own, by the same statements and searched by
the same one as every other; nothing of it stays.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import Organisation, Team, User
from apps.core.errors import DomainError
from apps.knowledge.actions.embedding import embed_texts, embedder
from apps.knowledge.actions.embedding import said as embedded_text
from apps.knowledge.actions.indexing import Text, analyze, index_texts
from apps.knowledge.actions.searching import search
from apps.knowledge.models import (
    Article,
    ArticleVersion,
    Part,
    Passage,
    Space,
    SpaceMember,
)
from apps.knowledge.queries.search import Chosen, Meaning, Request, ask
from apps.knowledge.rules.measures import DEPTH, Grades, Measured, measure
from apps.knowledge.rules.reading import headings
from apps.knowledge.rules.search.query import Asked, understand
from apps.knowledge.states import Standing

SLUG = "evaluation-of-search"
LONGEST_TITLE = 200
FIRST = 3
TEXT, MEANING, HYBRID = "text alone", "meaning alone", "hybrid"


@dataclass(frozen=True)
class Document:
    """One of a collection."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Collection:
    """Documents, queries by key, and the grades people gave: query → document → grade."""

    documents: Sequence[Document]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, float]]


def read_collection(folder: Path) -> Collection:
    """A folder in the layout of BEIR: corpus.jsonl, queries.jsonl, qrels/*.tsv.

    Of several files of judgements `test.tsv` is the one that counts, where there is one.
    """
    try:
        documents = {
            key: Document(key, said(row.get("title")), said(row.get("text")))
            for key, row in _rows(folder / "corpus.jsonl")
        }
        queries = {
            key: said(row.get("text")) for key, row in _rows(folder / "queries.jsonl")
        }
        grades: dict[str, dict[str, float]] = {}
        for query, document, grade in _judged(folder / "qrels"):
            grades.setdefault(query, {})[document] = grade
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DomainError(f"{folder} is not a collection: {error!r}") from error
    judged = {key: text for key, text in queries.items() if key in grades}
    if not documents or not judged:
        raise DomainError(f"{folder} has no document, or no query that was judged.")
    return Collection(list(documents.values()), judged, grades)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each line's `_id`, which may be a number, and all of it."""
    with path.open(encoding="utf-8-sig") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                yield str(row["_id"]), row


def said(text: Any) -> str:
    """What the database can keep of a text."""
    return str(text or "").replace("\0", " ").encode(errors="replace").decode()


def _judged(folder: Path) -> Iterator[tuple[str, str, float]]:
    """Query, document and grade of each line: three columns, or TREC's four."""
    test = folder / "test.tsv"
    for path in [test] if test.exists() else sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            cells = line.split("\t") if "\t" in line else line.split()
            if cells and _is_number(cells[-1]):
                yield cells[0], cells[-2], max(float(cells[-1]), 0.0)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def grades_of(collection: Collection, query: str) -> Grades:
    """What people said of a query's documents."""
    return dict(collection.grades[query].items())


class _Undone(Exception):
    """Ends the transaction in which the collection stood."""


def evaluate(collection: Collection, *, now: datetime) -> dict[str, Measured]:
    """How good each way to search is, by its name. What it wrote is undone."""
    found: dict[str, Measured] = {}
    try:
        with transaction.atomic():
            placed = _placed(collection.documents, now=now)
            _embed(placed.space)
            found.update(_measured(collection, placed, now=now))
            raise _Undone
    except _Undone:
        return found


def count_found(titles: Mapping[str, str], documents: Sequence[Document]) -> int:
    """How many of the titles find a document so called in the first three, by words.

    `titles` maps what is typed to the title it is for. What it wrote is undone.
    """
    now = timezone.now()
    found = 0
    try:
        with transaction.atomic():
            placed = _placed(documents, now=now)
            for typed, title in titles.items():
                answer = search(placed.reader, typed, now=now, limit=FIRST)
                found += title in {hit.title for hit in answer.found.hits}
            raise _Undone
    except _Undone:
        return found


def read_markdown(folder: Path) -> list[Document]:
    """Every Markdown file below a folder, called by its first heading."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if title := next(iter(headings(text)), None):
            key = str(path.relative_to(folder))
            found.append(Document(key, title.text[:LONGEST_TITLE], text))
    return found


@dataclass(frozen=True)
class _Placed:
    """Where the collection stands: its reader, and the key of each article."""

    reader: User
    space: Space
    keys: Mapping[int, str]


def _placed(documents: Sequence[Document], *, now: datetime) -> _Placed:
    """The documents in a closed space, and one outsider who reads it and nothing else."""
    organisation = Organisation.objects.create(
        name=SLUG, slug=SLUG, kind=Organisation.Kind.VENDOR
    )
    team = Team.objects.create(name=SLUG, slug=SLUG, organisation=organisation)
    reader = User.objects.create(
        email=f"{SLUG}@example.invalid", name=SLUG, organisation=organisation
    )
    space = Space.objects.create(slug=SLUG, name=SLUG, team=team, is_open=False)
    SpaceMember.objects.create(space=space, user=reader, part=Part.READER)
    keys = _written(documents, space, now=now)
    analyze()
    return _Placed(reader, space, keys)


def _written(
    documents: Sequence[Document], space: Space, *, now: datetime
) -> dict[int, str]:
    """The documents as published articles, indexed."""
    articles = Article.objects.bulk_create(
        [
            Article(
                space=space,
                slug=f"d-{number}",
                title=one.title[:LONGEST_TITLE],
                standing=Standing.PUBLISHED,
                created_at=now,
                changed_at=now,
                verified_at=now,
            )
            for number, one in enumerate(documents)
        ]
    )
    versions = ArticleVersion.objects.bulk_create(
        [
            ArticleVersion(
                article=article, number=1, title=article.title, created_at=now
            )
            for article in articles
        ]
    )
    for article, version in zip(articles, versions, strict=True):
        article.published = version
    Article.objects.bulk_update(articles, ["published"], batch_size=1000)
    texts = [
        Text(article.pk, space.pk, 1, one.title, [], one.text)
        for article, one in zip(articles, documents, strict=True)
    ]
    index_texts(texts, gone=[], now=now)
    return {
        article.pk: one.key for article, one in zip(articles, documents, strict=True)
    }


def _embed(space: Space) -> None:
    """Embed the passages now, if anything embeds here."""
    if (model := embedder()) is None:
        return
    rows = list(Passage.objects.filter(space=space).select_related("article"))
    vectors = embed_texts([embedded_text(row) for row in rows])
    if vectors is None:
        return
    for row, vector in zip(rows, vectors, strict=True):
        row.embedding, row.embedded_by = vector.tolist(), model.name
    Passage.objects.bulk_update(rows, ["embedding", "embedded_by"], batch_size=500)
    analyze()


def _measured(
    collection: Collection, placed: _Placed, *, now: datetime
) -> Iterator[tuple[str, Measured]]:
    queries = list(collection.queries)
    asked = [understand(collection.queries[key]) for key in queries]
    model = embedder()
    vectors = embed_texts([one.said for one in asked]) if model else None
    none: list[Meaning | None] = [None] * len(queries)
    meanings: list[Meaning | None] = (
        none
        if model is None or vectors is None
        else [Meaning(one.tolist(), model.name) for one in vectors]
    )

    def rankings(
        meant: Iterable[Meaning | None], *, has_text: bool
    ) -> Iterator[list[str]]:
        for one, meaning in zip(asked, meant, strict=True):
            yield _ranking(placed, one, meaning, has_text=has_text, now=now)

    def scored(found: Iterable[Sequence[str]]) -> Measured:
        grades = [grades_of(collection, key) for key in queries]
        return measure(zip(found, grades, strict=True))

    yield TEXT, scored(rankings(none, has_text=True))
    if vectors is not None:
        yield MEANING, scored(rankings(meanings, has_text=False))
        yield HYBRID, scored(rankings(meanings, has_text=True))


def _ranking(
    placed: _Placed,
    asked: Asked,
    meaning: Meaning | None,
    *,
    has_text: bool,
    now: datetime,
) -> list[str]:
    request = Request(
        asked,
        Chosen(space=SLUG),
        meaning=None if asked.is_name and has_text else meaning,
        limit=DEPTH,
        has_text=has_text,
        has_facets=False,
    )
    return [placed.keys[hit.pk] for hit in ask(placed.reader, request, now=now).hits]
