"""Authors' pages in a browser: light, dark, narrow, with script and without."""

import pytest

from apps.accounts.roles import Role
from apps.onboarding.models import Category
from tests.factories import EditionFactory, person


def test_the_pages_of_authors_pass_axe(window, looks):
    edition = EditionFactory(published=True)
    slug = edition.standard.slug
    page = window.open(person(Role.ADMINISTRATOR))

    for path in (
        "standards/categories/",
        "standards/categories/security/",
        f"standards/{slug}/",
        f"standards/{slug}/edit/",
        f"standards/{slug}/retiring/",
    ):
        page.goto(f"/onboarding/{path}")
        assert looks(page) == [], path


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_category_is_added_and_moved_up(window, script):
    EditionFactory(published=True)
    page = window.open(person(Role.PLATFORM_MANAGER), script=script)
    page.goto("/onboarding/standards/categories/")
    page.get_by_label("Name", exact=True).fill("Cost")
    page.get_by_label("Short name").fill("cost")

    page.get_by_role("button", name="Add it after").click()
    page.get_by_role("button", name="Move Cost up").click()
    page.get_by_role("button", name="Move Cost down").wait_for()

    assert Category.objects.first().slug == "cost"
