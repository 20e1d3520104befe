"""Nothing of a closed space reaches who is not of it: not by history, not by links."""

import pytest
from django.urls import reverse

from apps.knowledge.actions.articles import move_article, rename_article
from tests.factories import ApplicationFactory, UserFactory
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    outsider,
    published,
    rewritten,
    team_member,
    written,
)

pytestmark = pytest.mark.django_db
SIGN_IN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def closed():
    return SpaceFactory(closed=True, name="Secret space")


def pages_of(article):
    place = [article.space.slug, article.slug]
    names = (
        *("article", "article_print", "article_edit", "article_facts"),
        *("article_move", "versions"),
    )
    found = [reverse(f"knowledge:{name}", args=place) for name in names]
    found.append(reverse("knowledge:version", args=[*place, 1]))
    found.append(f"{reverse('knowledge:compare', args=place)}?old=1&new=2")
    found.append(article.space.get_absolute_url())
    found.append(reverse("knowledge:article_new", args=[article.space.slug]))
    found.append(reverse("history:story", args=["knowledge.article", article.pk]))
    found.append(reverse("history:story", args=["knowledge.space", article.space.pk]))
    return found


@pytest.mark.parametrize("make", [UserFactory, outsider])
def test_no_page_of_it_exists_for_who_is_not_of_it(client, closed, make):
    article = rewritten(published(closed), "Newer")
    team_member(closed)
    client.force_login(make(), SIGN_IN)

    answers = {url: client.get(url).status_code for url in pages_of(article)}

    assert set(answers.values()) == {404}


@pytest.mark.parametrize("make", [UserFactory, outsider])
def test_no_list_names_it(client, closed, make):
    application = ApplicationFactory()
    owner = UserFactory(name="Secret Owner")
    published(
        *(closed, "Secret title"),
        owner=owner,
        labels=["secret-label"],
        applications=[application],
        body="[[secret-link]]",
    )
    client.force_login(make(), SIGN_IN)

    for name in ("articles", "spaces", "reviews", "links"):
        page = client.get(reverse(f"knowledge:{name}")).content.decode()
        assert "secret" not in page.lower()
    page = client.get(reverse("knowledge:of_application", args=[application.code]))
    assert "secret" not in page.content.decode().lower()


def test_a_link_into_it_tells_nobody_its_title(client, closed):
    hidden = published(closed, "Secret title")
    open_one = published(body=f"[[{closed.slug}/{hidden.slug}]]")
    published(closed, "Secret neighbour", body=f"[[{open_one.space.slug}/x]]")
    client.force_login(UserFactory(), SIGN_IN)

    page = client.get(open_one.get_absolute_url()).content.decode()

    assert "Secret" not in page


def test_what_moved_into_it_leaves_no_trail_for_others(client, closed, now):
    article = published(slug="old")
    before = article.get_absolute_url()
    reader = member(closed)
    move_article(article, closed, expected=article.version, by=None, now=now)

    client.force_login(UserFactory(), SIGN_IN)
    assert client.get(before).status_code == 404
    client.force_login(reader, SIGN_IN)
    assert client.get(before).status_code == 301


def test_a_former_address_of_a_draft_leads_only_its_authors(client, now):
    draft = written(slug="old")
    before = draft.get_absolute_url()
    rename_article(draft, slug="new", expected=1, by=None, now=now)

    client.force_login(UserFactory(), SIGN_IN)
    assert client.get(before).status_code == 404
    client.force_login(author(draft.space), SIGN_IN)
    assert client.get(before).status_code == 301
