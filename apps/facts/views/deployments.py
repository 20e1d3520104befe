"""The deployments of an application, as its pipelines told them, beside what they come to."""

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.lists import Column, show_list
from apps.core.markup import badge, fill, stacked
from apps.facts.forms.filters import DeploymentFilter
from apps.facts.models import DeploymentEvent
from apps.facts.queries.registers import deployments_of, four_keys_of
from apps.facts.rules.dora import in_hours
from apps.facts.views.facts import application_of


def _release(one: DeploymentEvent) -> object:
    """What was deployed, with the way to the pipeline's own page."""
    words = one.release or one.event_id
    if not one.url:
        return words
    return fill(
        '<a href="{}" rel="noopener noreferrer external">{}</a>', one.url, words
    )


def _outcome(one: DeploymentEvent) -> str:
    if not one.is_failed:
        return "went well"
    return "failed, put right" if one.restored_at else "failed"


def _drawn_outcome(one: DeploymentEvent) -> SafeString:
    if not one.is_failed:
        return badge("Went well", "green", "check")
    failed = badge("Failed", "red", "circle-x")
    hours = in_hours(one.deployed_at, one.restored_at)
    words = "not put right yet" if hours is None else f"put right after {hours} h"
    return stacked(failed, words)


DEPLOYMENTS = [
    Column(
        "release",
        "Version",
        lambda one: one.release or one.event_id,
        sort="release",
        cell=_release,
        is_head=True,
    ),
    Column("deployed_at", "Deployed", lambda one: one.deployed_at, sort="deployed_at"),
    Column(
        "environment", "Environment", lambda one: one.environment, sort="environment"
    ),
    Column(
        "lead",
        "Lead time in h",
        lambda one: in_hours(one.committed_at, one.deployed_at),
        sort="lead",
    ),
    Column("outcome", "Outcome", _outcome, sort="is_failed", cell=_drawn_outcome),
    Column("restored_at", "Put right", lambda one: one.restored_at, only_exported=True),
    Column("source", "Source", lambda one: one.source, sort="source"),
]


@require_safe
def deployments(request: HttpRequest, code: str) -> HttpResponse:
    """What was deployed when, how long it took, how it went; and the four keys."""
    found = application_of(request, code)
    return show_list(
        request,
        "facts/deployments.html",
        deployments_of(found, request.user),
        form=DeploymentFilter(request.GET, user=request.user),
        columns=DEPLOYMENTS,
        name=f"{found.code}-deployments",
        context={"found": found, "keys": four_keys_of(found, request.user)},
    )
