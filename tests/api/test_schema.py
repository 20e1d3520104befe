"""The API against its own description and its rights, by generated requests: the short form.

`make fuzz-api` asks two hundred cases of each operation as each role, by the same code.
"""

import pytest

from apps.accounts.roles import Role
from tests.access.world import build_world
from tests.api.fuzzing import Fuzz, described, one_connection

EXAMPLES = 1
ASKERS = 2
PARTS = 2


@pytest.fixture(scope="module")
def schema():
    return described()


@pytest.fixture
def fuzz(schema, db, now):
    """A world, somebody of each role, and no connection closed in between."""
    with one_connection():
        yield Fuzz(schema, build_world(now))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_answer_is_outside_the_description_or_past_the_rights(part, fuzz):
    """Each operation by itself as two in turn, then one after the other as one."""
    for operation in fuzz.all[part::PARTS]:
        fuzz.try_out(operation, EXAMPLES, ASKERS)
    fuzz.walk(Role.ADMINISTRATOR, walks=2, steps=5)

    told = fuzz.told
    assert told.wrong == {}
    assert told.requests >= told.operations * ASKERS
    assert {200, 400, 401, 403, 404} <= set(told.statuses)
