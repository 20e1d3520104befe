"""The links of published articles: noted, broken, mended."""

import pytest
from django.urls import reverse

from apps.core.models import OutboxItem
from apps.knowledge.actions.articles import rename_article
from apps.knowledge.actions.linking import relink
from apps.knowledge.actions.publishing import publish
from apps.knowledge.tasks import relink as task
from tests.factories import UserFactory
from tests.knowledge.factories import SpaceFactory, published, rewritten

pytestmark = pytest.mark.django_db


def noted(article):
    rows = article.links.values_list("written", "target__slug", "is_broken")
    return set(rows)


def test_links_to_articles_and_headings_are_noted():
    space = SpaceFactory(slug="sre")
    published(space, slug="there", body="## Fix\n\nText")

    one = published(
        space,
        slug="one",
        body="## Own\n\n[[there]] [[sre/there#fix]] [[there#gone]] [[nowhere]]"
        " [own](#own) [lost](#lost) [file](files/a.png) <https://away.example>",
    )

    assert noted(one) == {
        ("[[there]]", "there", False),
        ("[[sre/there#fix]]", "there", False),
        ("[[there#gone]]", "there", True),
        ("[[nowhere]]", None, True),
        ("#lost", None, True),
        ("files/a.png", None, True),
    }


def test_what_is_published_later_mends_links_that_wanted_it(now):
    space = SpaceFactory()
    one = published(space, slug="one", body="[[later]]")
    assert noted(one) == {("[[later]]", None, True)}

    later = published(space, slug="later")
    item = OutboxItem.objects.get(task="knowledge.relink")
    task(item.pk)
    task(item.pk)

    assert noted(one) == {("[[later]]", "later", False)}
    assert item.payload == {"article": later.pk}


def test_a_heading_that_goes_breaks_the_links_to_it(now):
    space = SpaceFactory()
    there = published(space, slug="there", body="## Fix")
    one = published(space, slug="one", body="[[there#fix]]")

    publish(rewritten(there, "## Else"), by=None, now=now)
    relink(there.pk)

    assert noted(one) == {("[[there#fix]]", "there", True)}


def test_a_renamed_article_still_answers_to_its_old_address(now):
    space = SpaceFactory()
    there = published(space, slug="there")
    one = published(space, slug="one", body="[[there]]")

    rename_article(there, slug="new", expected=there.version, by=None, now=now)
    relink(there.pk)

    assert noted(one) == {("[[there]]", "new", False)}


def test_nobody_around_owes_no_work():
    published(slug="alone", body="Text")

    assert not OutboxItem.objects.filter(task="knowledge.relink").exists()
    assert relink(0) == 0


def test_broken_links_are_listed_for_who_reads_the_article(door):
    space, closed = SpaceFactory(), SpaceFactory(closed=True)
    published(space, slug="there", body="Text")
    published(space, slug="seen", body="[[nowhere]] [x](#gone) [[there]] [[there#no]]")
    published(closed, "Unseen", body="[[hidden-away]]")
    door.force_login(UserFactory(), "django.contrib.auth.backends.ModelBackend")

    page = door.get(reverse("knowledge:links")).content.decode()
    mine = door.get(reverse("knowledge:links"), {"mine": "on"}).content.decode()

    assert page.count("[[nowhere]]") == page.count("[[there#no]]") == 1
    assert "The article it names has no such heading" in page
    assert "This article has no such heading" in page
    assert "hidden-away" not in page
    assert "[[there]]" not in page
    assert "[[nowhere]]" not in mine
