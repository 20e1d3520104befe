"""`portalctl` against a real server: what it does, how it ends, what it completes."""

import json
import re
import stat
import subprocess
import sys
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.utils import timezone

from apps.accounts.actions import make_token
from apps.accounts.roles import Role
from apps.catalog.models import Application
from apps.core import outbox
from apps.knowledge.models import Article, SpaceMember
from apps.onboarding.models import Request
from apps.vendors.models import Ticket
from portal.celery import app
from portal.ctl import imports
from portal.ctl.account import checked, known
from portal.ctl.completion import bash, fish, walk
from portal.ctl.errors import Misused
from portal.ctl.main import main, parser
from tests.access.world import build_world
from tests.factories import TeamFactory, person
from tests.vendors.factories import ServiceFactory

CTL = Path(imports.__file__).parent
IMPORTS = re.compile(r"import|tree|index")
TICKETS = "number,opened_at,priority,title\nINC1,2026-11-02 08:00:00,2,Builds hang\n"
ME = b'{"name": "Ann", "email": "ann@bank.example", "roles": []}'
CATALOG = """apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: clearing}
spec: {type: service, lifecycle: production, owner: payments}
"""


def key_of(user, **more):
    now = timezone.now()
    end = now + timedelta(days=1)
    told = {"by": user, "name": "ctl", "scope": "write", "expires_at": end, "now": now}
    return make_token(**{**told, **more})[1]


@pytest.fixture
def portal(live_server, told):
    """A server with an administrator's token, and a worker that works while one waits."""
    user = person(Role.ADMINISTRATOR)
    told.setenv("PORTAL_URL", live_server.url)
    told.setenv("PORTAL_TOKEN", key_of(user))
    app.loader.import_default_modules()

    def publish(task, args):
        if IMPORTS.search(task):
            app.tasks[task](*args)

    told.setattr(outbox, "_publish", publish)

    def work(seconds):
        outbox.dispatch(now=timezone.now())

    told.setattr(imports.time, "sleep", work)
    live_server.user = user
    return live_server


def run(capsys, *typed):
    code = main(typed)
    answer = capsys.readouterr()
    return code, answer.out, answer.err


def test_the_common_jobs_are_done_from_a_command_line(portal, capsys, tmp_path):
    world = build_world(timezone.now())
    SpaceMember.objects.create(space=world["space"], user=portal.user, part="reviewer")
    (tmp_path / "tickets.csv").write_text(TICKETS)
    (tmp_path / "catalog-info.yaml").write_text(CATALOG)
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "drain.md").write_text("# Drain the ledger\n\nStop intake first.\n")
    (docs / ".hidden.md").write_text("# Hidden\n")

    service = world["service"].slug
    file = str(tmp_path / "tickets.csv")
    code, out, err = run(
        capsys, "tickets", "import", file, "--service", service, "--wait"
    )
    assert (code, "done" in out, "new: 1" in out) == (0, True, True), (out, err)
    assert Ticket.objects.filter(number="INC1").exists()

    file = str(tmp_path / "catalog-info.yaml")
    code, out, _ = run(capsys, "catalog", "import", file, "--check")
    assert (code, "created: 1" in out) == (0, True)
    assert not Application.objects.filter(code="clearing").exists()
    assert run(capsys, "catalog", "import", file, "--wait", "--json")[0] == 0
    assert Application.objects.filter(code="clearing").exists()

    space = world["space"].slug
    code, out, err = run(
        capsys, "articles", "import", str(docs), "--space", space, "--wait"
    )
    assert code == 0, (out, err)
    assert Article.objects.filter(title="Drain the ledger").exists()
    assert not Article.objects.filter(title="Hidden").exists()

    outbox.dispatch(now=timezone.now())
    code, out, _ = run(capsys, "search", "drain", "intake")
    assert (code, "Drain the ledger" in out) == (0, True)

    code, out, _ = run(capsys, "oncall", "core")
    assert (code, "Ann Rota" in out, out.count("\n")) == (0, True, 2)
    assert "core" in run(capsys, "oncall", "payments")[1]
    code, out, _ = run(capsys, "oncall", "core", "--json")
    assert json.loads(out)[0]["now"]["people"][0]["name"] == "Ann Rota"

    platform = world["platform"].slug
    opened = ("request", "open", "clearing", "--platform", platform, "--submit")
    code, out, err = run(capsys, *opened)
    assert (code, "draft" in out, "Evidence is missing" in err) == (1, True, True)
    assert Request.objects.filter(application__code="clearing").count() == 1
    code, out, _ = run(capsys, "requests", "list", "clearing")
    assert (code, "clearing" in out) == (0, True)


def test_rows_that_are_refused_end_in_one(portal, capsys, tmp_path):
    file = tmp_path / "tickets.csv"
    file.write_text(TICKETS + "INC2,yesterday,2,When\n")
    service = ServiceFactory().slug

    typed = ("tickets", "import", str(file), "--service", service, "--wait")
    code, out, err = run(capsys, *typed)

    assert (code, "rejected: 1" in out, "row by row" in err) == (1, True, True)


def test_what_the_portal_refuses_is_said_in_its_words(portal, capsys):
    TeamFactory(slug="payments")

    opened = run(capsys, "request", "open", "nowhere", "--platform", "none")

    assert opened[0] == 1
    assert "application: Object with code=nowhere does not exist." in opened[2]


def test_a_token_that_is_not_taken_ends_in_three(portal, capsys, told):
    told.setenv("PORTAL_TOKEN", "sop_guess")

    assert run(capsys, "whoami")[::2] == (3, "portalctl: This token is not valid.\n")


