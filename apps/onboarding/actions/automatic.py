"""Judging the criteria that the portal checks itself, many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from apps.facts.rules.kinds import kind_of
from apps.onboarding import rules
from apps.onboarding.models import Assessment, Evidence, Request, Watch
from apps.onboarding.queries.facts import fact_kind, readings
from apps.onboarding.states import AssessmentState, RequestState

LOOK_EVERY = timedelta(minutes=15)
WATCHED = [
    *("verdict", "sentence", "value", "measured_at", "source", "url", "judged_at"),
    *("next_at", "since", "count", "counted_at"),
]
JUDGED = {
    *(AssessmentState.NOT_STARTED, AssessmentState.EVIDENCE_GIVEN),
    *(AssessmentState.ACCEPTED, AssessmentState.RETURNED),
}


@dataclass(frozen=True)
class Turn:
    """A criterion whose verdict changed: what is given for it now, and the sentence."""

    assessment: Assessment
    given: Evidence
    said: str

    @property
    def is_met(self) -> bool:
        """Whether it turned for the better."""
        return bool(self.given.meets_threshold)


@dataclass(frozen=True)
class Look:
    """One look at one criterion: what was read, what it says, how long it stands."""

    assessment: Assessment
    reading: rules.Reading | None
    judgement: rules.Judgement
    standing: rules.Standing


def check_facts(request: Request, now: datetime) -> list[Turn]:
    """Answer the criteria of one request that the portal checks itself. Six queries.

    After go-live what is no more met counts only once it has stood for a while.
    """
    rows = request.assessments.applicable().filter(criterion__evidence_kind="automatic")
    found = list(rows.select_related("criterion", "evidence", "waiver"))
    for one in found:
        one.request = request
    return judge_all(found, now)


def judge_all(assessments: Sequence[Assessment], now: datetime) -> list[Turn]:
    """Look at each, note what was seen, and change what has to change.

    The requests are held by the caller, who saves and measures them. A fixed number of
    queries, however many they are.
    """
    if not assessments:
        return []
    watches = {
        one.assessment_id: one
        for one in Watch.objects.filter(assessment__in=assessments)
    }
    known = readings({one.request.application for one in assessments}, now)
    looks = [
        _look(one, watches.get(one.pk), known[one.request.application_id], now)
        for one in assessments
    ]
    _note(looks, now)
    turns = [turn for look in looks if (turn := _turn(look, now))]
    _write(turns, now)
    return turns


def _look(
    one: Assessment,
    watch: Watch | None,
    known: Mapping[str, rules.Reading],
    now: datetime,
) -> Look:
    wanted = one.criterion.wanted
    name = str(wanted.get("check", ""))
    kind = fact_kind(name) or kind_of(name)
    reading = known.get(name)
    judgement = rules.judge(wanted, kind, reading, now)
    standing = rules.follow(
        watch.standing if watch else rules.Standing(),
        judgement.verdict,
        reading.measured_at if reading else None,
        now,
    )
    return Look(one, reading, judgement, standing)


def _note(looks: Iterable[Look], now: datetime) -> None:
    """Keep what was seen: one row a criterion, in one query."""
    Watch.objects.bulk_create(
        [_noted(look, now) for look in looks],
        update_conflicts=True,
        unique_fields=["assessment"],
        update_fields=WATCHED,
    )


def _noted(look: Look, now: datetime) -> Watch:
    reading, standing = look.reading, look.standing
    return Watch(
        assessment=look.assessment,
        verdict=look.judgement.verdict,
        sentence=look.judgement.sentence,
        value=reading.value if reading else "",
        measured_at=reading.measured_at if reading else None,
        source=reading.source[:200] if reading else "",
        url=reading.url[:500] if reading else "",
        judged_at=now,
        next_at=now + LOOK_EVERY,
        since=standing.since,
        count=standing.count,
        counted_at=standing.counted_at,
    )


def _turn(look: Look, now: datetime) -> Turn | None:
    """What becomes of the criterion by this look; None where it stays as it is."""
    one = look.assessment
    if not _is_judged(one, now.date()):
        return None
    if look.judgement.verdict == rules.Verdict.MET:
        return None if _stands(one, look) else _made(look, now)
    if one.state != AssessmentState.ACCEPTED:
        return None
    is_live = one.request.state == RequestState.LIVE
    if is_live and not rules.falls(look.standing, now):
        return None
    return _made(look, now)


def _is_judged(one: Assessment, today: date) -> bool:
    """Not what people have said something else of: it does not apply, or is waived."""
    if one.state == AssessmentState.WAIVED and one.waiver:
        return not one.waiver.is_in_force(today)
    return one.state in JUDGED


def _stands(one: Assessment, look: Look) -> bool:
    """Accepted already; what the catalog says by now in other words is given anew."""
    if one.state != AssessmentState.ACCEPTED or one.evidence is None:
        return False
    is_catalog = str(one.criterion.wanted.get("check", "")).startswith("catalog.")
    value = look.reading.value if look.reading else ""
    return not is_catalog or one.evidence.value == value


def _made(look: Look, now: datetime) -> Turn:
    return Turn(look.assessment, _evidence(look, now), look.judgement.sentence)


def _evidence(look: Look, now: datetime) -> Evidence:
    reading = look.reading
    is_met = look.judgement.verdict == rules.Verdict.MET
    return Evidence(
        assessment=look.assessment,
        value=reading.value if reading else "",
        note="" if is_met else look.judgement.sentence,
        given_at=now,
        source=(reading.source if reading else "")[:80] or "The portal",
        meets_threshold=is_met,
    )


def _write(turns: Sequence[Turn], now: datetime) -> None:
    Evidence.objects.bulk_create(turn.given for turn in turns)
    for turn in turns:
        one = turn.assessment
        one.evidence = turn.given
        if turn.is_met:
            one.become(AssessmentState.EVIDENCE_GIVEN)
            one.become(AssessmentState.ACCEPTED)
        else:
            one.become(AssessmentState.RETURNED)
        one.decided_by, one.decided_at, one.waiting_since = None, now, None
        one.version += 1
    Assessment.objects.bulk_update(
        [turn.assessment for turn in turns],
        ["evidence", "state", "decided_by", "decided_at", "waiting_since", "version"],
    )
