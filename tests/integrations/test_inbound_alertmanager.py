"""A real Alertmanager delivers to the portal's door, and comes again after a 503."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.core.models import OutboxItem
from apps.integrations.models import Endpoint, InboundDelivery, Refusal
from apps.integrations.tasks.inbound import process
from tests.facts.test_real_servers import free_port, post, started, until
from tests.integrations.inbound_senders import address, endpoint, tickets_of

ROUTES = """
route: {{receiver: portal, group_wait: 10ms, group_interval: 200ms, group_by: ["..."]}}
receivers:
  - name: portal
    webhook_configs:
      - url: {url}
        send_resolved: true
        http_config: {{authorization: {{credentials: {secret}}}}}
"""


@pytest.fixture
def found(transactional_db):
    return endpoint()


@pytest.fixture
def alertmanager(settings, tmp_path, live_server, found):
    config = tmp_path / "alertmanager.yml"
    url = f"{live_server.url}{address(found)}"
    config.write_text(ROUTES.format(url=url, secret=found.secret))
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


def tell(url, ends_at=None):
    alert = {
        "labels": {"alertname": "DiskFull", "severity": "critical"},
        "annotations": {"summary": "The disk is full"},
        "startsAt": (datetime.now(UTC) - timedelta(minutes=5)).isoformat(),
    }
    if ends_at:
        alert["endsAt"] = ends_at.isoformat()
    assert post(f"{url}/api/v2/alerts", [alert]) == 200


def work():
    for pk in OutboxItem.objects.filter(done_at=None).values_list("pk", flat=True):
        process(pk)


def test_a_real_alertmanager_opens_and_resolves_a_ticket(alertmanager, found):
    Endpoint.objects.filter(pk=found.pk).update(is_on=False)

    tell(alertmanager)
    until(Refusal.objects.exists)
    assert not InboundDelivery.objects.exists()
    Endpoint.objects.filter(pk=found.pk).update(is_on=True)
    until(InboundDelivery.objects.exists)
    work()

    (opened,) = tickets_of(found)
    assert (opened.state, opened.priority, opened.resolved_at) == ("Open", 1, None)
    assert opened.title == "The disk is full"

    tell(alertmanager, datetime.now(UTC))
    until(lambda: InboundDelivery.objects.count() > 1)
    work()

    (ended,) = tickets_of(found)
    assert (ended.pk, ended.state) == (opened.pk, "Resolved")
    assert set(InboundDelivery.objects.values_list("state", flat=True)) == {"processed"}
