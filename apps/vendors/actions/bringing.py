"""Staged rows against the tickets: what is new, changed or the same; then written."""

from dataclasses import dataclass

from django.db import connection

from apps.vendors.actions.staging import Stage, run
from apps.vendors.rules.tickets.mapping import FIELDS

INSTANTS = ("opened_at", "first_response_at", "resolved_at", "closed_at")
NOT_KEPT = ("number", "updated_at", "sequence")
TEXTS = ("title", "type", "state", "group", "category", "item", "location")
DEFAULTS = {
    **dict.fromkeys(TEXTS, "''"),
    **dict.fromkeys(("priority", "reopen_count", "reassignment_count"), "0"),
}
OWN = {
    "instant": 'to_timestamp(c."{}")',
    "flag": 'CASE c."{}" WHEN 1 THEN true WHEN 0 THEN false END',
    "rating": 'nullif(c."{}", -1)',
    "whole": 'greatest(c."{}", 0)::int',
}
# What follows from a history, {own} being what the file says itself.
DERIVED = {
    "state": "coalesce(f.state, {own}, '')",
    "opened_at": "coalesce({own}, to_timestamp(coalesce(f.first, c.updated_at)))",
    "first_response_at": """CASE WHEN coalesce({own}, to_timestamp(f.responded))
        IS NOT NULL THEN greatest({opened}, coalesce({own}, to_timestamp(f.responded)))
        END""",
    "resolved_at": """CASE WHEN f.resolved IS NOT NULL
        THEN greatest({opened}, coalesce({own}, to_timestamp(f.resolved))) END""",
    "closed_at": """CASE WHEN f.closed IS NOT NULL
        THEN greatest({opened}, coalesce({own}, to_timestamp(f.closed))) END""",
    "reopen_count": "coalesce({own}, f.reopened, 0)",
}
KNOWN_BY_LAST = ("resolved_at", "closed_at")
NOTHING = {"state": "NULL::text", "reopen_count": "NULL::int"}
NO_TIME, LAST_ROW = "NULL::timestamptz", 'c."row" DESC'
LATEST = {
    "updated_at": 'c."updated_at" DESC NULLS LAST',
    "sequence": 'c."sequence" DESC',
}
CHOSEN = """
    CREATE TEMPORARY TABLE chosen ON COMMIT DROP AS
    SELECT {once} c.code, c."row", c.number, {mark} AS mark, {older} AS is_older,
        {fields}
    FROM incoming c {facts} {order}
"""
KEEP_LATER = """
    UPDATE chosen c SET {kept} FROM vendors_ticket t
    WHERE c.is_older AND t.service_id = %s AND t.number = c.number
"""
MATCHED = """
    CREATE TEMPORARY TABLE matched ON COMMIT DROP AS
    SELECT c.code, t.id, ({here}) IS DISTINCT FROM ({there})
        OR t.fingerprint <> coalesce(c.mark, t.fingerprint) AS is_changed
    FROM chosen c JOIN vendors_ticket t
        ON t.service_id = %s AND t.number = c.number
"""
COUNT = "SELECT count(*), count(*) FILTER (WHERE is_changed) FROM matched"
FORGET = """
    DELETE FROM vendors_statespan WHERE ticket_id IN (
        SELECT m.id FROM matched m JOIN chosen c USING (code)
        WHERE m.is_changed AND c.mark IS NOT NULL
    )
"""
UPDATE = """
    UPDATE vendors_ticket t SET {values}, import_id = %s, source_row = c."row",
        fingerprint = coalesce(c.mark, t.fingerprint)
    FROM matched m JOIN chosen c USING (code) WHERE t.id = m.id AND m.is_changed
"""
INSERT = """
    INSERT INTO vendors_ticket
        (service_id, number, {names}, import_id, source_row, fingerprint)
    SELECT %s, c.number, {values}, %s, c."row", coalesce(c.mark, 0) FROM chosen c
    WHERE NOT EXISTS (SELECT 1 FROM matched m WHERE m.code = c.code) ORDER BY c.code
"""
REMEMBER = """
    INSERT INTO vendors_statespan (ticket_id, state, started_at, ended_at, sequence)
    SELECT t.id, s.state, to_timestamp(s.started), to_timestamp(s.ended), s.sequence
    FROM incoming_span s JOIN chosen c USING (code)
    JOIN vendors_ticket t ON t.service_id = %s AND t.number = c.number
    LEFT JOIN matched m ON m.code = c.code
    WHERE coalesce(m.is_changed, true) ORDER BY t.id, s.started, s.sequence, s.ctid
"""
TOUCHED = """
    SELECT t.id FROM chosen c
    JOIN vendors_ticket t ON t.service_id = %s AND t.number = c.number
    LEFT JOIN matched m ON m.code = c.code WHERE coalesce(m.is_changed, true)
"""


