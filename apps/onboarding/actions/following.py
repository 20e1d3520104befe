"""The targets of campaigns follow what becomes of their criteria."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from apps.facts.rules.kinds import kind_of
from apps.onboarding import rules
from apps.onboarding.models import (
    CampaignTarget,
    Request,
    TargetChange,
    Waiver,
)
from apps.onboarding.queries.facts import fact_kind, readings
from apps.onboarding.states import RequestState, TargetState


def follow_requests(requests: Iterable[Request], now: datetime) -> None:
    """Bring the targets of these live requests up to date. One query where nothing changed."""
    live = [one.pk for one in requests if one.state == RequestState.LIVE]
    if not live:
        return
    rows = CampaignTarget.objects.followed().filter(
        request__in=live, assessment__isnull=False
    )
    follow(list(rows.select_related("assessment__waiver")), now)


def follow(targets: Iterable[CampaignTarget], now: datetime) -> list[CampaignTarget]:
    """Let each be what its criterion is by now; those that changed."""
    changed = []
    for one in targets:
        new = TargetState(_state(one, now))
        if new != one.state:
            one.become(new)
            changed.append(one)
    keep(changed, now)
    return changed


def _state(target: CampaignTarget, now: datetime) -> str:
    found = target.assessment
    if found is None:
        return target.state
    waiver: Waiver | None = found.waiver
    is_live = waiver is not None and waiver.is_in_force(now.date())
    return rules.target_state(found.state, is_waiver_live=is_live)


def keep(changed: Sequence[CampaignTarget], now: datetime) -> None:
    """Write what targets have become, and that they did."""
    for one in changed:
        one.changed_at = now
    fields = ["state", "changed_at", "reason", "decided_by"]
    CampaignTarget.objects.bulk_update(changed, fields)
    note(changed, now)


def note(targets: Iterable[CampaignTarget], now: datetime) -> None:
    """Keep for the burn-down what they are from now on."""
    TargetChange.objects.bulk_create(
        TargetChange(target=one, state=one.state, at=now) for one in targets
    )


def follow_facts(targets: Sequence[CampaignTarget], now: datetime) -> None:
    """Let targets of a bare condition be what is measured now; what is not known changes nothing."""
    known = readings({one.request.application for one in targets}, now)
    changed = []
    for one in targets:
        wanted = one.campaign.wanted
        name = str(wanted.get("check", ""))
        reading = known[one.request.application_id].get(name)
        kind = fact_kind(name) or kind_of(name)
        verdict = rules.judge(wanted, kind, reading, now).verdict
        said = {
            rules.Verdict.MET: TargetState.MET,
            rules.Verdict.NOT_MET: TargetState.OPEN,
        }
        new = said.get(verdict, TargetState(one.state))
        if new != one.state:
            one.become(new)
            changed.append(one)
    keep(changed, now)
