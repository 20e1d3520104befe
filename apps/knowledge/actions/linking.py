"""The links of published articles, and what answers to them."""

from apps.knowledge.models import Article


def write_links(article: Article) -> None:
    """Note the links of the published version, and which of them lead nowhere."""
    article.links.all().delete()
