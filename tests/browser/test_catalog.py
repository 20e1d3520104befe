"""An import from the files to the applications, with and without a script."""

from pathlib import Path

import pytest

from apps.accounts.roles import Role
from apps.catalog.models import Application
from apps.catalog.tasks import run_import
from apps.core.models import OutboxItem
from tests.factories import (
    ApplicationFactory,
    DependencyFactory,
    OrganisationFactory,
    person,
)

DATA = Path(__file__).parent.parent / "data" / "catalog"
FILES = [
    DATA / "giantswarm" / "early.yaml",
    DATA / "backstage" / "invalid-component.yaml",
]


@pytest.mark.parametrize("script", [True, False])
def test_files_are_looked_at_confirmed_and_brought_in(window, axe, script):
    OrganisationFactory()
    page = window.open(person(Role.ADMINISTRATOR), script=script, width=400)
    page.goto("/catalog/import/")
    page.get_by_label("Catalog files").set_input_files(FILES)
    page.get_by_role("button", name="Show what would change").click()

    page.get_by_role("heading", name="What these files would change").wait_for()
    assert page.get_by_role("link", name="9 new").is_visible()
    assert page.get_by_text("our component").count() == 0
    assert page.get_by_role("cell", name="invalid-component.yaml").is_visible()
    if script:
        assert axe(page) == []
    page.get_by_role("button", name="Import them").click()
    page.get_by_text("waits for a worker").wait_for()
    run_import(OutboxItem.objects.get(task="catalog.run_import").pk)
    if not script:
        page.get_by_role("link", name="Look again").click()

    page.get_by_role("link", name="See the applications").click()
    page.get_by_role("link", name="alloy", exact=True).click()

    page.get_by_role("heading", name="alloy", exact=True).wait_for()
    assert Application.objects.count() == 9


@pytest.mark.parametrize("dark", [True, False])
def test_the_page_of_an_application_passes_axe_with_its_graph(window, axe, dark):
    ledger = ApplicationFactory(name="Ledger", tier=1)
    for name in ("Rates", "Identity", "Ledger database"):
        DependencyFactory(application=ledger, on__name=name, on__tier=2)
    DependencyFactory(on=ledger, application__name="Customer portal")
    page = window.open(person(Role.ADMINISTRATOR), dark=dark, width=400)

    page.goto(ledger.get_absolute_url())
    page.get_by_text("Add a dependency").click()

    assert page.locator("svg .chart-node").count() == 5
    assert axe(page) == []
