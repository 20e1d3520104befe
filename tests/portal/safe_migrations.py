"""What a migration must not do while the release before it is still serving people.

`faults` looks at one migration and says each in a sentence; `test_safe_migrations.py` asks it of every
migration since the last release, and shows that each rule bites.
"""

from collections.abc import Iterator

from django.contrib.postgres.operations import (
    AddIndexConcurrently,
    RemoveIndexConcurrently,
)
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# The last migration of each app in the last release; all before it is history. An app that no release
# has had yet is None. Raise these with each release.
LAST_RELEASE = {
    "accounts": "0001_initial",
    "calendars": "0002_intervals_are_apart",
    "catalog": "0002_imports_and_dependencies",
    "core": "0002_typedtext",
    "history": "0002_concern_concern_append_only",
    "knowledge": "0008_import_kind",
    "onboarding": "0006_waiver_overtaken",
    "reminders": "0002_rule_trouble",
    "staffing": None,
    "vendors": "0014_numbers_by_byte",
}
# Tables that are long enough for a lock, a scan or a rewrite to be felt.
LARGE = {
    *("core.outboxitem", "core.sentform", "history.event", "history.concern"),
    *("vendors.ticket", "vendors.statespan", "vendors.verdict", "vendors.frozenticket"),
    *("knowledge.passage", "knowledge.posting", "knowledge.textvector"),
    *("knowledge.searchlog", "knowledge.articleview"),
    *("reminders.occurrence", "reminders.notification", "reminders.delivery"),
}
# Expand in one release, contract in a later one: what may go now, because the last release did without.
CONTRACTED: dict[str, str] = {}
CONCURRENT = (AddIndexConcurrently, RemoveIndexConcurrently)
GONE = {
    migrations.RemoveField: "drops a column",
    migrations.DeleteModel: "drops a table",
    migrations.RenameField: "renames a column",
    migrations.RenameModel: "renames a table",
    migrations.AlterModelTable: "renames a table",
}


def new_migrations(loader: MigrationLoader) -> list[migrations.Migration]:
    """Those of released apps that the last release does not have, in their order."""
    found = []
    for app, last in LAST_RELEASE.items():
        names = sorted(name for label, name in loader.disk_migrations if label == app)
        if last is not None:
            found += [
                loader.disk_migrations[app, name]
                for name in names[names.index(last) + 1 :]
            ]
    return found


def created(found: list[migrations.Migration]) -> set[str]:
    """Models that the last release does not know."""
    return {
        f"{one.app_label}.{operation.name_lower}"
        for one in found
        for operation in _flat(one.operations)
        if isinstance(operation, migrations.CreateModel)
    }


def faults(
    migration: migrations.Migration, before: ProjectState, new: set[str]
) -> Iterator[str]:
    """What would break the old code or keep people waiting, a sentence each."""
    name = f"{migration.app_label}.{migration.name}"
    state = before.clone()
    for operation in _flat(migration.operations):
        model = f"{migration.app_label}.{_model_of(operation)}"
        if model not in new and name not in CONTRACTED:
            for fault in _of_operation(operation, model, state):
                yield f"{name}: {fault}"
        if migration.atomic and isinstance(operation, CONCURRENT):
            yield f"{name}: builds concurrently inside a transaction: atomic = False"
        operation.state_forwards(migration.app_label, state)


def _of_operation(
    operation: Operation, model: str, state: ProjectState
) -> Iterator[str]:
    yield from _ways_back(operation)
    told = GONE.get(type(operation))
    if told:
        yield f"{told} of {model} that the release before may use: in the next release"
    if isinstance(operation, migrations.AddField) and not _is_event(model, state):
        yield from _added(operation.field, f"{model}.{operation.name}", model)
    if isinstance(operation, migrations.AlterField) and not _is_event(model, state):
        yield from _altered(operation, model, state)
    if model in LARGE and type(operation) is migrations.AddIndex:
        yield f"locks {model} while it builds an index: AddIndexConcurrently"
    if model in LARGE and type(operation) is migrations.AddConstraint:
        yield (
            f"locks {model} while it checks every row: AddConstraintNotValid, then"
            " ValidateConstraint; unique ones by an index built concurrently"
        )


def _ways_back(operation: Operation) -> Iterator[str]:
    if isinstance(operation, migrations.RunPython) and operation.reverse_code is None:
        yield "moves data and can't take it back: give reverse_code"
    if isinstance(operation, migrations.RunSQL) and operation.reverse_sql is None:
        yield "runs SQL and can't take it back: give reverse_sql"


def _added(field: models.Field, where: str, model: str) -> Iterator[str]:
    if field.many_to_many or field.generated:
        return
    if not field.null and not field.has_db_default():
        yield f"adds {where}, which old code does not fill: null=True or db_default"
    if model in LARGE and (field.unique or field.db_index):
        yield f"adds {where} with an index, which locks: add the index concurrently"


def _altered(
    operation: migrations.AlterField, model: str, state: ProjectState
) -> Iterator[str]:
    app, _, name = model.partition(".")
    was, field = state.models[app, name].fields[operation.name], operation.field
    where = f"{model}.{operation.name}"
    if was.null and not field.null and not field.has_db_default():
        yield f"wants {where}, which old code leaves empty: a db_default first"
    if _kind(was) != _kind(field):
        yield f"changes the type of {where}: add another column, and drop this later"
    if _length(field) < _length(was):
        yield f"shortens {where}: what old code writes may not fit"
    if was.db_column != field.db_column:
        yield f"renames the column of {where}: add another, and drop this later"


def _kind(field: models.Field) -> str:
    return field.get_internal_type()


def _length(field: models.Field) -> float:
    return field.max_length or float("inf")


def _is_event(model: str, state: ProjectState) -> bool:
    """Tables of row history are written by triggers alone, which change with them."""
    app, _, name = model.partition(".")
    found = state.models.get((app, name))
    return bool(found) and "pgh_label" in found.fields


def _model_of(operation: Operation) -> str:
    """The model that an operation is about, by whichever of its names it goes."""
    told = (getattr(operation, each, "") for each in ("model_name", "name", "old_name"))
    return str(next(filter(None, told), "")).lower()


def _flat(operations: list[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation
