"""The demonstration's articles: four spaces, every state, dates relative to now."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.dashboard.demo.people import DOMAIN, Cast
from apps.knowledge.actions.articles import create_article, save_version
from apps.knowledge.actions.publishing import (
    mark_due,
    publish,
    retire,
    send_for_review,
    verify,
)
from apps.knowledge.actions.spaces import add_member, create_space
from apps.knowledge.models import Article, Part, Space

TEXTS = Path(__file__).parent / "articles"
SPACES = [
    # slug, name, description, owner team, open, published by a second person, days
    (
        *("platform-runbooks", "Platform runbooks"),
        "What to do when an alert fires on one of our platforms.",
        *("platform-support", True, False, 180),
    ),
    (
        *("openshift", "OpenShift handbook"),
        "How the OpenShift clusters are run, upgraded and looked after.",
        *("openshift", True, True, 120),
    ),
    (
        *("delivery", "Build and delivery"),
        "Pipelines, registries, releases.",
        *("delivery", True, False, 180),
    ),
    (
        *("kestrel-shift", "Kestrel shift"),
        "What we and the shift of Kestrel Managed Services have agreed.",
        *("platform-support", False, False, 90),
    ),
]
MEMBERS = [
    # space, team or login, part
    ("platform-runbooks", "openshift", Part.AUTHOR),
    ("platform-runbooks", "ecs", Part.AUTHOR),
    ("platform-runbooks", "ai-platform", Part.AUTHOR),
    ("platform-runbooks", f"reviewer@{DOMAIN}", Part.REVIEWER),
    ("openshift", f"platform.manager@{DOMAIN}", Part.REVIEWER),
    ("openshift", f"reviewer@{DOMAIN}", Part.REVIEWER),
    ("delivery", f"platform.manager@{DOMAIN}", Part.REVIEWER),
    ("kestrel-shift", "vendor-management", Part.READER),
    ("kestrel-shift", f"vendor@{DOMAIN}", Part.READER),
]
WRITERS = {
    "platform-runbooks": ("platform-support", "openshift", "ecs"),
    "openshift": ("openshift",),
    "delivery": ("delivery",),
    "kestrel-shift": ("platform-support",),
}
PUBLISHED = {"published", "due", "retired", "newer", "unowned"}
LATER = "\n## Since the last upgrade\n\nWait for two minutes more before you go on.\n"


@dataclass(frozen=True)
class Text:
    """An article as its file has it."""

    slug: str
    kind: str
    title: str
    labels: list[str]
    on: list[str]
    state: str
    body: str


def texts(path: Path) -> Iterator[Text]:
    """The articles of a file, in its order."""
    for part in path.read_text(encoding="utf-8").split("%% ")[1:]:
        head, _, body = part.partition("\n")
        slug, kind, title, labels, on, state = map(str.strip, head.split(" | "))
        named = [] if on == "-" else on.split(", ")
        yield Text(slug, kind, title, labels.split(", "), named, state, body)


def write_articles(
    made: Cast, applications: Sequence[Application], dice: random.Random, now: datetime
) -> None:
    """Four spaces with their members and articles; what is due is due."""
    admin = User.objects.get(email=f"admin@{DOMAIN}")
    for slug, name, description, team, is_open, needs_two, days in SPACES:
        space = create_space(
            slug=slug,
            name=name,
            description=description,
            team=made.teams[team],
            is_open=is_open,
            needs_two=needs_two,
            review_days=days,
            by=admin,
            now=now - timedelta(days=420),
        )
        _members(space, made, admin, now)
        for text in texts(TEXTS / f"{slug}.md"):
            _Pen(space, made, applications, dice, now).write(text)
    mark_due(now=now)


def _members(space: Space, made: Cast, by: User, now: datetime) -> None:
    when = now - timedelta(days=419)
    for slug, who, part in MEMBERS:
        if slug != space.slug:
            continue
        user = User.objects.filter(email=who).first()
        team = None if user else made.teams[who]
        add_member(space.pk, by=by, user=user, team=team, part=part, now=when)


class _Pen:
    """Writes articles of one space, by people of its teams."""

    def __init__(
        self,
        space: Space,
        made: Cast,
        applications: Sequence[Application],
        dice: random.Random,
        now: datetime,
    ) -> None:
        self.space, self.applications = space, applications
        self.dice, self.now = dice, now
        teams = [made.teams[slug] for slug in WRITERS[space.slug]]
        self.writers = list(
            User.objects.filter(memberships__team__in=teams).distinct().order_by("pk")
        )
        self.reviewer = User.objects.get(email=f"reviewer@{DOMAIN}")

    def write(self, text: Text) -> None:
        """One article, as old as its state wants it."""
        writer = self.dice.choice([one for one in self.writers if one != self.reviewer])
        days = self._age(text.state)
        then = self.now - timedelta(days=days, minutes=self.dice.randrange(600))
        article = create_article(
            self.space,
            kind=text.kind,
            title=text.title,
            body=text.body,
            slug=text.slug,
            labels=text.labels,
            platforms=list(Platform.objects.filter(kind__in=text.on)),
            applications=self._applications(text),
            owner=None if text.state == "unowned" else writer,
            team=self.space.team,
            by=writer,
            now=then,
        )
        if text.state != "draft":
            send_for_review(article, by=writer, now=then + timedelta(hours=3))
        if text.state in PUBLISHED:
            self._live(article, text, writer, then)

    def _age(self, state: str) -> int:
        if state in {"draft", "in_review"}:
            return self.dice.randrange(2, 15)
        if state == "due":
            return self.space.review_days + self.dice.randrange(15, 60)
        return self.dice.randrange(40, 380)

    def _applications(self, text: Text) -> list[Application]:
        if text.kind not in {"runbook", "known_error"} or not text.on:
            return []
        return self.dice.sample(list(self.applications), self.dice.randrange(3))

    def _live(self, article: Article, text: Text, writer: User, then: datetime) -> None:
        strict = self.space.needs_two
        by = self.reviewer if strict else writer
        publish(article, by=by, now=then + timedelta(days=1))
        if text.state == "due":
            return
        step = self.space.review_days - 5
        while (then := then + timedelta(days=step)) < self.now - timedelta(days=3):
            verify(article, by=writer if article.owner_id else by, now=then)
        if text.state == "retired":
            reason = "The tool it is about was switched off"
            retire(article, reason=reason, by=by, now=self.now - timedelta(days=30))
        if text.state == "newer":
            article.refresh_from_db()
            save_version(
                article,
                expected=article.version,
                title=text.title,
                body=text.body + LATER,
                note="After the upgrade",
                by=writer,
                now=self.now - timedelta(days=2),
            )
