"""Which events may leave the portal, and what of them: all else stays inside.

Kinds and facts are named one by one, so that what is new stays inside until somebody
has thought about it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fnmatch import fnmatchcase
from typing import Any

TEST = "integrations.test"
SENT = (
    *("accounts.role_*", "accounts.member_*", "accounts.team_amended"),
    *("accounts.person_added", "accounts.person_barred"),
    *("calendars.*", "catalog.*", "facts.*", "integrations.*", "onboarding.*"),
    *("knowledge.article_*", "knowledge.flag_*", "knowledge.reading_*"),
    *("knowledge.space_*", "knowledge.import_*", "knowledge.failed_*"),
    *("staffing.rota_*", "staffing.layer_*", "staffing.rotation_*"),
    *("staffing.override_*", "staffing.swap_*", "staffing.handover_*"),
    *("staffing.coverage_*", "staffing.gap_*", "staffing.generation_*"),
    *("staffing.proposal_published", "staffing.schedules_imported", "vendors.*"),
)
# Growth and absences are not among the above at all; these are among them.
NEVER = (
    *("knowledge.article_used", "staffing.handover_read", "vendors.charge_*"),
    *("vendors.contact_*", "vendors.vendor_rated", "vendors.risk_*"),
)
# What facts say in codes, counts and days. No note, reason, comment or other free
# text, no amount or currency, no name of a person.
FACTS = frozenset(
    {
        *("after", "badge", "before", "breaches", "changed", "count", "counts"),
        *("criterion", "day", "day_on", "digest", "due", "due_on", "duplicates"),
        *("ends_at", "ends_on", "environment", "expires_on", "fields", "first"),
        *("from_at", "is_active", "is_again", "is_new", "is_on", "is_up", "kind"),
        *("lapsed", "last", "level", "measure", "month", "new", "number", "on"),
        *("period", "platform", "questions", "reference", "rejected", "review_on"),
        *("rota", "rows", "seat", "service", "short", "starts", "starts_at"),
        *("starts_on", "state", "step", "ticket", "tickets", "unchanged"),
        *("until_at", "updates", "valid_from_on", "year"),
    }
)
# What stands for one of these is what somebody typed: its address is told, no name.
NAMELESS = frozenset(
    {"knowledge.failedsearch", "vendors.maintenance", "vendors.outage"}
)
LONGEST, MOST, DEEPEST = 200, 50, 2


def may_leave(kind: str) -> bool:
    """Whether events of this kind are ever sent."""
    return _is_among(kind, SENT) and not _is_among(kind, NEVER)


def is_wanted(kind: str, wanted: Iterable[str]) -> bool:
    """Whether a subscription to these kinds, or patterns such as onboarding.*, takes it."""
    return may_leave(kind) and _is_among(kind, wanted)


def _is_among(kind: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(kind, one) for one in patterns)


def facts_sent(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of the facts what may leave: known by name, short, and no text of several lines."""
    found = {key: value for key, value in facts.items() if key in FACTS}
    return {key: value for key, value in found.items() if _is_short(value, DEEPEST)}


def _is_short(value: object, deep: int) -> bool:
    if value is None or isinstance(value, bool | int | float | date | datetime):
        return True
    if isinstance(value, str):
        return len(value) <= LONGEST and "\n" not in value
    if not deep:
        return False
    if isinstance(value, list):
        return len(value) <= MOST and all(_is_short(one, deep - 1) for one in value)
    if isinstance(value, dict):
        parts = [*value, *value.values()]
        return len(value) <= MOST and all(_is_short(one, deep - 1) for one in parts)
    return False


def label_of(kind: str) -> str:
    """A kind in words: "onboarding: changes requested"."""
    app, _, verb = kind.partition(".")
    words = "everything" if verb == "*" else verb.replace("_", " ")
    return f"{app}: {words}"
