"""Behind pgbouncer's transaction mode each transaction may be another connection's.

`tests/faults/test_scale.py` runs the portal behind a real one; here nothing is written that would
outlive a transaction.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(
    path
    for folder in ("apps", "portal")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
OUTLIVES = {
    "listens": r"\b(UN)?LISTEN +[a-z\"%]|\bNOTIFY +[a-z\"%]|pg_notify\(",
    "locks for a session": r"pg_(try_)?advisory_lock",
    "sets for a session": (
        r"(?m)^(?!.*ALTER DATABASE).*\"\s*SET (?!LOCAL\b)"
        r"(SESSION |ROLE|TIME ZONE|[a-z_.]+ ?(=|TO\b))"
    ),
    "sets for a session by a function": r"set_config\([^()]*, *(false|FALSE)\)",
    "prepares": r"\bPREPARE +[a-z]|prepare=True|prepare_threshold",
    "keeps a cursor": r"WITH HOLD",
}
TEMPORARY = re.compile(
    r"CREATE TEMP(?:ORARY)? TABLE.*?(?=;|\"\"\"|CREATE TEMP|\Z)", re.DOTALL
)


def outliving(text: str) -> list[str]:
    """What of it would stay with the connection, a name each."""
    found = [name for name, pattern in OUTLIVES.items() if re.search(pattern, text)]
    if any("ON COMMIT DROP" not in one for one in TEMPORARY.findall(text)):
        found.append("keeps a table")
    return found


def test_nothing_outlives_its_transaction():
    assert len(CODE) > 300

    found = {str(path.relative_to(ROOT)): outliving(path.read_text()) for path in CODE}

    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LISTEN changes", "listens"),
        ("SELECT pg_notify('a', 'b')", "listens"),
        ("SELECT pg_advisory_lock(1)", "locks for a session"),
        ('"SET ROLE reader"', "sets for a session"),
        ('"SET statement_timeout = 0"', "sets for a session"),
        ("set_config('a', %s, false)", "sets for a session by a function"),
        ("cursor.execute(q, prepare=True)", "prepares"),
        ("DECLARE c CURSOR WITH HOLD", "keeps a cursor"),
        ("CREATE TEMPORARY TABLE t (a int)", "keeps a table"),
    ],
)
def test_what_would_is_seen(text, name):
    assert outliving(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT pg_advisory_xact_lock(1)",
        '"SET LOCAL ROLE reader"',
        "set_config('a', %s, true)",
        "CREATE TEMPORARY TABLE t (a int) ON COMMIT DROP",
        "UPDATE t SET a = 1",
    ],
)
def test_what_ends_with_it_is_not(text):
    assert outliving(text) == []
