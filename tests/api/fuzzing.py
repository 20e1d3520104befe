"""Generated requests of every operation, as each role, held against the document and the rights.

An operation's cases are generated from the document; three of four then name things that
exist, by what the lists of the API showed, and over the version that they have. Each is
sent as each column of `tests/access`, and undone.
"""

import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta

import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_schema_conformance,
    status_code_conformance,
)

from apps.accounts.actions import make_token
from apps.accounts.models import ApiToken
from apps.accounts.roles import Role
from portal.wsgi import application
from tests.access import ANONYMOUS, COLUMNS, api
from tests.factories import UserFactory, person

SERVER_ERROR, OUTSIDE, RIGHT = "5xx", "outside", "right"
READER = "reading token"
DONE = range(200, 300)
SAFE = {"GET", "HEAD", "OPTIONS"}
CLOSED = {401, 429}
SHOWN = 600
# What the parts of a thing are named by in its answer.
PARTS = {"part": "id", "number": "number"}
CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@dataclass
class Told:
    """What was sent, and what was wrong: (kind, operation, role) with its words."""

    operations: int = 0
    cases: int = 0
    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)

    def blame(self, kind: str, label: str, role: str, words: object) -> None:
        self.wrong.setdefault(f"{kind}: {label} as {role}", str(words)[:SHOWN])

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "statuses": dict(self.statuses)}


def described():
    """The document's schema, asked of the portal in this process."""
    document = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)
    schema = schemathesis.openapi.from_dict(document)
    schema.app = application
    return schema


@contextmanager
def one_connection() -> Iterator[None]:
    """Requests through WSGI share the test's transaction instead of closing it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def keys_of_columns(world: Mapping[str, object]) -> dict[str, str]:
    """A key for each column of the access tables, and one that may only read."""
    keys = {ANONYMOUS: ""}
    for column in COLUMNS[1:]:
        user = person(column)
        if column == Role.VENDOR_REPRESENTATIVE:
            user = UserFactory(external=True)
        keys[column] = _key(user, "write")
    keys[READER] = _key(person(Role.ADMINISTRATOR), "read")
    # What a request notes is undone after it, and would be noted at each one.
    ApiToken.objects.update(last_used_at=timezone.now() + timedelta(hours=12))
    return keys


def _key(user, scope: str) -> str:
    now = timezone.now()
    end = now + timedelta(days=1)
    return make_token(by=user, name="fuzz", scope=scope, expires_at=end, now=now)[1]


def closed_addresses(world: Mapping[str, object]) -> dict[tuple[str, str], set[str]]:
    """By method and address of the access tables: the columns that nothing is done for."""
    found = {}
    for name, row in api.TABLE.items():
        try:
            url = reverse(name, args=row.args(world))
        except NoReverseMatch:
            continue
        for method, letters in (("GET", row.get), ("POST", row.post)):
            pairs = zip(COLUMNS, letters, strict=True)
            found[method, url] = {column for column, one in pairs if one in "UMF"}
    return found


def headers(key: str) -> dict[str, str]:
    """Who asks, and that nothing comes back compressed."""
    asker = {"Authorization": f"Bearer {key}"} if key else {}
    return {"Accept-Encoding": "identity", **asker}


class Pool:
    """Values that exist, by the name of their field, and by the list they stand in."""

    def __init__(self, operations, key: str) -> None:
        self.named = defaultdict(list)
        self.of_list = defaultdict(lambda: defaultdict(list))
        for operation in operations:
            is_list = operation.method.upper() == "GET" and "{" not in operation.path
            if is_list and (answer := self._ask(operation, key)) is not None:
                rows = (
                    answer.get("results", answer)
                    if isinstance(answer, dict)
                    else answer
                )
                self._learn(operation.path, rows)

    def _ask(self, operation, key: str):
        case = operation.Case(headers=headers(key))
        with undone():
            response = case.call()
        return (
            response.json()
            if response.status_code == 200
            and "json" in str(response.headers.get("content-type"))
            else None
        )

    def _learn(self, path: str, found) -> None:
        if isinstance(found, list):
            for one in found[:20]:
                self._learn(path, one)
        elif isinstance(found, dict):
            for name, value in found.items():
                if isinstance(value, list | dict):
                    self._learn("", value)
                elif value not in {None, ""} and not isinstance(value, bool):
                    self.named[name].append(value)
                    self.of_list[path][name].append(value)

    def place(self, case, chosen: random.Random) -> None:
        """Things that exist, in the case's address and body."""
        base = case.operation.path.partition("{")[0]
        for name in case.path_parameters or {}:
            known = self.of_list[base][name] or self.of_list[""][PARTS.get(name)]
            if known:
                case.path_parameters[name] = str(chosen.choice(known))
        rows = case.body if isinstance(case.body, list) else [case.body]
        for row in rows:
            for name in list(row) if isinstance(row, dict) else ():
                known = self.named.get(name) or self.named.get(f"{name}_id")
                if known and chosen.random() < 0.5:
                    row[name] = chosen.choice(known)


