"""Reading a standard from its file: the same file again changes nothing."""

import json
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from apps.core.errors import DomainError
from apps.history.actions import record
from apps.onboarding import rules
from apps.onboarding.models import (
    CRITERION_FIELDS,
    QUESTION_FIELDS,
    Category,
    Criterion,
    Question,
    Standard,
    StandardVersion,
)
from apps.onboarding.queries.facts import fact_kind
from apps.onboarding.states import VersionState

LONGEST_FILE, SHOWN = 1 << 20, 5


class _Loader(yaml.SafeLoader):
    """Knows no aliases: they unfold a small file to one that fills the memory."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """The next node, unless it only points at another."""
        if self.check_event(yaml.AliasEvent):
            raise DomainError("A standard's file has no aliases (*name).")
        return super().compose_node(parent, index)


def read_standard(text: str) -> dict[str, Any]:
    """What a standard's file says. DomainError says what is wrong with it, and nothing else."""
    if len(text) > LONGEST_FILE:
        raise DomainError("A standard's file has at most 1 MB.")
    try:
        said = yaml.load(text, _Loader)  # noqa: S506 (a SafeLoader)
        json.dumps(said)
        faults = list(islice(rules.standard_faults(said), SHOWN))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        words = " ".join(str(error).split())[:300]
        raise DomainError(f"This is no file of a standard: {words}.") from error
    if faults:
        raise DomainError(" ".join(faults))
    found: dict[str, Any] = said
    return found


@transaction.atomic
def load_standard(path: Path, *, now: datetime) -> StandardVersion | None:
    """The first reading publishes; a changed file becomes a draft for people to publish.

    None where some edition says it already. People's own draft is never overwritten.
    """
    said = read_standard(path.read_text())
    categories = {
        one["slug"]: _category(
            one["slug"], one["name"], one.get("description", ""), position
        )
        for position, one in enumerate(said["categories"])
    }
    standard = _standard(said)
    criteria = [
        _criterion(one, categories, at) for at, one in enumerate(said["criteria"])
    ]
    questions = [_question(one, at) for at, one in enumerate(said.get("questions", []))]
    wanted = (_by_code(criteria), _by_key(questions))
    editions = list(standard.versions.order_by("number"))
    if any(_says(one) == wanted for one in editions):
        return None
    if any(one.state == VersionState.DRAFT for one in editions):
        raise DomainError(
            f"{standard} has a draft: publish it before reading the file."
        )
    edition = _draft(standard, len(editions) + 1, criteria, questions, now)
    if editions:
        record(
            standard,
            "onboarding.edition_drafted",
            by=None,
            now=now,
            touched=[edition],
            number=edition.number,
        )
        return edition
    return _publish(edition, now)


def _standard(said: Mapping[str, Any]) -> Standard:
    """The standard of this file, made or brought up to date."""
    found, _ = Standard.objects.update_or_create(
        slug=said["slug"],
        defaults={
            "name": said["name"],
            "description": said.get("description", ""),
            "applies": said.get("applies", {}),
        },
    )
    return found


def _draft(
    standard: Standard,
    number: int,
    criteria: list[dict[str, Any]],
    questions: list[dict[str, Any]],
    now: datetime,
) -> StandardVersion:
    edition = StandardVersion.objects.create(
        standard=standard, number=number, created_at=now
    )
    Criterion.objects.bulk_create(Criterion(edition=edition, **one) for one in criteria)
    Question.objects.bulk_create(Question(edition=edition, **one) for one in questions)
    return edition


def _publish(edition: StandardVersion, now: datetime) -> StandardVersion:
    edition.become(VersionState.PUBLISHED)
    edition.published_at = now
    edition.save(update_fields=["state", "published_at"])
    record(
        edition.standard,
        "onboarding.published",
        by=None,
        now=now,
        touched=[edition],
        number=edition.number,
        note="Read from its file",
    )
    return edition


def _criterion(
    said: Mapping[str, Any], categories: Mapping[str, Any], position: int
) -> dict[str, Any]:
    wanted = dict(said["evidence"])
    if wanted["kind"] == Criterion.EvidenceKind.AUTOMATIC:
        _check_condition(said["code"], wanted)
    return {
        "code": said["code"],
        "category": categories[said["category"]],
        "level": said["level"],
        "weight": said["weight"],
        "title": said["title"],
        "guidance": said.get("guidance", ""),
        "evidence_kind": wanted.pop("kind"),
        "valid_days": wanted.pop("valid_days", None),
        "wanted": wanted,
        "applies": said.get("applies", {}),
        "position": position,
    }


def _check_condition(code: str, wanted: Mapping[str, Any]) -> None:
    kind = fact_kind(str(wanted.get("check", "")))
    if found := rules.condition_faults(wanted, kind):
        raise DomainError(f"{code}: {' '.join(found)}")


def _question(said: Mapping[str, Any], position: int) -> dict[str, Any]:
    return {
        "key": said["key"],
        "text": said["text"],
        "help": said.get("help", ""),
        "kind": said.get("kind", "yes_no"),
        "choices": said.get("choices", []),
        "prefill": said.get("prefill", ""),
        "position": position,
    }


def _says(edition: StandardVersion) -> tuple[dict[str, Any], dict[str, Any]]:
    criteria = [
        {name: getattr(one, name) for name in CRITERION_FIELDS}
        for one in edition.criteria.select_related("category")
    ]
    questions = [
        {name: getattr(one, name) for name in QUESTION_FIELDS}
        for one in edition.questions.all()
    ]
    return _by_code(criteria), _by_key(questions)


def _by_code(criteria: list[dict[str, Any]]) -> dict[str, Any]:
    return {one["code"]: one for one in criteria}


def _by_key(questions: list[dict[str, Any]]) -> dict[str, Any]:
    return {one["key"]: one for one in questions}


def _category(slug: str, name: str, description: str, position: int) -> Category:
    """The category with this slug, made or brought up to date."""
    found, _ = Category.objects.update_or_create(
        slug=slug,
        defaults={"name": name, "description": description, "position": position},
    )
    return found
