"""What stands near an article: what it shares, what links to it, what uses it."""

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from apps.accounts.models import User
from apps.knowledge.models import Article, ArticleLink

SHOWN = 6
BY_LINK = 3
BY_APPLICATION = 2


def related_articles(article: Article, user: User) -> QuerySet[Article]:
    """The articles in force that share most with this one. One query.

    A link either way counts three, a shared application two, a shared platform and a
    shared label one each; the latest verified comes first among equals.
    """
    applications = article.applications.values("pk")
    platforms = article.platforms.values("pk")
    links = ArticleLink.objects.filter(Q(article=article) | Q(target=article))
    ends = Q(pk__in=links.filter(article=article).values("target"))
    ends |= Q(pk__in=links.filter(target=article).values("article"))
    shares = Q(
        pk__in=Article.objects.filter(applications__in=applications).values("pk")
    )
    shares |= Q(pk__in=Article.objects.filter(platforms__in=platforms).values("pk"))
    shares |= Q(labels__overlap=article.labels)
    rows = Article.objects.visible_to(user).standing().filter(ends | shares)
    by_application = Count(
        "applications", filter=Q(applications__in=applications), distinct=True
    )
    by_platform = Count("platforms", filter=Q(platforms__in=platforms), distinct=True)
    score: Combinable = by_application * BY_APPLICATION + by_platform
    for label in article.labels:
        score += _points(Q(labels__contains=[label]), 1)
    score += _points(ends, BY_LINK)
    return (
        rows.exclude(pk=article.pk)
        .annotate(shared=score)
        .select_related("space")
        .order_by("-shared", F("verified_at").desc(nulls_last=True), "pk")[:SHOWN]
    )


def _points(when: Q, count: int) -> Case:
    return Case(
        When(when, then=Value(count)), default=Value(0), output_field=IntegerField()
    )


def linking_articles(article: Article, user: User) -> QuerySet[Article]:
    """The articles in force whose text links to this one."""
    rows = Article.objects.visible_to(user).standing().filter(links__target=article)
    return rows.exclude(pk=article.pk).select_related("space").distinct()[:SHOWN]
