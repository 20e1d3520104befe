"""The addresses of tickets, their imports, and mappings."""

from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.rules.tickets.ready import READY
from tests.access import NO_SUCH_METHOD
from tests.access.vendor_row import INTERNAL_BY_ROLE, VendorRow, service_slug
from tests.factories import person

LISTED = "LFOFFOOOO"
MANAGED = "LMFMMFFF"
OWN = "LMMMMMMM"
NO_API = "U--------"


def build(world, now):
    """A file that was given, and a saved mapping."""
    manager = person(Role.VENDOR_MANAGER)
    world["ticket_import"] = actions.give_file(
        world["service"].pk,
        by=manager,
        file=SimpleUploadedFile("t.csv", b"number,opened_at\nA,2026-10-05 09:00\n"),
        now=now,
    )
    rules = READY["Generic"].as_json()
    world["mapping"] = actions.save_mapping("Ours", by=manager, rules=rules, now=now)


def the_import(world):
    return [world["ticket_import"].pk]


def the_mapping(world):
    return [world["mapping"].pk]


TABLE = {
    "vendors:all_tickets": VendorRow(LISTED, sees="OOOO"),
    "vendors:tickets": VendorRow(INTERNAL_BY_ROLE, args=service_slug, sees="OMOM"),
    "vendors:imports": VendorRow(LISTED, sees="FFOO"),
    "vendors:import_new": VendorRow(f"{MANAGED}O", args=service_slug, sees="FMOM"),
    "vendors:give_file": VendorRow(
        NO_SUCH_METHOD, f"{MANAGED}I", args=service_slug, does="FMIM"
    ),
    "vendors:import": VendorRow(INTERNAL_BY_ROLE, args=the_import, sees="MMOM"),
    "vendors:choose_columns": VendorRow(
        NO_SUCH_METHOD, "LMIMMIIII", args=the_import, does="MMIM"
    ),
    "vendors:confirm_import": VendorRow(
        NO_SUCH_METHOD, f"{MANAGED}C", args=the_import, does="MMCM"
    ),
    "vendors:stop_import": VendorRow(
        NO_SUCH_METHOD, f"{MANAGED}S", args=the_import, does="MMSM"
    ),
    "vendors:restart_import": VendorRow(
        NO_SUCH_METHOD, f"{MANAGED}C", args=the_import, does="MMCM"
    ),
    "vendors:import_report": VendorRow(INTERNAL_BY_ROLE, args=the_import, sees="MMOM"),
    "vendors:mappings": VendorRow("LFFFFFFFO", sees="FFOO"),
    "vendors:mapping": VendorRow(f"{OWN}O", args=the_mapping, sees="MMOO"),
    "vendors:amend_mapping": VendorRow(
        NO_SUCH_METHOD, f"{OWN}I", args=the_mapping, does="MMII"
    ),
    "vendors:remove_mapping": VendorRow(
        NO_SUCH_METHOD, f"{OWN}S", args=the_mapping, does="MMSS"
    ),
    "api:ticket-list": VendorRow("UOOOOOOOO", NO_API, sees="OOOO"),
    "api:ticket-detail": VendorRow(
        "UMOMMOOOO", NO_API, args=lambda world: [world["ticket"].pk], sees="OMOM"
    ),
    "api:ticket-bulk": VendorRow(NO_API, "UBBBBBBBB", does="BBBB"),
    "api:ticketimport-list": VendorRow(
        "UOOOOOOOO", "UBBBBBBBB", sees="OOOO", does="BBBB"
    ),
    "api:ticketimport-detail": VendorRow(
        "UMOMMOOOO", NO_API, args=the_import, sees="MMOM"
    ),
    "api:ticketimport-check": VendorRow(
        NO_API, "UMFMMFFFO", args=the_import, does="MMOM"
    ),
    "api:ticketimport-confirm": VendorRow(
        NO_API, "UMFMMFFFC", args=the_import, does="MMCM"
    ),
    "api:ticketimport-stop": VendorRow(
        NO_API, "UMFMMFFFO", args=the_import, does="MMOM"
    ),
    "api:ticketimport-restart": VendorRow(
        NO_API, "UMFMMFFFC", args=the_import, does="MMCM"
    ),
    "api:ticketimport-report": VendorRow(
        "UMOMMOOOO", NO_API, args=the_import, sees="MMOM"
    ),
    "api:savedmapping-list": VendorRow(
        "UOOOOOOOO", "UBBBBBBBB", sees="OOOO", does="BBBB"
    ),
    "api:savedmapping-detail": VendorRow(
        "UMMMMMMMO", NO_API, args=the_mapping, sees="MMOO"
    ),
    "api:savedmapping-ready": VendorRow("UOOOOOOOO", NO_API, sees="OOOO"),
}
