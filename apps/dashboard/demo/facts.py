"""Connectors of the demonstration, and what they measured over a fortnight.

Their addresses are nobody's: the questions lie far ahead, so that nothing is asked.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.facts.actions import connecting, planning, telling
from apps.facts.actions.gathering import doubt, put_all
from apps.facts.actions.own import gather_own
from apps.facts.models import Check, Connector, DeploymentEvent, Probe
from apps.facts.rules.questions import USUAL
from apps.facts.states import ConnectorKind

FAR = timedelta(days=3650)
KEPT = timedelta(days=60)
DAYS = 14
K = ConnectorKind
HOSTS = {
    K.HTTP: "https://{application}.apps.northgate.example",
    K.PROMETHEUS: "https://prometheus.northgate.example",
    K.ALERTMANAGER: "https://alertmanager.northgate.example",
    K.GRAFANA: "https://grafana.northgate.example",
    K.SPLUNK: "https://splunk.northgate.example:8443",
    K.KUBERNETES: "https://api.ocp.northgate.example:8443",
    K.ECS: "",
}
LATE = 7
MEASURED = 24
SILENT = timedelta(hours=3)
NO_ANSWER = "alertmanager.northgate.example did not answer in 8 seconds."
NO_SEARCH = "Splunk could not load the saved search's result."


def measure(applications: Sequence[Application], by: User, now: datetime) -> None:
    """Connect each platform, and tell what was measured of the first two dozen applications."""
    dice = random.Random(len(applications))
    for platform in Platform.objects.order_by("slug"):
        _connect(platform, by, now)
    Check.objects.update(next_run_at=now + FAR)
    planning.ensure_own_checks(now=now)
    _measured(applications[:MEASURED], dice, now)
    told = [
        one for some in applications[:MEASURED] for one in _deployed(some, dice, now)
    ]
    DeploymentEvent.objects.bulk_create(told)
    for application in applications[:18:2]:
        telling.note_exercise(
            application,
            by=by,
            now=now,
            held_on=(now - timedelta(days=dice.randint(20, 420))).date(),
            kind=dice.choice(["tabletop", "simulation", "failover"]),
            outcome=dice.choice(["passed", "passed", "gaps"]),
        )
    gather_own(now=now)
    _fall_silent(now)


def _fall_silent(now: datetime) -> None:
    """One Alertmanager answers no more, and one saved search cannot be loaded."""
    mine = Connector.objects.filter(platform__kind=Platform.Kind.OPENSHIFT)
    found = mine.filter(kind=K.ALERTMANAGER).order_by("pk").first()
    assert found
    since = now - SILENT
    rows = Connector.objects.filter(pk=found.pk)
    rows.update(
        failures=9, failing_since=since, answered_at=since, last_error=NO_ANSWER
    )
    silent = Probe.objects.filter(of_check__connector=found)
    silent.update(failures=9, error=NO_ANSWER)
    names = list(found.checks.values_list("name", flat=True))
    for pk in set(silent.values_list("application", flat=True)):
        doubt(pk, names, NO_ANSWER, now=now)
    searched = Probe.objects.filter(of_check__name="splunk.result")
    unloaded = searched.exclude(application__facts__name="splunk.result")
    for one in unloaded.order_by("application__name", "pk")[:2]:
        one.failures, one.error = 2, NO_SEARCH
        one.save(update_fields=["failures", "error"])


def _connect(platform: Platform, by: User, now: datetime) -> None:
    for kind in USUAL[platform.kind]:
        made = connecting.add_connector(
            by=by,
            now=now - timedelta(days=DAYS),
            platform=platform,
            kind=kind,
            name=kind.label if kind != K.KUBERNETES else "OpenShift API",
            url=HOSTS[kind],
            settings={"region": "eu-central-1", "user": "AKIA"}
            if kind == K.ECS
            else {},
        )
        connecting.add_usual(made.pk, by=by, now=now - timedelta(days=DAYS))
        Connector.objects.filter(pk=made.pk).update(answered_at=now)
        for check in made.checks.all():
            planning.plan_check(check, now=now)
    mine = Probe.objects.filter(of_check__connector__platform=platform)
    mine.update(next_run_at=now + FAR, ran_at=now - timedelta(minutes=LATE))


def _series(dice: random.Random) -> Iterator[tuple[str, Sequence[object]]]:
    """Fourteen values of each fact: most applications are well, some burn."""
    is_ill = dice.random() < 0.15
    base, ratio = dice.randint(20, 90), 0.6 if is_ill else 0.02
    steps = range(DAYS)
    yield "http.up", ["yes"] * (DAYS - 1) + ["no" if is_ill else "yes"]
    yield "http.latency", [base + dice.randint(-9, 30) for _ in steps]
    start = dice.choice([19, 60, 85, 300])
    yield "http.certificate_days", [start - one for one in steps]
    yield "prometheus.up", ["yes"] * DAYS
    yield "prometheus.error_ratio", [round(ratio * dice.random(), 3) for _ in steps]
    yield "prometheus.p99_latency", [base * 6 + dice.randint(-40, 90) for _ in steps]
    yield "prometheus.saturation", [dice.randint(35, 80) for _ in steps]
    left = 100 - dice.random() * (160 if is_ill else 60)
    yield (
        "prometheus.budget_left",
        [round(min(100, left + DAYS - one), 1) for one in steps],
    )
    rate = 4.2 if is_ill else 0.3
    yield "prometheus.burn_rate", [round(rate * dice.random(), 2) for _ in steps]
    yield "prometheus.burn_alert", ["ticket fast" if is_ill else "none"]
    yield "alertmanager.firing", [dice.randint(1, 3) if is_ill else 0]
    yield "alertmanager.silences", [dice.choice([0, 0, 0, 1])]
    yield "grafana.dashboard", [dice.choice(["yes", "yes", "no"])]


def _of_kind(kind: str, dice: random.Random) -> Iterator[tuple[str, Sequence[object]]]:
    wanted = dice.choice([2, 3, 4])
    if dice.random() < 0.8:
        yield "splunk.result", [dice.choice([0, 0, 1, 7]) for _ in range(DAYS)]
    if kind == Platform.Kind.OPENSHIFT:
        yield "kubernetes.replicas", [wanted]
        yield "kubernetes.ready", [wanted]
        yield "kubernetes.limits", [dice.choice(["yes", "yes", "no"])]
        yield "kubernetes.probes", ["yes"]
        yield "kubernetes.disruption_budget", [dice.choice(["yes", "no"])]
    if kind == Platform.Kind.ECS:
        yield "ecs.desired", [wanted]
        yield "ecs.running", [wanted]
        yield "ecs.grace_seconds", [60]


def _measured(some: Sequence[Application], dice: random.Random, now: datetime) -> None:
    """A fact and a day at a time, of all of them."""
    days: dict[tuple[str, int], dict[int, object]] = defaultdict(dict)
    for application in some:
        first = application.platforms.order_by("slug").first()
        kind = first.kind if first else ""
        for name, values in [*_series(dice), *_of_kind(kind, dice)]:
            for day, value in enumerate(values, start=DAYS - len(values)):
                days[name, day][application.pk] = value
    for (name, day), told in days.items():
        at = now - timedelta(days=DAYS - 1 - day, minutes=LATE)
        put_all(name, told, source=_source(name), now=at, fresh_for=KEPT)


def _source(name: str) -> str:
    kind = ConnectorKind(name.partition(".")[0])
    return kind.label if kind != K.KUBERNETES else "OpenShift API"


def _deployed(
    application: Application, dice: random.Random, now: datetime
) -> Iterator[DeploymentEvent]:
    at = now - timedelta(days=dice.randint(1, 9), hours=dice.randint(0, 9))
    for number in range(dice.randint(2, 9), 0, -1):
        is_failed = dice.random() < 0.15
        restored = at + timedelta(minutes=dice.randint(15, 240)) if is_failed else None
        yield DeploymentEvent(
            application=application,
            source="Tekton",
            event_id=f"run-{number:04}",
            deployed_at=at,
            release=f"2026.{number}",
            committed_at=at - timedelta(hours=dice.randint(2, 90)),
            is_failed=is_failed,
            restored_at=restored,
        )
        at -= timedelta(days=dice.randint(3, 12))
