"""The demonstration's register of information, and its files of tickets."""

from datetime import UTC, datetime

import pytest

from apps.accounts.roles import Role
from apps.dashboard.demo.imports import NAME, ROWS, bring
from apps.dashboard.demo.information import FUNCTIONS, WORDS, tell_authority
from apps.dashboard.demo.register import Desk, Served
from apps.dashboard.demo.suppliers import SUBSUPPLIERS, SUPPLIERS
from apps.vendors.models import SavedMapping, Ticket, TicketImport
from apps.vendors.queries.information import read_register
from apps.vendors.rules.lei import is_lei
from apps.vendors.rules.templates import BY_CODE
from apps.vendors.states import ImportState
from tests.factories import person
from tests.vendors.factories import ServiceFactory
from tests.vendors.register import provider

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
RUNS = {run.slug: run for one in SUPPLIERS for deal in one.deals for run in deal.runs}


def test_every_code_is_an_lei():
    codes = [one.code for one in SUPPLIERS] + [one[3] for one in SUBSUPPLIERS]

    assert [code for code in codes if code and not is_lei(code)] == []
    assert codes.count("") == 1


@pytest.fixture
def at(db):
    manager, second = (person(Role.VENDOR_MANAGER) for _ in range(2))
    return Desk(manager, second, None, NOW)


def served(*slugs):
    return [
        Served(ServiceFactory(slug=slug, **of_contract(number)), RUNS[slug], [])
        for number, slug in enumerate(slugs, 1)
    ]


def of_contract(number):
    return {f"contract__{key}": value for key, value in provider(number).items()}


def test_the_register_is_whole_but_for_what_shows_how_it_is_mended(at):
    tell_authority(served("openshift-operations", "markets-desk"), at)

    found = read_register(NOW.date())

    assert {one.template.code for one in found.sheets if not one.rows} <= {
        *("B_02.03", "B_03.03"),
    }
    assert len(found.sheet("B_06.01").rows) == len(FUNCTIONS)
    assert set(WORDS) == set(BY_CODE["B_99.01"].columns)
    findings = [finding for one in found.sheets for finding in one.findings]
    assert not [one for one in findings if one.is_grave]
    assert {one.template for one in findings} == {"B_06.01"}


def test_one_file_came_in_and_one_failed_by_the_same_mapping(at):
    (one,) = served("firewall-changes")

    bring([one], at)

    assert SavedMapping.objects.get().name == NAME
    good, bad = TicketImport.objects.order_by("pk")
    assert (good.state, bad.state) == (ImportState.DONE, ImportState.FAILED)
    assert "quotation mark is missing" in bad.failure
    assert Ticket.objects.count() == ROWS - 1
    assert len(good.report["problems"]) == 1
