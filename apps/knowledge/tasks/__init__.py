"""The worker's doors to knowledge: each file's tasks are named here to be found."""

from apps.knowledge.tasks.ageing import clock
from apps.knowledge.tasks.carrying import (
    check_articles,
    export_articles,
    import_articles,
)
from apps.knowledge.tasks.indexing import index, reindex
from apps.knowledge.tasks.linking import relink
from apps.knowledge.tasks.meaning import embed, failed, forget, nightly
from apps.knowledge.tasks.reading import weigh

__all__ = [
    "check_articles",
    "clock",
    "embed",
    "export_articles",
    "failed",
    "forget",
    "import_articles",
    "index",
    "nightly",
    "reindex",
    "relink",
    "weigh",
]
