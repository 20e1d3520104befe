"""One request to another system: what is asked by a pull, and what its answer means."""

import json
from base64 import b64encode
from datetime import datetime, timedelta

from apps.core import outgoing
from apps.integrations.models import Pull
from apps.integrations.rules import pulls_jira, pulls_schedule, pulls_servicenow
from apps.integrations.rules.pulls_pages import BadAnswer, Cursor, Page
from apps.integrations.states.pulls import PullKind
from apps.vendors.rules.tickets.mapping import TicketMapping

SECONDS = 30.0
MOST_BYTES = 20 * 1024 * 1024
OK, BAD_REQUEST = 200, 400
SIZES = {
    PullKind.SERVICENOW: 1_000,
    PullKind.JIRA_CLOUD: 100,
    PullKind.JIRA_SERVER: 500,
}
READERS = {
    PullKind.SERVICENOW: pulls_servicenow.read,
    PullKind.JIRA_CLOUD: pulls_jira.read_cloud,
    PullKind.JIRA_SERVER: pulls_jira.read_server,
}


class Refusal(Exception):
    """The other system refused, and will again: the run ends; the words say why."""


class ShutOut(Refusal):
    """It does not let the account in. Tried again, it might lock it."""


class NotNow(Exception):
    """It may work later. `wait` is what the other system asked for, if anything."""

    def __init__(self, words: str, wait: timedelta | None = None) -> None:
        super().__init__(words)
        self.wait = wait


def fetch(pull: Pull, mapping: TicketMapping, *, now: datetime) -> Page:
    """The next page of a pull. Refusal, NotNow or BadAnswer if there is none."""
    cursor = Cursor.from_json(pull.cursor)
    headers = {"Accept": "application/json", "Authorization": _credentials(pull)}
    url = f"{pull.url.rstrip('/')}{_path(pull, cursor, mapping)}"
    try:
        answer = outgoing.fetch(url, headers=headers, seconds=SECONDS, most=MOST_BYTES)
    except outgoing.Failed as failure:
        raise NotNow(str(failure)) from failure
    if answer.status == BAD_REQUEST and cursor.token:
        return Page([], is_last=False)
    _check(pull, answer, now)
    try:
        data = json.loads(answer.body)
    except ValueError:
        raise BadAnswer("The answer is no JSON.") from None
    kind = PullKind(pull.kind)
    return READERS[kind](data, answer.headers, SIZES[kind])


def _path(pull: Pull, cursor: Cursor, mapping: TicketMapping) -> str:
    named = [
        one
        for names in mapping.columns.values()
        for one in ([names] if isinstance(names, str) else names)
    ]
    size = SIZES[PullKind(pull.kind)]
    if pull.kind == PullKind.SERVICENOW:
        return pulls_servicenow.path(
            pull.table, pull.query, cursor, fields=named, zone=pull.zone, size=size
        )
    is_cloud = pull.kind == PullKind.JIRA_CLOUD
    path = pulls_jira.cloud_path if is_cloud else pulls_jira.server_path
    return path(pull.query, cursor, fields=named, zone=pull.zone, size=size)


def _credentials(pull: Pull) -> str:
    if not pull.username:
        return f"Bearer {pull.secret}"
    return "Basic " + b64encode(f"{pull.username}:{pull.secret}".encode()).decode()


def _check(pull: Pull, answer: outgoing.Answer, now: datetime) -> None:
    """Whether it is an answer to read; of its words nothing is repeated."""
    status = answer.status
    if status == OK:
        return
    if status in pulls_schedule.BUSY:
        text = answer.headers.get("retry-after", "")
        wait = pulls_schedule.asked_to_wait(text, now)
        raise NotNow(f"{pull.host} is busy ({status}).", wait)
    if status >= 500:  # noqa: PLR2004 (HTTP: the server's own faults)
        raise NotNow(f"{pull.host} failed ({status}).")
    if status in pulls_schedule.SHUT_OUT:
        raise ShutOut(f"{pull.host} does not let this account in ({status}).")
    raise Refusal(f"{pull.host} did not take the question ({status}).")
