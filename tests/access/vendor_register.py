"""The register: vendors, contracts, services, service levels."""

from datetime import date
from decimal import Decimal
from functools import partial

from tests.access import NO_SUCH_METHOD
from tests.access.vendor_row import INTERNAL_BY_ROLE, VendorRow
from tests.vendors.factories import (
    CertificateFactory,
    ContactFactory,
    ContractFactory,
    ContractFileFactory,
    stored,
)

KEY = "8c5f7e0a-0000-4000-8000-000000000001"
EVERYBODY = "LOOOOOOOO"
LISTED = "OOOO"
NOBODY_SEES = "----"
ADD_GET, ADD_POST, ADD_BAD = "LFFFFFFFO", "LFFFFFFFS", "LFFFFFFFI"
EDIT_GET, EDIT_POST = "LMFMMFFFO", "LMFMMFFFS"
MONEY = "LMFMMFFOO"


def build(world, now):
    """A contact, a certificate, a document, a sub-supplier, a place, a charge."""
    vendor, contract, service = world["vendor"], world["contract"], world["service"]
    world["contact"] = ContactFactory(vendor=vendor)
    world["certificate"] = CertificateFactory(vendor=vendor, file=stored(now))
    world["document"] = ContractFileFactory(contract=contract, by=world["person"])
    world["supply"] = contract.supply_links.create(vendor=world["other_vendor"])
    world["location"] = service.locations.create(city="Pune", country="IN")
    world["charge"] = service.charges.create(
        valid_from_on=date(2026, 12, 1), amount=Decimal(1000)
    )
    world["version"] = world["level"].versions.get()
    world["unsigned"] = ContractFactory(vendor=vendor, state="draft")
    world["leaving"] = ContractFactory(vendor=vendor, state="notice_given")


def of_vendor(world, part=""):
    return [world["vendor"].slug, *([world[part].pk] if part else [])]


def of_contract(world, part="", contract="contract"):
    return [world[contract].pk, *([world[part].pk] if part else [])]


def of_service(world, part=""):
    return [world["service"].slug, *([world[part].pk] if part else [])]


def of_level(world, part=""):
    return [world["level"].pk, *([world[part].pk] if part else [])]


def seen(args, get=INTERNAL_BY_ROLE, sees="OMOM"):
    return VendorRow(get, args=args, sees=sees)


def form(args):
    return VendorRow(EDIT_GET, args=args, sees="FMOM")


def does(args, data=None, does="FMSM", post=EDIT_POST):
    given = data or (lambda _: {})
    return VendorRow(NO_SUCH_METHOD, post, args=args, data=given, does=does)


def vendor_fields(world):
    return {"name": "Acme", "tier": 1, "version": 1}


def contract_fields(world):
    return {
        "title": "Support",
        "starts_on": "2024-01-01",
        "notice": 3,
        "notice_unit": "months",
        "renewal": "agreed",
        "renewal_months": 12,
        "value": "1000",
        "currency": "EUR",
        "at_risk_percent": "10",
        "credit_basis": "charge",
        "rounding": "half_up",
        "earn_back_months": 0,
        "claim_days": 10,
        "version": 1,
    }


def service_fields(world):
    return {
        "name": "Support",
        "starts_on": "2024-01-01",
        "calendar": world["service"].calendar_id,
        "shift_pattern": "business",
        "headcount": "4",
        "version": 1,
    }


def version_fields(world):
    return {
        "valid_from_on": "2027-01-01",
        "target_seconds": "8 h",
        "goal": "95",
        "tolerance": "2",
        "minimum_volume": 0,
        "starts_when": "opened",
        "stops_when": "resolved",
        "weight": "1",
        "version": 1,
    }


def and_key(fields, **more):
    return lambda world: {**fields(world), **more, "sent_key": KEY}


def constant(**fields):
    return lambda world: {**fields, "sent_key": KEY}


CONTACT = {"name": "Ann", "step": 1, "version": 1}
CERTIFICATE = {"kind": "SOC 2", "expires_on": "2027-01-01", "version": 1}
DAY = {"on": "2026-11-01"}

