"""Every migration since the last release leaves the code of that release at work."""

import pytest
from django.conf import settings
from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
)
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from tests.portal.safe_migrations import (
    LARGE,
    LAST_RELEASE,
    created,
    faults,
    new_migrations,
)


@pytest.fixture(scope="module")
def loader():
    """All migrations, also where the tests' tables are made without them."""
    with pytest.MonkeyPatch.context() as meanwhile:
        meanwhile.setattr(settings, "MIGRATION_MODULES", {})
        return MigrationLoader(None)


def test_every_app_and_every_large_table_is_known(loader):
    ours = {label for label, _ in loader.disk_migrations} & LAST_RELEASE.keys()

    assert ours == LAST_RELEASE.keys()
    newest = loader.project_state().models
    assert {tuple(each.split(".")) for each in LARGE} <= newest.keys()


def test_no_migration_since_the_last_release_breaks_it_or_keeps_people_waiting(loader):
    found = new_migrations(loader)
    assert "0003_outboxitem_request_id" in {one.name for one in found}
    new = created(found)

    said = [
        fault
        for one in found
        for fault in faults(
            one, loader.project_state((one.app_label, one.name), at_end=False), new
        )
    ]

    assert said == []


@pytest.mark.django_db
def test_what_the_last_release_reads_and_writes_is_there(loader):
    """Each column it names, and nothing wanted that it does not fill."""
    nodes = [(app, name) for app, name in LAST_RELEASE.items() if name]
    old = loader.project_state(nodes)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, is_nullable = 'NO'"
            " AND column_default IS NULL AND is_identity = 'NO'"
            " AND is_generated = 'NEVER' FROM information_schema.columns"
            " WHERE table_schema = 'public'"
        )
        now = {(table, column): wanted for table, column, wanted in cursor.fetchall()}
    ours = [
        model
        for model in old.apps.get_models(include_auto_created=True)
        if model._meta.app_label in LAST_RELEASE and model._meta.managed
    ]
    assert len(ours) > 100
    broken = []
    for model in ours:
        table = model._meta.db_table
        told = {field.column for field in model._meta.local_concrete_fields}
        there = {column for name, column in now if name == table}
        broken += [f"{table}.{column} is gone" for column in told - there]
        is_event = "pgh_label" in told
        broken += [
            f"{table}.{column} is wanted"
            for column in there - told
            if now[table, column] and not is_event
        ]

    assert broken == []


def a_state() -> ProjectState:
    """Two tables, of which tickets is a large one."""
    state = ProjectState()
    for name in ("ticket", "vendor", "vendorevent"):
        label = [("pgh_label", models.TextField())] if "event" in name else []
        fields = [
            ("id", models.BigAutoField(primary_key=True)),
            ("name", models.CharField(max_length=80)),
            ("note", models.TextField(null=True)),
            *label,
        ]
        state.add_model(ModelState("vendors", name, fields))
    return state


def of(operation: Operation, *, atomic: bool = True, new: frozenset[str] = frozenset()):
    migration = migrations.Migration("0099_tried", "vendors")
    migration.operations, migration.atomic = [operation], atomic
    return list(faults(migration, a_state(), set(new)))


INDEX = models.Index(fields=["name"], name="by_name")
CHECK = models.CheckConstraint(condition=models.Q(name__gt=""), name="named")
WANTED = models.CharField(max_length=5, default="")
KEEP = models.CharField(max_length=5, default="", db_default="")


def nothing(apps, editor):
    """Moves no data."""


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (migrations.AddField("vendor", "code", WANTED), "old code does not fill"),
        (migrations.RemoveField("vendor", "name"), "drops a column"),
        (migrations.DeleteModel("vendor"), "drops a table"),
        (migrations.RenameField("vendor", "name", "title"), "renames a column"),
        (migrations.RenameModel("vendor", "supplier"), "renames a table"),
        (migrations.AlterModelTable("vendor", "suppliers"), "renames a table"),
        (migrations.RunPython(nothing), "reverse_code"),
        (migrations.RunSQL("SELECT 1"), "reverse_sql"),
        (migrations.AddIndex("ticket", INDEX), "AddIndexConcurrently"),
        (migrations.AddConstraint("ticket", CHECK), "AddConstraintNotValid"),
        (
            migrations.AddField(
                "ticket", "code", models.TextField(null=True, unique=True)
            ),
            "with an index",
        ),
        (
            migrations.AlterField("vendor", "note", models.TextField()),
            "which old code leaves empty",
        ),
        (
            migrations.AlterField("vendor", "name", models.IntegerField()),
            "changes the type",
        ),
        (
            migrations.AlterField("vendor", "name", models.CharField(max_length=40)),
            "shortens",
        ),
        (AddIndexConcurrently("ticket", INDEX), "atomic = False"),
        (
            migrations.SeparateDatabaseAndState(
                [migrations.RemoveField("vendor", "name")]
            ),
            "drops a column",
        ),
    ],
)
def test_what_must_not_be_is_found(operation, words):
    (said,) = of(operation)

    assert words in said
    assert said.startswith("vendors.0099_tried: ")


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("vendor", "code", KEEP),
        migrations.AddField("vendor", "code", models.TextField(null=True)),
        migrations.AddField("vendorevent", "code", WANTED),
        migrations.AddIndex("vendor", INDEX),
        migrations.AddConstraint("vendor", CHECK),
        AddConstraintNotValid("ticket", CHECK),
        migrations.RunPython(nothing, nothing),
        migrations.AlterField("vendor", "name", models.CharField(max_length=200)),
        migrations.AlterField(
            "vendor", "note", models.TextField(null=True, blank=True)
        ),
    ],
)
def test_what_does_no_harm_passes(operation):
    assert of(operation) == []


def test_a_table_that_the_last_release_does_not_know_may_change():
    adding = migrations.AddField("vendor", "code", WANTED)

    assert of(adding, new=frozenset({"vendors.vendor"})) == []
    assert of(AddIndexConcurrently("ticket", INDEX), atomic=False) == []
