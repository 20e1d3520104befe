"""What is due with articles: their reviews, flags on them, reading that is required."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import timedelta

from apps.accounts.models import Membership
from apps.knowledge.models import Article, Flag, Part, RequiredReading, SpaceMember
from apps.knowledge.queries.required import unread_by
from apps.knowledge.states import STANDS
from apps.reminders.queries.rules import Due, Pks, portions, rule

ANSWER_WITHIN = timedelta(days=5)


def reviewers_of(spaces: Collection[int]) -> dict[int, list[int]]:
    """Who reviews in each space, themself or by a team. Two queries."""
    rows = SpaceMember.objects.filter(space__in=spaces, part=Part.REVIEWER)
    found: dict[int, list[int]] = defaultdict(list)
    by_team: dict[int, list[int]] = defaultdict(list)
    for space, user, team in rows.values_list("space", "user", "team"):
        if user:
            found[space].append(user)
        else:
            by_team[team].append(space)
    members = Membership.objects.filter(team__in=by_team, user__is_active=True)
    for team, user in members.order_by("user").values_list("team", "user"):
        for space in by_team[team]:
            found[space].append(user)
    return found


def keeper(article: Article, reviewers: dict[int, list[int]]) -> list[int]:
    """Its owner, else the manager of its team or its space's, else its reviewers."""
    if article.owner and article.owner.is_active:
        return [article.owner.pk]
    for team in (article.team, article.space.team):
        if team and team.manager_id:
            return [team.manager_id]
    return reviewers.get(article.space_id, [])


def lead(article: Article) -> list[int]:
    """Who manages its owner team, or its space's."""
    found = article.team.manager_id if article.team else None
    return [pk for pk in [found or article.space.team.manager_id] if pk]


@rule(
    "knowledge.review_due",
    "An article is due for review",
    steps="-14d -3d 0d +7d",
    tells=["owner"],
    offers=["team manager"],
    escalates="+14d",
)
def review_due(pks: Pks) -> Iterator[Due]:
    """Published articles by the day of their next review."""
    rows = Article.objects.filter(
        standing__in=STANDS, review_on__isnull=False
    ).select_related("owner", "team", "space__team")
    for found in portions(rows, pks):
        reviewers = reviewers_of({one.space_id for one in found})
        for one in found:
            yield Due(
                subject=one,
                due=one.review_on,
                since=one.verified_at or one.created_at,
                people={"owner": keeper(one, reviewers), "team manager": lead(one)},
                title=one.title,
            )


@rule(
    "knowledge.flag_unanswered",
    "A flag on an article was not answered",
    steps="0d +5d",
    tells=["owner"],
    offers=["team manager"],
    escalates="+10d",
)
def flag_unanswered(pks: Pks) -> Iterator[Due]:
    """Flags that are open for five days."""
    rows = Flag.objects.open().select_related(
        "article__owner", "article__team", "article__space__team"
    )
    for found in portions(rows, pks):
        reviewers = reviewers_of({one.article.space_id for one in found})
        for one in found:
            yield Due(
                subject=one,
                due=(one.at + ANSWER_WITHIN).date(),
                since=one.at,
                people={
                    "owner": keeper(one.article, reviewers),
                    "team manager": lead(one.article),
                },
                title=one.article.title,
                facts={"since": one.at.date()},
            )


@rule(
    "knowledge.reading_unread",
    "Required reading was not signed off",
    steps="-7d -1d 0d +3d",
    tells=["reader"],
    offers=["who asked"],
    escalates="+5d",
)
def reading_unread(pks: Pks) -> Iterator[Due]:
    """Open required reading, for those who have not signed the version that counts."""
    rows = RequiredReading.objects.open().select_related(
        "article__space", "since", "made_by"
    )
    for found in portions(rows, pks):
        unread = unread_by(found)
        for one in found:
            if unread[one.pk]:
                yield Due(
                    subject=one,
                    due=one.due_on,
                    since=one.asked_at,
                    people={
                        "reader": sorted(unread[one.pk]),
                        "who asked": [one.made_by_id],
                    },
                    title=one.article.title,
                )
