"""Standards: begun, described, published, retired."""

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
from apps.onboarding.actions.drafts import check_nobody_asks, check_rule, draft_of
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
    if Standard.objects.filter(slug=slug).exists():
        raise DomainError(f"There is a standard with the short name {slug} already.")
    _check_applicability(None, applies or {})
    standard = Standard.objects.create(
        slug=slug, name=name, description=description, applies=dict(applies or {})
    )
    draft = StandardVersion.objects.create(standard=standard, number=1, created_at=now)
    record(standard, "onboarding.standard_created", by=by, now=now, touched=[draft])
    return draft


def _check_applicability(standard: Standard | None, rule: Mapping[str, Any]) -> None:
    """Refuse a rule that names no question of this standard or of one in force."""
    asked = Q(edition__state=VersionState.PUBLISHED)
    if standard:
        asked |= Q(edition__standard=standard, edition__state=VersionState.DRAFT)
    keys = Question.objects.filter(asked).values_list("key", flat=True)
    if found := rules.faults(rule, list(keys)):
        raise DomainError(" ".join(found))


@transaction.atomic
def amend_standard(
    pk: int,
    *,
    by: User,
    expected_version: int,
    name: str,
    description: str,
    applies: Mapping[str, Any],
    now: datetime,
) -> Standard:
    """Change what a standard is called, says of itself and applies to."""
    found = Standard.objects.select_for_update().get(pk=pk)
    if not can_author_standards(by):
        raise PermissionDenied
    _check_applicability(found, applies)
    found.name, found.description, found.applies = name, description, dict(applies)
    found.save_if_version(expected_version, ["name", "description", "applies"])
    record(found, "onboarding.standard_amended", by=by, now=now)
    return found


@transaction.atomic
def retire_standard(pk: int, *, by: User, now: datetime) -> Standard:
    """Ask nobody new for a standard, without another edition in its place."""
    found = Standard.objects.select_for_update().get(pk=pk)
    if not can_author_standards(by):
        raise PermissionDenied
    edition = found.versions.in_force().select_for_update().first()
    if edition is None:
        raise DomainError("No version of this standard is in force.")
    check_nobody_asks(edition, edition.questions.values_list("key", flat=True))
    edition.become(VersionState.RETIRED)
    edition.save_if_version(edition.version, ["state"])
    record(
        found,
        "onboarding.standard_retired",
        by=by,
        now=now,
        touched=[edition],
        number=edition.number,
    )
    return found


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


@transaction.atomic
def publish(pk: int, *, by: User, note: str, now: datetime) -> StandardVersion:
    """Publish a draft; the edition before it retires. From now on it never changes."""
    edition = draft_of(pk, by)
    if not edition.criteria.exists():
        raise DomainError("A standard without criteria can't be published.")
    for one in edition.criteria.all():
        check_rule(edition, one.applies)
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
