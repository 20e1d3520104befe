"""The columns of onboarding's tables: what each shows, exports and sorts by."""

from django.utils.html import format_html_join

from apps.core.lists import Column
from apps.core.markup import (
    badge,
    day_text,
    fill,
    link,
    share_meter,
    show_time,
    state_badge,
)
from apps.onboarding.models import Assessment, Request
from apps.onboarding.states import AssessmentState


def called(name: str, also: str) -> str:
    """A name, with what else it is called in small print under it."""
    return (
        fill('{}<div class="text-secondary small">{}</div>', name, also)
        if also
        else name
    )


def named(one: Assessment) -> str:
    """The criterion by code and title, where links to its code lead."""
    return fill(
        '<a id="{}" href="{}">{}</a>',
        one.criterion.code,
        one.get_absolute_url(),
        one.criterion,
    )


def evidence_day(one: Assessment) -> str:
    """When evidence was given and until when it counts; the end of a waiver."""
    said: list[str] = []
    if one.evidence and not one.evidence.is_confirmed:
        said.append(badge("Filled in, to confirm", "amber"))
    elif one.evidence:
        said.append(day_text(one.evidence.given_at))
        if one.evidence.valid_until_on:
            said.append(f", good until {day_text(one.evidence.valid_until_on)}")
    if one.waiver and one.state == AssessmentState.WAIVED:
        said.append(f"Waived until {day_text(one.waiver.expires_on)}")
    return format_html_join("", "{}", ((part,) for part in said))


def badge_cell(one: Request) -> str:
    """The badge, and the one it went live with where it is below that."""
    now = badge(one.badge.capitalize(), "grey", "award") if one.badge else ""
    if not one.fell_at:
        return now
    return fill("{} {}", now, badge(f"Below its {one.live_badge}", "red"))


REQUESTS = [
    Column(
        "number",
        "Number",
        lambda one: one.number,
        sort="pk",
        cell=lambda one: link(one.get_absolute_url(), one.number),
        is_head=True,
    ),
    Column(
        "application",
        "Application",
        lambda one: one.application.name,
        "application__name",
        cell=lambda one: called(one.application.name, one.name),
    ),
    Column("platform", "Platform", lambda one: one.platform.name, "platform__name"),
    Column("team", "Team", lambda one: one.team.name, "team__name"),
    Column("state", "State", lambda one: one.get_state_display(), "state", state_badge),
    Column(
        "readiness",
        "Readiness %",
        lambda one: one.readiness,
        "readiness",
        cell=lambda one: share_meter(one.readiness, f"Readiness of {one.number}"),
    ),
    Column(
        "badge",
        "Badge",
        lambda one: one.badge,
        "badge",
        cell=badge_cell,
    ),
    Column(
        "fell",
        "Below its badge since",
        lambda one: one.fell_at,
        only_exported=True,
    ),
    Column("target", "Target go-live", lambda one: one.target_on, "target_on"),
    Column("changed", "Last change", lambda one: one.changed_at, "changed_at"),
]

QUEUE = [
    Column(
        "criterion",
        "Criterion",
        str,
        "criterion__code",
        cell=lambda one: link(one.get_absolute_url(), one.criterion),
        is_head=True,
        css="portal-wide",
    ),
    Column(
        "category",
        "Category",
        lambda one: one.criterion.category.name,
        "criterion__category__name",
    ),
    Column(
        "request",
        "Request",
        lambda one: str(one.request),
        "request_id",
        cell=lambda one: link(
            one.request.get_absolute_url(),
            f"{one.request.number} {one.request.application.name}",
        ),
    ),
    Column(
        "platform",
        "Platform",
        lambda one: one.request.platform.name,
        "request__platform__name",
    ),
    Column("state", "State", lambda one: one.get_state_display(), "state", state_badge),
    Column("waiting", "Waiting since", lambda one: one.waiting_since, "waiting_since"),
    Column(
        "due",
        "Review due",
        lambda one: one.request.due_at,
        "request__due_at",
        cell=lambda one: show_time(one.request.due_at),
    ),
    Column(
        "target",
        "Target go-live",
        lambda one: one.request.target_on,
        "request__target_on",
    ),
    Column(
        "assignee", "Reviewer", lambda one: str(one.assignee or ""), "assignee__name"
    ),
]

CRITERIA = [
    Column("criterion", "Criterion", str, cell=named, is_head=True, css="portal-wide"),
    Column("level", "Level", lambda one: one.criterion.get_level_display()),
    Column("state", "State", lambda one: one.get_state_display(), cell=state_badge),
    Column("why", "Applies", lambda one: one.why, css="text-secondary small"),
    Column("evidence", "Evidence", evidence_day, css="small"),
    Column("reviewer", "Reviewer", lambda one: one.assignee),
]
