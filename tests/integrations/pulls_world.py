"""Servers that behave like ServiceNow's and Jira's, and a pull from one of them."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from apps.accounts.roles import Role
from apps.core import outgoing
from apps.core.models import OutboxItem
from apps.integrations.actions import pulls, pulls_reading
from apps.integrations.models import PullRun
from tests.factories import NOW, person
from tests.vendors.factories import ServiceFactory

ADDRESS = "https://93.184.216.34"
LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)


def pull_from(kind="servicenow", *, by=None, now=NOW, **fields):
    """A pull by somebody who may."""
    is_table = kind == "servicenow"
    values = {
        "name": f"From {kind}",
        "kind": kind,
        "url": ADDRESS,
        "username": "reader",
        "secret": "open sesame",
        "table": "incident" if is_table else "",
        "query": "",
        "zone": "UTC",
        "mapping_name": "ServiceNow incidents"
        if is_table
        else "Jira Service Management",
        "every_minutes": 15,
        "per_minute": 60,
        "is_on": True,
        **fields,
    }
    if "service" not in values:
        values["service"] = ServiceFactory()
    return pulls.add_pull(by=by or person(Role.ADMINISTRATOR), now=now, **values)


@dataclass
class Thing:
    """An incident or issue there."""

    number: int
    updated_at: datetime
    title: str = "Printer on fire"
    state: str = "In Progress"
    opened: str = "2026-10-01 08:00:00"


@dataclass
class Server:
    """The other system: its rows, what was asked, and what it answers instead.

    `between` runs before each answer, as if somebody worked there meanwhile.
    """

    kind: str
    zone: str = "UTC"
    rows: dict[int, Thing] = field(default_factory=dict)
    instead: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    headers: list = field(default_factory=list)
    tokens: dict[str, list] = field(default_factory=dict)
    between: object = None

    def add(self, number, updated_at, **values):
        self.rows[number] = Thing(number, updated_at, **values)

    def fetch(self, url, *, headers, seconds, most):
        if self.between:
            self.between(self)
        self.asked.append(url)
        self.headers.append(dict(headers))
        if self.instead:
            answer = self.instead.pop(0)
            if isinstance(answer, Exception):
                raise answer
            if answer is not None:
                return answer
        parts = urlsplit(url)
        asks = {name: value[0] for name, value in parse_qs(parts.query).items()}
        body, told = self.answer(asks)
        return outgoing.Answer(200, json.dumps(body).encode(), told)

    def answer(self, asks):
        if self.kind == "servicenow":
            return self._servicenow(asks)
        return self._cloud(asks) if self.kind == "jira_cloud" else self._server(asks)

    def _since(self, text, form, unit):
        """Those updated since then, as this system orders them."""
        since = None
        if text:
            local = datetime.strptime(text, form).replace(tzinfo=ZoneInfo(self.zone))
            since = local.astimezone(UTC)
        found = [
            one for one in self.rows.values() if not since or one.updated_at >= since
        ]
        return sorted(found, key=lambda one: (one.updated_at, one.number))

    def _servicenow(self, asks):
        query = asks["sysparm_query"]
        assert query.endswith("ORDERBYsys_updated_on^ORDERBYsys_id")
        since = re.search(r"sys_updated_on>=([^^]+)", query)
        found = self._since(since and since[1], "%Y-%m-%d %H:%M:%S", 1)
        start, size = int(asks["sysparm_offset"]), int(asks["sysparm_limit"])
        page = found[start : start + size]
        return {"result": [incident(one) for one in page]}, {
            "x-total-count": str(len(found))
        }

    def _found(self, asks):
        since = re.search(r'updated >= "([^"]+)"', asks["jql"])
        return self._since(since and since[1], "%Y-%m-%d %H:%M", 60)

    def _server(self, asks):
        found, start = self._found(asks), int(asks["startAt"])
        size = int(asks["maxResults"])
        page = [issue(one) for one in found[start : start + size]]
        told = {"startAt": start, "maxResults": size, "total": len(found)}
        return {**told, "issues": page}, {}

    def _cloud(self, asks):
        """A token stands for a place in the order of its first question."""
        after = self.tokens.get(asks.get("nextPageToken", ""), [])
        found = [
            one
            for one in self._found(asks)
            if not after or [one.updated_at, one.number] > after
        ]
        size = int(asks["maxResults"])
        page = found[:size]
        body = {"issues": [issue(one) for one in page], "isLast": len(found) <= size}
        if len(found) > size:
            token = f"token-{len(self.tokens)}"
            self.tokens[token] = [page[-1].updated_at, page[-1].number]
            body["nextPageToken"] = token
        return body, {}


def both(shown, value):
    return {"display_value": shown, "value": value}


def incident(one):
    """As the Table API gives it with sysparm_display_value=all."""
    updated = one.updated_at.strftime("%Y-%m-%d %H:%M:%S")
    return {
        "sys_id": both(f"{one.number:032x}", f"{one.number:032x}"),
        "number": both(f"INC{one.number:07}", f"INC{one.number:07}"),
        "sys_updated_on": both("14/12/2016 03:46:44", updated),
        "opened_at": both("01/10/2026 10:00:00", one.opened),
        "state": both(one.state, "2"),
        "incident_state": both(one.state, "2"),
        "priority": both("3 - Moderate", "3"),
        "short_description": both(one.title, one.title),
        "assignment_group": both("Network", "287ebd7da9fe198100f92cc8d1d2154e"),
        "sys_class_name": both("Incident", "incident"),
    }


def issue(one):
    """As Jira gives it."""
    return {
        "key": f"OPS-{one.number}",
        "fields": {
            "summary": one.title,
            "created": one.opened.replace(" ", "T") + ".000+0000",
            "updated": one.updated_at.strftime("%Y-%m-%dT%H:%M:%S.000+0000"),
            "resolutiondate": None,
            "status": {"name": one.state},
            "priority": {"name": "High"},
            "issuetype": {"name": "Incident"},
            "components": [{"name": "Mail"}, {"name": "Web"}],
        },
    }


def run_all(now, *, most=10_000):
    """Every request that is owed, each at its time; the time at the end."""
    for _ in range(most):
        owed = OutboxItem.objects.filter(
            task="integrations.pull", done_at=None, dead_at=None
        ).order_by("not_before")
        item = owed.first()
        if item is None:
            return now
        now = max(now, item.not_before)
        pulls_reading.take_step(item.pk, now=now)
    raise AssertionError("it never ended")


def go(pull, now=NOW, **asked):
    """A run from its beginning to its end."""
    found = pulls.pull_now(pull.pk, by=person(Role.ADMINISTRATOR), now=now, **asked)
    run_all(now)
    return PullRun.objects.get(pk=found.pk)


def minutes(count):
    return timedelta(minutes=count)
