"""What every test may ask for."""

import gc
import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as portal_settings
from django.db import connection
from django.db.backends.postgresql.creation import DatabaseCreation
from django.test import Client
from hypothesis import HealthCheck, settings
from pghistory.models import Context
from pytest_django import DjangoDbBlocker

from apps.staffing.models.growth.policies import secure
from tests.emptying import empty_instead_of_flush
from tests.factories import NOW

# How long an example takes says how busy the machine is, not what is wrong.
settings.register_profile(
    "portal", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("portal")


class WithVectors(DatabaseCreation):
    """Makes the tests' database with the extension that a migration makes."""

    def _create_test_db(self, *asked):
        name = super()._create_test_db(*asked)
        where = self.connection.get_connection_params() | {"dbname": name}
        with psycopg.connect(**where, autocommit=True) as own:
            own.execute("CREATE EXTENSION IF NOT EXISTS vector")
        return name


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, file by file shared out: each worker begins with one part of the
    list, and what is left at the end is short enough to keep all of them at work.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers > 1:
        long = sorted([one for one in items if is_long(one)], key=is_in_browser)
        files = [list(group) for _, group in groupby(long, key=lambda one: one.path)]
        shares: list[list[pytest.Item]] = [[] for _ in range(workers)]
        for file in files:
            min(shares, key=len).extend(file)
        short = iter([one for one in items if not is_long(one)])
        parts = []
        for number, mine in enumerate(shares):
            share = (len(items) - sum(map(len, parts))) // (workers - number)
            parts.append([*mine, *islice(short, max(share - len(mine), 0))])
        items[:] = [one for part in parts for one in part]


def is_long(item: pytest.Item) -> bool:
    """Whether it takes many seconds, or a browser."""
    return item.get_closest_marker("slow") is not None or is_in_browser(item)


def is_in_browser(item: pytest.Item) -> bool:
    """These come one after the other, so that one browser serves many of them."""
    return item.get_closest_marker("browser") is not None


def pytest_collection_finish() -> None:
    """All that was imported stays to the end: the collector need not walk it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Tables and triggers are made from the models, in seconds instead of a minute.

    `tests/portal/test_migrations.py` holds that migrations make the same.
    """
    portal_settings.PGTRIGGER_INSTALL_ON_MIGRATE = True
    connection.creation = WithVectors(connection)
    yield
    portal_settings.PGTRIGGER_INSTALL_ON_MIGRATE = False


@dataclass(frozen=True)
class Stamp:
    """What the tables were last made from, and what they would be made from now."""

    path: Path
    models: str

    @property
    def is_same(self) -> bool:
        return self.path.exists() and self.path.read_text() == self.models


@pytest.fixture(scope="session")
def stamp(request: pytest.FixtureRequest) -> Stamp:
    """One a worker: each has a database of its own."""
    path = Path(portal_settings.DATA_DIR) / f"tests-made-by-{_worker(request)}"
    apps = Path(portal_settings.BASE_DIR) / "apps"
    files = sorted([*apps.glob("*/models.py"), *apps.glob("*/models/**/*.py")])
    found = b"".join(path.read_bytes() for path in files)
    return Stamp(path, hashlib.sha256(found).hexdigest())


@pytest.fixture(scope="session")
def django_db_createdb(request: pytest.FixtureRequest, stamp: Stamp) -> bool:
    """Anew when asked, and when the models are not those the tables were made by."""
    return bool(request.config.getvalue("create_db")) or not stamp.is_same


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, stamp: Stamp
) -> Iterator[None]:
    """As pytest-django has it, with what migrations add: history's function, row security.

    The stamp is set last: tables that were half made are made anew.
    """
    with django_db_blocker.unblock():
        Context.install_pgh_attach_context_func()
        secure(connection)
    stamp.path.parent.mkdir(parents=True, exist_ok=True)
    stamp.path.write_text(stamp.models)
    with pytest.MonkeyPatch.context() as patch:
        empty_instead_of_flush(patch)
        yield


def _worker(request: pytest.FixtureRequest) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "alone")


@pytest.fixture(autouse=True)
def _plain_and_quick(settings, tmp_path):
    """Weak password hashing, static files by name, uploads into the test's folder.

    Whitenoise would look through all static files anew for each client; the live server
    has a handler of its own. Search is by text alone unless a test chooses who embeds.
    The API takes all requests: workers share one Valkey, and number people alike.
    """
    settings.API_RATES = dict.fromkeys(settings.API_RATES, (0, 1))
    settings.WHITENOISE_USE_FINDERS = False
    settings.EMBEDDINGS = {**settings.EMBEDDINGS, "kind": "none"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "uploads")},
        },
    }


@pytest.fixture
def unlogged() -> Iterator[None]:
    """For thousands of requests, of which nobody reads what the portal writes down."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return NOW


@pytest.fixture(params=["page", "htmx"])
def door(request, client: Client) -> Client:
    """Every page must work through both doors: the plain browser and htmx."""
    if request.param == "htmx":
        client.defaults["HTTP_HX_REQUEST"] = "true"
    client.via = request.param
    return client
