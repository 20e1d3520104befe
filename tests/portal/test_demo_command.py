"""`make demo`: each thing that can be in its way is said in one clear sentence."""

import fcntl
import json
import signal
import socket
import time

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import CommandError, call_command

from portal import children, embedded, walk
from portal.management.commands import demo
from tests.factories import UserFactory


@pytest.fixture
def here(settings, tmp_path, monkeypatch):
    """A demonstration with a folder of its own."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("DEMO", "")
    monkeypatch.setattr(embedded, "is_running", lambda: True)
    monkeypatch.setattr(demo, "MOMENT", 0.1)
    return tmp_path


def server(started: children.Children, folder) -> children.Child:
    """A child that does nothing harmful."""
    started.start("worker", "http.server", ["0", "-d", str(folder)], folder / "log")
    return started.running[-1]


def test_a_port_in_use_is_named_and_another_proposed(here, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(
            CommandError, match=f"Port {port} is in use.*PORT={port + 1}"
        ):
            call_command("demo", port=port)

    assert capsys.readouterr().out == "Stopped.\n"


def test_the_check_finds_itself_another_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert demo._free_port(port) != port


def test_a_port_that_is_no_number_is_refused(monkeypatch):
    monkeypatch.setenv("PORT", "http")

    with pytest.raises(CommandError, match="PORT is 'http'; it must be a number"):
        demo._port_from_environment()


def test_a_second_demo_on_the_same_folder_is_refused(here):
    with (here / "demo.lock").open("w") as held:
        held.write("4711")
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)

        with pytest.raises(CommandError, match=r"already runs here \(process 4711\)"):
            call_command("demo", port=1)


def test_a_lock_left_behind_by_a_killed_demo_is_no_obstacle(here):
    (here / "demo.lock").write_text("4711")

    with demo._the_only_one(here / "demo.lock"):
        assert (here / "demo.lock").read_text() != "4711"


def test_a_database_of_the_bank_is_not_filled_with_invented_people(here, monkeypatch):
    monkeypatch.setattr(embedded, "is_running", lambda: False)

    with pytest.raises(CommandError, match="DATABASE_URL names a database of yours"):
        call_command("demo")


def test_a_killed_child_is_reported_and_the_others_stop(here):
    started = children.Children(here / "note.json")
    killed, other = server(started, here), server(started, here)
    assert started.ended() == ""

    killed.process.send_signal(signal.SIGKILL)
    killed.process.wait()

    assert started.ended() == (
        f"The worker (process {killed.process.pid}) was killed by signal 9;"
        f" see {here / 'log' / 'worker.log'}."
    )
    started.stop()
    assert other.process.poll() is not None
    assert not (here / "note.json").exists()


def test_what_a_killed_demo_left_running_is_stopped_and_nothing_else(here):
    folder = here / "portal"
    folder.mkdir()
    left = children.Children(here / "note.json")
    ours, stranger = server(left, folder), server(left, here.parent)
    _until_it_runs(ours)
    pids = [ours.process.pid, stranger.process.pid, 2**22 + 1]
    (here / "note.json").write_text(json.dumps({"pid": 1, "children": pids}))
    is_stranger_named_so = "portal" in str(here.parent)

    stopped = children.stop_leftovers(here / "note.json")

    assert stopped == (2 if is_stranger_named_so else 1)
    assert ours.process.wait(5) == -signal.SIGKILL
    assert is_stranger_named_so or stranger.process.poll() is None
    left.stop()


def _until_it_runs(child: children.Child) -> None:
    """Between fork and exec a child has not its own command line yet."""
    while not children._is_ours(child.process.pid):
        time.sleep(0.02)


def test_pages_that_need_nothing_filled_in_are_found():
    found = walk.addresses()

    assert "/account/login/" in found
    assert not [path for path in found if "<" in path or "(" in path]


@pytest.mark.parametrize(
    ("status", "linked", "failed"),
    [
        *((200, False, False), (500, False, True), (500, True, True)),
        *((403, False, False), (403, True, True), (404, True, True)),
        *((405, False, False), (400, False, True)),
    ],
)
def test_a_refusal_is_a_fault_only_where_a_page_led_there(status, linked, failed):
    assert walk.Visit("a@b", "/", status, 1, was_linked=linked).failed is failed


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_person_logs_in_and_walks(live_server):
    user = UserFactory(password=make_password("correct horse battery"))
    said: list[str] = []

    visits = walk.walk(
        live_server.url, [(user.email, "correct horse battery")], say=said.append
    )

    assert {visit.who for visit in visits} == {user.email}
    assert visits
    assert len(said) == len(visits)
