"""What makes a document an entity, and what it is tied to."""

import pytest

from apps.catalog.rules import (
    MalformedReference,
    Source,
    links_of,
    read_entities,
    read_reference,
    slug,
)
from apps.catalog.rules.mapping import application_fields, team_fields

COMPONENT = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger
  annotations: {bank.example/tier: "1", bank.example/data-class: Restricted}
  links: [{url: "https://wiki/run", title: Runbook}, {url: "javascript:alert(1)"}]
spec:
  type: service
  lifecycle: production
  owner: payments
  system: money
  dependsOn: [resource:default/db, "component:identity"]
  consumesApis: [rates]
"""


def entities(text: str):
    return read_entities([Source("a.yaml", text)])


def only(text: str):
    found, problems = entities(text)
    assert problems == []
    return found[0]


def complaints(text: str) -> list[str]:
    found, problems = entities(text)
    assert found == []
    return [f"{one.line}: {one.message}" for one in problems]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("payments", "group:default/payments"),
        ("bank/payments", "group:bank/payments"),
        ("user:guest", "user:default/guest"),
        ("User:Bank/Guest.One", "user:bank/guest.one"),
    ],
)
def test_a_reference_is_read_with_what_it_leaves_out(text, key):
    assert read_reference(text, kind="Group").key == key


@pytest.mark.parametrize("text", ["", "a b", "a/b/c", "a:b:c", ":a", "/a", "a/", "-a"])
def test_a_malformed_reference_is_refused(text):
    with pytest.raises(MalformedReference):
        read_reference(text, kind="Group")


def test_a_component_and_all_its_relations():
    found = only(COMPONENT)

    assert found.key == "component:default/ledger"
    assert {(tie.kind, tie.target.key) for tie in found.ties} == {
        ("owner", "group:default/payments"),
        ("system", "system:default/money"),
        ("dependsOn", "resource:default/db"),
        ("dependsOn", "component:default/identity"),
        ("consumesApis", "api:default/rates"),
    }


def test_a_component_in_the_portals_fields():
    found = only(COMPONENT)

    assert application_fields(found) == {
        "name": "ledger",
        "description": "",
        "lifecycle": "production",
        "tier": 1,
        "data_class": "restricted",
    }
    assert links_of(found) == {"https://wiki/run": ("runbook", "Runbook")}


def test_a_group_in_the_portals_fields():
    found = only(
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: pay}\n"
        "spec: {type: team, profile: {displayName: Payments, email: p@bank.example}}\n"
    )

    assert team_fields(found) == {
        "name": "Payments",
        "description": "",
        "email": "p@bank.example",
    }


def test_an_unknown_kind_is_kept_whatever_it_holds():
    found = only(
        "apiVersion: x/v9\nkind: Robot\nmetadata: {name: r}\nspec: {owner: 3}\n"
    )

    assert (found.key, found.ties) == ("robot:default/r", ())


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("name: ledger", "name: our ledger", "4: metadata.name “our ledger”"),
        ("name: ledger", f"name: {'a' * 64}", "4: metadata.name"),
        ("name: ledger", "nom: ledger", "3: metadata.name (missing)"),
        ("name: ledger", "name: ledger\n  namespace: a_b", "5: metadata.namespace"),
        ("  owner: payments\n", "", "7: spec.owner is required for Component."),
        ("  type: service\n", "  type: ''\n", "8: spec.type is required"),
        ("v1alpha1", "v7", "1: apiVersion backstage.io/v7 is not known"),
        ("kind: Component\n", "", "1: “kind” is missing"),
        ("owner: payments", "owner: a b", "10: “a b” is not a reference"),
        ("owner: payments", "owner: {a: b}", "10: spec.owner"),
        ("[rates]", "[rates, 7]", "13: spec.consumesApis holds no reference"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old, new, complaint):
    assert complaints(COMPONENT.replace(old, new))[0].startswith(complaint)


def test_the_first_of_two_with_one_name_is_taken():
    found, problems = entities(f"{COMPONENT}---\n{COMPONENT}")

    assert len(found) == 1
    assert "stands already in document 1 of a.yaml, word for word" in str(problems[0])


def test_names_become_addresses():
    assert slug("Team_Atlas / EMEA.v2") == "team_atlas-emea-v2"
