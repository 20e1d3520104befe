"""Kill everything at random while letters are told, then count what became of them."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.faults.machines import ROOT, Machine, Postgres, Valkey, celery
from tests.faults.sinks import Sinks, free_port, sinks

STALLED = 25.0
BOOT = 90.0
LEFT_ALONE = {"PGOPTIONS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"}
COUNTS = {
    "items": "SELECT count(*) FROM reminders_occurrence",
    "told": "SELECT count(*) FROM reminders_occurrence WHERE state = 'told'",
    "notifications": "SELECT count(*) FROM reminders_notification",
    "noticed": "SELECT count(DISTINCT occurrence_id) FROM reminders_notification",
    "mails": "SELECT count(*) FROM reminders_delivery WHERE channel_id IS NULL AND state = 'sent'",
    "posts": "SELECT count(*) FROM reminders_delivery WHERE channel_id IS NOT NULL AND state = 'sent'",
    "unsent": "SELECT count(*) FROM reminders_delivery WHERE state <> 'sent'",
    "owed": "SELECT count(*) FROM core_outboxitem WHERE done_at IS NULL",
    "in flight": """SELECT count(*) FROM core_outboxitem
        WHERE done_at IS NULL AND lease_until > now()""",
    "mailed twice": """SELECT count(*) FROM (SELECT 1 FROM reminders_delivery_notifications m
        JOIN reminders_delivery d ON d.id = m.delivery_id
        GROUP BY m.notification_id, d.channel_id HAVING count(*) > 1) twice""",
    "not mailed": """SELECT count(*) FROM reminders_notification n WHERE NOT EXISTS (
        SELECT 1 FROM reminders_delivery_notifications m JOIN reminders_delivery d
        ON d.id = m.delivery_id WHERE m.notification_id = n.id AND d.channel_id IS NULL)""",
    "not posted": """SELECT count(*) FROM reminders_notification n
        JOIN reminders_channel c ON c.owner_id = n.user_id WHERE NOT EXISTS (
        SELECT 1 FROM reminders_delivery_notifications m JOIN reminders_delivery d
        ON d.id = m.delivery_id WHERE m.notification_id = n.id AND d.channel_id = c.id)""",
}


@dataclass
class Report:
    """What the drill found, in numbers."""

    counts: dict[str, int] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    mails: Counter[str] = field(default_factory=Counter)
    posts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def faults(self) -> list[str]:
        """What is missing or doubled, in words; nothing if all is well."""
        counts = self.counts
        wrong = {
            "steps not told": counts["items"] - counts["told"],
            "steps without a notification": counts["items"] - counts["noticed"],
            "doubled notifications": counts["notifications"] - counts["noticed"],
            "notifications in two messages": counts["mailed twice"],
            "notifications in no mail": counts["not mailed"],
            "notifications in no post": counts["not posted"],
            "messages not sent": counts["unsent"],
            "work still owed": counts["owed"],
            "mails lost": counts["mails"] - len(self.mails),
            "posts lost": counts["posts"] - len(self.posts),
        }
        return [f"{number} {name}" for name, number in wrong.items() if number]

    def __str__(self) -> str:
        twice = sum((self.mails + self.posts).values()) - len(self.mails + self.posts)
        kills = ", ".join(f"{n} {name}" for name, n in sorted(self.kills.items()))
        return (
            f"{self.counts['items']} due, {self.counts['mails']} mails and"
            f" {self.counts['posts']} posts in {self.seconds:.0f} s; killed: {kills};"
            f" came twice under the same id: {twice}; wrong: {self.faults() or 'nothing'}"
        )


class Drill:
    """Two workers, two beats, Valkey and PostgreSQL, and somebody with an axe."""

    def __init__(self, folder: Path, seen: Sinks, seed: int, bug: str) -> None:
        self.folder, self.seen, self.random = folder, seen, random.Random(seed)
        self.postgres = Postgres(folder / "postgres")
        self.postgres.start()
        self.valkey = Valkey(free_port(), folder)
        self.env = {k: v for k, v in os.environ.items() if k not in LEFT_ALONE} | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "DEBUG": "true",
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": f"redis://127.0.0.1:{self.valkey.port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{seen.smtp}",
            "OUTGOING_NETWORKS": "127.0.0.0/8",
            "OUTGOING_PORTS": str(seen.http),
            "OUTGOING_ALLOW_HTTP": "true",
            "DATA_DIR": str(folder),
            "DRILL_BUG": bug,
        }
        names = ["worker1", "worker2", "beat1", "beat2"]
        self.celery = {name: celery(name, self.env, folder) for name in names}
        self.kills: Counter[str] = Counter()

    def machines(self) -> list[Machine]:
        return [self.valkey, *self.celery.values()]

    def fill(self, items: int, seconds: float) -> None:
        hook = f"http://127.0.0.1:{self.seen.http}/hook"
        subprocess.run(
            [sys.executable, "-m", "tests.faults.fill", str(items), str(seconds), hook],
            env=self.env | {"DRILL_BUG": ""},
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def strike(self) -> None:
        """Kill one thing at random, and start it again a moment later."""
        what = self.random.choices(
            ["worker", "beat", "valkey", "postgres", "flush"], [5, 2, 2, 2, 2]
        )[0]
        self.kills["flushes" if what == "flush" else f"× {what}"] += 1
        if what == "flush":
            self.valkey.flush()
            return
        one: Machine | Postgres
        if what == "valkey":
            one = self.valkey
        elif what == "postgres":
            one = self.postgres
        else:
            one = self.celery[f"{what}{self.random.choice('12')}"]
        one.kill()
        time.sleep(self.random.uniform(0.1, 1.0))
        one.start()

    def look(self) -> dict[str, int]:
        with psycopg.connect(self.postgres.url, autocommit=True) as line:
            found = {}
            for name, query in COUNTS.items():
                row = line.execute(query).fetchone()
                found[name] = row[0] if row else 0
            return found

    def run(self, strikes: int, pause: float) -> None:
        for one in self.machines():
            one.start()
        self.wait_for("notifications", BOOT)
        for _ in range(strikes):
            self.wait_for("in flight", 2.0)
            self.strike()
            time.sleep(self.random.uniform(pause / 2, pause * 1.5))
        self.wait_until_nothing_moves()

    def wait_for(self, what: str, seconds: float) -> None:
        """Until there is some of it; a strike at nothing shows nothing."""
        ends_at = time.monotonic() + seconds
        while time.monotonic() < ends_at and not self.look()[what]:
            time.sleep(0.05)

    def wait_until_nothing_moves(self) -> None:
        before, since = {}, time.monotonic()
        while time.monotonic() - since < STALLED:
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


def drill(
    folder: Path,
    *,
    items: int,
    strikes: int,
    pause: float,
    seed: int = 1,
    bug: str = "",
) -> Report:
    """Tell so many letters under so many strikes; what was found at the end."""
    report = Report()
    with sinks() as seen:
        one = Drill(folder, seen, seed, bug)
        try:
            one.fill(items, strikes * (pause + 0.6) / 2)
            start = time.monotonic()
            one.run(strikes, pause)
            report.seconds = time.monotonic() - start
            report.counts = one.look()
        finally:
            one.end()
        report.kills, report.mails, report.posts = one.kills, seen.mails, seen.posts
    return report
