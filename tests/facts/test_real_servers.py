"""A real Prometheus and a real Alertmanager, asked by the portal's own road."""

import json
import socket
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from apps.core import outgoing
from apps.facts.actions.sending import send
from apps.facts.rules.asking import Asked, Place
from apps.facts.rules.connectors import WAYS
from apps.facts.rules.kinds import Fault
from tests.deploy.tools import find

CONFIG = """
global: {scrape_interval: 250ms, scrape_timeout: 200ms}
scrape_configs:
  - {job_name: itself, static_configs: [{targets: ["127.0.0.1:%d"]}]}
"""
ROUTES = "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n"


def free_port():
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def started(name, port, settings, *arguments):
    """The program and its address, once it says that it is ready."""
    program = find(name)
    if program is None:
        pytest.skip(f"{name} can't be had here: python -m tests.deploy.tools")
    settings.OUTGOING_NETWORKS = ["127.0.0.0/8"]
    settings.OUTGOING_ALLOW_HTTP = True
    settings.OUTGOING_PORTS = [port]
    running = subprocess.Popen(
        [program, *arguments, f"--web.listen-address=127.0.0.1:{port}"],
        cwd=Path(program).parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    until(lambda: get(f"{url}/-/ready").status == 200)
    return running, url


def get(url):
    return outgoing.fetch(url, headers={}, seconds=2, most=10_000)


def post(url, thing):
    """The status that the server answers; by the portal's own way out."""
    body, headers = json.dumps(thing).encode(), {"Content-Type": "application/json"}
    return outgoing.ask(url, body, headers=headers, seconds=5, most=10_000).status


def until(is_so, seconds=20):
    ends = time.monotonic() + seconds
    while True:
        try:
            if is_so():
                return
        except outgoing.Failed:
            pass
        assert time.monotonic() < ends, "it did not come about"
        time.sleep(0.05)


@pytest.fixture
def prometheus(settings, tmp_path):
    config, port = tmp_path / "prometheus.yml", free_port()
    config.write_text(CONFIG % port)
    running, url = started(
        "prometheus",
        port,
        settings,
        f"--config.file={config}",
        f"--storage.tsdb.path={tmp_path / 'data'}",
    )
    yield url
    running.kill()
    running.wait()


@pytest.fixture
def alertmanager(settings, tmp_path):
    config = tmp_path / "alertmanager.yml"
    config.write_text(ROUTES)
    running, url = started(
        "prometheus-alertmanager",
        free_port(),
        settings,
        f"--config.file={config}",
        f"--storage.path={tmp_path / 'data'}",
        "--cluster.listen-address=",
    )
    yield url
    running.kill()
    running.wait()


def ask(url, name, query, objective=None):
    """What the portal learns by asking there."""
    way, asked = WAYS[name.partition(".")[0]], Asked(name, query, objective)
    now = datetime.now(UTC)
    answered = send(way.ask(Place(url), asked, now))
    return {one.name: one.value for one in way.read(asked, answered, now)}


def test_a_real_prometheus_is_asked(prometheus):
    def is_scraped():
        try:
            return ask(prometheus, "prometheus.up", 'min(up{job="itself"})') == {
                "prometheus.up": True
            }
        except Fault:
            return False

    until(is_scraped)
    assert ask(prometheus, "prometheus.error_ratio", "vector(0.5)") == {
        "prometheus.error_ratio": Decimal(50)
    }
    assert ask(prometheus, "prometheus.saturation", "scalar(vector(0.25))") == {
        "prometheus.saturation": Decimal(25)
    }
    burn = ask(
        prometheus,
        "prometheus.burn_rate",
        "avg_over_time(vector(0.02)[{window}:1m]) * 1\n"
        "sum(count_over_time(up[{window}])) * 1000",
        Decimal("99.9"),
    )
    assert burn == {
        "prometheus.burn_rate": Decimal(20),
        "prometheus.burn_alert": "page fast",
        "prometheus.budget_left": Decimal(-1900),
    }
    for query, words in {
        "up{": "did not understand",
        'up{job="nobody"}': "finds nothing",
        "vector(0) / 0": "NaN",
        "up[5m]": "matrix",
        "prometheus_http_requests_total": "values",
    }.items():
        with pytest.raises(Fault, match=words):
            ask(prometheus, "prometheus.error_ratio", query)


def test_a_real_alertmanager_is_asked(alertmanager):
    query = 'application="ledger"'
    for application in ("ledger", "ledger", "payments"):
        labels = {"alertname": f"High{time.monotonic_ns()}", "application": application}
        assert post(f"{alertmanager}/api/v2/alerts", [{"labels": labels}]) == 200

    until(
        lambda: (
            ask(alertmanager, "alertmanager.firing", query)
            == {"alertmanager.firing": 2}
        )
    )
    assert ask(alertmanager, "alertmanager.silences", query) == {
        "alertmanager.silences": 0
    }
    now = datetime.now(UTC)
    silence = {
        "matchers": [{"name": "application", "value": "ledger", "isRegex": False}],
        "startsAt": now.isoformat(),
        "endsAt": (now + timedelta(hours=1)).isoformat(),
        "createdBy": "test",
        "comment": "planned work",
    }
    assert post(f"{alertmanager}/api/v2/silences", silence) == 200

    assert ask(alertmanager, "alertmanager.silences", query) == {
        "alertmanager.silences": 1
    }
    until(
        lambda: (
            ask(alertmanager, "alertmanager.firing", query)
            == {"alertmanager.firing": 0}
        )
    )
    assert ask(alertmanager, "alertmanager.firing", 'application="payments"') == {
        "alertmanager.firing": 1
    }
    with pytest.raises(Fault, match="did not understand"):
        ask(alertmanager, "alertmanager.firing", "not a matcher")
