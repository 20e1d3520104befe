"""Writing a draft edition: its criteria and its questions."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.onboarding import rules
from apps.onboarding.access import can_author_standards
from apps.onboarding.models import (
    Criterion,
    Question,
    StandardVersion,
)
from apps.onboarding.queries.facts import fact_kind
from apps.onboarding.states import VersionState


def draft_of(pk: int, by: User) -> StandardVersion:
    rows = StandardVersion.objects.select_for_update(of=("self",))
    edition = rows.select_related("standard").get(pk=pk)
    if not can_author_standards(by):
        raise PermissionDenied
    if edition.state != VersionState.DRAFT:
        raise DomainError("A published version never changes: start a new draft.")
    return edition


def _keys_of_others(edition: StandardVersion) -> set[str]:
    """The questions of the other standards in force."""
    rows = Question.objects.filter(edition__state=VersionState.PUBLISHED)
    rows = rows.exclude(edition__standard=edition.standard_id)
    return set(rows.values_list("key", flat=True))


def _keys_known_to(edition: StandardVersion) -> list[str]:
    """Its own questions, and those of the other standards in force."""
    own = edition.questions.values_list("key", flat=True)
    return [*_keys_of_others(edition), *own]


def _check_criterion(edition: StandardVersion, fields: Mapping[str, Any]) -> None:
    """Refuse a rule, or a condition on a fact, that can't be understood."""
    check_rule(edition, fields.get("applies", {}))
    if fields.get("evidence_kind") == Criterion.EvidenceKind.AUTOMATIC:
        check_condition(fields.get("wanted", {}))


def check_condition(wanted: Mapping[str, Any]) -> None:
    kind = fact_kind(str(wanted.get("check", "")))
    if found := rules.condition_faults(wanted, kind):
        raise DomainError(" ".join(found))


def check_rule(edition: StandardVersion, rule: Mapping[str, Any]) -> None:
    if found := rules.faults(rule, _keys_known_to(edition)):
        raise DomainError(" ".join(found))


def _check_code(others: QuerySet[Criterion], code: str) -> None:
    if others.filter(code=code).exists():
        raise DomainError(f"There is a criterion {code} already.")


@transaction.atomic
def add_criterion(
    edition_pk: int, *, by: User, now: datetime, **fields: Any
) -> Criterion:
    """A new criterion in a draft."""
    edition = draft_of(edition_pk, by)
    _check_criterion(edition, fields)
    _check_code(edition.criteria.all(), fields["code"])
    found = Criterion.objects.create(edition=edition, **fields)
    record(
        edition.standard,
        "onboarding.criterion_added",
        by=by,
        now=now,
        touched=[found],
        criterion=found.code,
    )
    return found


@transaction.atomic
def amend_criterion(
    pk: int, *, by: User, expected_version: int, now: datetime, **fields: Any
) -> Criterion:
    """Change a criterion of a draft."""
    found = Criterion.objects.get(pk=pk)
    edition = draft_of(found.edition_id, by)
    unchanged = {"evidence_kind": found.evidence_kind, "wanted": found.wanted}
    _check_criterion(edition, unchanged | fields)
    _check_code(edition.criteria.exclude(pk=pk), fields.get("code", found.code))
    for name, value in fields.items():
        setattr(found, name, value)
    found.save_if_version(expected_version, list(fields))
    record(
        edition.standard,
        "onboarding.criterion_amended",
        by=by,
        now=now,
        touched=[found],
        criterion=found.code,
    )
    return found


@transaction.atomic
def remove_criterion(pk: int, *, by: User, now: datetime) -> StandardVersion:
    """Take a criterion out of a draft."""
    found = Criterion.objects.get(pk=pk)
    edition = draft_of(found.edition_id, by)
    record(
        edition.standard,
        "onboarding.criterion_removed",
        by=by,
        now=now,
        touched=[found],
        criterion=found.code,
    )
    found.delete()
    return edition


@transaction.atomic
def set_question(
    edition_pk: int,
    *,
    by: User,
    now: datetime,
    key: str,
    expected_version: int | None = None,
    **fields: Any,
) -> Question:
    """Add a question to a draft; with the version that was read, change the one there."""
    edition = draft_of(edition_pk, by)
    found = edition.question_with(key)
    if found and expected_version is None:
        raise DomainError(f"There is a question {key} already.")
    if found is None and expected_version is not None:
        raise DomainError(f"There is no question {key} in this draft any more.")
    if found is None or expected_version is None:
        found = Question.objects.create(edition=edition, key=key, **fields)
    else:
        for name, value in fields.items():
            setattr(found, name, value)
        found.save_if_version(expected_version, list(fields))
    record(
        edition.standard,
        "onboarding.question_set",
        by=by,
        now=now,
        touched=[found],
        question=key,
    )
    return found


@transaction.atomic
def remove_question(pk: int, *, by: User, now: datetime) -> StandardVersion:
    """Take a question out of a draft, unless something is decided by it."""
    found = Question.objects.get(pk=pk)
    edition = draft_of(found.edition_id, by)
    if found.key not in _keys_of_others(edition):
        for one in edition.criteria.all():
            if found.key in rules.questions_of(one.applies):
                raise DomainError(f"{one.code} is decided by it: change that first.")
        if found.key in rules.questions_of(edition.standard.applies):
            raise DomainError("Whether the standard applies is decided by it.")
        check_nobody_asks(edition, [found.key])
    record(
        edition.standard,
        "onboarding.question_removed",
        by=by,
        now=now,
        touched=[found],
        question=found.key,
    )
    found.delete()
    return edition


def check_nobody_asks(leaving: StandardVersion, keys: Iterable[str]) -> None:
    """Refuse to lose questions by which another standard in force decides."""
    in_force = StandardVersion.objects.in_force().select_related("standard")
    others = list(in_force.exclude(standard=leaving.standard_id))
    rows = Question.objects.filter(edition__in=others)
    lost = set(keys) - set(rows.values_list("key", flat=True))
    for edition in others:
        said = [edition.standard.applies]
        said += edition.criteria.values_list("applies", flat=True)
        named = {key for rule in said for key in rules.questions_of(rule)}
        if asked := lost & named:
            raise DomainError(
                f"{edition.standard} decides by the question {min(asked)}: "
                "change that standard first."
            )
