"""What the doctor looks at in PostgreSQL."""

from collections.abc import Iterator

import pgtrigger
from cryptography.fernet import InvalidToken
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from apps.accounts.models import Grant
from apps.accounts.roles import Role
from apps.core.models import StoredFile
from apps.core.queries import outbox_gauges
from apps.onboarding.models import StandardVersion
from apps.onboarding.states import VersionState
from apps.reminders.models import Channel
from apps.staffing.models.growth.base import ROLE
from apps.staffing.models.growth.policies import TABLES
from portal.backups import BackupError, find_program, sees_all_rows
from portal.doctor.findings import Finding, fine, note, wrong

MIN_POSTGRES = 140000
MIN_VECTOR = (0, 8)
MAX_SKEW = 5
LATE = 300
MAY_BECOME = """
    SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)
        AND pg_has_role(current_user, %s, 'MEMBER')
"""
NEWEST = 20
REASONS = {
    "connection refused": "Nobody listens there: start PostgreSQL, or correct host and port in DATABASE_URL.",
    "could not translate host": "The host's name is unknown here: correct DATABASE_URL or the name service.",
    "password authentication failed": "User or password in DATABASE_URL are not those of the database.",
    "no password supplied": "DATABASE_URL names no password, and the database wants one.",
    "does not exist": "Create the database or the role that DATABASE_URL names.",
    "too many": "Every connection is taken: raise max_connections, put pgbouncer between, or lower WEB_WORKERS.",
    "timeout": "It does not answer in time: look at the network and its firewall.",
}
ELSE = "Look whether PostgreSQL runs and whether DATABASE_URL names it."


def server() -> Iterator[Finding]:
    """Whether it answers, is new enough, and keeps what it says it keeps."""
    what = "database"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT now()")
            skew = abs((cursor.fetchone()[0] - timezone.now()).total_seconds())
    except DatabaseError as error:
        words = " ".join(str(error).split())
        do = next((do for part, do in REASONS.items() if part in words.lower()), ELSE)
        yield wrong(what, f"It does not answer: {words}", do)
        return
    version = int(_setting("server_version_num"))
    if version < MIN_POSTGRES:
        yield wrong(what, f"PostgreSQL {version // 10000} is too old.", "14 or newer.")
        return
    yield fine(what, f"PostgreSQL {_setting('server_version')} answers.")
    if skew > MAX_SKEW:
        says = f"Its clock and this machine's are {skew:.0f} seconds apart."
        yield wrong(what, says, "Keep both by NTP: targets are judged to the second.")
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        if _setting(name) == "off":
            says = f"{name} is off: what people were told is saved may be lost."
            yield note(what, says, f"Set {name} = on, save where one only tries out.")
    if _setting("jit") == "on":
        do = f'ALTER DATABASE "{connection.settings_dict["NAME"]}" SET jit = off;'
        yield note(what, "jit is on: it costs short queries more than it gives.", do)


def migrations() -> Iterator[Finding]:
    """Whether the tables are those of this code."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        first = f"{plan[0][0].app_label}.{plan[0][0].name}"
        says = f"{len(plan)} migrations wait, the first is {first}."
        yield wrong("migrations", says, "Run: manage.py migrate")
        return
    yield fine("migrations", "None waits.")


def extension() -> Iterator[Finding]:
    """pgvector, which the tables of knowledge need."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
        found = cursor.fetchone()
    do = "As an administrator of the database: CREATE EXTENSION vector; (or ALTER … UPDATE)"
    if not found:
        yield wrong("extension vector", "It is not in this database.", do)
    elif tuple(map(int, found[0].split(".")[:2])) < MIN_VECTOR:
        yield wrong(
            "extension vector", f"Version {found[0]} is too old, 0.8 is needed.", do
        )
    else:
        yield fine("extension vector", f"Version {found[0]}.")


