"""The demonstration's endpoints, by the road of real deliveries."""

import pytest
from django.core.management import call_command

from apps.accounts.roles import Role
from apps.facts.models import DeploymentEvent, Fact
from apps.integrations.models import Endpoint, InboundDelivery, Refusal
from apps.integrations.queries.inbound_gauges import inbound_gauges
from apps.vendors.models import Ticket
from tests.factories import DeploymentFactory, person
from tests.vendors.factories import ServiceFactory


@pytest.mark.django_db
def test_the_demonstration_has_endpoints_with_deliveries_once(now):
    admin = person(Role.ADMINISTRATOR)
    admin.email = "admin@demo.example"
    admin.save()
    here = DeploymentFactory(platform__slug="openshift-north")
    ServiceFactory().platforms.add(here.platform)

    call_command("load_demo_integrations", verbosity=0)
    call_command("load_demo_integrations", verbosity=0)

    states = InboundDelivery.objects.values_list("state", flat=True)
    assert Endpoint.objects.count() == 2
    assert sorted(set(states)) == ["processed", "quarantined"]
    assert Ticket.objects.filter(resolved_at=None).count() == 2
    assert DeploymentEvent.objects.count() == 1
    assert Fact.objects.get(name="alertmanager.firing").value == "2"
    assert Refusal.objects.get().count == 1
    gauges = {one.name: one.values for one in inbound_gauges(now)}
    assert gauges["inbound_unsettled"] == {"quarantined": 1.0, "failed": 0.0}
    assert gauges["inbound_waiting"] == {"": 0.0}
    assert gauges["inbound_firing"] == {"": 2.0}
