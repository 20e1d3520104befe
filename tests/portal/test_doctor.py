"""The doctor names what is wrong, and how to mend it."""

import json

import pytest
from django.core import checks
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from apps.accounts.roles import Role
from apps.core.models import OutboxItem, StoredFile
from apps.onboarding.states import VersionState
from portal import doctor
from portal.doctor import around, rows
from tests.factories import EditionFactory, person


@pytest.fixture
def healthy(db, settings, monkeypatch, tmp_path):
    """An installation on which nothing is wrong, as far as Django's own checks go too."""
    monkeypatch.setattr(around.checks, "run_checks", lambda **_: [])
    settings.DATA_DIR = tmp_path
    looks = [one for one in rows.IN_DATABASE if one.__name__ != "migrations"]
    monkeypatch.setattr(doctor, "IN_DATABASE", looks)
    person(Role.ADMINISTRATOR)
    cache.set("core.heartbeat", timezone.now(), timeout=60)


def said(verdict: str) -> dict[str, tuple[str, str]]:
    """What was found by that verdict: {what: (says, do)}."""
    return {
        one.what: (one.says, one.do)
        for one in doctor.examine()
        if one.verdict == verdict
    }


def test_a_healthy_installation_ends_well(healthy, capsys):
    call_command("doctor")

    out = capsys.readouterr().out
    assert "WRONG" not in out
    assert "Nothing is wrong" in out
    assert "vector" in out


def test_every_fault_comes_with_its_mending_and_an_exit_code(healthy, capsys):
    cache.delete("core.heartbeat")

    with pytest.raises(CommandError, match=r"1 of \d+ things are wrong"):
        call_command("doctor", "--json")

    found = json.loads(capsys.readouterr().out)
    (bad,) = [one for one in found if one["verdict"] == "WRONG"]
    assert bad["what"] == "worker and beat"
    assert "celery -A portal.celery:app worker" in bad["do"]
    assert all(one["do"] for one in found if one["verdict"] != "fine")


@pytest.mark.parametrize(
    ("words", "mending"),
    [
        ("connection refused", "start PostgreSQL"),
        ('password authentication failed for user "x"', "User or password"),
        ('database "x" does not exist', "Create the database"),
        ("sorry, too many clients already", "pgbouncer"),
        ("something new", "Look whether PostgreSQL runs"),
    ],
)
def test_without_the_database_its_reason_is_told_and_the_rest_looked_at(
    healthy, monkeypatch, words, mending
):
    class Away:
        def cursor(self):
            raise OperationalError(words)

    monkeypatch.setattr(rows, "connection", Away())

    found = said("WRONG")

    assert mending in found["database"][1]
    assert "work owed" not in found
    assert "Redis" not in found


def test_what_waits_and_what_was_given_up_is_told(healthy, now):
    then = timezone.now() - timezone.timedelta(minutes=20)
    made = {"created_at": then, "not_before": then, "task": "core.send_mail"}
    OutboxItem.objects.create(key="late", **made)
    OutboxItem.objects.create(key="dead", dead_at=then, **made)

    assert "waited 20 minutes" in said("WRONG")["work owed"][0]
    assert "core.send_mail" in said("note")["work owed"][0]


def test_a_dropped_trigger_is_missed(healthy):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE onboarding_criterion DISABLE TRIGGER USER")

    assert "pgtrigger install" in said("WRONG")["triggers"][1]


def test_row_security_that_was_put_off_is_missed(healthy):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE staffing_onetoone NO FORCE ROW LEVEL SECURITY")

    assert "staffing_onetoone" in said("WRONG")["confidential rows"][0]


def test_a_login_that_is_past_row_security_is_told(healthy):
    assert "past row security" in said("note")["confidential rows"][0]

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE portal_app")
    (only,) = rows.confidential()
    assert only.verdict == "fine"


def test_no_part_of_a_password_is_told(healthy, settings, capsys):
    settings.REDIS_URL = "redis://:zqse/cret@127.0.0.1:6379/0"

    with pytest.raises(CommandError):
        call_command("doctor")

    out = capsys.readouterr().out
    assert "REDIS_URL can't be read" in out
    assert "zqse" not in out


def test_a_file_that_is_not_there_is_missed(healthy, now):
    StoredFile.objects.create(
        name="a.txt", mime="text/plain", size=1, sha256="0", file="gone", created_at=now
    )

    assert "1 of the newest 1 files" in said("WRONG")["files"][0]


def test_a_portal_without_administrators_and_standards_is_told_so(healthy):
    for each in person(Role.ADMINISTRATOR)._meta.model.objects.all():
        each.grants.all().delete()
    EditionFactory._meta.model.objects.filter(state=VersionState.PUBLISHED).delete()

    assert "create_administrator" in said("WRONG")["first steps"][1]


def test_redis_and_mail_that_do_not_answer_are_told(healthy, settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    found = said("WRONG")

    assert "127.0.0.1:1 does not let us in" in found["mail"][0]
    assert "REDIS_URL" in found["Redis"][1]


def test_settings_that_do_not_fit_are_told(healthy, settings):
    settings.SITE_URL = "https://portal.bank.example"
    settings.ALLOWED_HOSTS = ["other.bank.example"]
    settings.METRICS_TOKEN, settings.METRICS_NETWORKS = "", []

    found = list(doctor.examine())

    mendings = {one.do for one in found if one.what == "configuration"}
    assert "Add portal.bank.example to ALLOWED_HOSTS." in mendings
    (closed,) = [one.says for one in found if one.what == "metrics"]
    assert "/metrics is closed" in closed


def test_what_djangos_checks_find_is_told_with_their_hint(healthy, monkeypatch):
    found = [checks.Error("It breaks.", hint="Mend it.", id="x.E001")]
    found += [checks.Warning("It could be better.", id="x.W001")]
    monkeypatch.setattr(around.checks, "run_checks", lambda **_: found)

    assert said("WRONG")["configuration"] == ("x.E001: It breaks.", "Mend it.")


def test_traces_without_their_library_are_told(healthy, settings, monkeypatch):
    settings.TRACING = True
    monkeypatch.setattr(around.tracing, "is_installed", lambda: False)

    assert "[tracing]" in said("WRONG")["traces"][1]


def test_a_look_that_fails_does_not_end_the_others(healthy, monkeypatch):
    def broken():
        yield from ()
        raise ZeroDivisionError

    monkeypatch.setattr(doctor, "AROUND", [broken, *around.AROUND])

    assert "ZeroDivisionError" in said("WRONG")["broken"][0]
    assert "Redis" in said("fine")
