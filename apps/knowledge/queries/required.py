"""Who must read what, who has signed which version, who may be asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value

from apps.accounts.models import Grant, Membership, Team, User
from apps.accounts.roles import PERMISSIONS, ScopeKind
from apps.knowledge.access import can_edit
from apps.knowledge.models import Article, ArticleView, RequiredReading, SignOff, Space

READ_ALL = [role for role, held in PERMISSIONS.items() if "knowledge.read_all" in held]


@dataclass(frozen=True)
class Askable:
    """Whom somebody may ask to read an article."""

    teams: QuerySet[Team]
    people: QuerySet[User]


def askable(
    user: User, article: Article, asked: RequiredReading | None = None
) -> Askable:
    """Who writes it asks anybody; who manages teams asks those and the people in them.

    Those who are `asked` already may stay asked.
    """
    teams = Team.objects.visible_to(user)
    people = User.objects.visible_to(user).filter(is_active=True)
    if not can_edit(user, article):
        teams = teams.filter(Q(manager=user) | Q(parent__manager=user))
        members = Membership.objects.filter(team__in=teams).values("user")
        people = people.filter(pk__in=members)
    if asked:
        teams = Team.objects.filter(
            Q(pk__in=teams.values("pk")) | Q(pk__in=asked.teams.values("pk"))
        )
        people = User.objects.filter(
            Q(pk__in=people.values("pk")) | Q(pk__in=asked.people.values("pk"))
        )
    return Askable(teams.order_by("name"), people.order_by("name", "pk"))


def readers_of(space: Space) -> QuerySet[User]:
    """Who may read what is published in a space, as `visible_to` has it. Lazy."""
    member = Q(space_parts__space=space)
    by_team = Q(memberships__team__space_parts__space=space)
    grants = Grant.objects.filter(role__in=READ_ALL, scope_kind=ScopeKind.EVERYTHING)
    audits = Q(pk__in=grants.values("user"))
    inside = Q(organisation__kind="internal") if space.is_open else Q(pk=None)
    rows = User.objects.filter(member | by_team | audits | inside)
    return User.objects.filter(is_active=True, pk__in=rows.values("pk"))


def asked_people(found: RequiredReading) -> QuerySet[User]:
    """Who must read it: the people asked and those in the teams asked, who can."""
    members = Membership.objects.filter(team__in=found.teams.all()).values("user")
    asked = Q(pk__in=members) | Q(pk__in=found.people.values("pk"))
    return readers_of(found.article.space).filter(asked)


def listed_readers(found: RequiredReading) -> QuerySet[User]:
    """The same with the newest version each has signed, and when each last opened it."""
    signed = SignOff.objects.filter(
        user=OuterRef("pk"), version__article=found.article_id
    ).order_by("-version__number")
    views = ArticleView.objects.filter(
        user=OuterRef("pk"), article=found.article_id
    ).order_by("-on")
    rows = asked_people(found).prefetch_related("memberships__team")
    return rows.annotate(
        signed_number=Subquery(signed.values("version__number")[:1]),
        signed_at=Subquery(signed.values("at")[:1]),
        opened_on=Subquery(views.values("on")[:1]),
        since_number=Value(found.since.number),
    ).order_by(F("signed_number").asc(nulls_first=True), "name", "pk")


def signed_versions(
    readings: Collection[RequiredReading],
) -> dict[tuple[int, int], int]:
    """The newest version signed, by (article, person), of these articles. One query."""
    articles = {one.article_id for one in readings}
    rows = SignOff.objects.filter(version__article__in=articles).order_by(
        "version__number"
    )
    named = rows.values_list("version__article", "user", "version__number")
    return {(article, user): number for article, user, number in named}


def asked_of_each(readings: Collection[RequiredReading]) -> dict[int, set[int]]:
    """Who must read each, as `asked_people` has it, by its key. Two queries, and one a space."""
    pks = {one.pk for one in readings}
    found: dict[int, set[int]] = {pk: set() for pk in pks}
    people = User.objects.filter(required_readings__in=pks).order_by()
    members = Membership.objects.filter(team__required_readings__in=pks).order_by()
    for pairs in (
        people.values_list("required_readings", "pk"),
        members.values_list("team__required_readings", "user"),
    ):
        for reading, user in pairs:
            if reading in pks:
                found[reading].add(user)
    by_space: dict[Space, set[int]] = defaultdict(set)
    for one in readings:
        by_space[one.article.space] |= found[one.pk]
    able = {
        space.pk: set(
            readers_of(space)
            .order_by()
            .filter(pk__in=asked)
            .values_list("pk", flat=True)
        )
        for space, asked in by_space.items()
    }
    return {one.pk: found[one.pk] & able[one.article.space_id] for one in readings}


def unread_by(readings: Collection[RequiredReading]) -> dict[int, set[int]]:
    """Who has not signed what counts, by the key of the reading."""
    signed, asked = signed_versions(readings), asked_of_each(readings)
    return {
        one.pk: {
            user
            for user in asked[one.pk]
            if signed.get((one.article_id, user), 0) < one.since.number
        }
        for one in readings
    }


def listed_required(user: User) -> QuerySet[RequiredReading]:
    """Those whose list somebody may see, the first due first."""
    rows = RequiredReading.objects.watched_by(user)
    return rows.select_related("article__space", "since", "made_by").order_by(
        "state", "due_on", "pk"
    )


def count_signed(rows: Iterable[RequiredReading]) -> None:
    """Give each how many must read it and how many have signed. Some queries."""
    found = list(rows)
    unread, asked = unread_by(found), asked_of_each(found)
    for one in found:
        one.asked_count = len(asked[one.pk])  # type: ignore[attr-defined]
        one.signed_count = len(asked[one.pk] - unread[one.pk])  # type: ignore[attr-defined]


@dataclass(frozen=True)
class ToRead:
    """A required reading as it stands for one person."""

    found: RequiredReading
    signed_number: int | None
    is_late: bool

    @property
    def is_signed(self) -> bool:
        """Whether their sign-off counts."""
        return (self.signed_number or 0) >= self.found.since.number


def mine_to_read(user: User, today: date, article: Any = None) -> list[ToRead]:
    """What is asked of somebody, of one article or of all; unread first. One query."""
    signed = SignOff.objects.filter(
        user=user, version__article=OuterRef("article")
    ).order_by("-version__number")
    rows = RequiredReading.objects.open().asked_of(user)
    rows = rows.filter(article=article) if article else rows
    rows = rows.select_related("article__space", "since", "made_by")
    found = rows.annotate(signed_number=Subquery(signed.values("version__number")[:1]))
    mine = [
        ToRead(one, getattr(one, "signed_number", None), one.due_on < today)
        for one in found.order_by("due_on", "pk")
    ]
    return sorted(mine, key=lambda one: one.is_signed)
