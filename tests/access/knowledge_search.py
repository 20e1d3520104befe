"""Searching and synonyms: everybody sees those of every space, editors change them."""

from apps.knowledge.models import Synonym
from tests.access import EVERYBODY_IN, NO_SUCH_METHOD, Row

KEY = "8c5f7e0a-0000-4000-8000-0000000000a1"
EDITS_GET, EDITS_POST = "LFFFFOFFO", "LFFFFSFFS"


def build(world, now):
    """A synonym of every space."""
    world["synonym"] = Synonym.objects.create(words="oom", means="out of memory")


def of_synonym(world):
    return [world["synonym"].pk]


def fields(world):
    return {"words": "np", "means": "network policy", "sent_key": KEY, "version": 1}


TABLE = {
    "knowledge:search": Row(EVERYBODY_IN, query={"q": "router"}),
    "knowledge:suggest": Row(EVERYBODY_IN, query={"q": "rou"}),
    "knowledge:synonyms": Row(EVERYBODY_IN),
    "knowledge:synonym": Row(EVERYBODY_IN, args=of_synonym),
    "knowledge:synonym_new": Row(EDITS_GET),
    "knowledge:add_synonym": Row(NO_SUCH_METHOD, EDITS_POST, data=fields),
    "knowledge:amend_synonym": Row(
        NO_SUCH_METHOD, EDITS_POST, args=of_synonym, data=fields
    ),
    "knowledge:remove_synonym": Row(NO_SUCH_METHOD, EDITS_POST, args=of_synonym),
}
