"""What will have to be told: one row for each step, person and due date."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from apps.core.errors import DomainError
from apps.reminders.actions.steps import Key, Told, told, working_days
from apps.reminders.models import Notification, Occurrence, RuleSetting
from apps.reminders.queries import RULES, Due, Rule
from apps.reminders.states import OccurrenceState

BATCH = 1_000
NO_LONGER_TRUE = "No longer true when it was looked at."
Subject = tuple[str, int]
log = logging.getLogger(__name__)


def default_setting(rule: Rule, now: datetime) -> RuleSetting:
    """How a new portal tells this rule. Not saved."""
    return RuleSetting(
        slug=rule.slug,
        steps=rule.steps,
        people=list(rule.tells),
        escalates=rule.escalates,
        is_critical=rule.is_critical,
        counts_from=now,
    )


def ensure_settings(*, now: datetime) -> None:
    """Every rule of the code has its row."""
    known = set(RuleSetting.objects.values_list("slug", flat=True))
    missing = [default_setting(RULES[one], now) for one in RULES if one not in known]
    RuleSetting.objects.bulk_create(missing, ignore_conflicts=True)


def plan(*, now: datetime) -> int:
    """Plan every rule; how many steps were planned, changed or withdrawn.

    A rule that cannot be planned says why, keeps what was planned, and stops no other.
    """
    ensure_settings(now=now)
    return sum(_plan_or_say(RULES[slug], now) for slug in RULES)


def _plan_or_say(rule: Rule, now: datetime) -> int:
    try:
        return plan_rule(rule, now=now)
    except DomainError as error:
        note_trouble(rule.slug, str(error))
    except Exception as error:
        log.exception("the rule %s cannot be planned", rule.slug)
        note_trouble(rule.slug, f"The rule itself failed: {error!r}")
    return 0


def note_trouble(slug: str, words: str) -> None:
    """Say on its page why a rule cannot be planned or told."""
    rows = RuleSetting.objects.filter(slug=slug).exclude(trouble=words[:300])
    rows.update(trouble=words[:300])


@transaction.atomic
def plan_rule(rule: Rule, *, now: datetime) -> int:
    """Bring the planned steps of a rule in line with what is true; how many changed.

    What is due passes by in batches. Somebody else at work on the same rule is left to it.
    """
    rows = RuleSetting.objects.select_for_update(skip_locked=True, no_key=True)
    setting = rows.filter(slug=rule.slug).first()
    if setting is None:
        return 0
    changed = 0
    seen: dict[str, set[int]] = defaultdict(set)
    is_working = working_days(setting)
    for dues in batches(rule, setting):
        subjects = {due.key[:2] for due in dues}
        _see(rule, subjects, seen)
        wanted = {one.key: one for one in told(dues, setting, is_working, now)}
        changed += _bring_in_line(rule, subjects, wanted, now)
        _close_what_is_no_longer_true(rule, subjects, dues, now)
    changed += _withdraw_the_rest(rule, seen, now)
    if setting.trouble:
        setting.trouble = ""
        setting.save(update_fields=["trouble"])
    return changed


def batches(rule: Rule, setting: RuleSetting) -> Iterator[list[Due]]:
    """What it finds, some at a time; all that is due of one subject is in one batch."""
    dues = rule.find(None) if setting.is_on else iter(())
    subjects = (list(some) for _, some in groupby(dues, key=lambda due: due.key[:2]))
    while some := list(islice(subjects, BATCH)):
        yield [due for group in some for due in group]


def _see(rule: Rule, subjects: set[Subject], seen: dict[str, set[int]]) -> None:
    """Remember the subjects. ValueError if a rule comes back to one that it had left."""
    for kind, pk in subjects:
        if pk in seen[kind]:
            raise ValueError(f"{rule.slug} finds {kind} {pk} in two places.")
        seen[kind].add(pk)


def _by_kind(subjects: Iterable[Subject]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for kind, pk in subjects:
        found[kind].append(pk)
    return found


def _bring_in_line(
    rule: Rule, subjects: set[Subject], wanted: dict[Key, Told], now: datetime
) -> int:
    """Of these subjects: create what is missing, move what moved, withdraw what is untrue."""
    rows = Occurrence.objects.select_for_update(no_key=True).filter(rule=rule.slug)
    known = {
        _key(one): one
        for kind, pks in _by_kind(subjects).items()
        for one in rows.filter(subject_type=kind, subject_id__in=pks)
    }
    changed = [
        one for key, one in known.items() if _followed(one, wanted.get(key), now)
    ]
    Occurrence.objects.bulk_update(
        changed, ["state", "closed_at", "note", "fire_at"], batch_size=BATCH
    )
    new = [_row(rule, one) for key, one in wanted.items() if key not in known]
    Occurrence.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    return len(changed) + len(new)


def _followed(one: Occurrence, wish: Told | None, now: datetime) -> bool:
    """Let a step follow what is wanted of it; whether that changed it."""
    before = one.state, one.fire_at
    if wish is None:
        if one.state == OccurrenceState.PLANNED:
            one.become(OccurrenceState.WITHDRAWN, now)
            one.note = NO_LONGER_TRUE
    elif one.state in {OccurrenceState.PLANNED, OccurrenceState.WITHDRAWN}:
        if one.state == OccurrenceState.WITHDRAWN:
            one.become(OccurrenceState.PLANNED, now)
            one.note = ""
        one.fire_at = wish.fire_at
    return (one.state, one.fire_at) != before


def _withdraw_the_rest(rule: Rule, seen: dict[str, set[int]], now: datetime) -> int:
    """What was planned or told of subjects that the rule finds no more; how many steps."""
    planned = Occurrence.objects.filter(rule=rule.slug).planned()
    count = 0
    for kind, pks in _gone(planned, seen):
        count += planned.filter(subject_type=kind, subject_id__in=pks).update(
            state=OccurrenceState.WITHDRAWN, closed_at=now, note=NO_LONGER_TRUE
        )
    for kind, pks in _gone(_open_ones(rule), seen):
        lines = _open_ones(rule).filter(subject_type=kind, subject_id__in=pks)
        lines.update(withdrawn_at=now)
    return count


def _gone(
    rows: QuerySet[Any], seen: dict[str, set[int]]
) -> Iterator[tuple[str, list[int]]]:
    """The subjects of these rows that were not seen, some at a time."""
    subjects = rows.order_by().values_list("subject_type", "subject_id").distinct()
    gone = [(kind, pk) for kind, pk in subjects if pk not in seen.get(kind, ())]
    for kind, pks in _by_kind(gone).items():
        for first in range(0, len(pks), BATCH):
            yield kind, pks[first : first + BATCH]


def _key(one: Occurrence) -> Key:
    return (
        *(one.subject_type, one.subject_id, one.due_on, one.due_at),
        *(one.step, one.is_escalation, one.recipient_id),
    )


def _row(rule: Rule, one: Told) -> Occurrence:
    kind, pk, day, at, step, is_escalation, user = one.key
    return Occurrence(
        rule=rule.slug,
        subject_type=kind,
        subject_id=pk,
        due_on=day,
        due_at=at,
        step=step,
        is_escalation=is_escalation,
        recipient_id=user,
        why=one.why,
        fire_at=one.fire_at,
    )


def _open_ones(rule: Rule) -> QuerySet[Notification]:
    """What the rule told and nobody has done."""
    return Notification.objects.filter(
        topic=rule.slug, done_at=None, withdrawn_at=None, occurrence__isnull=False
    )


def _close_what_is_no_longer_true(
    rule: Rule, subjects: set[Subject], dues: Iterable[Due], now: datetime
) -> None:
    """What was told and is due at another time now leaves the inboxes."""
    true = {one.key for one in dues}
    told = _open_ones(rule).select_related("occurrence")
    gone = [
        one.pk
        for kind, pks in _by_kind(subjects).items()
        for one in told.filter(subject_type=kind, subject_id__in=pks)
        if one.occurrence
        and (one.subject_type, one.subject_id, one.occurrence.due) not in true
    ]
    Notification.objects.filter(pk__in=gone).update(withdrawn_at=now)
