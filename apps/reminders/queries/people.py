"""Who stands where: managers, deputies, and what of an object a person may see."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import Value

from apps.accounts.models import Membership, Team, User
from apps.calendars.models import BusinessCalendar
from apps.calendars.queries import schedule_named
from apps.calendars.rules import is_working_day
from apps.reminders.models import Away, Habits
from apps.staffing.models import Absence
from apps.staffing.queries.away import as_away, span_of

PEOPLE_A_QUERY = 100
TEAM_PATHS = ("team_id", "owner_team_id", "request__team_id")


def managers_of(people: Collection[int]) -> dict[int, set[int]]:
    """The managers of each person's teams; of the team above where they manage it. One query."""
    rows = Membership.objects.filter(user__in=people).values_list(
        "user_id", "team__manager_id", "team__parent__manager_id"
    )
    found: dict[int, set[int]] = defaultdict(set)
    for user, manager, above in rows:
        lead = above if manager == user else manager
        if lead and lead != user:
            found[user].add(lead)
    return found


def working_days_of(calendar: BusinessCalendar) -> Callable[[date], bool]:
    """Whether a day is a working day of the calendar."""
    return partial(is_working_day, schedule_named(calendar.slug))


def deputies_at(now: datetime) -> dict[int, int]:
    """Who is away at this instant, and who stands in for them. Two queries.

    Away are those who said so and named a deputy, and those whose absence is approved in
    staffing: unless they named somebody, their manager stands in.
    """
    named = dict(Away.objects.at(now).values_list("user_id", "deputy_id"))
    return _absent_at(now) | named


def _absent_at(now: datetime) -> dict[int, int]:
    """Those with an approved absence now, by the clock where they are, and their manager."""
    day = timedelta(days=1)
    near = Absence.objects.approved().touching(now.date() - day, now.date() + day)
    rows = near.filter(
        person__user__isnull=False, person__line_manager__user__is_active=True
    )
    found = {}
    for one in rows.select_related("person__line_manager"):
        span, above = span_of(one.person, as_away(one)), one.person.line_manager
        is_now = span.starts <= now < span.ends
        if is_now and one.person.user_id and above and above.user_id:
            found[one.person.user_id] = above.user_id
    return found


def habits_of(people: Iterable[User]) -> dict[int, Habits]:
    """The habits of each; who has set none has the usual ones."""
    users = {one.pk: one for one in people}
    found = {one.user_id: one for one in Habits.objects.filter(user__in=users)}
    return {pk: found.get(pk) or Habits(user=user) for pk, user in users.items()}


def seen_by(
    wanted: Mapping[tuple[User, str], Collection[int]],
) -> set[tuple[int, str, int]]:
    """(Person, kind, id) of what each may see of what is asked. A query each kind."""
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for (user, kind), pks in wanted.items():
        rows = apps.get_model(kind)._default_manager.filter(pk__in=pks)
        seen = rows.all().visible_to(user).order_by()
        by_kind[kind].append(seen.annotate(who=Value(user.pk)).values_list("who", "pk"))
    return {
        (who, kind, pk)
        for kind, parts in by_kind.items()
        for first in range(0, len(parts), PEOPLE_A_QUERY)
        for who, pk in _together(parts[first : first + PEOPLE_A_QUERY])
    }


def _together(parts: list[Any]) -> Any:
    return parts[0].union(*parts[1:], all=True)


def visible(user: User, subject_type: str, pks: Collection[int]) -> set[int]:
    """Which of these objects exist for the person. One query."""
    rows = apps.get_model(subject_type)._default_manager.filter(pk__in=pks)
    seen = rows.all().visible_to(user)
    return set(seen.values_list("pk", flat=True))


def teams_of(subject_type: str, pks: Collection[int]) -> dict[int, int]:
    """The team whose each object is, by the object's id; those without one are left out."""
    model = apps.get_model(subject_type)
    if model is Team:
        return {pk: pk for pk in pks}
    names = {one.name for one in model._meta.get_fields()}
    path = next(
        (
            path
            for path in TEAM_PATHS
            if path.split("__")[0].removesuffix("_id") in names
        ),
        None,
    )
    if path is None:
        return {}
    rows = model._default_manager.filter(pk__in=pks).exclude(**{path: None})
    return dict(rows.values_list("pk", path))
