"""Connectors, checks, facts with their history, deployments and exercises."""

from apps.facts.models.asked import Check, Connector, Probe
from apps.facts.models.happened import DeploymentEvent, Exercise
from apps.facts.models.known import Fact, FactChange

__all__ = [
    "Check",
    "Connector",
    "DeploymentEvent",
    "Exercise",
    "Fact",
    "FactChange",
    "Probe",
]
