"""Traces: off unless asked for."""

import subprocess
import sys

import pytest

from portal import tracing
from tests.portal.test_settings import GOOD, ROOT

SCRIPT = """
import django; django.setup()
from portal import tracing
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
kept = InMemorySpanExporter()
print(tracing.start("web", exporter=kept))
from django.test import Client
print(Client(headers={"host": "10.0.0.7"}).get("/livez").status_code)
Client(headers={"host": "portal.bank.example"}).get("/no/such/page/?q=hunter2")
for span in kept.get_finished_spans():
    print(span.name, span.resource.attributes["service.name"], end=" ")
    print("hunter2" in span.to_json(), "/no/such" in span.to_json())
"""


def test_nothing_is_traced_unless_asked_for(settings):
    settings.TRACING = False

    assert tracing.start("web") is False


@pytest.mark.skipif(not tracing.is_installed(), reason="the extra tracing is not here")
def test_requests_are_traced_where_it_is_asked_for():
    env = {
        **GOOD,
        "DEBUG": "true",
        "TRACING": "true",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }

    said = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.stdout.splitlines() == ["True", "200", "GET portal-web False False"], (
        said.stderr
    )
