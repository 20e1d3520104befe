"""What the editor asks for while somebody types: articles to link to."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from apps.accounts.models import User
from apps.knowledge.models import Article, ArticleFile

SUGGESTED = 8


@dataclass(frozen=True)
class Suggestion:
    """An article that a text can link to; `address` stands between the brackets."""

    address: str
    title: str
    where: str


def suggested_links(user: User, space: str, typed: str) -> list[Suggestion]:
    """Articles somebody sees whose title or short name has each typed word. One query.

    Those of the space they write in, and those that begin so, come first.
    """
    rows = Article.objects.visible_to(user).select_related("space")
    for word in typed.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(slug__icontains=word))
    begins = Q(title__istartswith=typed) | Q(slug__istartswith=typed)
    ranked = rows.annotate(
        is_here=_first(Q(space__slug=space)), begins=_first(begins)
    ).order_by("-is_here", "-begins", "title", "pk")
    return [
        Suggestion(
            one.slug if one.space.slug == space else f"{one.space.slug}/{one.slug}",
            one.title,
            one.space.name,
        )
        for one in ranked[:SUGGESTED]
    ]


def _first(when: Q) -> Case:
    return Case(
        When(when, then=Value(1)), default=Value(0), output_field=IntegerField()
    )


def files_of(article: Article, user: User) -> QuerySet[ArticleFile]:
    """The files of an article, by name, with what is stored and who added each."""
    rows = ArticleFile.objects.visible_to(user).filter(article=article)
    return rows.select_related("stored", "added_by", "article__space")


def markdown_of(file: ArticleFile) -> str:
    """How a text names a file: pictures are shown, others are links."""
    is_picture = file.stored.mime.startswith("image/")
    words = file.name.rpartition(".")[0].replace("-", " ") if is_picture else file.name
    return f"{'!' if is_picture else ''}[{words}](files/{file.name})"
