"""The long form of `test_schema.py`: `make fuzz-api`. It goes on where it was stopped.

Its name keeps it out of the usual run. FUZZ_EXAMPLES cases of each operation (200), each
as each column; FUZZ_SEED other ones; what was found lies in `var/fuzz-api-*`.
"""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.access import COLUMNS
from tests.access.world import build_world
from tests.api.fuzzing import Fuzz, described, one_connection

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "200"))
SEED = int(os.environ.get("FUZZ_SEED", "0"))
PARTS = 48
WALKS, STEPS = max(1, EXAMPLES // 4), 8
KEPT = Path(settings.DATA_DIR) / f"fuzz-api-{EXAMPLES}-{SEED}"


@pytest.fixture(scope="module")
def schema():
    return described()


@pytest.fixture
def fuzz(schema, db, now):
    with one_connection():
        yield Fuzz(schema, build_world(now), SEED)


def keep(name: str, fuzz: Fuzz) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    told = fuzz.told.as_json() | {"of": PARTS + len(COLUMNS) - 1}
    (KEPT / f"{name}.json").write_text(json.dumps(told))
    assert fuzz.told.wrong == {}


def unless_kept(name: str) -> None:
    path = KEPT / f"{name}.json"
    if path.exists() and not json.loads(path.read_text())["wrong"]:
        pytest.skip("done before")


@pytest.fixture
def to_do(request):
    unless_kept(request.node.callspec.id)
    return request.node.callspec.id


@pytest.mark.parametrize("part", range(PARTS))
def test_operations(part, to_do, fuzz):
    for operation in fuzz.all[part::PARTS]:
        fuzz.try_out(operation, EXAMPLES, len(fuzz.keys))
    keep(to_do, fuzz)


@pytest.mark.parametrize("column", COLUMNS[1:])
def test_walks(column, to_do, fuzz):
    fuzz.walk(column, WALKS, STEPS)
    keep(to_do, fuzz)
