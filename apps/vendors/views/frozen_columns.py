"""The columns of the tickets that were kept with a closure."""

from collections.abc import Mapping

from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import badge, fill, show_time, stacked
from apps.vendors.models import FrozenTicket
from apps.vendors.rules.wording import NOTHING, span_words
from apps.vendors.states import Outcome

OUTCOME_TONES = {Outcome.MET: "green", Outcome.BREACHED: "red"}


def _target(one: FrozenTicket) -> str:
    return NOTHING if one.target_seconds is None else span_words(one.target_seconds)


def _excluded_for(one: FrozenTicket) -> str:
    return one.excluded_for.replace("_", " ") if one.is_excluded else ""


def _verdict(one: FrozenTicket) -> SafeString:
    """The outcome, and below it why the ticket was left out."""
    tone = OUTCOME_TONES[Outcome(one.outcome)]
    said = badge(one.get_outcome_display(), tone)
    left_out = _excluded_for(one)
    return stacked(said, f"excluded: {left_out}") if left_out else said


def _elapsed(one: FrozenTicket) -> str:
    return NOTHING if one.target_seconds is None else span_words(one.elapsed_seconds)


def _paused(one: FrozenTicket) -> str:
    return NOTHING if one.target_seconds is None else span_words(one.paused_seconds)


def _ran(one: FrozenTicket) -> SafeString:
    """From when to when its clock ran."""
    ends = fill("to {}", show_time(one.stopped_at))
    return stacked(show_time(one.started_at), ends)


FROZEN = [
    Column("priority", "Priority", lambda one: one.priority or "", "priority"),
    Column(
        "type",
        "Type",
        lambda one: one.type,
        "type",
        cell=lambda one: stacked(one.type, one.category),
    ),
    Column(
        "category", "Category", lambda one: one.category, "category", only_exported=True
    ),
    Column("group", "Group", lambda one: one.group, "group"),
    Column(
        "outcome",
        "Verdict",
        lambda one: one.get_outcome_display(),
        "outcome",
        cell=_verdict,
    ),
    Column("excluded", "Excluded", _excluded_for, "is_excluded", only_exported=True),
    Column(
        "elapsed",
        "Working time, s",
        lambda one: one.elapsed_seconds,
        "elapsed_seconds",
        cell=_elapsed,
        css="num",
    ),
    Column(
        "target",
        "Target, s",
        lambda one: one.target_seconds,
        cell=_target,
        css="num",
    ),
    Column(
        "paused",
        "Paused, s",
        lambda one: one.paused_seconds,
        "paused_seconds",
        cell=_paused,
        css="num",
    ),
    Column(
        "started",
        "Clock started",
        lambda one: one.started_at,
        "started_at",
        cell=_ran,
    ),
    Column(
        "stopped",
        "Clock stopped",
        lambda one: one.stopped_at,
        "stopped_at",
        only_exported=True,
    ),
    Column("due", "Due", lambda one: one.due_at, "due_at", only_exported=True),
]


def frozen_columns(levels: Mapping[str, str]) -> list[Column]:
    """What is kept of a ticket; levels by their names as they were closed."""
    return [
        Column("number", "Ticket", lambda one: one.number, "number", is_head=True),
        Column(
            "level",
            "Level",
            lambda one: levels.get(one.level_slug, one.level_slug),
            "level_slug",
        ),
        *FROZEN,
    ]
