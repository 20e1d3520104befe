"""The API's description is made once, and given in both forms."""

import json

import yaml
from drf_spectacular.generators import SchemaGenerator

from apps.accounts.roles import Role
from tests.factories import person


def test_it_is_given_in_both_forms_and_is_what_the_generator_makes(client, db):
    client.force_login(person(Role.REQUESTER))
    fresh = SchemaGenerator().get_schema(request=None, public=True)

    written = client.get("/api/v1/schema/")
    asked = client.get("/api/v1/schema/", {"format": "json"})

    assert yaml.safe_load(written.content) == json.loads(asked.content)
    assert asked.json() == json.loads(json.dumps(fresh, default=str))
    assert written["Content-Disposition"] == 'inline; filename="portal-api.yaml"'


def test_who_is_signed_out_reads_a_refusal_and_no_description(client, db):
    refused = client.get("/api/v1/schema/")

    assert refused.status_code == 401
    assert b"openapi" not in refused.content
