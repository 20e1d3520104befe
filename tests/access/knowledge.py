"""The addresses of knowledge. Parts stand in `tests/access/knowledge_*.py`; each is
found by its name.

A space that is open to everybody inside has a published article of nobody in the columns,
and a draft; nobody in the columns is a member of it.
"""

from importlib import import_module
from pathlib import Path

from tests.knowledge.factories import SpaceFactory, published, rewritten, written

PARTS = tuple(
    import_module(f"tests.access.{file.stem}")
    for file in sorted(Path(__file__).parent.glob("knowledge_*.py"))
)
TABLE = {name: row for part in PARTS for name, row in part.TABLE.items()}


def build(world, now):
    """A space with an article that has a newer draft, and one that is only a draft."""
    space = SpaceFactory(slug="sre", name="SRE")
    text = "![Graph](files/graph.png)"
    article = published(space, "Restart the router", text, slug="restart", now=now)
    world["space"] = space
    world["article"] = rewritten(article, "Newer", now=now)
    world["unpublished"] = written(space, "Not yet", slug="not-yet", now=now)
    for part in PARTS:
        if hasattr(part, "build"):
            part.build(world, now)
