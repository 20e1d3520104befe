"""What helps to write: preview, links, pictures and files."""

from apps.knowledge.models import ArticleFile
from tests.access import INTERNAL_ONLY, NO_SUCH_METHOD, Row
from tests.access.knowledge_articles import (
    WRITERS_ONLY,
    does,
    of_article,
    of_space,
    reads,
)
from tests.knowledge.factories import attached


def build(world, now):
    """A file of the article that everybody inside reads."""
    world["article_file"] = attached(world["article"])


def of_file(world):
    return [*of_article(world), ArticleFile.objects.get().name]


TABLE = {
    "knowledge:preview": does({"body": "B"}),
    "knowledge:preview_new": does({"body": "B"}, of_space),
    "knowledge:suggest_links": Row(INTERNAL_ONLY, args=of_space),
    "knowledge:files": reads(get=WRITERS_ONLY),
    "knowledge:attach": does(),
    "knowledge:paste": does(),
    "knowledge:paste_new": does({}, of_space),
    "knowledge:remove_file": Row(NO_SUCH_METHOD, WRITERS_ONLY, args=of_file),
    "knowledge:file": reads(of_file),
}
