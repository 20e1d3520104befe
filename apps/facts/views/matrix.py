"""The applications of a platform by the facts that matter most there."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils import timezone

from apps.core.lists import Column
from apps.core.markup import badge, link
from apps.facts.queries.known import Known, facts_of
from apps.facts.rules.kinds import in_words
from apps.facts.rules.troubles import is_trouble

SHOWN_ON_PLATFORM = {
    "http.up": "Endpoint",
    "prometheus.error_ratio": "Errors",
    "prometheus.budget_left": "Budget left",
    "prometheus.burn_alert": "Burning",
    "http.certificate_days": "Certificate",
    "kubernetes.ready": "Ready",
    "ecs.running": "Running",
    "portal.runbook": "Runbook",
    "portal.on_call": "On call",
    "portal.breaches": "Breaches",
}

ONLY_ON = {"kubernetes.ready": "openshift", "ecs.running": "ecs"}


def dress_matrix(rows: Collection[Any]) -> None:
    """Give each application its facts. One query."""
    known = facts_of([one.pk for one in rows], timezone.now())
    for one in rows:
        one.known = known.get(one.pk, {})


def _value(one: Any, name: str) -> object:
    found: Known | None = one.known.get(name)
    return found.number if found and found.number is not None else found and found.value


def _cell(one: Any, name: str) -> object:
    found: Known | None = one.known.get(name)
    if found is None:
        return "–"
    words = in_words(name, found.value)
    if not found.is_fresh:
        return badge(words, "grey", "clock")
    is_bad = is_trouble(name, found.number, found.value)
    return badge(words, "red", "alert-triangle") if is_bad else words


def _matrix_column(name: str, label: str) -> Column:
    return Column(
        name,
        label,
        lambda one: _value(one, name),
        cell=lambda one: _cell(one, name),
    )


def matrix(kind: str) -> list[Column]:
    """The columns of a platform's applications: what matters most on such a platform."""
    return [
        Column(
            "name",
            "Application",
            lambda one: one.name,
            sort="name",
            cell=lambda one: link(
                reverse("facts:application", args=[one.code]), one.name
            ),
            is_head=True,
        ),
        Column("tier", "Tier", lambda one: one.tier, sort="tier"),
        *(
            _matrix_column(name, label)
            for name, label in SHOWN_ON_PLATFORM.items()
            if ONLY_ON.get(name, kind) == kind
        ),
    ]
