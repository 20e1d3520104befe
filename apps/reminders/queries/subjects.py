"""What occurrences are about, by name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from apps.reminders.models import Occurrence
from apps.reminders.queries import RULES


@dataclass(frozen=True)
class Subject:
    """The name and the page of what is due."""

    title: str
    url: str


def subjects_of(rows: Iterable[Occurrence]) -> dict[int, Subject]:
    """By the key of the occurrence; what is no longer due has no name. Some queries a rule."""
    by_rule: dict[str, list[Occurrence]] = defaultdict(list)
    for one in rows:
        by_rule[one.rule].append(one)
    found: dict[int, Subject] = {}
    for slug, occurrences in by_rule.items():
        if slug not in RULES:
            continue
        pks = {one.subject_id for one in occurrences}
        named = {
            due.subject.pk: Subject(due.title, due.subject.get_absolute_url())  # type: ignore[attr-defined]
            for due in RULES[slug].find(pks)
        }
        for one in occurrences:
            if one.subject_id in named:
                found[one.pk] = named[one.subject_id]
    return found


def name_subjects(rows: Iterable[Occurrence]) -> None:
    """Give each its `subject`: what it is about, or None where it is no longer due."""
    found = subjects_of(rows)
    for one in rows:
        one.subject = found.get(one.pk)  # type: ignore[attr-defined]
