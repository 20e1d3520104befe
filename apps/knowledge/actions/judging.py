"""Queries that people judged: kept, brought by a file, and put to search every night."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.accounts.models import Organisation, User
from apps.accounts.roles import Held, Rights, Role, ScopeKind
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import record
from apps.knowledge.access import can_judge
from apps.knowledge.actions.embedding import embedder
from apps.knowledge.actions.searching import search
from apps.knowledge.models import (
    Article,
    Evaluation,
    JudgedQuery,
    Judgement,
    Space,
    Synonym,
)
from apps.knowledge.queries.search import Chosen
from apps.knowledge.rules.measures import (
    DEPTH,
    Measured,
    first_place,
    measure,
    ndcg,
)
from apps.knowledge.rules.trials import Trial, Trying

Grades = Mapping[Article, int]
MOST_TRIED = 300


@transaction.atomic
def judge_query(
    space: Space, *, query: str, wanted: Grades, by: User, now: datetime
) -> JudgedQuery:
    """Keep what should be found for a query in a space."""
    if not can_judge(by, space):
        raise PermissionDenied
    try:
        with transaction.atomic():
            made = JudgedQuery.objects.create(
                space=space, query=query, added_by=by, added_at=now
            )
    except IntegrityError:
        raise DomainError(f"“{query}” is judged in {space} already.") from None
    _set_wanted(made, wanted)
    record(made, "knowledge.query_judged", by=by, now=now, count=len(wanted))
    return made


@transaction.atomic
def amend_judged(
    pk: int, *, query: str, wanted: Grades, by: User, version: int, now: datetime
) -> JudgedQuery:
    """Say otherwise what should be found. EditConflict if somebody else saved."""
    found = _locked(pk, by)
    if found.version != version:
        raise EditConflict(found, {"query": query})
    found.query = query
    try:
        with transaction.atomic():
            found.save_if_version(version, ["query"])
    except IntegrityError:
        raise DomainError(f"“{query}” is judged in {found.space} already.") from None
    _set_wanted(found, wanted)
    record(found, "knowledge.judged_amended", by=by, now=now, count=len(wanted))
    return found


@transaction.atomic
def remove_judged(pk: int, *, by: User, now: datetime) -> None:
    """Take a judged query out; evaluations that counted it stay as they are."""
    found = _locked(pk, by)
    record(found.space, "knowledge.judged_removed", by=by, now=now, query=found.query)
    found.delete()


@transaction.atomic
def bring_judged(
    space: Space, *, queries: Mapping[str, Grades], by: User, now: datetime
) -> tuple[int, int]:
    """Keep what a file says; how many queries are new, how many changed.

    What the file does not name stays. The same file again changes nothing.
    """
    if not can_judge(by, space):
        raise PermissionDenied
    rows = JudgedQuery.objects.select_for_update().filter(space=space)
    known = {one.query: one for one in rows.filter(query__in=queries)}
    new = changed = 0
    for query, wanted in queries.items():
        found = known.get(query)
        if found is None:
            judge_query(space, query=query, wanted=wanted, by=by, now=now)
            new += 1
        elif _set_wanted(found, wanted):
            record(found, "knowledge.judged_amended", by=by, now=now, count=len(wanted))
            changed += 1
    return new, changed


def _locked(pk: int, by: User) -> JudgedQuery:
    rows = JudgedQuery.objects.visible_to(by).select_for_update(of=("self",))
    found = rows.select_related("space").get(pk=pk)
    if not can_judge(by, found.space):
        raise PermissionDenied
    return found


def _set_wanted(judged: JudgedQuery, wanted: Grades) -> bool:
    """Make the judgements these; whether anything changed."""
    asked = {article.pk: grade for article, grade in wanted.items()}
    known = dict(judged.judgements.values_list("article", "grade"))
    if asked == known:
        return False
    for pk, grade in asked.items():
        Judgement.objects.update_or_create(
            judged=judged, article_id=pk, defaults={"grade": grade}
        )
    judged.judgements.exclude(article__in=asked).delete()
    return True


def evaluate_all(*, now: datetime) -> int:
    """Put every space's judged queries to search; how many spaces."""
    spaces = list(Space.objects.filter(judged_queries__isnull=False).distinct())
    for space in spaces:
        evaluate_space(space, now=now)
    return len(spaces)


