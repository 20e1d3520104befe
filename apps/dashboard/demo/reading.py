"""The demonstration's readers: views, feedback, uses, flags in each state, required reading."""

import random
from datetime import date, datetime, timedelta

from apps.accounts.models import Team, User
from apps.dashboard.demo.people import DOMAIN, Cast
from apps.knowledge.actions.articles import save_version
from apps.knowledge.actions.flags import decline_flag, publish_fixing, raise_flag
from apps.knowledge.actions.reading import give_feedback, note_view
from apps.knowledge.actions.requiring import require_reading
from apps.knowledge.models import Article, ArticleVersion, SignOff
from apps.knowledge.states import STANDS

SPAN = 45
COMMENTS = [
    "The second step needs a newer oc.",
    "It does not say whom to call when this fails.",
    "The screenshot is of the old console.",
]
FLAGS = [
    # article, who, days ago, heading, passage, what is wrong, what became of it
    (
        *("kube-pod-crash-looping", "support.engineer", 3, ""),
        "kubectl logs --previous",
        *("On our clusters it is oc logs --previous; kubectl is not installed.", ""),
    ),
    (
        *("node-not-ready", "requester", 12, ""),
        "",
        *("The escalation at the end still names the old shift.", ""),
    ),
    (
        *("pipeline-agent-offline", "requester", 30, ""),
        "",
        "The restart takes ten minutes since the agents moved, not two.",
        "fixed",
    ),
    (
        *("ecs-task-stopped", "support.engineer", 20, ""),
        "",
        "Should this not restart the service as well?",
        "No: the service is restarted by ECS itself as soon as the task is healthy.",
    ),
]
TRAINING = [
    # article, team, days until due, days ago, share that has signed, why
    (
        *("on-call-first-night", "platform-support", 9, 21, 0.6),
        "Everybody who joins the rota reads it before the first night.",
    ),
    ("signed-images", "delivery", -4, 34, 0.5, "The policy holds from next month on."),
    ("major-incident-first-hour", "openshift", 20, 2, 0.2, ""),
]


def read_articles(made: Cast, dice: random.Random, now: datetime) -> None:
    """What readers of the last weeks left behind, and what they must still read."""
    people = list(
        User.objects.filter(organisation__kind="internal", is_active=True).order_by(
            "pk"
        )[:60]
    )
    rows = Article.objects.filter(standing__in=STANDS, space__is_open=True)
    for article in rows.select_related("space", "published").order_by("pk"):
        _read(article, people, dice, now)
    for found in FLAGS:
        _flag(found, now)
    for slug, team, left, ago, share, why in TRAINING:
        _train(
            Article.objects.get(slug=slug),
            made.teams[team],
            due_on=now.date() + timedelta(days=left),
            share=share,
            note=why,
            then=now - timedelta(days=ago),
        )


def _read(
    article: Article, people: list[User], dice: random.Random, now: datetime
) -> None:
    """Some opened it, fewer said something."""
    version = article.published
    assert version is not None
    assert version.published_at is not None
    days = min(SPAN, (now - version.published_at).days)
    readers = dice.sample(people, dice.choice([0, 3, 6, 12, 20]))
    for one in readers:
        then = now - timedelta(days=dice.randrange(days + 1), minutes=5)
        note_view(article, by=one, on=then.date())
        if dice.random() < 0.35:
            helped = dice.random() < 0.8
            comment = "" if helped else dice.choice(COMMENTS)
            give_feedback(article, is_helpful=helped, comment=comment, by=one, now=then)


def _flag(found: tuple[str, str, int, str, str, str, str], now: datetime) -> None:
    slug, who, days, heading, quote, comment, end = found
    then = now - timedelta(days=days)
    article = Article.objects.select_related("space", "owner", "head").get(slug=slug)
    by = User.objects.filter(email=f"{who}@{DOMAIN}").first()
    flag = raise_flag(
        article,
        comment=comment,
        quote=quote,
        heading=heading,
        by=by or User.objects.get(email=f"requester@{DOMAIN}"),
        now=then,
    )
    owner = article.owner
    if not end or owner is None:
        return
    later = then + timedelta(days=2, hours=3)
    if end != "fixed":
        decline_flag(flag.pk, answer=end, by=owner, version=flag.version, now=later)
        return
    head = article.head
    assert head is not None
    save_version(
        article,
        expected=article.version,
        title=head.title,
        body=f"{head.body}\nSince the agents moved, a restart takes ten minutes.\n",
        note="How long a restart takes",
        by=owner,
        now=later,
    )
    publish_fixing(article, fixes=[flag.pk], is_big=False, by=owner, now=later)


def _train(
    article: Article,
    team: Team,
    *,
    due_on: date,
    share: float,
    note: str,
    then: datetime,
) -> None:
    """Asked by the team's manager; the first so many have signed since."""
    by = team.manager
    assert by is not None
    made = require_reading(
        article, teams=[team], people=[], due_on=due_on, note=note, by=by, now=then
    )
    members = list(User.objects.filter(memberships__team=team).order_by("pk"))
    version: ArticleVersion = made.since
    for at, one in enumerate(members[: round(share * len(members))]):
        SignOff.objects.create(version=version, user=one, at=then + timedelta(hours=at))
