"""What is shipped to run the portal passes the linter of its kind, and fits the portal."""

import json
import re
import subprocess

import pytest
import yaml
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.test import RequestFactory
from django.urls import resolve

from apps.core.middleware import HealthMiddleware
from portal import metrics
from portal import settings as configured
from tests.deploy.tools import ROOT, find

DEPLOY = ROOT / "deploy"
CHART = DEPLOY / "helm" / "portal"
PROMETHEUS = DEPLOY / "prometheus"
DASHBOARD = DEPLOY / "grafana" / "dashboards" / "portal.json"
PORTAL_METRIC = re.compile(r"\bportal_[a-z0-9_]+")
EVERYTHING = (
    "metrics.serviceMonitor=true,metrics.rules=true,ingress.enabled=true,"
    "ingress.className=nginx,ingress.tlsSecret=tls,metrics.networks={10.0.0.0/8}"
)


def run(name, *arguments, cwd=ROOT):
    """A program's output; skipped where it can't be had."""
    program = find(name)
    if program is None:
        pytest.skip(f"{name} can't be had here: python -m tests.deploy.tools")
    ended = subprocess.run(
        [program, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    ended.said = ended.stdout + ended.stderr
    return ended


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("yamllint", ["--strict", "-c", "deploy/yamllint.yaml", "deploy"]),
        ("hadolint", [DEPLOY / "Dockerfile"]),
        (
            "cfn-lint",
            ["--non-zero-exit-code", "warning", DEPLOY / "ecs" / "portal.yaml"],
        ),
        (
            "check-jsonschema",
            ["--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml"],
        ),
        ("check-jsonschema", ["--check-metaschema", CHART / "values.schema.json"]),
        ("promtool", ["check", "rules", PROMETHEUS / "rules.yaml"]),
        (
            "promtool",
            ["check", "config", "--syntax-only", PROMETHEUS / "prometheus.yaml"],
        ),
    ],
)
def test_its_linter_finds_nothing(name, arguments):
    ended = run(name, *arguments)

    assert ended.returncode == 0, ended.said


def test_every_alert_is_tested_at_what_it_must_and_must_not_fire_for():
    ended = run("promtool", "test", "rules", "rules.test.yaml", cwd=PROMETHEUS)

    rules = yaml.safe_load((PROMETHEUS / "rules.yaml").read_text())["groups"]
    alerts = {
        rule["alert"] for group in rules for rule in group["rules"] if "alert" in rule
    }
    tests = yaml.safe_load((PROMETHEUS / "rules.test.yaml").read_text())["tests"]
    cases = [case for one in tests for case in one["alert_rule_test"]]
    fires = {case["alertname"] for case in cases if case.get("exp_alerts")}
    keeps_still = {case["alertname"] for case in cases if not case.get("exp_alerts")}
    assert fires == alerts
    assert keeps_still == alerts
    assert ended.returncode == 0, ended.said


def test_a_broken_alert_would_be_seen(tmp_path):
    for name in ("rules.yaml", "rules.test.yaml"):
        text = (PROMETHEUS / name).read_text()
        (tmp_path / name).write_text(text.replace("> 900", "> 90000"))

    assert run("promtool", "test", "rules", "rules.test.yaml", cwd=tmp_path).returncode


def test_every_alert_is_explained_to_who_is_woken():
    rules = yaml.safe_load((PROMETHEUS / "rules.yaml").read_text())["groups"]
    alerts = {
        rule["alert"] for group in rules for rule in group["rules"] if "alert" in rule
    }
    manual = (ROOT / "docs" / "operations.md").read_text()

    assert [alert for alert in sorted(alerts) if f"`{alert}`" not in manual] == []


@pytest.fixture(scope="module")
def known_metrics():
    """Every name that the portal can show: what it measures and what it reads."""
    measured = set()
    for collector in metrics.REGISTRY.collect():
        if collector.name.startswith("portal_"):
            for suffix in ("_bucket", "_count", "_sum"):
                measured.add(collector.name + suffix)
    code = [ROOT / "portal/metrics.py", ROOT / "apps/core/queries/owed.py"]
    code += [
        ROOT / f"apps/{app}/queries/gauges.py" for app in ("dashboard", "reminders")
    ]
    read = re.findall(
        r"Gauge\(\s*\"(\w+)\"", "".join(path.read_text() for path in code)
    )
    return measured | {f"portal_{name}" for name in read}


