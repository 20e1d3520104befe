"""Kill everything at random while letters are told, then count what became of them."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.faults.machines import ROOT, Machine, Postgres, Valkey, celery
from tests.faults.report import COUNTS, Report
from tests.faults.sinks import Sinks, free_port, sinks

BOOT = 90.0
MOMENT = 3.0
SECONDS_A_STRIKE = 3.0
MESSAGES_A_SECOND = 20
MESSAGES_A_LETTER = 0.25
LEFT_ALONE = {"PGOPTIONS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"}
TELLING = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%/* telling */'"
THINGS = {"worker": 4, "workers": 2, "beat": 2, "valkey": 2, "postgres": 2, "flush": 2}
MOMENTS = ("in flight", "telling", "any")


@dataclass(frozen=True)
class Plan:
    """How many letters, what is killed when how often, and the bug that is planted."""

    items: int = 300
    strikes: int = 12
    pause: float = 1.0
    seed: int = 1
    bug: str = ""
    things: Sequence[str] = tuple(THINGS)
    moments: Sequence[str] = MOMENTS
    patience: float = 60.0

    @property
    def seconds(self) -> float:
        """Over how long the letters are due: while there are strikes, and bearably."""
        messages = self.items * MESSAGES_A_LETTER
        return max(self.strikes * SECONDS_A_STRIKE, messages / MESSAGES_A_SECOND)


@dataclass
class Drill:
    """Two workers, two beats, Valkey and PostgreSQL, and somebody with an axe."""

    folder: Path
    plan: Plan
    seen: Sinks
    kills: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.random = random.Random(self.plan.seed)
        self.postgres = Postgres(self.folder / "postgres")
        self.postgres.start()
        self.valkey = Valkey(free_port(), self.folder)
        self.env = environment(self.folder, self.postgres.url) | {
            "REDIS_URL": f"redis://127.0.0.1:{self.valkey.port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.seen.smtp}",
            "OUTGOING_NETWORKS": "127.0.0.0/8",
            "OUTGOING_PORTS": str(self.seen.http),
            "OUTGOING_ALLOW_HTTP": "true",
        }
        bugged = self.env | {"DRILL_BUG": self.plan.bug}
        names = ["worker1", "worker2", "beat1", "beat2"]
        self.celery = {name: celery(name, bugged, self.folder) for name in names}

    def machines(self) -> list[Machine]:
        return [self.valkey, *self.celery.values()]

    def fill(self) -> None:
        hook = f"http://127.0.0.1:{self.seen.http}/hook"
        letters = [str(self.plan.items), str(self.plan.seconds), hook]
        call(self.env, "-m", "tests.faults.fill", *letters)

    def strike(self) -> None:
        """Wait for the moment, kill one thing, and start it again a little later."""
        weights = [THINGS[one] for one in self.plan.things]
        what = self.random.choices(self.plan.things, weights)[0]
        self.kills["flushes" if what == "flush" else f"× {what}"] += 1
        when = self.random.choice(self.plan.moments)
        if what == "flush":
            self.wait(when)
            self.valkey.flush()
            return
        struck = self.machines_of(what)
        with self.moment(when):
            for one in struck:
                one.kill()
        time.sleep(self.random.uniform(0.1, 1.0))
        for one in struck:
            one.start()

    def machines_of(self, what: str) -> Sequence[Machine | Postgres]:
        """Which it hits: one of a kind, or both workers at once."""
        if what == "valkey":
            return [self.valkey]
        if what == "postgres":
            return [self.postgres]
        if what == "workers":
            return [self.celery["worker1"], self.celery["worker2"]]
        return [self.celery[f"{what}{self.random.choice('12')}"]]

    @contextmanager
    def moment(self, when: str):
        """Until it is over; messages in flight stay there until then."""
        if when != "in flight":
            self.wait(when)
            yield
            return
        with self.seen.holding():
            self.wait(when)
            yield

    def wait(self, when: str) -> None:
        """For the moment to come; a strike at nothing shows nothing."""
        ends_at = time.monotonic() + MOMENT
        while time.monotonic() < ends_at:
            if when == "any" or (when == "in flight" and self.seen.held):
                return
            if when == "telling" and self.ask(TELLING):
                return
            time.sleep(0.02)

    def ask(self, query: str) -> int:
        with psycopg.connect(self.postgres.url, autocommit=True) as line:
            row = line.execute(query).fetchone()
        return row[0] if row else 0

    def look(self) -> dict[str, int]:
        return {name: self.ask(query) for name, query in COUNTS.items()}

    def run(self) -> None:
        for one in self.machines():
            one.start()
        ends_at = time.monotonic() + BOOT
        while time.monotonic() < ends_at and not self.ask(COUNTS["notifications"]):
            time.sleep(0.2)
        pause = self.plan.pause
        for _ in range(self.plan.strikes):
            self.strike()
            time.sleep(self.random.uniform(pause / 2, pause * 1.5))
        self.wait_until_nothing_moves()

    def wait_until_nothing_moves(self) -> None:
        before, since = {}, time.monotonic()
        while time.monotonic() - since < self.plan.patience:
            now = self.look()
            if now["items"] == now["told"] and not now["owed"]:
                return
            if now != before:
                before, since = now, time.monotonic()
            time.sleep(0.5)

    def end(self) -> None:
        for one in reversed(self.machines()):
            one.kill()
        self.postgres.kill()


def environment(folder: Path, database: str) -> dict[str, str]:
    """What every process of the drill is told."""
    return {k: v for k, v in os.environ.items() if k not in LEFT_ALONE} | {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "DEBUG": "true",
        "DATABASE_URL": database,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "DATA_DIR": str(folder),
    }


def call(env: dict[str, str], *arguments: str) -> None:
    """Run Python on these to its end."""
    command = [sys.executable, *arguments]
    subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def lay_ground(folder: Path) -> Path:
    """A database with its tables and nothing in it, to be copied for each drill."""
    postgres = Postgres(folder / "postgres")
    postgres.start()
    with psycopg.connect(postgres.url, autocommit=True) as own:
        own.execute("CREATE EXTENSION IF NOT EXISTS vector")
    env = environment(folder, postgres.url) | {"DRILL_GROUND": "yes"}
    call(env, "manage.py", "migrate", "--run-syncdb", "-v0")
    postgres.stop()
    return folder


def drill(ground: Path, folder: Path, plan: Plan) -> Report:
    """Tell so many letters under so many strikes; what was found at the end."""
    subprocess.run(["cp", "-a", ground / "postgres", folder / "postgres"], check=True)
    with sinks() as seen:
        one = Drill(folder, plan, seen)
        try:
            one.fill()
            start = time.monotonic()
            one.run()
            seconds = time.monotonic() - start
            return Report(one.look(), one.kills, seen.mails, seen.posts, seconds)
        finally:
            one.end()
