"""The columns of campaigns and of the applications they ask."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import fill, link, share_meter, state_badge
from apps.onboarding.models import CampaignTarget
from apps.onboarding.states import TargetState


def _closed_share(one: Any) -> float:
    """The share of what it asks that is met or waived, in %."""
    asked = one.asked_count
    closed = asked - one.open_count
    return round(closed / asked * 100, 1) if asked else 0.0


CAMPAIGNS = [
    Column(
        "title",
        "Campaign",
        str,
        "title",
        cell=lambda one: link(one.get_absolute_url(), one.title),
        is_head=True,
        css="portal-wide",
    ),
    Column("code", "Criterion", lambda one: one.code or "a fact", "code"),
    Column("state", "State", lambda one: one.get_state_display(), "state", state_badge),
    Column("asked", "Asked", lambda one: one.asked_count, "asked_count"),
    Column("open", "Open", lambda one: one.open_count, "open_count"),
    Column(
        "closed",
        "Closed %",
        _closed_share,
        cell=lambda one: share_meter(_closed_share(one), f"Closed of {one}"),
    ),
    Column("starts", "Started", lambda one: one.starts_on, "starts_on"),
    Column("due", "Asked by", lambda one: one.due_on, "due_on"),
    Column("owner", "Owner", lambda one: one.owner.name, "owner__name"),
]

TARGETS = [
    Column(
        "application",
        "Application",
        lambda one: one.request.application.name,
        "request__application__name",
        cell=lambda one: link(one.get_absolute_url(), one.request.application.name),
        is_head=True,
    ),
    Column("state", "State", lambda one: one.get_state_display(), "state", state_badge),
    Column(
        "criterion",
        "Criterion",
        lambda one: one.assessment.get_state_display() if one.assessment else "",
    ),
    Column(
        "request",
        "Request",
        lambda one: one.request.number,
        "request_id",
        cell=lambda one: link(one.request.get_absolute_url(), one.request.number),
    ),
    Column(
        "platform",
        "Platform",
        lambda one: one.request.platform.name,
        "request__platform__name",
    ),
    Column("team", "Team", lambda one: one.request.team.name, "request__team__name"),
    Column("changed", "Since", lambda one: one.changed_at, "changed_at"),
    Column(
        "reason",
        "Why left out",
        lambda one: f"{one.reason} ({one.decided_by})" if one.reason else "",
    ),
]


def targets(*, may_exclude: bool) -> list[Column]:
    """The columns; with a link to leave each out, or to take it in again."""
    if not may_exclude:
        return TARGETS
    return [*TARGETS, Column("change", "Change", lambda one: "", cell=_change)]


def _change(one: CampaignTarget) -> SafeString:
    is_out = one.state == TargetState.EXCLUDED
    page = "include_page" if is_out else "exclude_page"
    return fill(
        '<a href="{}">{}<span class="visually-hidden"> {}</span></a>',
        reverse(f"onboarding:{page}", args=[one.pk]),
        "Take in" if is_out else "Leave out",
        one.request.application,
    )
