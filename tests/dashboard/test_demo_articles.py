"""The demonstration's articles, as their files have them."""

import re

from apps.catalog.models import Platform
from apps.dashboard.demo.knowledge import SPACES, TEXTS, texts
from apps.knowledge.models import Kind
from apps.knowledge.rules.links import LinkKind, links

STATES = {"published", "due", "draft", "in_review", "retired", "newer", "unowned"}
FOUND = {slug: list(texts(TEXTS / f"{slug}.md")) for slug, *_ in SPACES}


def test_there_are_forty_in_every_state_and_of_every_kind():
    every = [one for found in FOUND.values() for one in found]

    assert len(every) >= 40
    assert {one.state for one in every} == STATES
    assert {one.kind for one in every} == set(Kind.values)
    assert {kind for one in every for kind in one.on} <= set(Platform.Kind.values)
    assert all(re.fullmatch(r"[a-z0-9-]+", one.slug) for one in every)


def test_their_links_lead_to_one_another():
    there = {(space, one.slug) for space, found in FOUND.items() for one in found}

    wanted = {
        (link.space or space, link.name)
        for space, found in FOUND.items()
        for one in found
        for link in links(one.body)
        if link.kind is LinkKind.ARTICLE
    }

    assert wanted
    assert wanted <= there
