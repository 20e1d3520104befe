"""The API against its own description, by generated requests of three people."""

from datetime import timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from apps.accounts.actions import make_token
from apps.accounts.roles import Role
from portal.wsgi import application
from tests.access.world import build_world
from tests.factories import person

EXAMPLES = 10
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def operations():
    document = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)
    schema = schemathesis.openapi.from_dict(document)
    schema.app = application
    return {found.ok().label: found.ok() for found in schema.get_all_operations()}


OPERATIONS = operations()


@pytest.fixture
def one_connection(db):
    """Requests through WSGI share the test's transaction instead of closing it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("role", [Role.REQUESTER, Role.REVIEWER, Role.ADMINISTRATOR])
def test_no_answer_is_outside_the_description(role, now):
    build_world(now)
    right_now = timezone.now()
    _, key = make_token(
        by=person(role),
        name="fuzz",
        scope="write",
        expires_at=right_now + timedelta(days=1),
        now=right_now,
    )

    wrong = {}
    for label, operation in OPERATIONS.items():
        try:
            send(operation, key)
        except Exception as error:  # every kind of failure is told, by its operation
            wrong[label] = str(error)[:2000]

    assert wrong == {}


def send(operation, key):
    """A few generated requests of one operation, each answer held against the document."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def one(case):
        case.headers["Authorization"] = f"Bearer {key}"
        case.headers["Accept-Encoding"] = "identity"
        with transaction.atomic():
            response = case.call()
            transaction.set_rollback(True)
        case.validate_response(response, checks=CHECKS)

    one()
