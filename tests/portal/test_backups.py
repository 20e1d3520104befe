"""The drill: backed up and restored elsewhere while people work, and the same to the row."""

import hashlib
import json
import threading
import uuid
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from apps.core.models import SentForm, StoredFile
from apps.staffing.models.growth.base import ROLE
from portal import backups
from portal.backups import dumping, programs
from portal.backups.figures import figures
from portal.backups.files import copy_out, sha256
from tests.factories import TeamFactory, UserFactory

OWNER = f"portal_drill_{uuid.uuid4().hex[:8]}"
READER = f"{OWNER}_reader"
BUSY = (
    "INSERT INTO core_sentform (key, user_id, purpose, result, created_at)"
    " VALUES (gen_random_uuid(), 1, 'load', '', now())"
)


class People(threading.Thread):
    """Somebody who goes on working, on a connection of their own."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.done = 0
        self.where = connection.get_connection_params()
        self.where.pop("cursor_factory", None)
        self.where.pop("context", None)

    def run(self):
        with psycopg.connect(**self.where, autocommit=True) as own:
            while not self.over.is_set():
                own.execute(BUSY)
                self.done += 1

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()


@contextmanager
def connected_as(role: str):
    """As the manual says who should make backups."""
    before = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = role
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = before


def stored(text: str) -> StoredFile:
    content = text.encode()
    name = default_storage.save(f"2026/11/{uuid.uuid4()}", ContentFile(content))
    return StoredFile.objects.create(
        name="evidence.txt",
        mime="text/plain",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        file=name,
        created_at="2026-11-23T09:00:00Z",
    )


def full() -> set[str]:
    """The tables that hold rows."""
    return {name for name, one in figures().items() if one["rows"]}


@pytest.fixture
def elsewhere(django_db_setup, django_db_blocker, tmp_path, settings):
    """Goes to an empty database and storage; what was written here before is taken back."""
    own = connection.settings_dict["NAME"]
    other = f"{own}_restored"

    def go(name):
        connection.close()
        connection.settings_dict["NAME"] = name
        default = {
            **settings.STORAGES["default"],
            "OPTIONS": {"location": str(tmp_path / name)},
        }
        settings.STORAGES = {**settings.STORAGES, "default": default}

    with django_db_blocker.unblock():
        before = full()
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{other}"')
            cursor.execute(f'CREATE DATABASE "{other}"')
            cursor.execute(f'CREATE ROLE "{OWNER}"')
            cursor.execute(f'CREATE ROLE "{READER}" LOGIN BYPASSRLS')
            cursor.execute(f'GRANT pg_read_all_data TO "{READER}"')
            cursor.execute(f'ALTER DATABASE "{other}" OWNER TO "{OWNER}"')
        yield lambda: go(other)
        go(own)
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            for table in full() - before:
                cursor.execute(sql.SQL("DELETE FROM {}").format(sql.SQL(table)))
            cursor.execute("RESET session_replication_role")
            cursor.execute(f'DROP DATABASE "{other}"')
            cursor.execute(f'DROP ROLE "{OWNER}"')
            cursor.execute(f'DROP ROLE "{READER}"')


@pytest.mark.slow
def test_a_backup_made_under_load_is_restored_to_the_row(elsewhere, tmp_path, capsys):
    for number in range(3):
        UserFactory(name=f"Zoë {number}", email=f"zoe{number}@bank.example")
        TeamFactory()
    kept = stored("what was shown")
    with People() as people:
        while people.done < 10:
            pass
        with connected_as(READER):
            call_command("backup", tmp_path / "backups")
    assert people.done > 10
    (folder,) = (tmp_path / "backups").iterdir()
    told = json.loads((folder / "manifest.json").read_text())["tables"]
    at_that_moment = told["public.core_sentform"]["rows"]
    assert 10 <= at_that_moment < SentForm.objects.count()
    assert told["public.accounts_user"]["rows"] == 3
    assert oct(folder.stat().st_mode)[-3:] == "700"
    kept_files = [path for path in folder.rglob("*") if path.is_file()]
    assert {oct(path.stat().st_mode)[-3:] for path in kept_files} == {"600"}
    with pytest.raises(CommandError, match="restore goes into an empty one"):
        call_command("restore", folder)

    others = People()
    elsewhere()
    with others:
        call_command("restore", folder, "--owner", OWNER)

    assert others.done > 10
    assert "Restored and compared" in capsys.readouterr().out
    assert SentForm.objects.count() == at_that_moment
    with default_storage.open(kept.file.name) as found:
        assert found.read() == b"what was shown"
    manifest = backups.verify(folder)
    assert backups.compare(manifest) == []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relforcerowsecurity, has_table_privilege(%s, oid, 'INSERT'),"
            " pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'staffing_onetoone'",
            [ROLE],
        )
        assert cursor.fetchone() == (True, True, OWNER)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_storedfile SET name = 'another.txt'")
        cursor.execute("DELETE FROM accounts_team WHERE name IS NOT NULL")
    default_storage.delete(kept.file.name)
    found = backups.compare(manifest)
    assert "public.accounts_team had 3 rows and has 0" in found
    assert "rows of public.core_storedfile are not as they were" in found
    assert f"the file {kept.file.name} is missing or changed" in found


@pytest.fixture
def backup(tmp_path):
    """A small one on disk, for what is judged before the database is asked."""
    folder = tmp_path / "portal-20261123T090000Z"
    (folder / "files").mkdir(parents=True)
    (folder / "database.dump").write_bytes(b"dump")
    (folder / "files" / "a.txt").write_bytes(b"text")

    def told(path: Path):
        return {"size": path.stat().st_size, "sha256": sha256(path)}

    manifest = {
        "format": 1,
        "made_at": "2026-11-23T09:00:00+00:00",
        "key": "of another installation",
        "dump": told(folder / "database.dump"),
        "tables": {"public.t": {"rows": 2, "checksum": "5"}},
        "files": {"a.txt": told(folder / "files" / "a.txt")},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def test_a_whole_backup_is_said_to_be_whole_and_of_another_key(backup, capsys):
    call_command("restore", backup, "--verify")

    said = capsys.readouterr().out
    assert "The backup is whole: 1 tables with 2 rows and 1 files" in said
    assert "SECRET_KEY is another" in said


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "files/a.txt").write_bytes(b"texts"), "files/a.txt"),
        (lambda folder: (folder / "files/a.txt").write_bytes(b"tixt"), "files/a.txt"),
        (lambda folder: (folder / "files/a.txt").unlink(), "files/a.txt"),
        (
            lambda folder: (folder / "database.dump").write_bytes(b"dumq"),
            "database.dump",
        ),
        (lambda folder: (folder / "manifest.json").write_text("{"), "holds no backup"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "another form"),
    ],
)
def test_a_spoilt_backup_is_refused_before_anything_is_written(backup, spoil, words):
    spoil(backup)

    with pytest.raises(CommandError, match=words):
        call_command("restore", backup)


@pytest.mark.django_db
def test_a_file_that_is_gone_is_told_and_the_rest_is_copied(tmp_path):
    kept, gone = stored("here"), stored("gone")
    default_storage.delete(gone.file.name)

    files, missing = copy_out([kept, gone], tmp_path / "files")

    assert list(files) == [kept.file.name]
    assert missing == [gone.file.name]


@pytest.mark.django_db
def test_who_does_not_see_every_row_makes_no_backup(tmp_path):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")

    with pytest.raises(CommandError, match="BYPASSRLS"):
        call_command("backup", tmp_path / "backups")

    assert not (tmp_path / "backups").exists()


@pytest.mark.django_db
def test_programs_older_than_the_server_are_not_used(monkeypatch):
    monkeypatch.setattr(programs, "major_of", lambda path: 9)

    with pytest.raises(backups.BackupError, match="or newer is needed on the PATH"):
        backups.find_program("pg_dump")


@pytest.mark.django_db
def test_a_backup_that_fails_leaves_no_confidential_row_behind(tmp_path, monkeypatch):
    def half(*_, out):
        (out / "database.dump").write_bytes(b"half of it")
        raise backups.BackupError("The disk is full.")

    monkeypatch.setattr(dumping, "refuse_blind", lambda: None)
    monkeypatch.setattr(dumping, "one_moment", lambda: nullcontext("snapshot"))
    monkeypatch.setattr(dumping, "run", half)

    with pytest.raises(CommandError, match="The disk is full"):
        call_command("backup", tmp_path / "backups")

    assert list((tmp_path / "backups").iterdir()) == []
