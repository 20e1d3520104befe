"""The senders that the portal knows: how each is read, and what its words usually mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from apps.integrations.rules.inbound.alerts import read_alerts
from apps.integrations.rules.inbound.events import Options, Reader
from apps.integrations.rules.inbound.records import read_jira, read_servicenow
from apps.integrations.rules.inbound.signed import read_signed
from apps.integrations.rules.inbound.splunk import read_splunk
from apps.integrations.states.inbound import EndpointKind
from apps.vendors.rules.tickets.mapping import FIELDS, TicketMapping

SEVERITIES = {
    **dict.fromkeys(("critical", "page", "disaster", "fatal"), 1),
    **dict.fromkeys(("high", "error", "major"), 2),
    **dict.fromkeys(("warning", "medium", "minor", "average"), 3),
    **dict.fromkeys(("info", "informational", "low", "none"), 4),
}
ALERT_COLUMNS = {
    "number": "number",
    "opened_at": "opened",
    "resolved_at": "resolved",
    "state": "state",
    "priority": "severity",
    "title": "title",
    "category": "labels.alertname",
    "item": "labels.instance",
}
ALERT = TicketMapping(
    columns=ALERT_COLUMNS,
    priorities=SEVERITIES,
    states={
        **dict.fromkeys(("firing", "pending", "suppressed"), "Open"),
        "acknowledged": "In Progress",
        "resolved": "Resolved",
    },
    new_states=("Open",),
    type="Alert",
)
SPLUNK = TicketMapping(
    columns={**ALERT_COLUMNS, "category": "search_name", "item": "result.host"},
    priorities=SEVERITIES,
    states=ALERT.states,
    new_states=("Open",),
    type="Alert",
)
JIRA = TicketMapping(
    columns={
        "number": "key",
        "opened_at": "created",
        "resolved_at": "resolutiondate",
        "state": "status.name",
        "priority": "priority.name",
        "type": "issuetype.name",
        "title": "summary",
        "category": "components.name",
    },
    priorities={"Highest": 1, "High": 2, "Medium": 3, "Low": 4, "Lowest": 5},
    states={"Done": "Resolved", "To Do": "New"},
    new_states=("New", "Open", "Backlog"),
)
SERVICENOW = TicketMapping(
    columns={
        "number": "number",
        "opened_at": "opened_at",
        "resolved_at": "resolved_at",
        "closed_at": "closed_at",
        "state": "state",
        "priority": "priority",
        "title": "short_description",
        "group": "assignment_group",
        "category": "category",
        "item": "cmdb_ci",
    },
    states={
        "1": "New",
        "2": "In Progress",
        "3": "On Hold",
        "6": "Resolved",
        "7": "Closed",
        "8": "Cancelled",
    },
)
SIGNED = TicketMapping(columns={key: key for key in FIELDS})


@dataclass(frozen=True)
class Kind:
    """How deliveries of a sender are read, and how it is told to prove itself."""

    reader: Reader
    mapping: TicketMapping
    options: Options
    proof: str
    auto_close_minutes: int | None = None


KINDS: Mapping[EndpointKind, Kind] = {
    EndpointKind.ALERTMANAGER: Kind(
        read_alerts,
        ALERT,
        Options(application="labels.application"),
        "http_config: authorization: credentials with the secret, or basic_auth with"
        " the user portal",
    ),
    EndpointKind.GRAFANA: Kind(
        read_alerts,
        ALERT,
        Options(application="labels.application"),
        "an HMAC signature with the secret (timestamp header: X-Grafana-Alerting-Timestamp;"
        " the signature's header as it comes), or an Authorization header with Bearer and"
        " the secret, or basic authentication with the user portal",
    ),
    EndpointKind.SPLUNK: Kind(
        read_splunk,
        SPLUNK,
        Options(identity=("host", "source"), application="result.application"),
        "the secret is the last part of the address: Splunk sets no header",
        auto_close_minutes=60,
    ),
    EndpointKind.JIRA: Kind(
        read_jira,
        JIRA,
        Options(),
        "the secret of the webhook; Jira signs with it (X-Hub-Signature)",
    ),
    EndpointKind.SERVICENOW: Kind(
        read_servicenow,
        SERVICENOW,
        Options(),
        "basic authentication with the user portal, or an Authorization header with"
        " Bearer and the secret",
    ),
    EndpointKind.SIGNED: Kind(
        read_signed,
        SIGNED,
        Options(),
        "the signing secret of a sender that follows Standard Webhooks",
    ),
}
