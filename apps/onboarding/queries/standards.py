"""Standards as their pages show them: compared, and held against what is live."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from apps.accounts.models import Grant, User
from apps.accounts.roles import Role, ScopeKind
from apps.onboarding import rules
from apps.onboarding.models import (
    CRITERION_FIELDS,
    Assessment,
    Category,
    Criterion,
    Question,
    Request,
    StandardVersion,
)


def rule_in_words(rule: Mapping[str, Any]) -> str:
    """The rule as people say it, with the questions' texts. One query."""
    rows = Question.objects.order_by("edition__number").values_list("key", "text")
    return rules.explain(rule, dict(rows.filter(key__in=rules.questions_of(rule))))


def reviewers_of(category: Category) -> list[Grant]:
    """Who reviews just this category, by role. One query."""
    rows = Grant.objects.filter(
        role=Role.REVIEWER, scope_kind=ScopeKind.CATEGORY, scope_key=category.slug
    )
    return list(rows.select_related("user").order_by("user__name"))


def with_reviewers(categories: Iterable[Category]) -> list[tuple[Category, list[User]]]:
    """Each category with the people who review it by role. Two queries."""
    rows = Grant.objects.filter(role=Role.REVIEWER, scope_kind=ScopeKind.CATEGORY)
    by_slug: dict[str, list[User]] = {}
    for one in rows.select_related("user").order_by("user__name"):
        by_slug.setdefault(one.scope_key, []).append(one.user)
    return [(one, by_slug.get(one.slug, [])) for one in categories]


def said_by(edition: StandardVersion) -> dict[str, dict[str, Any]]:
    """What an edition says, by code. One query."""
    rows = edition.criteria.select_related("category")
    return {one.code: said(one) for one in rows}


def said(one: Criterion) -> dict[str, Any]:
    """What a criterion says, for comparison: all but its place in the list."""
    found = {
        name: getattr(one, name) for name in CRITERION_FIELDS if name != "position"
    }
    return {**found, "category": str(one.category)}


def differences(old: StandardVersion, new: StandardVersion) -> list[rules.Difference]:
    """What changed from one edition to another."""
    return rules.compare(said_by(old), said_by(new))


@dataclass(frozen=True)
class Distance:
    """How far a live application is from the published edition of a standard."""

    found: Request
    edition: StandardVersion
    lacking: list[tuple[str, str]]

    @property
    def must_count(self) -> int:
        """How many of what it lacks are musts."""
        return sum(level == "must" for _, level in self.lacking)


def distances(user: User) -> list[Distance]:
    """Each live request's distance to the published editions that came after its own.

    A fixed number of queries, whatever the number of requests and criteria.
    """
    newest = list(StandardVersion.objects.in_force().select_related("standard"))
    wanted: dict[int, list[Criterion]] = {}
    for one in Criterion.objects.filter(edition__in=newest).select_related("category"):
        wanted.setdefault(one.edition_id, []).append(one)
    live = list(Request.objects.visible_to(user).live().with_names())
    held = _held(live)
    found = []
    for request in live:
        here = rules.Situation(
            request.platform.kind, request.application.tier, request.answers
        )
        for edition in newest:
            if not rules.applies(edition.standard.applies, here):
                continue
            asked = [
                (one.code, one.level, said(one))
                for one in wanted.get(edition.pk, [])
                if rules.applies(one.applies, here)
            ]
            lacking = rules.distance(asked, held.get(request.pk, {}))
            found.append(Distance(request, edition, lacking))
    return sorted(found, key=lambda one: (-one.must_count, -len(one.lacking)))


def _held(live: list[Request]) -> dict[int, dict[str, dict[str, Any]]]:
    done = Assessment.objects.applicable().filter(
        request__in=live, state__in=["accepted", "not_applicable", "waived"]
    )
    held: dict[int, dict[str, dict[str, Any]]] = {}
    for one in done.select_related("criterion__category"):
        held.setdefault(one.request_id, {})[one.criterion.code] = said(one.criterion)
    return held
