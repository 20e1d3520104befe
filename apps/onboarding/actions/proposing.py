"""Evidence that another system knows: filled in for the team, which stands by it or not."""

from datetime import datetime

from django.db import transaction

from apps.history.actions import record
from apps.onboarding import rules
from apps.onboarding.access import is_teams_turn
from apps.onboarding.actions.evidence import locked_assessment
from apps.onboarding.actions.requests import save
from apps.onboarding.models import Assessment, Evidence
from apps.onboarding.states import AssessmentState, RequestState

FILLABLE = (AssessmentState.NOT_STARTED, AssessmentState.RETURNED)
OVER = (RequestState.REJECTED, RequestState.WITHDRAWN)


@transaction.atomic
def propose_evidence(
    application: int,
    standard: int,
    code: str,
    *,
    value: str,
    source: str,
    now: datetime,
) -> list[tuple[Assessment, str]]:
    """Fill in a criterion of the application's requests, to be confirmed by its team.

    Each assessment with why it was left alone; empty where it was filled in. What a
    person gave, or a reviewer has before them, is never written over.
    """
    rows = Assessment.objects.applicable().filter(
        request__application=application,
        criterion__edition__standard=standard,
        criterion__code=code,
    )
    keys = rows.exclude(request__state__in=OVER).order_by("pk")
    return [
        _proposed(pk, value, source, now) for pk in keys.values_list("pk", flat=True)
    ]


def _proposed(
    pk: int, value: str, source: str, now: datetime
) -> tuple[Assessment, str]:
    found = locked_assessment(pk)
    why = _why_not(found, value)
    if not why:
        _fill_in(found, value, source, now)
    return found, why


def _why_not(found: Assessment, value: str) -> str:
    criterion = found.criterion
    if criterion.evidence_kind == "automatic":
        return "The portal checks this criterion itself."
    if found.state not in FILLABLE or not is_teams_turn(found):
        return f"Not possible now: it is {found.get_state_display().lower()}."
    held = found.evidence
    if held and not held.is_confirmed and held.value == value:
        return "The same is filled in already."
    return rules.fault(criterion.evidence_kind, value, criterion.wanted, has_file=False)


def _fill_in(found: Assessment, value: str, source: str, now: datetime) -> None:
    found.evidence = Evidence.objects.create(
        assessment=found,
        value=value,
        given_at=now,
        source=source[:80],
        is_confirmed=False,
    )
    found.save_if_version(found.version, ["evidence"])
    save(found.request, now)
    record(
        found.request,
        "onboarding.evidence_proposed",
        by=None,
        now=now,
        touched=[found, found.evidence],
        criterion=found.criterion.code,
        source=source[:80],
    )
