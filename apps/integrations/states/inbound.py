"""Who sends to the portal, and the life of one delivery in its inbox."""

from django.db import models

from apps.core.states import Moves


class EndpointKind(models.TextChoices):
    ALERTMANAGER = "alertmanager", "Prometheus Alertmanager"
    GRAFANA = "grafana", "Grafana alerting"
    SPLUNK = "splunk", "Splunk alert"
    JIRA = "jira", "Jira webhook"
    SERVICENOW = "servicenow", "ServiceNow business rule"
    SIGNED = "signed", "Signed webhook (Standard Webhooks)"


# They say the same, word for word, for as long as it goes on.
REPEATING = {EndpointKind.ALERTMANAGER, EndpointKind.GRAFANA}
SIGNING = {EndpointKind.JIRA, EndpointKind.SIGNED}


class DeliveryState(models.TextChoices):
    RECEIVED = "received", "Received"
    PROCESSED = "processed", "Processed"
    QUARANTINED = "quarantined", "Quarantined"
    FAILED = "failed", "Failed"


_D = DeliveryState
DELIVERY_MOVES: Moves[DeliveryState] = {
    _D.RECEIVED: {_D.PROCESSED, _D.QUARANTINED, _D.FAILED},
    _D.QUARANTINED: {_D.RECEIVED},
    _D.FAILED: {_D.RECEIVED},
    _D.PROCESSED: set(),
}
UNSETTLED = (_D.QUARANTINED, _D.FAILED)


class OccurrenceState(models.TextChoices):
    FIRING = "firing", "Going on"
    RESOLVED = "resolved", "Over"


OCCURRENCE_MOVES: Moves[OccurrenceState] = {
    OccurrenceState.FIRING: {OccurrenceState.RESOLVED},
    OccurrenceState.RESOLVED: {OccurrenceState.FIRING},
}
