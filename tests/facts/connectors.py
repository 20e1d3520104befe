"""Asking a connector's questions and reading its answers, without anybody to ask."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from apps.facts.rules.asking import Answered, Asked, Place
from apps.facts.rules.connectors import WAYS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DATA = Path(__file__).parents[1] / "data" / "facts"
PLACE = Place("https://there.example/base", "s3cret", {"region": "eu-central-1"})
QUERIES = {
    "http.up": "/health\nalive",
    "http.certificate_days": "/",
    "prometheus.error_ratio": "sum(rate(errors[5m]))",
    "prometheus.burn_rate": "bad[{window}] / all[{window}]\nall[{window}]",
    "alertmanager.firing": 'application="ledger"',
    "alertmanager.silences": 'application="ledger"',
    "grafana.dashboard": "uid:abc",
    "splunk.result": "nobody:search:Ledger errors\nx",
    "kubernetes.replicas": "payments/ledger",
    "kubernetes.disruption_budget": "payments/app=ledger",
    "ecs.desired": "live/ledger",
}


def asked(name: str, query: str | None = None) -> Asked:
    query = QUERIES[name] if query is None else query
    return Asked(name, query, Decimal("99.9"))


def way(name):
    return WAYS[name.partition(".")[0]]


def question(name, query=None, place=PLACE):
    return way(name).ask(place, asked(name, query), NOW)


def reading(name, body, query=None, status=200):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    found = way(name).read(asked(name, query), Answered(status, body, 0.0123), NOW)
    return {one.name: one.value for one in found}


def recorded(name):
    return (DATA / name).read_bytes()
