"""Measures search on a judged collection, beside BM25 of a public library."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.module_loading import import_string

from apps.core.errors import DomainError
from apps.knowledge.actions.evaluating import (
    Collection,
    count_found,
    evaluate,
    grades_of,
    read_collection,
    read_markdown,
)
from apps.knowledge.rules.measures import DEPTH, Measured, measure
from apps.knowledge.rules.search.mistyping import mistyped

LIBRARY = "BM25 of bm25s"


class Command(BaseCommand):
    help = (
        "Index a collection (corpus.jsonl, queries.jsonl, qrels/*.tsv) in a space of its"
        " own, ask its queries by text, by meaning and by both, and undo it all."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--mistyped",
            type=int,
            metavar="N",
            help=(
                "The folder holds Markdown files: ask for N of their titles with one"
                " edit in one word, and count those found in the first three."
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["mistyped"]:
            self.stdout.write(by_typos(options["folder"], options["mistyped"]))
            return
        try:
            collection = read_collection(options["folder"])
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{len(collection.documents)} documents,"
            f" {len(collection.queries)} judged queries"
        )
        rows = evaluate(collection, now=timezone.now())
        try:
            rows[LIBRARY] = by_library(collection)
        except ImportError:
            self.stdout.write("bm25s and PyStemmer are not installed: no comparison.")
        for line in table(rows):
            self.stdout.write(line)


def by_typos(folder: Path, count: int) -> str:
    """How many mistyped titles are found, as a sentence."""
    documents = read_markdown(folder)
    if not documents:
        raise CommandError(f"{folder} holds no Markdown file with a heading.")
    dice = random.Random(1)
    titles = sorted({one.title for one in documents})
    chosen = dice.sample(titles, min(count, len(titles)))
    typed = {mistyped(title, dice): title for title in chosen}
    found = count_found(typed, documents)
    return (
        f"{found} of {len(typed)} mistyped titles ({found / len(typed):.1%}) find their"
        f" article in the first three of {len(documents)} articles"
    )


def by_library(collection: Collection) -> Measured:
    """What bm25s finds in the same documents, with its English stemmer and stop words."""
    library = import_string("bm25s.BM25")
    tokenize = import_string("bm25s.tokenize")
    stemmer = import_string("Stemmer.Stemmer")("english")

    def cut(texts: list[str]) -> Any:
        return tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)

    documents = collection.documents
    index = library()
    index.index(
        cut([f"{one.title} {one.text}" for one in documents]), show_progress=False
    )
    places, _ = index.retrieve(
        cut(list(collection.queries.values())),
        k=min(DEPTH, len(documents)),
        show_progress=False,
    )
    found = ([documents[place].key for place in row] for row in places.tolist())
    grades = [grades_of(collection, key) for key in collection.queries]
    return measure(zip(found, grades, strict=True))


def table(rows: dict[str, Measured]) -> Iterator[str]:
    """The measures as lines, with what each is beside the library's BM25."""
    base = rows.get(LIBRARY)
    yield f"{'ranking':<16}{'nDCG@10':>9}{'recall@10':>11}{'MRR':>8}{'to BM25':>10}"
    for name, one in rows.items():
        beside = f"{one.ndcg / base.ndcg - 1:+.1%}" if base and base.ndcg else ""
        yield (
            f"{name:<16}{one.ndcg:>9.3f}{one.recall:>11.3f}{one.mrr:>8.3f}{beside:>10}"
        )
