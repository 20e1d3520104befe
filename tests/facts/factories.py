"""Connectors and checks for tests."""

import factory
from factory.django import DjangoModelFactory

from apps.facts.models import Check, Connector, Probe
from tests.factories import NOW, ApplicationFactory, PlatformFactory


class ConnectorFactory(DjangoModelFactory):
    class Meta:
        model = Connector

    platform = factory.SubFactory(PlatformFactory)
    kind = "prometheus"
    name = factory.Sequence(lambda n: f"Connector {n}")
    url = "https://93.184.216.34"


class CheckFactory(DjangoModelFactory):
    class Meta:
        model = Check

    connector = factory.SubFactory(ConnectorFactory)
    name = "prometheus.up"
    query = "vector(1)"
    next_run_at = NOW


class ProbeFactory(DjangoModelFactory):
    class Meta:
        model = Probe

    of_check = factory.SubFactory(CheckFactory)
    application = factory.SubFactory(ApplicationFactory)
    next_run_at = NOW
