"""Writing standards: a draft edition, its criteria and questions, publishing it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.onboarding import rules
from apps.onboarding.access import can_author_standards
from apps.onboarding.models import (
    CRITERION_FIELDS,
    QUESTION_FIELDS,
    Criterion,
    Question,
    Standard,
    StandardVersion,
)
from apps.onboarding.states import VersionState


@transaction.atomic
def create_standard(
    *,
    by: User,
    slug: str,
    name: str,
    description: str = "",
    applies: Mapping[str, Any] | None = None,
    now: datetime,
) -> StandardVersion:
    """A new standard with an empty first draft."""
    if not can_author_standards(by):
        raise PermissionDenied
    standard = Standard.objects.create(
        slug=slug, name=name, description=description, applies=dict(applies or {})
    )
    draft = StandardVersion.objects.create(standard=standard, number=1, created_at=now)
    record(standard, "onboarding.standard_created", by=by, now=now, touched=[draft])
    return draft


@transaction.atomic
def draft_edition(standard_pk: int, *, by: User, now: datetime) -> StandardVersion:
    """The next edition as a draft, beginning with what the newest one says."""
    standard = Standard.objects.select_for_update().get(pk=standard_pk)
    if not can_author_standards(by):
        raise PermissionDenied
    newest = standard.versions.order_by("-number").first()
    if newest is None or newest.state == VersionState.DRAFT:
        raise DomainError("There is a draft already.")
    draft = StandardVersion.objects.create(
        standard=standard, number=newest.number + 1, created_at=now
    )
    _copy_parts(newest, draft)
    record(
        standard,
        "onboarding.edition_drafted",
        by=by,
        now=now,
        touched=[draft],
        number=draft.number,
    )
    return draft


def _copy_parts(source: StandardVersion, draft: StandardVersion) -> None:
    Criterion.objects.bulk_create(
        Criterion(
            edition=draft, **{name: getattr(one, name) for name in CRITERION_FIELDS}
        )
        for one in source.criteria.select_related("category")
    )
    Question.objects.bulk_create(
        Question(
            edition=draft, **{name: getattr(one, name) for name in QUESTION_FIELDS}
        )
        for one in source.questions.all()
    )


def _draft(pk: int, by: User) -> StandardVersion:
    rows = StandardVersion.objects.select_for_update(of=("self",))
    edition = rows.select_related("standard").get(pk=pk)
    if not can_author_standards(by):
        raise PermissionDenied
    if edition.state != VersionState.DRAFT:
        raise DomainError("A published version never changes: start a new draft.")
    return edition


def _keys_known_to(edition: StandardVersion) -> list[str]:
    """Its own questions, and those of the other standards in force."""
    others = Q(edition__state=VersionState.PUBLISHED)
    others &= ~Q(edition__standard=edition.standard_id)
    rows = Question.objects.filter(Q(edition=edition) | others)
    return list(rows.values_list("key", flat=True))


def _check_rule(edition: StandardVersion, rule: Mapping[str, Any]) -> None:
    if found := rules.faults(rule, _keys_known_to(edition)):
        raise DomainError(" ".join(found))


@transaction.atomic
def add_criterion(
    edition_pk: int, *, by: User, now: datetime, **fields: Any
) -> Criterion:
    """A new criterion in a draft."""
    edition = _draft(edition_pk, by)
    _check_rule(edition, fields.get("applies", {}))
    if edition.criteria.filter(code=fields["code"]).exists():
        raise DomainError(f"There is a criterion {fields['code']} already.")
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
    edition = _draft(found.edition_id, by)
    _check_rule(edition, fields.get("applies", {}))
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
    edition = _draft(found.edition_id, by)
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
    edition_pk: int, *, by: User, now: datetime, key: str, **fields: Any
) -> Question:
    """Add a question to a draft, or change the one with this key."""
    edition = _draft(edition_pk, by)
    found, _ = Question.objects.update_or_create(
        edition=edition, key=key, defaults=fields
    )
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
def publish(pk: int, *, by: User, note: str, now: datetime) -> StandardVersion:
    """Publish a draft; the edition before it retires. From now on it never changes."""
    edition = _draft(pk, by)
    if not edition.criteria.exists():
        raise DomainError("A standard without criteria can't be published.")
    for one in edition.criteria.all():
        _check_rule(edition, one.applies)
    before = edition.standard.versions.in_force().select_for_update().first()
    if before:
        before.become(VersionState.RETIRED)
        before.save(update_fields=["state"])
    edition.become(VersionState.PUBLISHED)
    edition.note, edition.published_at, edition.published_by = note, now, by
    fields = ["state", "note", "published_at", "published_by"]
    edition.save_if_version(edition.version, fields)
    record(
        edition.standard,
        "onboarding.published",
        by=by,
        now=now,
        touched=[edition],
        number=edition.number,
        note=note,
    )
    return edition
