"""A request as it stands on paper: plain words and numbers."""

from datetime import datetime
from typing import Any

from apps.onboarding.models import Assessment, Request


def sheet(found: Request, now: datetime) -> dict[str, Any]:
    """What the printed page and the PDF show, as of now. Two queries."""
    rows = found.assessments.applicable().with_all()
    approvals = found.approvals.select_related("by")
    return {
        "number": found.number,
        "application": str(found.application),
        "as_of": f"{now:%Y-%m-%d %H:%M} UTC",
        "facts": [
            ["State", found.get_state_display()],
            ["Readiness", f"{found.readiness:g} %"],
            ["Badge", found.badge or "none"],
            ["Gate", "open" if found.is_gate_met else "shut"],
            ["Platform", str(found.platform)],
            ["Team", str(found.team)],
            ["Requested by", str(found.requester)],
            ["Target go-live", _day(found.target_on)],
            ["Live since", _day(found.live_at)],
        ],
        "approvals": [
            [str(one.seat), str(one.by), _day(one.at), one.note] for one in approvals
        ],
        "criteria": [_line(one) for one in rows],
    }


def _line(one: Assessment) -> list[str]:
    return [
        one.criterion.code,
        one.criterion.title,
        one.criterion.get_level_display(),
        one.get_state_display(),
        _shown(one),
    ]


def _shown(one: Assessment) -> str:
    if one.state == "waived" and one.waiver:
        return f"Until {_day(one.waiver.expires_on)}: {one.waiver.risk}"
    if one.state in {"na_proposed", "not_applicable"}:
        return one.not_applicable_reason
    evidence = one.evidence
    if evidence is None:
        return ""
    return evidence.file.name if evidence.file else evidence.value


def _day(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if value else "–"