@dataclass(frozen=True)
class Outcome:
    """How many tickets a file has, and what becomes of them."""

    tickets: int
    new: int
    changed: int

    @property
    def unchanged(self) -> int:
        """Those that stay as they are."""
        return self.tickets - self.new - self.changed


def decide(stage: Stage) -> Outcome:
    """One line a ticket in `chosen`, and beside it in `matched` what it meets."""
    fields = _fields(stage)
    order = [LATEST[key] for key in LATEST if key in stage.keys]
    is_once = not stage.is_log and len(stage.codes) == stage.taken
    query = CHOSEN.format(
        once="" if is_once else "DISTINCT ON (c.code)",
        mark="coalesce(f.mark, 0)" if stage.is_log else "NULL::bigint",
        older="coalesce(f.is_older, false)" if stage.is_log else "false",
        fields=", ".join(f'{value} AS "{key}"' for key, value in fields.items()),
        facts="LEFT JOIN facts f USING (code)" if stage.is_log else "",
        order="" if is_once else f"ORDER BY {', '.join(['c.code', *order, LAST_ROW])}",
    )
    run(query)
    told = {"state", *({*DERIVED} - {*KNOWN_BY_LAST} - {*stage.keys})}
    kept = [f'"{key}" = t."{key}"' for key in fields if key not in told]
    if stage.is_log and kept:
        run(KEEP_LATER.format(kept=", ".join(kept)), [stage.service_pk])
    run("ANALYZE chosen (code, number)")
    here = ", ".join(f't."{key}"' for key in fields)
    there = ", ".join(f'c."{key}"' for key in fields)
    run(MATCHED.format(here=here, there=there), [stage.service_pk])
    run("ANALYZE matched")
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        met, changed = cursor.fetchone()
    return Outcome(len(stage.codes), len(stage.codes) - met, changed)


def _fields(stage: Stage) -> dict[str, str]:
    """What each field of a ticket becomes: SQL over incoming rows and facts."""
    kept = [key for key in stage.keys if key not in NOT_KEPT]
    found = {key: OWN.get(FIELDS[key].kind, 'c."{}"').format(key) for key in kept}
    if stage.is_log:
        owns = {key: found.get(key, NOTHING.get(key, NO_TIME)) for key in DERIVED}
        opened = DERIVED["opened_at"].format(own=owns["opened_at"])
        for key, form in DERIVED.items():
            found[key] = form.format(own=owns[key], opened=opened)
    return found


def write(stage: Stage, import_pk: int | None) -> None:
    """New tickets in, changed ones updated, their histories replaced."""
    keys, service = list(_fields(stage)), stage.service_pk
    run(FORGET)
    values = ", ".join(f'"{key}" = c."{key}"' for key in keys)
    run(UPDATE.format(values=values), [import_pk])
    left = {key: value for key, value in DEFAULTS.items() if key not in keys}
    names = ", ".join(f'"{key}"' for key in (*keys, *left))
    values = ", ".join([*(f'c."{key}"' for key in keys), *left.values()])
    run(INSERT.format(names=names, values=values), [service, import_pk])
    if stage.is_log:
        run(REMEMBER, [service])


def touched(service_pk: int) -> list[int]:
    """The keys of the tickets that were brought in or changed."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED, [service_pk])
        return [pk for (pk,) in cursor.fetchall()]
