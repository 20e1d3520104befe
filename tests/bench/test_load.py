"""Fifty people at once, with time to think, on a full portal: how many requests, how long, how big.

100,000 tickets, 10,000 requests, 60,000 articles; LOAD_USERS, LOAD_SECONDS, LOAD_ARTICLES and
LOAD_THINK (the mean of the seconds between two requests of a person) say otherwise. Articles are
made of the Markdown of BENCH_TEXTS, or of what the demonstration brings.
"""

import os
import random
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.knowledge.actions.indexing import index_articles
from apps.knowledge.models import Article
from apps.vendors.models import Ticket
from tests.bench import test_pages, test_scorecards
from tests.bench.articles import pieces, placed
from tests.bench.harness import get, server
from tests.bench.ledger import note
from tests.bench.many import multiply
from tests.bench.test_pages import queries_of, url_of
from tests.factories import NOW, person
from tests.staffing.factories import PersonFactory, RotaFactory, shift

USERS = int(os.environ.get("LOAD_USERS", "50"))
SECONDS = float(os.environ.get("LOAD_SECONDS", "60"))
THINK = float(os.environ.get("LOAD_THINK", "5"))
ARTICLES = int(os.environ.get("LOAD_ARTICLES", "60000"))
INDEXED, SPACES = min(ARTICLES, 3_000), 20
COPIES = ARTICLES // INDEXED - 1
TICKETS = 100_000
ASKED = 25
TEXTS = Path(os.environ.get("BENCH_TEXTS") or "apps/dashboard/demo")
SIZES = """
    SELECT relname, reltuples, pg_total_relation_size(oid), pg_indexes_size(oid)
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND reltuples >= 2000 ORDER BY 3 DESC LIMIT 24
"""
QUERIES = ("certificate expired", "restart etcd", "node not ready", "disk pressure")
# Who works here, and what they open how often.
ROLES = {
    Role.REQUESTER: 12,
    Role.SUPPORT_ENGINEER: 14,
    Role.REVIEWER: 6,
    Role.VENDOR_MANAGER: 8,
    Role.PLATFORM_MANAGER: 4,
    Role.TEAM_MANAGER: 3,
    Role.AUDITOR: 1,
    Role.ADMINISTRATOR: 2,
}
FLOOR = "floor: 50 bare rows"
MIX = {
    FLOOR: 4,
    "home": 14,
    "list of requests": 10,
    "a request of 60 criteria": 10,
    "review queue": 6,
    "scorecard": 8,
    "portfolio": 4,
    "list of tickets": 8,
    "a ticket": 6,
    "search": 14,
    "an article": 10,
    "who is on call": 6,
    "a rota": 4,
    "requests over the API": 4,
    "tickets over the API": 4,
}


@dataclass
class Seen:
    """Milliseconds of each page, and what was no answer."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)


def fill() -> dict[str, list[str]]:
    """The full portal; addresses of each page."""
    found = test_pages.fill()
    test_scorecards.TICKETS = TICKETS
    ticket = test_scorecards.fill()
    spaces = placed(INDEXED, pieces(TEXTS), SPACES)
    index_articles(list(Article.objects.values_list("pk", flat=True)), now=NOW)
    multiply(COPIES)
    rota = RotaFactory()
    for number in range(60):
        shift(rota, PersonFactory(), NOW + timedelta(hours=12 * number))
    slug = ticket.service.slug
    articles = Article.objects.filter(space__in=spaces[1:]).order_by("?")[:200]
    tickets = Ticket.objects.order_by("?").values_list("pk", flat=True)[:200]
    return {
        FLOOR: ["/bench/floor/"],
        "home": ["/"],
        "list of requests": ["/onboarding/", "/onboarding/?state=in_review"],
        "a request of 60 criteria": [f"/onboarding/{found.pk}/"],
        "review queue": ["/onboarding/queue/"],
        "scorecard": [f"/vendors/services/{slug}/scorecards/2026-10/"],
        "portfolio": ["/vendors/portfolio/"],
        "list of tickets": ["/vendors/tickets/", "/vendors/tickets/?priority=1"],
        "a ticket": [f"/vendors/tickets/{pk}/" for pk in tickets],
        "search": [f"/knowledge/?q={one.replace(' ', '+')}" for one in QUERIES],
        "an article": [one.get_absolute_url() for one in articles],
        "who is on call": ["/staffing/on-call/"],
        "a rota": [rota.get_absolute_url()],
        "requests over the API": ["/api/v1/requests/"],
        "tickets over the API": ["/api/v1/tickets/"],
    }


def sizes() -> None:
    """Bytes a row of the largest tables, with their indexes and what is kept beside them."""
    print(f"{'table':36} {'rows':>10} {'bytes a row':>12} {'of it indexes':>14}")
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        for name, rows, whole, indexes in cursor.fetchall():
            print(
                f"{name:36} {rows:10,.0f} {whole / rows:12,.0f} {indexes / rows:14,.0f}"
            )
            note("size", name, whole / rows, "B/row")


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def people() -> Iterator[tuple[str, str]]:
    """Role and cookie of each of the users, roles in turn as the mix has them."""
    roles = [role for role, count in ROLES.items() for _ in range(count)]
    for number in range(USERS):
        role = roles[number * 7 % len(roles)]
        yield role, cookie_of(person(role))


def may_open(port: int, paths: dict[str, list[str]], cookie: str):
    """The pages that this person is not refused, and their addresses."""
    return {
        name: known
        for name, known in paths.items()
        if get(port, known[0], cookie)[0] == 200
    }


def work(port: int, mine, cookie: str, seen: Seen, ends_at: float) -> None:
    """One person: open something, think, open the next."""
    dice = random.Random(cookie)
    weights = [MIX[name] for name in mine]
    while time.monotonic() < ends_at:
        time.sleep(min(dice.expovariate(1 / THINK), 4 * THINK))
        (name,) = dice.choices(list(mine), weights)
        path = dice.choice(mine[name])
        status, spent = get(port, path, cookie)
        if status == 200:
            seen.times[name].append(spent)
        else:
            seen.errors.append(f"{status} {path}")


def processes() -> list[psutil.Process]:
    """The server's: the parent and its workers."""
    ours = psutil.Process().children()
    (parent,) = [one for one in ours if "gunicorn" in one.cmdline()]
    return [parent, *parent.children()]


