"""Authors in the browser: categories, standards' names and rules, questions, retiring."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.accounts.models import Grant
from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Event
from apps.onboarding import actions
from apps.onboarding.models import Category, Question, Standard, StandardVersion
from tests.factories import (
    CategoryFactory,
    CriterionFactory,
    EditionFactory,
    draft,
    person,
)

pytestmark = pytest.mark.django_db
RULE = {"answers": {"data": "yes"}}


@pytest.fixture
def author():
    return person(Role.PLATFORM_MANAGER)


def everything():
    models = (Category, Standard, StandardVersion, Question, Event)
    return [list(model.objects.order_by("pk").values()) for model in models]


def refused(with_, verb, *args, **kwargs):
    before = everything()
    with pytest.raises(with_):
        verb(*args, **kwargs)
    assert everything() == before


def ask(edition, by, now, key="data", **fields):
    return actions.set_question(
        edition.pk, by=by, key=key, text="Personal data?", now=now, **fields
    )


def in_force(by, now, **fields):
    """A published standard that asks about personal data."""
    edition = EditionFactory(**fields)
    ask(edition, by, now)
    return actions.publish(edition.pk, by=by, note="", now=now)


def test_a_category_is_made_after_the_others_and_renamed(author, now):
    CategoryFactory(slug="first", position=4)

    made = actions.create_category(by=author, slug="cost", name="Cost", now=now)
    found = actions.amend_category(
        made.pk,
        by=author,
        expected_version=1,
        name="Money",
        description="What it costs.",
        now=now,
    )

    assert (found.slug, found.name, found.position) == ("cost", "Money", 5)
    event = Event.objects.get(verb="onboarding.category_amended")
    assert (event.facts["before"], event.facts["after"]) == ("Cost", "Money")


def test_the_later_of_two_edits_of_a_category_is_told(client, author, now):
    found = CategoryFactory(name="Cost")
    client.force_login(author, "django.contrib.auth.backends.ModelBackend")
    url = reverse("onboarding:amend_category", args=[found.slug])
    typed = {"description": "", "expected_version": 1}

    answers = [client.post(url, {"name": one, **typed}) for one in ("Money", "Price")]

    assert [one.status_code for one in answers] == [303, 409]
    assert "Price" in answers[1].content.decode()
    assert "Money" in answers[1].content.decode()
    found.refresh_from_db()
    assert found.name == "Money"


def test_a_category_that_nothing_is_about_can_go(author, now):
    used, unused = CriterionFactory().category, CategoryFactory(slug="spare")

    actions.remove_category(unused.pk, by=author, now=now)

    refused(DomainError, actions.remove_category, used.pk, by=author, now=now)
    assert list(Category.objects.all()) == [used]


def test_categories_change_places(author, now):
    for slug in ("a", "b", "c"):
        CategoryFactory(slug=slug, name=slug)

    actions.move_category(
        Category.objects.get(slug="c").pk, by=author, is_up=True, now=now
    )

    assert list(Category.objects.values_list("slug", flat=True)) == ["a", "c", "b"]


def test_a_category_does_not_leave_the_list(author, now):
    only = CategoryFactory()

    for is_up in (True, False):
        refused(
            DomainError, actions.move_category, only.pk, by=author, is_up=is_up, now=now
        )


def test_short_names_are_taken_once(author, now):
    category, edition = CategoryFactory(), EditionFactory()
    slugs = {
        actions.create_category: category.slug,
        actions.create_standard: edition.standard.slug,
    }

    for verb, slug in slugs.items():
        refused(DomainError, verb, by=author, slug=slug, name="Again", now=now)


def test_a_standards_name_and_rule_change(author, now):
    standard = in_force(author, now).standard

    found = actions.amend_standard(
        standard.pk,
        by=author,
        expected_version=standard.version,
        name="Better",
        description="",
        applies=RULE,
        now=now,
    )

    assert (found.name, found.applies) == ("Better", RULE)


@pytest.mark.parametrize(
    ("version", "rule", "error"),
    [(7, {}, EditConflict), (1, {"answers": {"nothing": "yes"}}, DomainError)],
)
def test_a_lost_edit_or_a_false_rule_changes_no_standard(
    version, rule, error, author, now
):
    standard = EditionFactory().standard

    refused(
        error,
        actions.amend_standard,
        standard.pk,
        by=author,
        expected_version=version,
        name="Better",
        description="",
        applies=rule,
        now=now,
    )


def test_a_standard_retires_without_a_successor_and_comes_back(author, now):
    edition = in_force(author, now)

    actions.retire_standard(edition.standard_id, by=author, now=now)

    assert not StandardVersion.objects.in_force().exists()
    following = actions.draft_edition(edition.standard_id, by=author, now=now)
    actions.publish(following.pk, by=author, note="", now=now)
    assert StandardVersion.objects.in_force().get() == following


def test_what_was_handed_in_keeps_a_retired_standard(author, now):
    edition = EditionFactory(published=True, criteria=["may"])
    requester = person(Role.REQUESTER)
    found = actions.submit(draft(requester).pk, by=requester, now=now)

    actions.retire_standard(edition.standard_id, by=author, now=now)
    actions.refresh(found.pk, now=now)

    assert list(found.editions.all()) == [edition]


def test_a_standard_by_whose_question_another_decides_does_not_retire(author, now):
    asks = in_force(author, now)
    other = EditionFactory(criteria=[])
    CriterionFactory(edition=other, applies=RULE)
    actions.publish(other.pk, by=author, note="", now=now)

    refused(DomainError, actions.retire_standard, asks.standard_id, by=author, now=now)


def test_only_what_is_in_force_retires(author, now):
    standard = EditionFactory().standard

    refused(DomainError, actions.retire_standard, standard.pk, by=author, now=now)


def test_a_question_leaves_a_draft(author, now):
    edition = EditionFactory()
    asked = ask(edition, author, now)

    actions.remove_question(asked.pk, by=author, now=now)

    assert not edition.questions.exists()
    assert Event.objects.filter(verb="onboarding.question_removed").exists()


def test_a_question_that_decides_stays(author, now):
    edition = EditionFactory()
    asked = ask(edition, author, now)
    CriterionFactory(edition=edition, applies={"not": {"any": [RULE]}})

    refused(DomainError, actions.remove_question, asked.pk, by=author, now=now)


def test_a_published_question_stays(author, now):
    asked = in_force(author, now).questions.get()

    refused(DomainError, actions.remove_question, asked.pk, by=author, now=now)


def test_a_question_is_changed_by_who_read_its_newest_version(author, now):
    edition = EditionFactory()
    asked = ask(edition, author, now)

    ask(edition, author, now, help="Of people.", expected_version=asked.version)

    refused(EditConflict, ask, edition, author, now, expected_version=asked.version)
    refused(DomainError, ask, edition, author, now)
    refused(DomainError, ask, edition, author, now, key="gone", expected_version=1)
    assert edition.questions.get().help == "Of people."


def test_who_writes_no_standards_changes_none(author, now):
    edition = in_force(author, now)
    category = CategoryFactory()
    by = {"by": person(Role.REVIEWER), "now": now}
    names = {"name": "N", "description": ""}
    may_not = [
        (actions.create_category, [], {"slug": "s", "name": "S"}),
        (
            actions.amend_category,
            [category.pk],
            {"expected_version": 1, **names},
        ),
        (actions.remove_category, [category.pk], {}),
        (actions.move_category, [category.pk], {"is_up": True}),
        (
            actions.amend_standard,
            [edition.standard_id],
            {"expected_version": 1, "applies": {}, **names},
        ),
        (actions.retire_standard, [edition.standard_id], {}),
        (actions.remove_question, [edition.questions.get().pk], {}),
    ]

    for verb, args, kwargs in may_not:
        refused(PermissionDenied, verb, *args, **kwargs, **by)


def test_a_lost_edit_shows_both_texts_and_can_be_saved_again(author, now, client):
    client.force_login(author)
    edition = EditionFactory()
    asked = ask(edition, author, now)
    ask(edition, author, now, help="Theirs.", expected_version=asked.version)
    typed = {
        "key": "data",
        "text": "Mine?",
        "kind": "yes_no",
        "position": 0,
        "expected_version": asked.version,
    }
    url = reverse("onboarding:set_question", args=[edition.pk])

    lost = client.post(url, typed)

    assert lost.status_code == 409
    page = lost.content.decode()
    assert "Mine?" in page
    assert "Theirs." in page
    again = lost.context["form"]["expected_version"].value()
    assert client.post(url, {**typed, "expected_version": again}).status_code == 303
    assert edition.questions.get().text == "Mine?"


def test_a_standards_lost_edit_shows_both_names(author, client):
    client.force_login(author)
    standard = EditionFactory(standard__name="Theirs").standard
    url = reverse("onboarding:amend_standard", args=[standard.slug])

    lost = client.post(url, {"name": "Mine", "expected_version": 9})

    assert lost.status_code == 409
    assert "Mine" in lost.content.decode()
    assert "Theirs" in lost.content.decode()


def test_an_administrator_says_who_reviews_a_category(client):
    client.force_login(person(Role.ADMINISTRATOR))
    category, reviewer = CategoryFactory(), person()

    client.post(
        reverse("onboarding:add_reviewer", args=[category.slug]),
        {"person": reviewer.pk},
    )
    given = Grant.objects.get(user=reviewer)
    assert reviewer.name in client.get(category.get_absolute_url()).content.decode()

    client.post(reverse("onboarding:remove_reviewer", args=[category.slug, given.pk]))
    assert not Grant.objects.filter(user=reviewer).exists()


@pytest.mark.parametrize("name", ["create_category", "create_standard"])
def test_a_taken_short_name_is_told_beside_its_field(name, author, client):
    client.force_login(author)
    slug = EditionFactory().standard.slug
    CategoryFactory(slug=slug)

    answer = client.post(reverse(f"onboarding:{name}"), {"name": "N", "slug": slug})

    assert answer.status_code == 422
    assert "has this short name" in answer.content.decode()
