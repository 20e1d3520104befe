"""A worker of the portal on the tests' own database, to be killed."""

import sys

import pytest
from celery import Celery

from apps.core import outbox
from tests.faults.drill import environment
from tests.faults.machines import Machine, Valkey
from tests.faults.sinks import free_port
from tests.faults.workers import url


@pytest.fixture
def place(tmp_path):
    """Uploads are in this folder, for the tests and for the worker."""
    return tmp_path


@pytest.fixture
def valkey(place):
    one = Valkey(free_port(), place)
    one.start()
    yield one
    one.kill()


@pytest.fixture
def worker(valkey, place, monkeypatch):
    """A worker of the portal, not yet started, on the tests' own database."""
    env = environment(place, url()) | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "REDIS_URL": f"redis://127.0.0.1:{valkey.port}/0",
    }
    broker = Celery(broker=env["REDIS_URL"])
    monkeypatch.setattr(outbox, "_publish", broker.send_task)
    run = [sys.executable, "-m", "celery", "-A", "portal", "worker", "-c", "1"]
    run += ["--without-mingle", "--without-gossip", "-l", "warning"]
    one = Machine(run, env, place / "worker.log")
    yield one
    one.kill()