def test_rules_dashboard_and_manual_name_metrics_that_there_are(known_metrics):
    assert len(known_metrics) > 30
    for path in (PROMETHEUS / "rules.yaml", DASHBOARD):
        named = set(PORTAL_METRIC.findall(path.read_text()))
        assert named - known_metrics == set(), path
    manual = (ROOT / "docs" / "operations.md").read_text()
    gauges = {name for name in known_metrics if not name.endswith(("_bucket", "_sum"))}
    told = {name.removesuffix("_count") for name in gauges}
    assert {name for name in told if f"`{name}`" not in manual} == set()


def test_the_dashboard_asks_what_prometheus_understands(tmp_path):
    panels = json.loads(DASHBOARD.read_text())["panels"]
    asked = [target["expr"] for panel in panels for target in panel["targets"]]
    rules = [{"record": f"panel:{n}", "expr": expr} for n, expr in enumerate(asked)]
    path = tmp_path / "panels.yaml"
    path.write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))

    assert all(panel["description"] for panel in panels)
    ended = run("promtool", "check", "rules", path)
    assert ended.returncode == 0, ended.said
    assert f"{len(asked)} rules found" in ended.said


@pytest.fixture(scope="module")
def rendered():
    """Every object of the chart with everything switched on, by kind and name."""
    ended = run("helm", "template", "portal", CHART, "--set", EVERYTHING)
    assert ended.returncode == 0, ended.said
    return [one for one in yaml.safe_load_all(ended.stdout) if one]


def test_helm_itself_finds_nothing():
    ended = run("helm", "lint", "--strict", CHART)

    assert ended.returncode == 0, ended.said


def test_the_rendered_chart_is_what_kubernetes_accepts(rendered, tmp_path):
    path = tmp_path / "rendered.yaml"
    path.write_text(yaml.safe_dump_all(rendered))

    ended = run("kubernetes-validate", "--strict", "-k", "1.30", path)

    assert ended.returncode == 0, ended.said
    unknown = {"Route", "ServiceMonitor", "PrometheusRule"}
    ours = [one["kind"] for one in rendered if one["kind"] not in unknown]
    assert ended.said.count(" passed for resource ") == len(ours) >= 12


@pytest.mark.parametrize(
    "wrong",
    [
        "web.replicas=0",
        "image.tag=latest",
        "host=https://portal.bank.example",
        "environment.SECRET_KEY=in-the-open",
        "environment.REDIS_URL=redis://:in-the-open@valkey",
        "environment.EMBEDDINGS_KEY=in-the-open",
        "environment.DEBUG=true",
        "uploads.size=lots",
        "no.such.value=1",
    ],
)
def test_values_that_would_do_harm_are_refused_by_the_schema(wrong):
    assert run("helm", "template", "portal", CHART, "--set", wrong).returncode != 0


def pods(rendered):
    found = [one for one in rendered if one["kind"] in {"Deployment", "Job"}]
    assert len(found) == 4
    return {one["metadata"]["name"]: one["spec"]["template"]["spec"] for one in found}


def test_every_pod_runs_as_anybody_and_writes_only_where_it_may(rendered):
    for pod in pods(rendered).values():
        (container,) = pod["containers"]
        security = {**pod["securityContext"], **container["securityContext"]}
        assert security["runAsNonRoot"] is True
        assert "runAsUser" not in security
        assert security["readOnlyRootFilesystem"] is True
        assert security["allowPrivilegeEscalation"] is False
        assert security["capabilities"] == {"drop": ["ALL"]}
        assert pod["automountServiceAccountToken"] is False
        kept = {mount["name"] for mount in container["volumeMounts"]}
        assert kept <= {"tmp", "uploads"}
        assert container["resources"]["limits"]["memory"]


def test_the_probes_ask_addresses_that_answer(rendered, db):
    (web,) = pods(rendered)["portal-web"]["containers"]
    asked = {
        name: web[name]["httpGet"]["path"]
        for name in ("startupProbe", "readinessProbe", "livenessProbe")
    }

    assert asked == {
        "startupProbe": "/startupz",
        "readinessProbe": "/readyz",
        "livenessProbe": "/livez",
    }
    answers = HealthMiddleware(lambda request: resolve(request.path))
    for path in asked.values():
        assert answers(RequestFactory().get(path)).status_code == 200


