"""When and how people are told, as pure functions."""

from apps.reminders.rules.schedule import (
    Digest,
    NoWorkingDays,
    Quiet,
    Step,
    after_quiet,
    digest_instant,
    fire_instant,
    has_working_days,
    is_late,
    last_of_ladder,
    local_instant,
    monday_to_friday,
    next_working_day,
    parse_step,
    parse_steps,
    stand_in,
)
from apps.reminders.rules.snoozing import PRESETS, snoozed_until

__all__ = [
    "PRESETS",
    "Digest",
    "NoWorkingDays",
    "Quiet",
    "Step",
    "after_quiet",
    "digest_instant",
    "fire_instant",
    "has_working_days",
    "is_late",
    "last_of_ladder",
    "local_instant",
    "monday_to_friday",
    "next_working_day",
    "parse_step",
    "parse_steps",
    "snoozed_until",
    "stand_in",
]
