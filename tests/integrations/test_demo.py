"""The demonstration's endpoints, pulls and receiver, by the roads of real ones."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from apps.accounts.roles import Role
from apps.core import outgoing
from apps.core.models import OutboxItem
from apps.facts.models import DeploymentEvent, Fact
from apps.integrations.actions.pulls import begin_due
from apps.integrations.models import (
    Attempt,
    Endpoint,
    InboundDelivery,
    Message,
    Pull,
    PullRun,
    Refusal,
    RejectedRow,
    Subscription,
)
from apps.integrations.queries.inbound_gauges import inbound_gauges
from apps.integrations.rules.outbound_schedule import MOST_ATTEMPTS
from apps.vendors.models import Ticket
from tests.factories import DeploymentFactory, person
from tests.integrations.outbound_world import work
from tests.vendors.factories import ServiceFactory


@pytest.fixture
def demonstration(db):
    """Loaded twice; the second time brings nothing."""
    admin = person(Role.ADMINISTRATOR)
    admin.email = "admin@demo.example"
    admin.save()
    here = DeploymentFactory(platform__slug="openshift-north")
    ServiceFactory().platforms.add(here.platform)

    call_command("load_demo_integrations", verbosity=0)
    call_command("load_demo_integrations", verbosity=0)


@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_has_endpoints_with_deliveries_once(now):
    states = InboundDelivery.objects.values_list("state", flat=True)
    assert Endpoint.objects.count() == 2
    assert sorted(set(states)) == ["processed", "quarantined"]
    alerts = Ticket.objects.exclude(number__regex="^(INC|MAIL|NET)")
    assert alerts.filter(resolved_at=None).count() == 2
    assert DeploymentEvent.objects.count() == 1
    assert Fact.objects.get(name="alertmanager.firing").value == "2"
    assert Refusal.objects.get().count == 1
    gauges = {one.name: one.values for one in inbound_gauges(now)}
    assert gauges["inbound_unsettled"] == {"quarantined": 1.0, "failed": 0.0}
    assert gauges["inbound_waiting"] == {"": 0.0}
    assert gauges["inbound_firing"] == {"": 2.0}


@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_has_a_pull_of_each_kind_with_runs_and_refused_rows():
    counts = ("pull__kind", "state", "read", "new", "changed", "unchanged", "rejected")
    runs = PullRun.objects.order_by("pk").values_list(*counts)
    first, second = ("done", 3, 2, 0, 0, 1), ("done", 4, 2, 1, 0, 1)

    assert list(runs) == [
        ("servicenow", *first),
        ("servicenow", *second),
        ("servicenow", "failed", 0, 0, 0, 0, 0),
        ("jira_cloud", *first),
        ("jira_cloud", *second),
        ("jira_cloud", "done", 2, 1, 0, 1, 0),
        ("jira_server", *first),
        ("jira_server", *second),
        ("jira_server", "stopped", 0, 0, 0, 0, 0),
    ]
    assert RejectedRow.objects.filter(why="").count() == 0
    pulled = Ticket.objects.filter(number__regex="^(INC|MAIL|NET)")
    assert (pulled.count(), pulled.filter(resolved_at=None).count()) == (13, 4)
    assert Pull.objects.get(kind="servicenow").last_error.endswith("(401).")


@pytest.mark.usefixtures("demonstration")
def test_the_demonstrations_receiver_has_every_kind_of_message_in_its_log():
    receiver = Subscription.objects.get()
    states = set(Message.objects.values_list("state", flat=True))
    given_up = Message.objects.failed().get()

    assert states == {"delivered", "waiting", "failed"}
    assert Message.objects.waiting().count() == 2
    assert given_up.tried == given_up.attempts.count() == MOST_ATTEMPTS
    assert not Attempt.objects.filter(at__gt=timezone.now()).exists()
    assert not receiver.is_on
    assert receiver.off_reason.startswith("This is a demonstration")


@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_calls_nobody(monkeypatch):
    def refuse(url):
        raise AssertionError(url)

    monkeypatch.setattr(outgoing, "_parse", refuse)
    much_later = timezone.now() + timedelta(days=30)

    assert work(much_later) == 0
    assert begin_due(now=much_later) == 0
    owed = OutboxItem.objects.filter(done_at=None)
    assert not owed.filter(task__regex="^integrations.(send|pull)").exists()