def test_the_web_is_never_empty_while_it_is_renewed_and_migrated_before(rendered):
    by_name = {(one["kind"], one["metadata"]["name"]): one for one in rendered}
    web = by_name["Deployment", "portal-web"]
    job = by_name["Job", "portal-migrate"]

    assert web["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert by_name["PodDisruptionBudget", "portal-web"]["spec"]["minAvailable"] == 1
    assert job["metadata"]["annotations"]["helm.sh/hook"] == "post-install,pre-upgrade"
    policy = by_name["NetworkPolicy", "portal"]["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    ports = [[port["port"] for port in one["ports"]] for one in policy["ingress"]]
    assert ports == [[8000], [8000, 8001]]
    rules = by_name["PrometheusRule", "portal"]["spec"]
    assert rules == yaml.safe_load((PROMETHEUS / "rules.yaml").read_text())


def test_who_migrates_may_be_another_user_past_the_pooler():
    ended = run(
        "helm", "template", "portal", CHART, "--set", "migrate.existingSecret=owner"
    )

    found = {one["kind"]: one for one in yaml.safe_load_all(ended.stdout) if one}
    (container,) = found["Job"]["spec"]["template"]["spec"]["containers"]
    named = [one["secretRef"]["name"] for one in container["envFrom"]]
    assert named == ["portal", "owner"], "the later one wins"


def test_people_come_in_by_tls_only(rendered):
    """Route and monitor have no schema here: what they say is held by hand."""
    by_kind = {one["kind"]: one for one in rendered}
    route, ingress = by_kind["Route"]["spec"], by_kind["Ingress"]["spec"]

    assert route["host"] == ingress["rules"][0]["host"] == "portal.example.com"
    assert route["tls"] == {
        "termination": "edge",
        "insecureEdgeTerminationPolicy": "Redirect",
    }
    assert route["to"]["name"] == "portal-web"
    assert ingress["tls"] == [{"hosts": ["portal.example.com"], "secretName": "tls"}]
    (endpoint,) = by_kind["ServiceMonitor"]["spec"]["endpoints"]
    assert endpoint["authorization"]["credentials"]["key"] == "METRICS_TOKEN"
    services = [one for one in rendered if one["kind"] == "Service"]
    told = {
        one["metadata"]["labels"]["app.kubernetes.io/component"] for one in services
    }
    assert told == {"web", "worker"}


def commands(place):
    """{name: command} of the image's processes, as each way of running has them."""
    ecs = (DEPLOY / "ecs" / "portal.yaml").read_text()
    if place == "compose":
        services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
        return {name: one.get("command") for name, one in services.items()}
    found = re.findall(r"Family: portal-(\w+)(.*?)(?=\n  \w|\Z)", ecs, re.DOTALL)
    return {
        name: yaml.safe_load(told[1])
        if (told := re.search(r"Command: (\[[^C].*\])\n", body))
        else None
        for name, body in found
    }


@pytest.mark.parametrize("place", ["compose", "ecs"])
def test_every_way_of_running_has_the_same_processes(place):
    found = commands(place)

    assert {"web", "worker", "beat", "migrate"} <= found.keys()
    assert found["worker"][:4] == ["celery", "--app", "portal.celery:app", "worker"]
    assert found["beat"][:4] == ["celery", "--app", "portal.celery:app", "beat"]
    assert found["migrate"] == ["python", "manage.py", "migrate", "--noinput"]


def test_the_image_can_back_up_the_database_that_compose_brings():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    server = re.search(r"-pg(\d+)$", services["postgres"]["image"])
    client = re.search(
        r"POSTGRES_CLIENT=postgresql-client-(\d+)", (DEPLOY / "Dockerfile").read_text()
    )

    assert int(client[1]) >= int(server[1]), "pg_dump must be as new as the server"


def test_what_one_user_id_uploads_the_others_of_its_group_read_and_nobody_else(
    tmp_path,
):
    options = configured.STORAGES["default"]["OPTIONS"]
    kept = FileSystemStorage(**options | {"location": str(tmp_path / "uploads")})

    name = kept.save("2026/11/evidence.txt", ContentFile(b"shown"))

    folder = tmp_path / "uploads" / "2026"
    places = [folder.parent, folder, folder / "11", tmp_path / "uploads" / name]
    modes = [oct(one.stat().st_mode)[-3:] for one in places]
    assert modes == ["770", "770", "770", "660"]


def test_the_image_is_built_of_what_it_needs_and_of_nothing_else():
    said = (ROOT / ".dockerignore").read_text().split()
    copied = re.findall(
        r"^COPY (?!--)(\S+)", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE
    )

    assert said[0] == "*"
    assert sorted(one.strip("./") for one in copied) == sorted(
        one[1:] for one in said if one.startswith("!")
    )
    assert "USER 10001:0" in (DEPLOY / "Dockerfile").read_text()