def evaluate_space(space: Space, *, now: datetime) -> Evaluation | None:
    """How well search answers the judged queries of a space today; None without any.

    Search answers as it does in the space for who reads all of it.
    """
    judged = _judged(space)
    rankings = _rankings(space, judged, now=now)
    measured = _measured(judged, rankings)
    if not measured.queries:
        return None
    with transaction.atomic():
        for one in judged:
            grades = _grades(one)
            ranking = rankings[one.pk]
            one.last_ndcg = ndcg(ranking, grades)
            one.last_place = first_place(ranking, grades)
            one.evaluated_at = now
        names = ["last_ndcg", "last_place", "evaluated_at"]
        JudgedQuery.objects.bulk_update(judged, names, batch_size=500)
        model = embedder()
        return Evaluation.objects.create(
            space=space,
            at=now,
            queries=measured.queries,
            ndcg=measured.ndcg,
            recall=measured.recall,
            mrr=measured.mrr,
            without_result=measured.without_result,
            embedder=model.name if model else "",
        )


def evaluate_now(space: Space, *, by: User, now: datetime) -> Evaluation:
    """The same by hand, by who judges there."""
    if not can_judge(by, space):
        raise PermissionDenied
    found = evaluate_space(space, now=now)
    if found is None:
        raise DomainError("Judge a query first: there is nothing to put to search.")
    return found


class _Undone(Exception):
    """Ends the transaction in which something was tried."""


def try_synonym(
    space: Space, *, words: str, means: str, by: User, now: datetime
) -> Trial:
    """What a synonym would change for the judged queries of a space. Nothing is kept."""
    if not can_judge(by, space):
        raise PermissionDenied
    judged = _judged(space)[:MOST_TRIED]
    before = _rankings(space, judged, now=now)
    after: dict[int, list[int]] = {}
    try:
        with transaction.atomic():
            Synonym.objects.update_or_create(
                space=space, words=words, defaults={"means": means}
            )
            after = _rankings(space, judged, now=now)
            raise _Undone
    except _Undone:
        pass
    tried = [
        Trying(
            one.query,
            ndcg(before[one.pk], _grades(one)),
            ndcg(after[one.pk], _grades(one)),
            first_place(before[one.pk], _grades(one)),
            first_place(after[one.pk], _grades(one)),
        )
        for one in judged
    ]
    return Trial(_measured(judged, before), _measured(judged, after), tried)


def _judged(space: Space) -> list[JudgedQuery]:
    rows = JudgedQuery.objects.filter(space=space).select_related("space")
    return list(rows.prefetch_related("judgements"))


def _grades(judged: JudgedQuery) -> dict[int, float]:
    return {one.article_id: float(one.grade) for one in judged.judgements.all()}


def _measured(
    judged: Sequence[JudgedQuery], rankings: Mapping[int, list[int]]
) -> Measured:
    return measure((rankings[one.pk], _grades(one)) for one in judged)


def _rankings(
    space: Space, judged: Sequence[JudgedQuery], *, now: datetime
) -> dict[int, list[int]]:
    """What search finds for each, by the keys of articles, best first."""
    reader, chosen = _reader_of_all(), Chosen(space=space.slug)
    return {
        one.pk: [
            hit.pk
            for hit in search(
                reader,
                one.query,
                now=now,
                chosen=chosen,
                limit=DEPTH,
                has_facets=False,
            ).found.hits
        ]
        for one in judged
    }


def _reader_of_all() -> User:
    """Somebody who reads every space and is nobody: never saved, never logged in."""
    found = User(organisation=Organisation(kind=Organisation.Kind.INTERNAL))
    found.rights = Rights([Held(Role.AUDITOR, ScopeKind.EVERYTHING)])
    return found
