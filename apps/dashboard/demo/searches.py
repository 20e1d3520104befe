"""The demonstration's searches of a quarter, and what should be found for some of them."""

import random
from datetime import datetime, timedelta

from apps.accounts.models import User
from apps.dashboard.demo.people import DOMAIN
from apps.knowledge.actions.gathering import gather_failed
from apps.knowledge.actions.judging import judge_query
from apps.knowledge.models import Article, SearchLog, Space

DAYS = 90
BUSIEST = 26
FOUND = [
    # what people type, the article they want
    ("pod crash loop", "kube-pod-crash-looping"),
    ("KubePodCrashLooping", "kube-pod-crash-looping"),
    ("container oomkilled", "pod-oom-killed"),
    ("node not ready", "node-not-ready"),
    ("etcd slow", "etcd-slow-disk"),
    ("route answers 503", "ingress-503"),
    ("certificate expires", "certificate-expires-soon"),
    ("ecs task keeps stopping", "ecs-task-stopped"),
    ("ORA-01555", "ora-01555-snapshot-too-old"),
    ("log disk full", "disk-full-log-volume"),
    ("silence alert", "silence-an-alert"),
    ("no gpu for model serving", "gpu-quota-exhausted"),
    ("dns slow", "dns-slow-after-failover"),
]
IN_VAIN = [
    "quay mirror credentials rotation",
    "rotate credentials of the quay mirror",
    "kafka consumer lag",
    "vault sealed after restart",
    "windows node pool",
]
OTHERS = ["upgrade window", "who approves a change", "network policy template"]


def search_articles(dice: random.Random, now: datetime) -> None:
    """Most searches end at the article they want; some at none, some at nothing."""
    people = list(
        User.objects.filter(organisation__kind="internal", is_active=True).order_by(
            "pk"
        )[:40]
    )
    wanted = {slug for _, slug in FOUND}
    articles = {one.slug: one for one in Article.objects.filter(slug__in=wanted)}
    rows = []
    for days in range(DAYS):
        day = now - timedelta(days=days, hours=1)
        if day.weekday() < 5:
            searches = dice.randrange(BUSIEST // 2, BUSIEST)
            rows += [_search(articles, people, dice, day) for _ in range(searches)]
    SearchLog.objects.bulk_create(rows)
    gather_failed(now=now)
    _judge(articles, now)


def _search(
    articles: dict[str, Article],
    people: list[User],
    dice: random.Random,
    day: datetime,
) -> SearchLog:
    kind = dice.choices(["found", "vain", "left"], [82, 7, 11])[0]
    log = SearchLog(
        user=dice.choice(people),
        at=day - timedelta(minutes=dice.randrange(480)),
        result_count=0,
    )
    log.query = dice.choice(IN_VAIN if kind == "vain" else OTHERS)
    if kind == "left":
        log.result_count = dice.randrange(3, 30)
    if kind == "found":
        log.query, slug = dice.choice(FOUND)
        log.result_count = dice.randrange(1, 40)
        log.clicked = articles[slug]
        log.position = dice.choices([1, 2, 3, 5], [78, 12, 6, 4])[0]
    log.normalised = log.query.lower()
    return log


def _judge(articles: dict[str, Article], now: datetime) -> None:
    space = Space.objects.get(slug="platform-runbooks")
    by = User.objects.get(email=f"reviewer@{DOMAIN}")
    then = now - timedelta(days=40)
    for query, slug in FOUND:
        article = articles[slug]
        if article.space_id == space.pk:
            judge_query(space, query=query, wanted={article: 3}, by=by, now=then)
