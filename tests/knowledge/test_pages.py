"""The pages of spaces and articles, through both doors."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.actions import keep_typed
from apps.core.models import TypedText
from apps.knowledge.actions.articles import rename_article
from apps.knowledge.actions.publishing import retire, send_for_review
from apps.knowledge.models import Article, Kind, Space
from apps.knowledge.rules.templates import TEMPLATES
from apps.knowledge.states import Standing, Work
from tests.factories import (
    ApplicationFactory,
    PlatformFactory,
    TeamFactory,
    UserFactory,
    person,
)
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    outsider,
    published,
    reviewer,
    rewritten,
    written,
)

pytestmark = pytest.mark.django_db


def at(name, article, *more):
    return reverse(f"knowledge:{name}", args=[article.space.slug, article.slug, *more])


def enter(client, user):
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def text_of(article, **changed):
    return {
        "title": article.head.title,
        "body": article.head.body,
        "note": "",
        "version": article.version,
        "base": article.head.number,
        **changed,
    }


def test_the_lists_show_what_one_reads(door):
    shown, hidden = (
        published(title="Seen"),
        published(SpaceFactory(closed=True), "Unseen"),
    )
    draft = written(title="Draft of somebody")
    enter(door, UserFactory())

    articles = door.get(reverse("knowledge:articles")).content.decode()
    spaces = door.get(reverse("knowledge:spaces")).content.decode()

    assert shown.title in articles
    assert hidden.title not in articles
    assert draft.title not in articles
    assert shown.space.name in spaces
    assert hidden.space.name not in spaces


def test_a_closed_space_is_in_no_choice_no_count_no_export(client):
    boss = UserFactory(name="Hidden Owner")
    published(SpaceFactory(closed=True, name="Secret space"), owner=boss)
    enter(client, UserFactory())
    url = reverse("knowledge:articles")

    page = client.get(url).content.decode()
    table = client.get(url, {"export": "csv"}).getvalue()

    owner_choices = page.split('name="owner"')[1].split("</select>")[0]
    assert "Secret space" not in page
    assert "Hidden Owner" not in owner_choices
    assert b"Secret space" not in table


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "router"}, "Restart the router"),
        ({"kind": "faq"}, "Questions"),
        ({"standing": "retired"}, "Old one"),
        ({"label": "Ingress"}, "Restart the router"),
        ({"platform": "ecs"}, "Restart the router"),
        ({"application": "pay"}, "Restart the router"),
        ({"unowned": "on", "kind": "faq"}, "Questions"),
        ({"due": "0"}, "Long ago"),
        ({"space": "other"}, "Questions"),
    ],
)
def test_the_list_answers_each_question(client, now, asked, found):
    space = SpaceFactory()
    owner = UserFactory()
    published(
        space,
        "Restart the router",
        labels=["ingress"],
        platforms=[PlatformFactory(slug="ecs")],
        applications=[ApplicationFactory(code="pay")],
        owner=owner,
    )
    published(SpaceFactory(slug="other"), "Questions", kind="faq")
    old = published(space, "Old one", owner=owner)
    retire(old, reason="Old", by=None, now=now)
    published(space, "Long ago", owner=owner, now=now.replace(year=2024))
    enter(client, UserFactory())

    response = client.get(reverse("knowledge:articles"), asked)

    titles = {one.title for one in response.context["page_obj"]}
    assert titles == {found}


def test_the_list_asks_as_often_for_many_as_for_few(client):
    space = SpaceFactory()
    enter(client, author(space))
    published(space, platforms=[PlatformFactory()], owner=UserFactory())
    few = queries_of(client, "articles")
    for number in range(20):
        published(
            space, f"{number}", platforms=[PlatformFactory()], owner=UserFactory()
        )

    assert queries_of(client, "articles") == few


def queries_of(client, name):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(reverse(f"knowledge:{name}")).status_code == 200
    return len(caught)


def test_the_list_of_spaces_asks_as_often_for_many_as_for_few(client):
    enter(client, UserFactory())
    published()
    few = queries_of(client, "spaces")
    for _ in range(20):
        published()

    assert queries_of(client, "spaces") == few


def test_readers_have_the_published_text_and_no_draft(door):
    article = rewritten(published(body="Old text"), "New text")
    enter(door, UserFactory())

    page = door.get(article.get_absolute_url()).content.decode()

    assert "Old text" in page
    assert "newer draft" not in page
    assert "Save version" not in page


def test_authors_are_told_of_the_newer_draft(door):
    article = rewritten(published(body="Old text"), "New text")
    enter(door, author(article.space))

    page = door.get(article.get_absolute_url()).content.decode()

    assert "newer draft" in page
    assert "Publish version 2" in page


def test_an_old_address_leads_to_the_article_for_who_may_read_it(client, now):
    article = published(slug="old")
    old = article.get_absolute_url()
    rename_article(article, slug="new", expected=article.version, by=None, now=now)
    article.refresh_from_db()

    enter(client, UserFactory())
    answer = client.get(old)
    enter(client, outsider())
    refused = client.get(old)

    assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())
    assert refused.status_code == 404


@pytest.mark.parametrize("kind", Kind.values)
def test_each_kind_begins_with_its_headings(client, kind):
    space = SpaceFactory()
    enter(client, author(space))

    page = client.get(
        reverse("knowledge:article_new", args=[space.slug]), {"kind": kind}
    )

    assert page.context["form"]["body"].value() == TEMPLATES[kind]


def test_a_new_article_is_made_once(door):
    space = SpaceFactory()
    enter(door, author(space))
    url = reverse("knowledge:create_article", args=[space.slug])
    data = {
        "title": "New",
        "body": "Text\r\nmore",
        "kind": "how_to",
        "labels": "Ingress, Ingress, tls",
        "sent_key": "8c5f7e0a-0000-4000-8000-000000000001",
    }

    first, second = door.post(url, data), door.post(url, data)

    article = Article.objects.get()
    assert first["Location"] == second["Location"] == article.get_absolute_url()
    assert article.labels == ["ingress", "tls"]
    assert article.head.body == "Text\nmore"


def test_what_is_malformed_is_shown_again(door):
    space = SpaceFactory()
    enter(door, author(space))

    answer = door.post(
        reverse("knowledge:create_article", args=[space.slug]), {"body": "Kept text"}
    )

    assert answer.status_code == 422
    assert "Kept text" in answer.content.decode()
    assert not Article.objects.exists()


def test_the_editor_saves_a_version_and_forgets_what_was_kept(door, now):
    article = written()
    writer = author(article.space)
    enter(door, writer)
    keep_typed(f"article-text-{article.pk}", {"body": "Half"}, by=writer, now=now)

    editor = door.get(at("article_edit", article)).content.decode()
    answer = door.post(at("save_version", article), text_of(article, body="Done"))

    article.refresh_from_db()
    assert "Half" in editor
    assert answer.status_code == 303
    assert article.head.body == "Done"
    assert not TypedText.objects.exists()


def test_who_saves_second_sees_both_texts_and_can_save_again(door):
    article = written(body="One\n\nTwo\n\nThree\n")
    enter(door, author(article.space))
    typed = text_of(article, body="One\n\nTwo\n\nThree of mine\n")
    rewritten(article, "One\n\nTwo of theirs\n\nThree\n")
    kept = Article.objects.get(pk=article.pk)

    answer = door.post(at("save_version", article), typed)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Two of theirs" in page
    assert "Three of mine" in page
    assert Article.objects.get(pk=article.pk).head == kept.head
    form = answer.context["form"]
    again = door.post(at("save_version", article), {**form.initial})
    assert again.status_code == 303
    assert "Three of mine" in Article.objects.get(pk=article.pk).head.body


def test_a_change_of_facts_meanwhile_is_no_conflict(door):
    article = written()
    enter(door, author(article.space))
    typed = text_of(article, body="Mine")
    facts = {"kind": "faq", "labels": "x", "version": article.version}

    door.post(at("amend_facts", article), facts)
    answer = door.post(at("save_version", article), typed)

    article.refresh_from_db()
    assert answer.status_code == 303
    assert (article.head.body, article.kind, article.labels) == ("Mine", "faq", ["x"])


def test_facts_over_an_old_version_show_what_is_there(door):
    article = written()
    enter(door, author(article.space))
    facts = {"kind": "faq", "labels": "x", "version": article.version}
    door.post(at("amend_facts", article), facts)

    answer = door.post(at("amend_facts", article), {**facts, "labels": "y"})

    article.refresh_from_db()
    assert answer.status_code == 409
    assert article.labels == ["x"]


def test_a_life_through_the_buttons(door):
    space = SpaceFactory(needs_two=True)
    writer, second = author(space), reviewer(space)
    article = written(space, by=writer)
    enter(door, writer)
    assert door.post(at("send_for_review", article)).status_code == 303
    assert door.post(at("publish", article), {"number": 1}).status_code == 403

    enter(door, second)
    waiting = door.get(reverse("knowledge:reviews")).content.decode()
    assert article.title in waiting
    assert door.post(at("send_back", article), {"words": ""}).status_code == 422
    assert door.post(at("send_back", article), {"words": "More"}).status_code == 303
    assert door.post(at("publish", article), {"number": 1}).status_code == 409

    send_for_review(article, by=writer, now=article.created_at)
    assert door.post(at("publish", article), {"number": 1}).status_code == 303
    assert door.post(at("verify", article)).status_code == 303
    assert door.post(at("retire", article), {"reason": ""}).status_code == 422
    successor = published(space, slug="better")
    data = {"reason": "Old", "successor": f"{space.slug}/{successor.slug}"}
    assert door.post(at("retire", article), data).status_code == 303
    article.refresh_from_db()
    assert (article.standing, article.successor) == (Standing.RETIRED, successor)
    assert "instead" in door.get(article.get_absolute_url()).content.decode()
    assert door.post(at("bring_back", article)).status_code == 303
    article.refresh_from_db()
    assert (article.standing, article.work) == (Standing.PUBLISHED, Work.DONE)


def test_two_versions_beside_each_other_and_by_words(door):
    article = rewritten(written(body="The red fox\n"), "The brown fox\n")
    enter(door, author(article.space))
    url = at("compare", article)

    words = door.get(url, {"old": 1, "new": 2}).content.decode()
    sides = door.get(url, {"old": 2, "new": 1, "way": "sides"}).content.decode()
    same = door.get(url, {"old": 1, "new": 1})

    assert "<del>red</del>" in words
    assert "<ins>brown</ins>" in words
    assert "portal-sides" in sides
    assert same.status_code == 422


def test_an_old_version_is_restored_by_its_button(door):
    article = rewritten(written(body="First"), "Second")
    enter(door, author(article.space))

    stale = door.post(at("restore_version", article, 1), {"version": 1})
    answer = door.post(at("restore_version", article, 1), {"version": article.version})

    article.refresh_from_db()
    assert (stale.status_code, answer.status_code) == (409, 303)
    assert (article.head.number, article.head.body) == (3, "First")


def test_the_print_view_says_version_and_date(door):
    article = published(body="Printed text")
    enter(door, UserFactory())

    page = door.get(at("article_print", article)).content.decode()

    assert "Printed text" in page
    assert "version 1 of 23 Nov 2026" in page


def test_related_articles_share_labels_platforms_applications(client):
    platform, application = PlatformFactory(), ApplicationFactory()
    article = published(
        labels=["tls"], platforms=[platform], applications=[application]
    )
    near = published(title="Near", labels=["tls"], applications=[application])
    far = published(title="Far", platforms=[platform])
    published(title="Not at all")
    published(SpaceFactory(closed=True), "Hidden", labels=["tls"])
    enter(client, UserFactory())

    page = client.get(article.get_absolute_url())

    assert page.context["page"].related == [near, far]


def test_several_at_once_say_what_became_of_each(door):
    space = SpaceFactory()
    writer = author(space)
    mine, foreign = published(space), published()
    enter(door, writer)
    data = {"verb": "add_labels", "labels": "tls", "picked": [mine.pk, foreign.pk]}

    answer = door.post(reverse("knowledge:batch"), data)
    page = door.get(answer["Location"]).content.decode()

    mine.refresh_from_db()
    foreign.refresh_from_db()
    assert (mine.labels, foreign.labels) == (["tls"], [])
    assert "Labels: tls." in page
    assert "You may not do that." in page


def test_a_batch_needs_what_its_verb_needs(door):
    enter(door, UserFactory())

    answer = door.post(reverse("knowledge:batch"), {"verb": "owner"})

    assert answer.status_code == 422


def test_a_space_is_made_changed_and_given_members(door):
    enter(door, person(Role.PLATFORM_MANAGER))
    fields = {"name": "SRE", "team": TeamFactory().pk, "review_days": 90}
    key = {"sent_key": "8c5f7e0a-0000-4000-8000-000000000001"}

    made = door.post(
        reverse("knowledge:make_space"), {**fields, **key, "is_open": "on"}
    )
    space = Space.objects.get()
    stale = {**fields, "version": 1, "description": "Ours", "is_open": "on"}
    changed = door.post(reverse("knowledge:amend_space", args=[space.slug]), stale)
    lost = door.post(
        reverse("knowledge:amend_space", args=[space.slug]),
        {**stale, "description": "Theirs"},
    )
    added = door.post(
        reverse("knowledge:add_member", args=[space.slug]),
        {"user": UserFactory().pk, "part": "reviewer"},
    )
    nobody = door.post(
        reverse("knowledge:add_member", args=[space.slug]), {"part": "reviewer"}
    )

    statuses = [one.status_code for one in (made, changed, lost, added, nobody)]
    assert statuses == [303, 303, 409, 303, 422]
    space.refresh_from_db()
    assert space.description == "Ours"
    assert space.members.count() == 2


def test_a_vendors_person_reads_the_own_space_and_nothing_of_drafts(door):
    space = SpaceFactory(closed=True, name="Theirs")
    article = rewritten(published(space, body="For them"), "Not for them")
    draft = written(space, "Unpublished words")
    other = published(SpaceFactory(name="Ours"))
    enter(door, outsider(space))

    page = door.get(article.get_absolute_url()).content.decode()
    listed = door.get(reverse("knowledge:articles")).content.decode()

    assert "For them" in page
    assert "Not for them" not in page
    assert draft.title not in listed
    assert "Newest version" not in listed
    assert "Ours" not in listed
    assert door.get(draft.get_absolute_url()).status_code == 404
    assert door.get(other.get_absolute_url()).status_code == 404
    assert door.get(at("version", article, 2)).status_code == 404
    assert door.get(at("article_edit", article)).status_code == 403
    assert member(space) is not None


def test_an_application_shows_its_articles(door):
    application = ApplicationFactory()
    shown = published(title="For it", applications=[application])
    published(SpaceFactory(closed=True), "Hidden", applications=[application])
    enter(door, UserFactory())
    url = reverse("knowledge:of_application", args=[application.code])

    there = door.get(application.get_absolute_url()).content.decode()
    page = door.get(url, HTTP_HX_TARGET="section#application-articles")

    assert url in there
    assert shown.title in page.content.decode()
    assert "Hidden" not in page.content.decode()
    assert ("<html" in page.content.decode()) == (door.via == "page")
