"""What connectors are, and what an exercise was and came to."""

from django.db.models import TextChoices


class ConnectorKind(TextChoices):
    """The systems of the bank that the portal asks."""

    HTTP = "http", "HTTP endpoints"
    PROMETHEUS = "prometheus", "Prometheus"
    ALERTMANAGER = "alertmanager", "Alertmanager"
    GRAFANA = "grafana", "Grafana"
    SPLUNK = "splunk", "Splunk"
    KUBERNETES = "kubernetes", "OpenShift or Kubernetes"
    ECS = "ecs", "Amazon ECS"


class ExerciseKind(TextChoices):
    """How a disaster recovery exercise is held, from the lightest to the heaviest."""

    TABLETOP = "tabletop", "Tabletop"
    WALKTHROUGH = "walkthrough", "Walkthrough"
    SIMULATION = "simulation", "Simulation"
    FAILOVER = "failover", "Live failover"


class ExerciseOutcome(TextChoices):
    """What an exercise came to."""

    PASSED = "passed", "Passed"
    GAPS = "gaps", "Passed with gaps"
    FAILED = "failed", "Failed"
