"""An edition of a standard as a file, which reads back to the same."""

from typing import Any

import yaml

from apps.onboarding.models import Category, Criterion, Question, StandardVersion


def edition_file(edition: StandardVersion) -> str:
    """The edition as YAML, as `load_standards` reads it. Three queries."""
    criteria = list(
        edition.criteria.select_related("category").order_by("position", "pk")
    )
    used = {one.category_id for one in criteria}
    standard = edition.standard
    said = {
        "slug": standard.slug,
        "name": standard.name,
        "description": standard.description,
        "applies": standard.applies,
        "categories": [
            {"slug": one.slug, "name": one.name, "description": one.description}
            for one in Category.objects.filter(pk__in=used)
        ],
        "questions": [_question(one) for one in edition.questions.all()],
        "criteria": [_criterion(one) for one in criteria],
    }
    written: str = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=100)
    return written


def _criterion(one: Criterion) -> dict[str, Any]:
    days = {"valid_days": one.valid_days} if one.valid_days else {}
    return {
        "code": one.code,
        "category": one.category.slug,
        "level": one.level,
        "weight": one.weight,
        "title": one.title,
        "guidance": one.guidance,
        "evidence": {"kind": one.evidence_kind, **days, **one.wanted},
        "applies": one.applies,
    }


def _question(one: Question) -> dict[str, Any]:
    return {
        "key": one.key,
        "text": one.text,
        "help": one.help,
        "kind": one.kind,
        "choices": one.choices,
        "prefill": one.prefill,
    }
