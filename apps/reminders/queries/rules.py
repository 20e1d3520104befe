"""What a rule is: a small query that finds what is due, and how it is told by default."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.template.loader import render_to_string

from apps.history.models import label

AT_ONCE = 1_000
Pks = Collection[int] | None


@dataclass(frozen=True)
class Due:
    """One thing that is due: what, when, since when it is true, and who may be told.

    `people` maps a word for why ("requester") to the ids of persons. `facts` are what
    the rule's words need; they go out by mail, so they hold nothing confidential.
    """

    subject: models.Model
    due: date | datetime
    since: datetime
    people: Mapping[str, Iterable[int]]
    title: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int, date | datetime]:
        """What it is that is due then."""
        return label(self.subject), self.subject.pk, self.due


Find = Callable[[Pks], Iterator[Due]]


@dataclass(frozen=True)
class Rule:
    """A kind of reminder. `find` takes the ids of the subjects to look at, or None.

    It yields all that is due of one subject in a row, and holds few at a time.

    `offers` are the words for people among which an administrator may choose. Hours can
    be counted only where all that is found is due at an instant.
    """

    slug: str
    label: str
    find: Find
    steps: str
    tells: tuple[str, ...]
    escalates: str = ""
    is_critical: bool = False
    offers: tuple[str, ...] = ()
    is_due_at_an_instant: bool = False

    @property
    def template(self) -> str:
        """The partial that words it: onboarding.review_due → reminders/rule_onboarding.html#review_due."""
        app, _, name = self.slug.partition(".")
        return f"reminders/rule_{app}.html#{name}"

    def words(self, due: Due, today: date) -> str:
        """What the person reads, in one line of plain text."""
        day = due.due.date() if isinstance(due.due, datetime) else due.due
        context = {"due": due, "day": day, "days": (day - today).days, **due.facts}
        return " ".join(render_to_string(self.template, context).split())


RULES: dict[str, Rule] = {}


def rule(
    slug: str,
    name: str,
    *,
    steps: str,
    tells: Iterable[str],
    escalates: str = "",
    is_critical: bool = False,
    offers: Iterable[str] = (),
    is_due_at_an_instant: bool = False,
) -> Callable[[Find], Find]:
    """Make the function below a rule. What is given here is what a new portal starts with."""

    def made(find: Find) -> Find:
        words = tuple(dict.fromkeys([*tells, *offers]))
        RULES[slug] = Rule(
            slug=slug,
            label=name,
            find=find,
            steps=steps,
            tells=tuple(tells),
            escalates=escalates,
            is_critical=is_critical,
            offers=words,
            is_due_at_an_instant=is_due_at_an_instant,
        )
        return find

    return made


def among(rows: models.QuerySet[Any], pks: Pks) -> Iterator[Any]:
    """The rows, or those of them that are asked for."""
    return (one for some in portions(rows, pks) for one in some)


def portions(rows: models.QuerySet[Any], pks: Pks) -> Iterator[list[Any]]:
    """The same in lists: what is asked for at once, all by a thousand at a time."""
    if pks is not None:
        yield list(rows.filter(pk__in=pks))
        return
    rows, last = rows.order_by("pk"), 0
    while found := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield found
        last = found[-1].pk
