"""The register over the API."""

from tests.access import Row

READ = "UOOOOOOOO"
NO_METHOD = NO_GET = "U--------"
SEEN = "UMOMMOOOO"
BAD = "UBBBBBBBB"
BAD_PART = "UMBMMBBBB"


def vendor(world, part=""):
    return [world["vendor"].slug, *([world[part].pk] if part else [])]


def contract(world, part=""):
    return [world["contract"].pk, *([world[part].pk] if part else [])]


def service(world, part=""):
    return [world["service"].slug, *([world[part].pk] if part else [])]


def level(world, part=""):
    return [world["level"].pk, *([world[part].pk] if part else [])]


def listed():
    return Row(READ, BAD)


def shown(args):
    return Row(SEEN, NO_METHOD, args=args)


def posted(args, answers=BAD_PART):
    return Row(NO_GET, answers, args=args)


def part(args, name):
    return Row(NO_GET, NO_METHOD, args=lambda world: args(world, name))


TABLE = {
    "api:vendor-list": listed(),
    "api:vendor-detail": shown(vendor),
    "api:vendor-rate": posted(vendor),
    "api:vendor-contacts": posted(vendor),
    "api:vendor-contact": part(vendor, "contact"),
    "api:vendor-certificates": posted(vendor),
    "api:vendor-certificate": part(vendor, "certificate"),
    "api:vendor-certificate-file": Row(
        SEEN, NO_METHOD, args=lambda world: vendor(world, "certificate")
    ),
    "api:contract-list": listed(),
    "api:contract-detail": shown(contract),
    "api:contract-put-in-force": posted(contract, "UMFMMFFFC"),
    "api:contract-give-notice": posted(contract),
    "api:contract-withdraw-notice": posted(contract, "UMFMMFFFC"),
    "api:contract-end": posted(contract),
    "api:contract-suppliers": posted(contract),
    "api:contract-supplier": part(contract, "supply"),
    "api:managedservice-list": listed(),
    "api:managedservice-detail": shown(service),
    "api:managedservice-recount": posted(service, "UMFMMFFFO"),
    "api:managedservice-locations": posted(service),
    "api:managedservice-location": part(service, "location"),
    "api:managedservice-charges": posted(service),
    "api:managedservice-charge": part(service, "charge"),
    "api:servicelevel-list": listed(),
    "api:servicelevel-detail": shown(level),
    "api:servicelevel-versions": posted(level, "UMPMMPPPP"),
    "api:servicelevel-version": part(level, "version"),
}
