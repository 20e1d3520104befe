"""How each kind of connector is asked, and how its answers are read. Pure.

Each module has `ask(place, asked, now)`, which gives what is sent, and
`read(asked, answered, now)`, which gives what the answer says; both raise a Fault in
words, and nothing else, whatever comes back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from apps.facts.rules.asking import (
    About,
    Answered,
    Asked,
    Place,
    Question,
    Reading,
    fill,
)
from apps.facts.rules.connectors import (
    alertmanager,
    ecs,
    grafana,
    http,
    kubernetes,
    prometheus,
    splunk,
)
from apps.facts.rules.kinds import Fault
from apps.facts.states import ConnectorKind


@dataclass(frozen=True)
class Way:
    """How one kind is asked and read."""

    ask: Callable[[Place, Asked, datetime], Question]
    read: Callable[[Asked, Answered, datetime], list[Reading]]


WAYS: Mapping[str, Way] = {
    ConnectorKind.HTTP: Way(http.ask, http.read),
    ConnectorKind.PROMETHEUS: Way(prometheus.ask, prometheus.read),
    ConnectorKind.ALERTMANAGER: Way(alertmanager.ask, alertmanager.read),
    ConnectorKind.GRAFANA: Way(grafana.ask, grafana.read),
    ConnectorKind.SPLUNK: Way(splunk.ask, splunk.read),
    ConnectorKind.KUBERNETES: Way(kubernetes.ask, kubernetes.read),
    ConnectorKind.ECS: Way(ecs.ask, ecs.read),
}
ANY = Place("https://any.example", settings={"region": "eu-central-1"})
ANYBODY = About("any", "any", "any")


def query_fault(
    kind: str, name: str, query: str, objective: Decimal | None, now: datetime
) -> str:
    """Why no system of this kind can be asked so, in words; nothing where one can."""
    try:
        WAYS[kind].ask(ANY, Asked(name, fill(query, ANYBODY), objective), now)
    except Fault as fault:
        return str(fault)
    return ""