def processor(family: Sequence[psutil.Process]) -> float:
    """Seconds of processor they have had so far."""
    return sum(sum(one.cpu_times()[:2]) for one in family if one.is_running())


def costs(port: int, paths, cookie: str, family) -> dict[str, tuple[float, float]]:
    """Milliseconds of processor of a request of each page: the web's and the database's."""
    master = psutil.Process(connection.connection.info.backend_pid).parent()
    found = {}
    for name, (first, *_) in paths.items():
        for _ in range(6):
            get(port, first, cookie)
        kinds = (family, master.children() if master else [])
        start = [processor(one) for one in kinds]
        for _ in range(ASKED):
            get(port, first, cookie)
        spent = [processor(one) - was for one, was in zip(kinds, start, strict=True)]
        found[name] = (spent[0] / ASKED * 1000, spent[1] / ASKED * 1000)
    return found


def tell(seen: Seen, counts, cost, family, took: float) -> None:
    """A line a page, then what all of it came to."""
    print(
        f"\n{'page':26} {'n':>5} {'p50 ms':>8} {'p95 ms':>8} {'web cpu':>8} {'db cpu':>7}"
        " queries"
    )
    everything = [one for times in seen.times.values() for one in times]
    bare, least = p95(seen.times[FLOOR]), sum(cost[FLOOR])
    for name, times in [*seen.times.items(), ("all", everything)]:
        web, base = cost.get(name, (0, 0))
        print(
            f"{name:26} {len(times):5} {statistics.median(times):8.0f} {p95(times):8.0f}"
            f" {web:8.1f} {base:7.1f} {counts.get(name, ''):>7}"
        )
        note("load", name, p95(times), "ms p95", floor=bare)
        if name in cost:
            note("load", f"{name}: processor", web + base, "ms", floor=least)
    sizes = [one.memory_full_info() for one in family]
    rate = len(everything) / took
    print(
        f"{USERS} users thinking {THINK:g} s: {rate:.1f} requests/s over {took:.0f} s,"
        f" {len(seen.errors)} errors; load average {os.getloadavg()[0]:.1f}\n"
        f"memory of the web processes (MB, resident / own): "
        + ", ".join(f"{one.rss / 2**20:.0f} / {one.uss / 2**20:.0f}" for one in sizes)
    )
    # As many as there would be if nobody ever waited for an answer.
    note("load", "requests a second", rate, "/s", floor=USERS / THINK)
    note("load", "errors", len(seen.errors), "", bound=0)
    note("load", "largest web process", max(o.rss for o in sizes) / 2**20, "MB")


def p95(times: Sequence[float]) -> float:
    return sorted(times)[max(0, int(len(times) * 0.95) - 1)]


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once(capsys):
    started = time.monotonic()
    paths = fill()
    with capsys.disabled():
        print(f"\nfilled in {time.monotonic() - started:.0f} s")
        sizes()
    admin = person(Role.ADMINISTRATOR)
    client = Client()
    client.force_login(admin, "django.contrib.auth.backends.ModelBackend")
    firsts = {name: first for name, (first, *_) in paths.items() if name != FLOOR}
    counts = queries_of(firsts, client)
    cookies, seen = list(people()), Seen()
    os.environ["DATABASE_URL"] = url_of(connection.settings_dict["NAME"])

    with server(threads=4) as port:
        open_to = dict(cookies)
        mine = {role: may_open(port, paths, one) for role, one in open_to.items()}
        family = processes()
        cost = costs(port, paths, cookie_of(admin), family)
        start = time.monotonic()
        threads = [
            threading.Thread(
                target=work, args=[port, mine[role], one, seen, start + SECONDS]
            )
            for role, one in cookies
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        with capsys.disabled():
            tell(seen, counts, cost, family, time.monotonic() - start)

    assert seen.errors == []
    assert max(counts.values()) <= 25