class Fuzz:
    """The operations, who asks, and what was found."""

    def __init__(self, schema, world: Mapping[str, object], seed: int = 0) -> None:
        self.schema = schema
        self.all = [found.ok() for found in schema.get_all_operations()]
        self.keys = keys_of_columns(world)
        self.closed = closed_addresses(world)
        self.pool = Pool(self.all, self.keys[Role.ADMINISTRATOR])
        self.told = Told()
        self.seed = seed
        self.probed: set[str] = set()
        self.turn = itertools.cycle(self.keys)

    def _columns(self, of_them: int) -> Iterator[str]:
        """The next so many of the columns, in turn."""
        return itertools.islice(self.turn, of_them)

    def try_out(self, operation, examples: int, of_them: int) -> None:
        """So many cases of an operation, each as so many of the columns in turn."""
        self.told.operations += 1

        @seeded(self.seed)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def one(case):
            self.told.cases += 1
            chosen = random.Random(f"{self.seed}:{self.told.cases}")
            if chosen.random() < 0.75:
                self.pool.place(case, chosen)
                self._over_its_version(case)
            for column in self._columns(of_them):
                self.ask(case, column)

        try:
            one()
        except Exception as error:  # what can't be generated is told, by its operation
            self.told.blame(OUTSIDE, operation.label, "nobody", error)

    def _over_its_version(self, case) -> None:
        """With the ETag that an administrator reads, where it asks for one."""
        if "If-Match" not in (case.headers or {}):
            return
        cut = case.operation.path.find("}/")
        shown = case.operation.path[: cut + 2]
        for one in self.all:
            if one.method.upper() == "GET" and one.path == shown:
                asked = one.Case(
                    path_parameters=dict(case.path_parameters or {}),
                    headers=headers(self.keys[Role.ADMINISTRATOR]),
                )
                with undone():
                    tag = asked.call().headers.get("etag")
                if tag:
                    case.headers["If-Match"] = tag[0]

    def ask(self, case, column: str) -> None:
        """One case as one column; what is wrong is told."""
        case.headers.pop("Authorization", None)
        sent = headers(self.keys[column])
        with undone():
            self.judge(case, column, case.call(headers=sent), sent)

    def judge(self, case, column: str, response, sent: Mapping[str, str]) -> None:
        """Held against the document, and against the rights."""
        label, status = case.operation.label, response.status_code
        self.told.requests += 1
        self.told.statuses[status] += 1
        # Fewer fields than the document requires are what `fields=` is for.
        is_sparse = bool((case.query or {}).get("fields"))
        held = CHECKS[:-1] if is_sparse else CHECKS
        checks = [(SERVER_ERROR, [not_a_server_error]), (OUTSIDE, held)]
        is_done = status in DONE
        if is_done and label not in self.probed:
            self.probed.add(label)
            checks.append((RIGHT, [ignored_auth]))
        for kind, asked in checks:
            try:
                case.validate_response(
                    response,
                    checks=asked,
                    headers=dict(sent),
                    transport_kwargs={"headers": dict(sent)},
                )
            except (Exception, FailureGroup) as error:
                sent_ = f"{case.formatted_path} {case.query or ''} {case.body!r:.200}"
                words = f"{_words(error)}; {sent_}"
                self.told.blame(kind, label, column, words)
        if is_done and (why := self._is_closed(case, column)):
            self.told.blame(RIGHT, label, column, f"{status}, though {why}")

    def _is_closed(self, case, column: str) -> str:
        method = case.operation.method.upper()
        if column == ANONYMOUS:
            return "a stranger asked"
        if column == READER and method not in SAFE:
            return "the token may only read"
        if column in self.closed.get((method, case.formatted_path), ()):
            return "the access table closes it"
        return ""

    def walk(self, column: str, walks: int, steps: int) -> None:
        """Operations one after the other, what one gives being what the next takes."""
        fuzz = self

        class Walk(self.schema.as_state_machine()):
            def setup(self) -> None:
                self.undone = undone()
                self.undone.__enter__()

            def teardown(self) -> None:
                self.undone.__exit__(None, None, None)

            def get_call_kwargs(self, case):
                return {"headers": headers(fuzz.keys[column])}

            def validate_response(self, response, case, **_):
                fuzz.judge(case, column, response, headers(fuzz.keys[column]))

        found = seeded(self.seed)(Walk.TestCase)
        found.settings = settings(
            max_examples=walks,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        try:
            found().runTest()
        except Exception as error:
            self.told.blame(OUTSIDE, "a walk", column, error)


def _words(error: BaseException) -> str:
    inner = getattr(error, "exceptions", None)
    return "; ".join(map(str, inner)) if inner else str(error)
