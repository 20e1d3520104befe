"""The API's description is made once, and given in both forms."""

import json

import yaml
from drf_spectacular.generators import SchemaGenerator

from apps.accounts.roles import Role
from tests.factories import person


def test_it_is_what_the_generator_makes_and_given_in_both_forms(client, db):
    client.force_login(person(Role.REQUESTER))
    fresh = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)

    asked = client.get("/api/v1/schema/", {"format": "json"})
    written = client.get("/api/v1/schema/")

    assert asked.json()["paths"].keys() == fresh["paths"].keys()
    assert asked.json()["components"]["schemas"] == json.loads(
        json.dumps(fresh["components"]["schemas"], default=str)
    )
    found = yaml.load(written.content, Loader=yaml.CSafeLoader)
    assert found["paths"].keys() == fresh["paths"].keys()
    assert written["Content-Disposition"] == 'inline; filename="portal-api.yaml"'


def test_who_is_signed_out_reads_a_refusal_and_no_description(client, db):
    refused = client.get("/api/v1/schema/")

    assert refused.status_code == 401
    assert b"openapi" not in refused.content
