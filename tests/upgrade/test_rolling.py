"""A portal at work is renewed from the last release to this one, and nobody notices.

With the demonstration's data, under load: the old code runs, the new one migrates, the old one
goes on, and then one process after another is renewed.
"""

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests.faults.callers import BATCH, Callers
from tests.faults.drill import environment
from tests.faults.machines import ROOT, Machine, Postgres, Valkey
from tests.faults.proxy import Backend, proxy, until_ready
from tests.faults.scale import CONFIGURED, Plan, Stage, judge, renew, web
from tests.faults.sinks import free_port, sinks
from tests.upgrade import release
from tests.upgrade.test_last_release import run_tests

PLAN = Plan(processes=1, callers=6, pause=3.0)
PAGES = ("/", "/onboarding/", "/vendors/", "/vendors/portfolio/", "/knowledge/")
# Run by the code of the last release: somebody's session and token, and a service of theirs.
WHO = """
from datetime import timedelta
import json
import django
django.setup()
from django.conf import settings
from django.test import Client
from django.utils import timezone
from apps.accounts.actions import make_token
from apps.accounts.models import User
from apps.vendors.models import ManagedService
who = User.objects.get(email="vendor.manager@demo.example")
client = Client()
client.force_login(who, "django.contrib.auth.backends.ModelBackend")
name, now = settings.SESSION_COOKIE_NAME, timezone.now()
ends = now + timedelta(days=1)
_, key = make_token(by=who, name="rolling", scope="write", expires_at=ends, now=now)
service = ManagedService.objects.filter(levels__isnull=False).order_by("slug").first()
print(json.dumps([f"{name}={client.cookies[name].value}", key, service.slug]))
"""


def call(tree: Path, env: dict[str, str], *arguments: str) -> str:
    """What Python says, run on these in that tree."""
    run = [sys.executable, *arguments]
    ended = subprocess.run(
        run, cwd=tree, env=env, check=False, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    return ended.stdout


def as_before(command: list[str]) -> list[str]:
    """The last release has no file that says how its web processes run."""
    if CONFIGURED[0] not in command:
        return command
    plain = [one for one in command if one not in CONFIGURED]
    return [*plain, "--threads", "4"]


def processes(folder: Path, env: dict[str, str]) -> tuple[dict[str, Machine], list]:
    """Two sets of web processes, a worker and a beat, as production starts them."""
    backends = [Backend(name, free_port()) for name in ("web1", "web2")]
    found = {
        one.name: web(one.port, PLAN.processes, env, folder / f"{one.name}.log")
        for one in backends
    }
    celery = [sys.executable, "-m", "celery", "-A", "portal.celery:app"]
    kinds = {"worker1": ["worker", "-c", "1"], "beat1": ["beat", "--pidfile="]}
    for name, kind in kinds.items():
        log = folder / f"{name}.log"
        found[name] = Machine([*celery, *kind, "-l", "warning"], env, log)
    return found, backends


def prepare(old: Path, env: dict[str, str]) -> None:
    """The last release's tables with the demonstration in them."""
    call(old, env, "manage.py", "migrate", "-v0")
    call(old, env, "manage.py", "load_demo", "-v0")


def ask(url: str, query: str) -> int:
    with psycopg.connect(url, autocommit=True) as line:
        row = line.execute(query).fetchone()
    return int(row[0]) if row else 0


def test_a_portal_at_work_is_renewed_and_no_request_fails(tmp_path_factory, capsys):
    folder = tmp_path_factory.mktemp("rolling")
    old = release.unpack(folder / "old")
    with ExitStack() as ends, sinks() as seen:
        postgres = Postgres(folder / "postgres")
        postgres.start()
        ends.callback(postgres.kill)
        with psycopg.connect(postgres.url, autocommit=True) as line:
            line.execute("CREATE EXTENSION IF NOT EXISTS vector")
        valkey = Valkey(free_port(), folder)
        valkey.start()
        ends.callback(valkey.kill)
        env = environment(folder, postgres.url) | {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "REDIS_URL": f"redis://127.0.0.1:{valkey.port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{seen.smtp}",
            "EMBEDDINGS": "none",
        }
        prepare(old, env)
        cookie, token, service = json.loads(call(old, env, "-c", WHO))
        machines, backends = processes(folder, env)
        of_today = {name: one.command for name, one in machines.items()}
        for one in machines.values():
            one.tree, one.command = old, as_before(one.command)
            one.start()
            ends.callback(one.kill)
        on = Stage(machines, ends.enter_context(proxy(backends)), None)
        assert all(until_ready(one, 90) < 90 for one in backends)
        callers = Callers(on.proxy.port, cookie, token, PAGES, service)
        before = ask(postgres.url, "SELECT count(*) FROM vendors_ticket")

        with callers.at_work(PLAN.callers):
            time.sleep(PLAN.pause)
            began, of_old = time.monotonic(), len(callers.seen)
            patient = env | {"PGOPTIONS": "-c lock_timeout=5s"}
            call(ROOT, patient, "manage.py", "migrate", "-v0")
            migrated = time.monotonic() - began
            meanwhile = len(callers.seen) - of_old
            time.sleep(PLAN.pause)
            renewed = []
            for name, one in machines.items():
                one.tree, one.command = ROOT, of_today[name]
                renewed.append(renew(on, name, PLAN, callers))
        judge(renewed, callers.seen)

        failed = [one for one in callers.seen if one.has_failed]
        longest = max(one.end - one.start for one in callers.seen)
        with capsys.disabled():
            print(
                f"\nupgrade: {len(callers.seen)} requests, {len(failed)} failed, longest"
                f" {longest:.1f} s; migrated in {migrated:.1f} s under {meanwhile} requests;"
                f" renewed {', '.join(one.what for one in renewed)}"
            )
        assert failed == []
        assert meanwhile > 0
        brought = ask(postgres.url, "SELECT count(*) FROM vendors_ticket") - before
        assert brought == len(callers.batches) * BATCH > 0
        waiting = call(ROOT, env, "manage.py", "showmigrations", "--plan")
        assert "[ ]" not in waiting


@pytest.mark.django_db(transaction=True)
def test_all_its_tests_pass_on_the_tables_of_today(tmp_path, capsys):
    folder = release.unpack(tmp_path)
    apps = sorted(one.name for one in (folder / "apps").iterdir() if one.is_dir())
    chosen = [f"tests/{app}" for app in apps if (folder / "tests" / app).is_dir()]

    said = run_tests(folder, *chosen, "tests/test_access.py")

    with capsys.disabled():
        print(f"\nthe last release on today's tables: {said}")