def triggers() -> Iterator[Finding]:
    """Those that keep row history and protect what must not change."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgenabled <> 'D' FROM pg_trigger WHERE NOT tgisinternal"
        )
        there = dict(cursor.fetchall())
    wanted = {
        trigger.get_pgid(model) for model, trigger in pgtrigger.registered() if trigger
    }
    absent = sorted(name for name in wanted if not there.get(name))
    if absent:
        says = f"{len(absent)} of {len(wanted)} are missing or disabled ({absent[0]})."
        yield wrong("triggers", says, "Run: manage.py pgtrigger install")
        return
    yield fine("triggers", f"All {len(wanted)} are there.")


def work_owed() -> Iterator[Finding]:
    """Whether the workers keep up."""
    gauges = {one.name: one.values for one in outbox_gauges(timezone.now())}
    what, oldest = "work owed", max(gauges["outbox_oldest_seconds"].values(), default=0)
    dead = int(sum(gauges["outbox_dead"].values()))
    if oldest > LATE:
        says = f"The oldest has waited {oldest / 60:.0f} minutes: mail and imports stand still."
        yield wrong(what, says, "See whether worker and beat run and what they log.")
    if dead:
        tasks = ", ".join(sorted(gauges["outbox_dead"]))
        do = "See their last_error in core_outboxitem; messages: the health page of reminders."
        yield note(what, f"{dead} were given up after twelve tries ({tasks}).", do)
    if oldest <= LATE and not dead:
        yield fine(what, "Nothing is late and nothing was given up.")


def first_steps() -> Iterator[Finding]:
    """What is done once, after the first migration."""
    administrators = Grant.objects.filter(
        role=Role.ADMINISTRATOR, user__is_active=True
    ).count()
    what = "first steps"
    if not administrators:
        do = "Run: manage.py create_administrator EMAIL"
        yield wrong(what, "Nobody is administrator, so nobody can give roles.", do)
    published = StandardVersion.objects.filter(state=VersionState.PUBLISHED).count()
    if not published:
        do = "Run: manage.py load_standards"
        yield note(what, "No standard is published: no request can be judged.", do)
    if administrators and published:
        yield fine(what, f"{administrators} administrators, {published} standards.")


def secrets() -> Iterator[Finding]:
    """Whether what is stored encrypted can be read with the keys that are set."""
    try:
        count = len(list(Channel.objects.all()))
    except InvalidToken:
        do = "Put the key they were written under into SECRET_KEY_FALLBACKS."
        yield wrong("secrets", "Stored secrets fit none of the keys.", do)
        return
    yield fine("secrets", f"Those of {count} channels can be read.")


def uploads() -> Iterator[Finding]:
    """Whether the newest files are where their rows say."""
    newest = StoredFile.objects.order_by("-pk")[:NEWEST]
    names = [str(one.file.name) for one in newest]
    gone = [name for name in names if not default_storage.exists(name)]
    if gone:
        says = (
            f"{len(gone)} of the newest {len(names)} files are not there ({gone[0]})."
        )
        do = "Do all web processes and workers share DATA_DIR/uploads? Else restore it."
        yield wrong("files", says, do)
        return
    yield fine("files", f"The newest {len(names)} are where their rows say.")


def backup_programs() -> Iterator[Finding]:
    """What backup and restore call."""
    try:
        paths = [find_program(name) for name in ("pg_dump", "pg_restore")]
    except BackupError as error:
        do = "Install PostgreSQL's client programs of that version."
        yield note("backup", f"It can't be made from here: {error}", do)
        return
    if not sees_all_rows():
        says = "This user can't make it: row security hides confidential rows from it."
        do = "Run backup and restore as a user with BYPASSRLS, not as the portal's."
        yield note("backup", says, do)
        return
    yield fine("backup", f"It can be made with {paths[0]}.")


def confidential() -> Iterator[Finding]:
    """Whether PostgreSQL itself guards one-to-ones, reviews and the like."""
    what = "confidential rows"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r'"
            " AND NOT (relrowsecurity AND relforcerowsecurity)",
            [list(TABLES)],
        )
        bare = sorted(name for (name,) in cursor.fetchall())
        cursor.execute(MAY_BECOME, [ROLE, ROLE])
        may_become = bool(cursor.fetchone()[0])
    do = "ALTER TABLE … ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; find out who put it off."
    if bare:
        says = f"Row security is off for {len(bare)} tables ({bare[0]})."
        yield wrong(what, says, do)
    if not may_become:
        says = f"The role {ROLE} is not there, or not given to this user: those pages fail."
        yield wrong(what, says, f"GRANT {ROLE} TO the user of DATABASE_URL;")
    if sees_all_rows():
        says = "The user of DATABASE_URL is past row security (SUPERUSER or BYPASSRLS)."
        do = "Let the portal run as a user who is neither; docs/security.md says how."
        yield note(what, says, do)
    if not bare and may_become:
        yield fine(what, f"Row security is forced; {ROLE} can be taken on.")


IN_DATABASE = (
    *(migrations, extension, triggers, work_owed, first_steps),
    *(secrets, uploads, confidential, backup_programs),
)


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return str(cursor.fetchone()[0])
