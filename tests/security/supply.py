"""What the lock brings: no known vulnerability, and a bill of materials. Needs a network."""

from tests.security import tools
from tests.security.tally import note


def test_audit_knows_no_vulnerability_of_any_package():
    found = tools.audit()

    bad = {name: ids for name, ids in found.items() if ids}
    note("audit", len(found), len(bad))
    assert bad == {}


def test_every_component_of_the_bill_of_materials_has_a_hash():
    components = tools.sbom()

    bare = [one["name"] for one in components if not tools.hashes_of(one)]
    silent = sum("licenses" not in one for one in components)
    note("sbom", len(components), len(bare), f"{silent} tell no licence")
    assert bare == []
    assert len(components) > 100
