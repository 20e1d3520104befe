"""Authors' pages in a browser: light, dark, narrow, with script and without."""

import pytest

from apps.accounts.roles import Role
from apps.onboarding.models import Category
from tests.factories import EditionFactory, person


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 400)])
def test_the_pages_of_authors_pass_axe(window, axe, dark, width):
    edition = EditionFactory(published=True)
    slug = edition.standard.slug
    page = window.open(person(Role.ADMINISTRATOR), dark=dark, width=width)

    for path in (
        "standards/categories/",
        "standards/categories/security/",
        f"standards/{slug}/",
        f"standards/{slug}/edit/",
        f"standards/{slug}/retiring/",
    ):
        page.goto(f"/onboarding/{path}")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


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