def test_one_logs_in_and_the_token_is_ones_own(portal, capsys, told, tmp_path):
    told.setattr(sys, "stdin", open_text(key_of(portal.user, name="two")))
    told.delenv("PORTAL_TOKEN")
    told.delenv("PORTAL_URL")

    code, out, _ = run(capsys, "login", portal.url)
    file = tmp_path / "config" / "portalctl" / "account.json"

    assert (code, portal.user.name in out) == (0, True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert portal.user.email in run(capsys, "whoami")[1]
    file.chmod(0o644)
    assert run(capsys, "whoami")[0] == 2


def open_text(text):
    class Typed:
        def isatty(self):
            return False

        def readline(self):
            return f"{text}\n"

    return Typed()


def test_a_portal_that_is_away_ends_in_three(told, capsys):
    told.setenv("PORTAL_URL", "http://127.0.0.1:9")
    told.setenv("PORTAL_TOKEN", "sop_x")

    code, _, err = run(capsys, "whoami")

    assert (code, "http://127.0.0.1:9 can't be reached" in err) == (3, True)


def test_it_waits_as_it_is_told_however_the_header_is_spelt(told, capsys):
    answers = [(429, {"retry-after": "7"}, b"{}"), (200, {}, ME)]

    class Busy(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = answers.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    slept = []
    told.setattr("portal.ctl.client.time.sleep", slept.append)
    with HTTPServer(("127.0.0.1", 0), Busy) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        told.setenv("PORTAL_URL", f"http://127.0.0.1:{server.server_port}")
        told.setenv("PORTAL_TOKEN", "sop_x")
        code = run(capsys, "whoami")[0]
        server.shutdown()

    assert (code, slept) == (0, [7])


def test_without_an_address_or_a_file_it_says_what_to_do(told, capsys):
    assert run(capsys, "whoami")[::2] == (
        2,
        "portalctl: Say where the portal is: portalctl login, "
        "or set PORTAL_URL and PORTAL_TOKEN.\n",
    )
    told.setenv("PORTAL_URL", "https://portal.bank.example")
    told.setenv("PORTAL_TOKEN", "sop_x")
    code, _, err = run(capsys, "catalog", "import", "/nowhere.yaml")
    assert (code, "No such file" in err) == (2, True)
    code, _, err = run(capsys, "whoami", "--ca-file", "/nowhere.pem")
    assert (code, "/nowhere.pem is no file of authorities" in err) == (2, True)


@pytest.mark.parametrize(
    "url", ["http://portal.bank.example", "portal.bank.example", "ftp://x", "https://"]
)
def test_a_token_goes_nowhere_without_tls(url):
    with pytest.raises(Misused):
        checked(url)

    assert checked("https://portal.bank.example/sop/") == (
        "https://portal.bank.example/sop"
    )


def test_a_kept_token_is_not_sent_to_another_address(tmp_path):
    folder = tmp_path / "portalctl"
    folder.mkdir()
    kept = {"url": "https://portal.bank.example", "token": "sop_x", "ca": ""}
    (folder / "account.json").write_text(json.dumps(kept))
    (folder / "account.json").chmod(0o600)
    place = {"XDG_CONFIG_HOME": str(tmp_path)}

    assert known(place).token == "sop_x"
    with pytest.raises(Misused, match="Set PORTAL_TOKEN too"):
        known({**place, "PORTAL_URL": "https://evil.example"})


def test_what_is_typed_wrongly_ends_in_two():
    with pytest.raises(SystemExit) as ended:
        main(["tickets", "import"])

    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        (["on"], {"oncall"}),
        (["req"], {"request", "requests"}),
        (["tickets", ""], {"import", "--help"}),
        (["tickets", "import", "--s"], {"--service"}),
        (["tickets", "import", "x.csv", "--w"], {"--wait"}),
        (["request", "open", "ledger", "--sub"], {"--submit"}),
        (["completion", "f"], {"fish"}),
        (["search", "tickets", "--j"], {"--json"}),
    ],
)
def test_bash_completes_commands_and_options(typed, completed, tmp_path):
    script = tmp_path / "portalctl.bash"
    script.write_text(bash(parser()))
    words = " ".join(f"'{word}'" for word in ["portalctl", *typed])
    asked = (
        f"source {script}; COMP_WORDS=({words}); COMP_CWORD={len(typed)}; "
        "_portalctl; printf '%s\\n' \"${COMPREPLY[@]}\""
    )

    answer = subprocess.run(
        ["bash", "--norc", "-euc", asked],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )

    assert set(answer.stdout.split()) == completed


def test_each_shell_knows_each_command(capsys):
    commands = {path for path, _ in walk(parser())}

    assert ("requests", "list") in commands
    for shell in ("bash", "zsh", "fish"):
        assert main(["completion", shell]) == 0
        script = capsys.readouterr().out
        assert all(" ".join(path) in script for path in commands)
    assert "-n '__portalctl_after \"request open\"' -l submit" in fish(parser())


def test_it_needs_python_and_nothing_that_is_installed(tmp_path):
    alone = tmp_path / "portal" / "ctl"
    alone.mkdir(parents=True)
    for file in CTL.glob("*.py"):
        (alone / file.name).write_text(file.read_text())

    answer = subprocess.run(
        [sys.executable, "-S", "-m", "portal.ctl", "--help"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={},
    )

    assert (answer.returncode, "exit codes: 0 done" in answer.stdout) == (0, True)


def test_every_command_stands_in_its_guide():
    guide = (CTL.parents[1] / "docs" / "portalctl.md").read_text()

    for path, words in walk(parser()):
        assert f"portalctl {' '.join(path)}".strip() in guide
        told = [word for word, _ in words if word.startswith("--")]
        assert all(word in guide for word in told if word != "--help")