#         L out sup req rev pm tm aud adm; own rep, other rep, manager, other manager
TABLE = {
    "vendors:index": VendorRow(EVERYBODY, sees=LISTED),
    "vendors:new_vendor": VendorRow(ADD_GET, sees="FFOF"),
    "vendors:register_vendor": VendorRow(
        NO_SUCH_METHOD, ADD_POST, data=and_key(vendor_fields), does="FFSF"
    ),
    "vendors:vendor": seen(of_vendor),
    "vendors:edit_vendor": form(of_vendor),
    "vendors:amend_vendor": does(of_vendor, vendor_fields),
    "vendors:rate_vendor": does(of_vendor, constant(level=2, reasons="Audit")),
    "vendors:add_contact": does(of_vendor, constant(**CONTACT)),
    "vendors:edit_contact": form(partial(of_vendor, part="contact")),
    "vendors:amend_contact": does(
        partial(of_vendor, part="contact"), constant(**CONTACT)
    ),
    "vendors:remove_contact": does(partial(of_vendor, part="contact")),
    "vendors:add_certificate": does(of_vendor, constant(**CERTIFICATE)),
    "vendors:edit_certificate": form(partial(of_vendor, part="certificate")),
    "vendors:amend_certificate": does(
        partial(of_vendor, part="certificate"), constant(**CERTIFICATE)
    ),
    "vendors:remove_certificate": does(partial(of_vendor, part="certificate")),
    "vendors:certificate_file": seen(partial(of_vendor, part="certificate")),
    "vendors:new_contract": form(of_vendor),
    "vendors:register_contract": does(
        of_vendor, and_key(contract_fields, reference="C-NEW")
    ),
    "vendors:contracts": VendorRow(EVERYBODY, sees=LISTED),
    "vendors:contract": seen(of_contract),
    "vendors:edit_contract": form(of_contract),
    "vendors:amend_contract": does(of_contract, contract_fields),
    "vendors:put_in_force": does(partial(of_contract, contract="unsigned")),
    "vendors:give_notice": does(of_contract, constant(**DAY)),
    "vendors:withdraw_notice": does(partial(of_contract, contract="leaving")),
    "vendors:end_contract": does(of_contract, constant(**DAY)),
    "vendors:add_contract_file": does(of_contract, post="LMFMMFFFI", does="FMIM"),
    "vendors:contract_file": seen(partial(of_contract, part="document"), MONEY),
    "vendors:remove_contract_file": does(partial(of_contract, part="document")),
    "vendors:add_supplier": does(of_contract, post="LMFMMFFFI", does="FMIM"),
    "vendors:remove_supplier": does(partial(of_contract, part="supply")),
    "vendors:new_service": form(of_contract),
    "vendors:register_service": does(of_contract, and_key(service_fields)),
    "vendors:services": VendorRow(EVERYBODY, sees=LISTED),
    "vendors:service": seen(of_service),
    "vendors:edit_service": form(of_service),
    "vendors:amend_service": does(of_service, service_fields),
    "vendors:recount": does(of_service),
    "vendors:add_location": does(
        of_service, constant(city="Kraków", country="PL", headcount=2)
    ),
    "vendors:remove_location": does(partial(of_service, part="location")),
    "vendors:add_charge": does(
        of_service, constant(valid_from_on="2027-01-01", amount="2000")
    ),
    "vendors:remove_charge": does(partial(of_service, part="charge")),
    "vendors:new_level": form(of_service),
    "vendors:register_level": does(
        of_service,
        constant(name="Response", measure="response", agreement="sla", position=1),
    ),
    "vendors:level": seen(of_level),
    "vendors:edit_level": form(of_level),
    "vendors:amend_level": does(
        of_level, constant(name="Fix", agreement="sla", position=0, version=1)
    ),
    "vendors:new_version": form(of_level),
    "vendors:add_version": does(of_level, version_fields),
    "vendors:edit_version": form(partial(of_level, part="version")),
    "vendors:amend_version": does(partial(of_level, part="version"), version_fields),
    "vendors:remove_version": does(
        partial(of_level, part="version"), post="LMFMMFFFC", does="FMCM"
    ),
}
