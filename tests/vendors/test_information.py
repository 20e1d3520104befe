"""The register of information: its rows, its files, and what is kept for it."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Event
from apps.vendors import actions
from apps.vendors.models import (
    Arrangement,
    ArrangementUser,
    Branch,
    FinancialEntity,
    ServiceAssessment,
    SuppliedService,
    SupplyLink,
)
from apps.vendors.models import options as o
from apps.vendors.queries.information import read_register
from apps.vendors.queries.information_package import package
from apps.vendors.rules.lei import with_check_digits
from tests.factories import person
from tests.vendors.factories import VendorFactory
from tests.vendors.register import (
    BANK_LEI,
    arrangement,
    bank,
    branch,
    function,
    supplied,
)

TODAY = date(2026, 11, 27)


@pytest.fixture
def manager(db):
    return person(Role.VENDOR_MANAGER)


@pytest.fixture
def whole(db):
    """A register in which nothing is wrong or missing."""
    entity = bank()
    return arrangement(entity)


def rows(code):
    return read_register(TODAY).sheet(code).rows


def findings():
    found = [one for sheet in read_register(TODAY).sheets for one in sheet.findings]
    return [(one.template, one.rule, one.column) for one in found]


def test_a_whole_register_has_no_finding(whole):
    register = read_register(TODAY)

    assert findings() == []
    assert (register.grave, register.missing) == (0, 0)
    assert register.left_out == []


def test_each_row_says_what_the_portal_knows(whole):
    vendor = whole.contract.vendor
    (specific,) = rows("B_02.02")

    assert list(specific.values()) == [
        *("R-001", BANK_LEI, vendor.code, "eba_qCO:qx2000", "F1", "eba_TA:S14"),
        *("2025-01-01", "9999-12-31", "", "90", "180", "eba_GA:DE", "eba_GA:IE"),
        *("eba_BT:x28", "eba_GA:IE", "eba_GA:IE", "eba_ZZ:x793", "eba_ZZ:x797"),
    ]
    assert list(rows("B_01.01")[0].values()) == [
        *(BANK_LEI, "Test Bank AG", "eba_GA:DE", "eba_CT:x12", "BaFin", "2026-11-27"),
    ]
    assert rows("B_05.01")[0]["c0100"] == "250000.00"
    assert rows("B_05.01")[0]["c0110"] == vendor.code


def test_a_country_that_is_not_known_is_not_applicable_where_the_key_needs_it(whole):
    whole.services.update(provided_from="", stored_in="", processed_in="")
    (specific,) = rows("B_02.02")

    assert {specific[f"c{n:04}"] for n in (130, 150, 160)} == {"eba_GA:qx2007"}
    assert ("B_02.02", 805, "c0130") not in findings()


def test_a_vendor_without_a_code_breaks_keys_and_says_where(whole):
    vendor = whole.contract.vendor
    vendor.code = vendor.code_kind = ""
    vendor.save()

    assert {one[:2] for one in findings()} >= {("B_05.01", 805), ("B_02.02", 805)}


def test_an_empty_register_says_what_every_bank_has(db):
    empty = {code for code, rule, _ in findings() if rule == 808}

    assert {"B_01.01", "B_02.01", "B_05.01"} <= empty
    assert "B_01.03" not in empty
    assert "B_99.01" not in empty


def test_supply_chains_have_ranks_and_recipients(whole):
    below, deeper = (
        VendorFactory(code=with_check_digits(f"529900BELOW{n:07}"), code_kind="lei")
        for n in (1, 2)
    )
    link = SupplyLink.objects.create(
        contract=whole.contract, vendor=below, service_type="S14"
    )
    SupplyLink.objects.create(
        contract=whole.contract, vendor=deeper, service_type="S14", above=link
    )
    chain = [(one["c0030"], one["c0050"], one["c0060"]) for one in rows("B_05.02")]
    direct = whole.contract.vendor.code

    assert chain == [
        (direct, "1", direct),
        (below.code, "2", direct),
        (deeper.code, "3", below.code),
    ]
    assert len(rows("B_05.01")) == 3


def test_a_contract_in_force_that_the_register_does_not_have_is_named(whole):
    whole.users.all().delete()
    ArrangementUser.objects.all().delete()
    ServiceAssessment.objects.all().delete()
    SuppliedService.objects.all().delete()
    contract = whole.contract
    whole.delete()

    assert read_register(TODAY).left_out == [contract]


def test_the_register_takes_the_same_queries_whatever_its_size(
    db, django_assert_num_queries
):
    entity = bank()
    arrangement(entity, 1)
    for size in (0, 3):
        for number in range(size):
            arrangement(entity, number + 2)
        with django_assert_num_queries(11):
            read_register(TODAY)


def unpacked(file):
    with zipfile.ZipFile(io.BytesIO(file.content)) as made:
        return {
            name.split("/", 1)[1]: made.read(name).decode() for name in made.namelist()
        }


def test_a_package_has_a_file_a_template_with_parameters_and_indicators(whole, now):
    made = package(read_register(TODAY), date(2025, 12, 31), now=now)
    files = unpacked(made)
    parameters = dict(csv.reader(io.StringIO(files["reports/parameters.csv"])))
    indicators = dict(csv.reader(io.StringIO(files["reports/FilingIndicators.csv"])))
    contracts = list(csv.DictReader(io.StringIO(files["reports/b_02.01.csv"])))

    assert made.name.startswith(f"{BANK_LEI}.CON_DE_DORA010100_DORA_2025-12-31_")
    assert sum(name.startswith("reports/b_") for name in files) == 15
    assert "META-INF/reportPackage.json" in files
    assert "reports/report.json" in files
    assert parameters == {
        "name": "value",
        "entityID": f"rs:{BANK_LEI}.CON",
        "refPeriod": "2025-12-31",
        "baseCurrency": "iso4217:EUR",
        "decimalsInteger": "0",
        "decimalsMonetary": "-3",
    }
    assert indicators["B_01.01"] == "true"
    assert indicators["B_01.03"] == "false"
    assert [one["c0010"] for one in contracts] == ["R-001"]


def test_without_somebody_who_maintains_it_there_is_no_package(db, now):
    with pytest.raises(DomainError, match="which entity maintains"):
        package(read_register(TODAY), TODAY, now=now)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lei": "529900TESTBANK000199"}, "lei"),
        ({"country": "Germany"}, "country"),
        ({"authority": ""}, "authority"),
        ({"kind": "bank"}, "kind"),
        ({"deleted_on": date(2020, 1, 1)}, "deleted_on"),
    ],
)
def test_a_row_that_is_wrong_itself_is_refused(manager, now, change, field):
    given = {
        "lei": BANK_LEI,
        "name": "Bank",
        "country": "DE",
        "authority": "BaFin",
        "kind": o.EntityKind.CREDIT,
        "place": o.Place.ULTIMATE,
        "is_maintainer": True,
        "updated_on": TODAY,
        "since_on": TODAY,
        **change,
    }
    with pytest.raises(ValidationError) as refused:
        actions.add_to_register(FinancialEntity, by=manager, now=now, **given)

    assert list(refused.value.message_dict) == [field]
    assert not FinancialEntity.objects.exists()
    assert not Event.objects.exists()


def test_rows_that_need_each_other_are_checked(whole):
    other = bank(
        lei=with_check_digits("529900OTHERBANK001"), name="Other", is_maintainer=False
    )
    wrong = [
        ArrangementUser(
            arrangement=whole, entity=other, branch=branch(whole.signed_by)
        ),
        Arrangement(kind=o.ArrangementKind.SUBSEQUENT),
        Arrangement(kind=o.ArrangementKind.STANDALONE, overarching=whole),
        SuppliedService(stores_data=o.YesNo.YES),
        SuppliedService(starts_on=TODAY, ends_on=date(2020, 1, 1)),
        ServiceAssessment(substitutability=o.Substitutability.NOT),
    ]
    for one in wrong:
        with pytest.raises(ValidationError):
            one.clean()


def test_a_row_is_there_once(manager, whole, now):
    with pytest.raises(ValidationError, match="there already"):
        actions.add_to_register(
            ArrangementUser,
            by=manager,
            now=now,
            arrangement=whole,
            entity=whole.signed_by,
            branch=None,
        )

    assert ArrangementUser.objects.count() == 1


def test_what_others_refer_to_stays(manager, whole, now):
    with pytest.raises(DomainError, match="refer to it"):
        actions.remove_from_register(
            FinancialEntity, whole.signed_by_id, by=manager, now=now
        )

    assert FinancialEntity.objects.exists()
    assert not Event.objects.exists()


def test_nobodys_change_is_lost(manager, db, now):
    entity = bank()
    given = {"by": manager, "now": now, "expected_version": 1}
    actions.amend_register(FinancialEntity, entity.pk, name="First", **given)
    with pytest.raises(EditConflict):
        actions.amend_register(FinancialEntity, entity.pk, name="Second", **given)

    assert FinancialEntity.objects.get().name == "First"
    assert Event.objects.filter(verb="vendors.register_amended").count() == 1


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TEAM_MANAGER])
def test_who_may_not_change_it_changes_nothing(db, now, role):
    entity = bank()
    by = person(role)
    with pytest.raises(PermissionDenied):
        actions.remove_from_register(FinancialEntity, entity.pk, by=by, now=now)
    with pytest.raises(PermissionDenied):
        actions.add_to_register(
            Branch, by=by, now=now, code="B", entity=entity, name="B", country="NO"
        )

    assert FinancialEntity.objects.count() == 1
    assert not Branch.objects.exists()


def test_a_row_is_added_changed_and_taken_out_on_the_pages(door, manager):
    entity = bank()
    door.force_login(manager)
    at = {"code": "BR-1", "entity": entity.pk, "name": "Oslo", "country": "NO"}
    add = reverse("vendors:add_to_register", args=["branches"])
    wrong = door.post(add, {**at, "country": "Norway"})
    key = "7f3c2c0e-90a5-4b3e-9f5f-0d2f3b1c5a11"
    made = [door.post(add, {**at, "sent_key": key}) for _ in range(2)]
    other = door.post(add, {**at, "sent_key": "7f3c2c0e-90a5-4b3e-9f5f-0d2f3b1c5a12"})
    found = Branch.objects.get()
    amend = reverse("vendors:amend_register", args=["branches", found.pk])
    saved = door.post(amend, {**at, "name": "Bergen", "expected_version": 1})
    listed = door.get(reverse("vendors:dora_rows", args=["branches"]))
    sheet = door.get(reverse("vendors:dora_sheet", args=["B_01.03"]))
    gone = door.post(
        reverse("vendors:remove_from_register", args=["branches", found.pk])
    )

    assert wrong.status_code == other.status_code == 422
    assert b"already exists" in other.content
    assert [one.status_code for one in (*made, saved, gone)] == [303] * 4
    assert b"Bergen" in listed.content
    assert b"BR-1" in sheet.content
    assert not Branch.objects.exists()


def test_the_page_names_each_template_and_what_is_wrong(client, manager, whole):
    whole.contract.vendor.country = ""
    whole.contract.vendor.save()
    client.force_login(manager)
    page = client.get(reverse("vendors:dora"))
    sheet = client.get(reverse("vendors:dora_sheet", args=["B_05.01"]))

    assert b"Nothing for which a package is rejected; 1 value missing" in page.content
    assert b"Head office in is missing." in sheet.content


def test_the_register_is_read_and_fetched_over_the_api(client, manager, whole):
    client.force_login(manager)
    base = "/api/v1/register-of-information/"
    sheets = client.get(base).json()
    entities = client.get(f"{base}B_01.02/").json()
    file = client.get(f"{base}export/", {"file": "xlsx"})
    none = client.get(f"{base}B_09.09/")

    assert len(sheets) == 15
    assert entities["rows"][0]["c0010"] == BANK_LEI
    assert file.content[:2] == b"PK"
    assert none.status_code == 404


def test_a_user_of_a_contract_may_be_a_branch(whole):
    made = branch(whole.signed_by)
    ArrangementUser.objects.create(
        arrangement=whole, entity=whole.signed_by, branch=made
    )
    codes = {one["c0040"] for one in rows("B_04.01")}

    assert codes == {"Not Applicable", "BR-OSLO"}
    assert findings() == []


def test_functions_and_services_of_several_kinds_make_a_row_each(whole):
    second = function(whole.signed_by, number="F2", name="Lending")
    supplied(whole, second, service_type=o.ServiceType.S03)

    assert len(rows("B_02.02")) == 2
    assert [one["c0020"] for one in rows("B_05.02")] == ["eba_TA:S14", "eba_TA:S03"]
    assert Decimal(rows("B_02.01")[0]["c0050"]) == 250_000
