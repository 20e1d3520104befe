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

PEOPLE = [Role.REQUESTER, Role.REVIEWER, Role.ADMINISTRATOR]
EXAMPLES = 10
PARTS = 4
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def operations():
    """Each operation of the document, in its order."""
    document = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)
    schema = schemathesis.openapi.from_dict(document)
    schema.app = application
    return [found.ok() for found in schema.get_all_operations()]


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
@pytest.mark.parametrize("part", range(PARTS))
def test_no_answer_is_outside_the_description(part, operations, now):
    build_world(now)
    keys = {role: key_of(person(role)) for role in PEOPLE}

    wrong = {}
    for operation in operations[part::PARTS]:
        try:
            send(operation, keys)
        except Exception as error:  # every kind of failure is told, by its operation
            wrong[operation.label] = str(error)[:2000]

    assert wrong == {}


def key_of(user):
    right_now = timezone.now()
    _, key = make_token(
        by=user,
        name="fuzz",
        scope="write",
        expires_at=right_now + timedelta(days=1),
        now=right_now,
    )
    return key


def send(operation, keys):
    """A few generated requests of one operation, the same of each person.

    Each answer is held against the document.
    """

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
        for role, key in keys.items():
            try:
                ask(case, key)
            except Exception as error:
                raise AssertionError(f"As {role}: {error}") from error

    one()


def ask(case, key):
    case.headers["Authorization"] = f"Bearer {key}"
    case.headers["Accept-Encoding"] = "identity"
    with transaction.atomic():
        response = case.call()
        transaction.set_rollback(True)
    case.validate_response(response, checks=CHECKS)
