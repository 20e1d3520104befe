"""What each kind of connector can be asked, which facts it tells, and the usual checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.facts.states import ConnectorKind

HOUR, DAY = 60, 24 * 60


@dataclass(frozen=True)
class Asks:
    """A question that a check may put: the facts it tells, and its usual form."""

    name: str
    kind: ConnectorKind
    query: str
    help: str
    facts: tuple[str, ...] = ()
    every_minutes: int = 15
    objective: Decimal | None = None

    @property
    def tells(self) -> tuple[str, ...]:
        """All facts that its answer says something of."""
        return self.facts or (self.name,)


K = ConnectorKind
RATE = 'rate(http_requests_total{application="{application}"%s}[%s])'
BAD, ALL = ',code=~"5.."', ""


def _ratio(window: str) -> str:
    return f"sum({RATE % (BAD, window)}) / sum({RATE % (ALL, window)})"


_ALL = (
    Asks(
        "http.up",
        K.HTTP,
        "/health",
        "A path. On a second line, words that a healthy answer holds.",
        ("http.up", "http.latency"),
        5,
    ),
    Asks("http.certificate_days", K.HTTP, "/", "A path, or an address.", (), DAY),
    Asks(
        "prometheus.up",
        K.PROMETHEUS,
        'min(up{application="{application}"})',
        "A query that brings one value: 0 is down.",
        (),
        5,
    ),
    Asks(
        "prometheus.error_ratio",
        K.PROMETHEUS,
        _ratio("5m"),
        "A query that brings one share, from 0 to 1.",
    ),
    Asks(
        "prometheus.p99_latency",
        K.PROMETHEUS,
        "histogram_quantile(0.99, sum by (le) (rate("
        'http_request_duration_seconds_bucket{application="{application}"}[5m])))',
        "A query that brings one value in seconds.",
    ),
    Asks(
        "prometheus.saturation",
        K.PROMETHEUS,
        'max(container_memory_working_set_bytes{namespace="{application}"}'
        ' / container_spec_memory_limit_bytes{namespace="{application}"})',
        "A query that brings one share, from 0 to 1.",
    ),
    Asks(
        "prometheus.burn_rate",
        K.PROMETHEUS,
        f"{_ratio('{window}')}\n"
        'sum(increase(http_requests_total{application="{application}"}[{window}]))',
        "The share of failures over {window}; on a second line, how many events there were.",
        (
            "prometheus.burn_rate",
            "prometheus.burn_alert",
            "prometheus.budget_left",
        ),
        15,
        Decimal("99.9"),
    ),
    Asks(
        "alertmanager.firing",
        K.ALERTMANAGER,
        'application="{application}"',
        "Matchers, one a line.",
        (),
        5,
    ),
    Asks(
        "alertmanager.silences",
        K.ALERTMANAGER,
        'application="{application}"',
        "Matchers, one a line.",
    ),
    Asks(
        "grafana.dashboard",
        K.GRAFANA,
        "tag:{application}",
        "uid:…, tag:… or words of the title.",
        (),
        DAY,
    ),
    Asks(
        "splunk.result",
        K.SPLUNK,
        "nobody:search:{application} errors\ncount",
        "A saved search as owner:app:name; on a second line a field of its first row, "
        "else its rows are counted.",
        (),
        HOUR,
    ),
    Asks(
        "kubernetes.replicas",
        K.KUBERNETES,
        "{application}/{application}",
        "namespace/name of a Deployment; namespace/statefulset/name of another, or "
        "daemonset, deploymentconfig.",
        (
            "kubernetes.replicas",
            "kubernetes.ready",
            "kubernetes.limits",
            "kubernetes.probes",
        ),
    ),
    Asks(
        "kubernetes.disruption_budget",
        K.KUBERNETES,
        "{application}/app={application}",
        "namespace, or namespace/label=value of the pods.",
        (),
        DAY,
    ),
    Asks(
        "ecs.desired",
        K.ECS,
        "{environment}/{application}",
        "cluster/service.",
        ("ecs.desired", "ecs.running", "ecs.grace_seconds"),
    ),
)
QUESTIONS: Mapping[str, Asks] = {one.name: one for one in _ALL}
# Kinds whose questions may also tell a fact of the bank's own, custom.…
FREE = (K.PROMETHEUS, K.SPLUNK)
USUAL: Mapping[str, Sequence[ConnectorKind]] = {
    "openshift": (
        K.HTTP,
        K.PROMETHEUS,
        K.ALERTMANAGER,
        K.GRAFANA,
        K.SPLUNK,
        K.KUBERNETES,
    ),
    "ecs": (K.HTTP, K.PROMETHEUS, K.ALERTMANAGER, K.GRAFANA, K.SPLUNK, K.ECS),
    "cicd": (K.HTTP, K.PROMETHEUS, K.GRAFANA),
    "ai": (K.HTTP, K.PROMETHEUS, K.ALERTMANAGER, K.GRAFANA),
}
OWN = (
    "portal.runbook",
    "portal.on_call",
    "portal.breaches",
    "portal.exercise_days",
    "dora.deployment_frequency",
)


def questions_for(kind: str) -> list[Asks]:
    """What a connector of this kind can be asked."""
    return [one for one in _ALL if one.kind == kind]


def tells(name: str) -> tuple[str, ...]:
    """The facts that a check of this name tells."""
    found = QUESTIONS.get(name)
    return found.tells if found else (name,)


def needs_objective(name: str) -> bool:
    """Whether this fact can be worked out only beside an objective, as a burn rate is."""
    found = QUESTIONS.get(name)
    return bool(found and found.objective)


def may_ask(kind: str, name: str) -> bool:
    """Whether a connector of this kind can be asked for this fact."""
    found = QUESTIONS.get(name)
    if found:
        return found.kind == kind
    return name.startswith("custom.") and kind in FREE
