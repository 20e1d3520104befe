"""What PostgreSQL itself refuses: the role, its grants, and a policy a table.

One source: the migration runs it, and so does the setup of the tests' database. It may
run again: everything is made anew.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from apps.staffing.models.growth.base import ROLE

# By name, not by model: a migration must say the same after a model is gone.
AUTHORS = ("meetingnote", "reviewpart")
LASTING = ("readrecord",)
GIVEN = ("recognition",)
OF_HR = ("legalhold",)
TABLES = tuple(
    f"staffing_{name}"
    for name in (
        *(
            "onetoone",
            "agendaitem",
            "meetingnote",
            "objective",
            "keyresult",
            "evidence",
        ),
        *("developmentplan", "planaction", "recognition", "review", "reviewpart"),
        *("calibration", "vacancy", "wantedskill", "vacancydecision", "candidate"),
        *("personnelaction", "actiondecision", "readrecord", "erasure"),
        "legalhold",
    )
)
# What an action or a page needs beside them. Nothing here is confidential.
BESIDE = {
    "SELECT": (
        *("staffing_person", "staffing_hrgrant", "staffing_reviewcycle"),
        *("staffing_growthdesk", "staffing_growthrun", "staffing_teamrole"),
        *("staffing_skill", "accounts_user", "accounts_organisation", "accounts_team"),
        *("accounts_grant", "history_event", "history_concern", "core_sentform"),
        "pghistory_context",
    ),
    "INSERT": (
        *("staffing_growthdesk", "staffing_growthrun", "history_event"),
        *("history_concern", "core_sentform", "pghistory_context"),
        *("staffing_reviewcycle", "staffing_reviewcycleevent"),
    ),
    "UPDATE": ("core_sentform", "pghistory_context"),
}

FUNCTIONS = """
CREATE OR REPLACE FUNCTION portal_person() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT NULLIF(current_setting('portal.person', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION portal_job() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT COALESCE(current_setting('portal.job', true), '') <> '' $$;

CREATE OR REPLACE FUNCTION portal_below() RETURNS SETOF bigint LANGUAGE sql STABLE AS
$$
    WITH RECURSIVE below AS (
        SELECT id FROM staffing_person WHERE line_manager_id = portal_person()
        UNION
        SELECT one.id FROM staffing_person one JOIN below ON one.line_manager_id = below.id
    )
    SELECT id FROM below WHERE id <> portal_person()
$$;

CREATE OR REPLACE FUNCTION portal_hr() RETURNS boolean LANGUAGE sql STABLE AS
$$
    SELECT EXISTS (
        SELECT FROM staffing_hrgrant
        WHERE person_id = portal_person() AND approved_at IS NOT NULL AND ended_at IS NULL
            AND NULLIF(current_setting('portal.today', true), '')::date
                BETWEEN starts_on AND ends_on
    )
$$;
"""
MAKE_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN
        CREATE ROLE {ROLE} NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
    IF NOT pg_has_role(current_user, '{ROLE}', 'MEMBER') THEN
        EXECUTE format('GRANT {ROLE} TO %I', current_user);
    END IF;
END $$;
DO $$ BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO {ROLE}', current_schema());
END $$;
"""
# The two subqueries do not depend on the row, so each is asked once a statement.
LEADS = """
    person_id <> portal_person()
    AND (person_id IN (SELECT portal_below()) OR (SELECT portal_hr()))
"""
MINE = "author_id = portal_person()"
SEES = f"""
    (person_id = portal_person() AND (audience = 'shared' OR {MINE}))
    OR (({LEADS}) AND (audience <> 'private' OR {MINE}))
    OR portal_job()
"""
HR = "person_id <> portal_person() AND (SELECT portal_hr())"
WRITES = f"{MINE} AND (person_id = portal_person() OR ({LEADS}))"


def statements(table: str) -> Iterator[str]:
    """What makes one table confidential."""
    name = table.removeprefix("staffing_")
    sees, writes = SEES, WRITES
    if name in GIVEN:
        sees, writes = f"({SEES}) OR {MINE}", f"{MINE} AND person_id <> portal_person()"
    if name in OF_HR:
        sees = f"person_id = portal_person() OR ({HR}) OR portal_job()"
        writes = f"{MINE} AND {HR}"
    changes = f"({MINE} OR portal_job()) AND ({sees})" if name in AUTHORS else sees
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"REVOKE ALL ON {table} FROM {ROLE}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {ROLE}"
    for verb, rule in (
        ("SELECT", f"USING ({sees})"),
        ("INSERT", f"WITH CHECK ({writes})"),
        ("UPDATE", f"USING ({changes}) WITH CHECK ({changes})"),
        ("DELETE", "USING (portal_job())"),
    ):
        policy = f"portal_{verb.lower()}"
        yield f"DROP POLICY IF EXISTS {policy} ON {table}"
        if verb != "UPDATE" or name not in LASTING:
            yield f"CREATE POLICY {policy} ON {table} FOR {verb} {rule}"


def secure(connection: BaseDatabaseWrapper) -> None:
    """Make the role, its grants, and the policies of all confidential tables there are."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        cursor.execute(MAKE_ROLE)
        cursor.execute(FUNCTIONS)
        for table in TABLES:
            for statement in statements(table) if table in there else ():
                cursor.execute(statement)
        for verb, tables in BESIDE.items():
            for table in tables:
                if table in there:
                    cursor.execute(f"GRANT {verb} ON {table} TO {ROLE}")


def unsecure(connection: BaseDatabaseWrapper) -> None:
    """Take the policies away again; the role stays, for it may serve other databases."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in TABLES:
            if table in there:
                for verb in ("select", "insert", "update", "delete"):
                    cursor.execute(f"DROP POLICY IF EXISTS portal_{verb} ON {table}")
                cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
