"""What the API answers beside its operations."""

import pytest

from tests.factories import UserFactory


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_refused_as_the_api_refuses(client):
    assert client.get("/api/v1/nowhere/").status_code == 401
    client.force_login(UserFactory(), "django.contrib.auth.backends.ModelBackend")

    for method in (client.get, client.post, client.put, client.patch, client.delete):
        answer = method("/api/v1/nowhere/at/all/")

        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"

    assert client.get("/api/v1/teams")["Location"] == "/api/v1/teams/"
    assert client.post("/api/v1/teams/").status_code == 405
