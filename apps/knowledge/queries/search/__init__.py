"""Search: what is asked, and what is found among what its reader may see."""

from apps.knowledge.queries.search.asking import (
    PAGE,
    Found,
    Hit,
    Meaning,
    Request,
    ask,
)
from apps.knowledge.queries.search.facets import Chosen, Facet

__all__ = ["PAGE", "Chosen", "Facet", "Found", "Hit", "Meaning", "Request", "ask"]
