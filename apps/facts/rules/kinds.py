"""The kinds of facts: their names, titles, units, and how long each stays fresh."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from apps.catalog.rules.reading import UNSTORABLE

LONGEST = 500
MOST = Decimal(10) ** 12
PLACES = Decimal("0.000001")
CUSTOM = re.compile(r"custom\.[a-z][a-z0-9_]{0,50}")
NUMBERS = re.compile(r"[+-]?\d{1,40}(\.\d{0,40})?([eE][+-]?\d{1,4})?")
YES, NO = "yes", "no"
ONE = {
    "days": "day",
    "alerts": "alert",
    "silences": "silence",
    "pods": "pod",
    "tasks": "task",
    "tickets": "ticket",
}
FLAGS = {"yes": YES, "true": YES, "1": YES, "no": NO, "false": NO, "0": NO}


class Fault(Exception):
    """What is wrong with a question or its answer, in words a person can act on."""


class ValueType(StrEnum):
    """What a fact's value is: yes or no, a number, or words."""

    FLAG = "flag"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class FactKind:
    """One kind of fact. `fresh_for` counts from its measurement."""

    name: str
    title: str
    type: ValueType
    unit: str
    fresh_for: timedelta

    @property
    def group(self) -> str:
        """The first half of its name."""
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Value:
    """A value as it is kept. A flag is yes or no, and the number 1 or 0."""

    text: str
    number: Decimal | None


HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
F, N, T = ValueType.FLAG, ValueType.NUMBER, ValueType.TEXT

_ALL = (
    FactKind("http.up", "Endpoint healthy", F, "", HOUR),
    FactKind("http.latency", "Endpoint latency", N, "ms", HOUR),
    FactKind("http.certificate_days", "Certificate days left", N, "days", 2 * DAY),
    FactKind("prometheus.up", "Targets up", F, "", HOUR),
    FactKind("prometheus.error_ratio", "Error ratio", N, "%", HOUR),
    FactKind("prometheus.p99_latency", "p99 latency", N, "ms", HOUR),
    FactKind("prometheus.saturation", "Saturation", N, "%", HOUR),
    FactKind("prometheus.budget_left", "Error budget left, 30 days", N, "%", HOUR),
    FactKind("prometheus.burn_rate", "Burn rate, 1 hour", N, "×", HOUR),
    FactKind("prometheus.burn_alert", "Burn-rate alert", T, "", HOUR),
    FactKind("alertmanager.firing", "Alerts firing", N, "alerts", HOUR),
    FactKind("alertmanager.silences", "Silences in force", N, "silences", HOUR),
    FactKind("grafana.dashboard", "Dashboard exists", F, "", 2 * DAY),
    FactKind("splunk.result", "Saved search result", N, "", DAY),
    FactKind("kubernetes.replicas", "Replicas wanted", N, "pods", DAY),
    FactKind("kubernetes.ready", "Replicas ready", N, "pods", HOUR),
    FactKind("kubernetes.limits", "Limits on every container", F, "", DAY),
    FactKind("kubernetes.probes", "Probes on every container", F, "", DAY),
    FactKind("kubernetes.disruption_budget", "PodDisruptionBudget", F, "", DAY),
    FactKind("ecs.desired", "Tasks wanted", N, "tasks", DAY),
    FactKind("ecs.running", "Tasks running", N, "tasks", HOUR),
    FactKind("ecs.grace_seconds", "Health check grace", N, "s", DAY),
    FactKind("cicd.last_deployment", "Last deployment", T, "", DAY),
    FactKind("cicd.days_since_deployment", "Since last deployment", N, "days", DAY),
    FactKind("dora.deployment_frequency", "Deployment frequency", N, "a week", DAY),
    FactKind("dora.lead_time", "Lead time for changes", N, "h", DAY),
    FactKind("dora.change_failure_rate", "Change failure rate", N, "%", DAY),
    FactKind("dora.recovery_time", "Failed deployment recovery", N, "h", DAY),
    FactKind("portal.runbook", "Published runbook", F, "", DAY),
    FactKind("portal.on_call", "On-call rota covers it", F, "", DAY),
    FactKind("portal.breaches", "Open breaches", N, "tickets", DAY),
    FactKind("portal.exercise_days", "Since last DR exercise", N, "days", 2 * DAY),
)
KINDS: Mapping[str, FactKind] = {kind.name: kind for kind in _ALL}


def is_name(name: str) -> bool:
    """Whether a fact may have this name: one of the table, or `custom.` and a word."""
    return name in KINDS or CUSTOM.fullmatch(name) is not None


def kind_of(name: str) -> FactKind:
    """The kind of a fact by its name; one of the bank's own is text, or a number as text."""
    if name in KINDS:
        return KINDS[name]
    title = name.partition(".")[2].replace("_", " ").capitalize()
    return FactKind(name, title, T, "", WEEK)


def read_value(name: str, given: object) -> Value:
    """The value as it is kept, or a Fault: NaN, the endless and the monstrous are none."""
    kind = kind_of(name)
    if isinstance(given, bool):
        given = YES if given else NO
    text = " ".join(str(given).split())[:LONGEST]
    if not text:
        raise Fault("The value is empty.")
    if UNSTORABLE.search(text):
        raise Fault("The value holds a sign that cannot be kept.")
    if kind.type == ValueType.FLAG:
        return _flag(text)
    if kind.type == ValueType.NUMBER:
        number = read_number(text)
        return Value(plain(number), number)
    is_number = NUMBERS.fullmatch(text) is not None
    return Value(text, _number_or_none(text) if is_number else None)


def _flag(text: str) -> Value:
    found = FLAGS.get(text.lower())
    if found is None:
        raise Fault(f"“{text[:40]}” is neither yes nor no.")
    return Value(found, Decimal(1 if found == YES else 0))


def _number_or_none(text: str) -> Decimal | None:
    try:
        return read_number(text)
    except Fault:
        return None


def read_number(given: object) -> Decimal:
    """A number of at most a million million, to six places; a Fault for all else."""
    text = str(given).strip()
    if isinstance(given, bool) or not NUMBERS.fullmatch(text):
        raise Fault(f"“{text[:40]}” is not a number.")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Fault(f"“{text[:40]}” is not a number.") from None
    if abs(number) > MOST:
        raise Fault("The number is too large to be believed.")
    return number.quantize(PLACES) + 0


def plain(number: Decimal) -> str:
    """A number without needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(value: str, unit: str) -> str:
    """A value with its unit, which of one is one: 99.2 %, 14 days, 1 alert."""
    return f"{value} {ONE.get(unit, unit) if value == '1' else unit}".strip()


def in_words(name: str, value: str) -> str:
    """The value of a fact of this name as people read it."""
    kind = kind_of(name)
    is_flag = kind.type == ValueType.FLAG
    return value.capitalize() if is_flag else with_unit(value, kind.unit)


def groups(names: Iterable[str]) -> list[str]:
    """The first halves of the names, each once, in the table's order and then theirs."""
    known = dict.fromkeys(kind.group for kind in _ALL)
    found = dict.fromkeys(name.partition(".")[0] for name in names)
    return [*(one for one in known if one in found), *found.keys() - known.keys()]
