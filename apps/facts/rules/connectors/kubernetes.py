"""OpenShift and Kubernetes: how a workload is set up.

`GET /apis/apps/v1/…/deployments/…`, of OpenShift's own `/apis/apps.openshift.io/v1/…
/deploymentconfigs/…`, and `/apis/policy/v1/…/poddisruptionbudgets`.
"""

import re
from datetime import datetime
from typing import Any

from apps.facts.rules.asking import (
    Answered,
    Asked,
    Place,
    Question,
    Reading,
    as_json,
    let_in,
    part,
)
from apps.facts.rules.kinds import Fault

BUDGET = "kubernetes.disruption_budget"
NAME = r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?"
LABEL = r"[A-Za-z0-9][A-Za-z0-9._/-]{0,100}=[A-Za-z0-9._-]{0,63}"
GROUPS = {
    "deployment": "apps",
    "statefulset": "apps",
    "daemonset": "apps",
    "deploymentconfig": "apps.openshift.io",
}
WORKLOAD = re.compile(
    rf"(?P<space>{NAME})/((?P<kind>{'|'.join(GROUPS)})/)?(?P<name>{NAME})"
)
NAMING_VALUES = ("In", "NotIn")
PROTECTED = re.compile(rf"(?P<space>{NAME})(/(?P<labels>{LABEL}(,{LABEL})*))?")


def ask(place: Place, asked: Asked, now: datetime) -> Question:
    """The object that `namespace/name` names; of a budget, those of the namespace."""
    wanted = asked.lines[0] if asked.lines else ""
    if asked.name == BUDGET:
        space = _matched(PROTECTED, wanted, "namespace or namespace/label=value")
        path = f"apis/policy/v1/namespaces/{space['space']}/poddisruptionbudgets"
    else:
        found = _matched(WORKLOAD, wanted, "namespace/name")
        kind = found["kind"] or "deployment"
        where = f"apis/{GROUPS[kind]}/v1/namespaces/{found['space']}"
        path = f"{where}/{kind}s/{found['name']}"
    return Question(place.address(path), let_in(place))


def _matched(pattern: re.Pattern[str], wanted: str, form: str) -> re.Match[str]:
    found = pattern.fullmatch(wanted)
    if not found:
        raise Fault(f"Name it as {form}.")
    return found


def read(asked: Asked, answered: Answered, now: datetime) -> list[Reading]:
    """Replicas, limits and probes of a workload; or whether a budget protects the pods."""
    data = as_json(answered)
    if asked.name == BUDGET:
        return [Reading(BUDGET, _is_protected(data, asked))]
    spec = part(data, "spec", dict)
    status = data.get("status") if isinstance(data.get("status"), dict) else {}
    inner = part(part(spec, "template", dict), "spec", dict)
    containers = part(inner, "containers", list)
    if not containers:
        raise Fault("The workload has no containers.")
    wanted = status.get("desiredNumberScheduled", spec.get("replicas", 1))
    ready = status.get("numberReady", status.get("readyReplicas", 0))
    return [
        Reading("kubernetes.replicas", _count(wanted)),
        Reading("kubernetes.ready", _count(ready)),
        Reading("kubernetes.limits", all(map(_is_limited, containers))),
        Reading("kubernetes.probes", all(map(_is_probed, containers))),
    ]


def _count(number: Any) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise Fault("The number of replicas is not what it should be.")
    return number


def _is_limited(container: Any) -> bool:
    """Whether CPU and memory both have a limit."""
    resources = container.get("resources") if isinstance(container, dict) else None
    limits = resources.get("limits") if isinstance(resources, dict) else None
    return isinstance(limits, dict) and {"cpu", "memory"} <= limits.keys()


def _is_probed(container: Any) -> bool:
    """Whether it has both a readiness and a liveness probe."""
    wanted = {"readinessProbe", "livenessProbe"}
    return isinstance(container, dict) and wanted <= container.keys()


def _is_protected(data: Any, asked: Asked) -> bool:
    labels = _matched(PROTECTED, asked.lines[0], "namespace")["labels"]
    given = dict(one.split("=", 1) for one in labels.split(",")) if labels else None
    return any(_covers(one, given) for one in part(data, "items", list))


def _covers(budget: Any, labels: dict[str, str] | None) -> bool:
    """Whether the budget's selector takes in pods with these labels; any, without them.

    In policy/v1 an empty selector takes in every pod of the namespace.
    """
    selector = part(budget, "spec", dict).get("selector")
    if labels is None:
        return True
    if not isinstance(selector, dict):
        return False
    wanted = selector.get("matchLabels") or {}
    asked = selector.get("matchExpressions") or []
    if not isinstance(wanted, dict) or not isinstance(asked, list):
        return False
    is_labelled = wanted.items() <= labels.items()
    return is_labelled and all(_is_answered(one, labels) for one in asked)


def _is_answered(expression: Any, labels: dict[str, str]) -> bool:
    """Whether the labels answer one of its matchExpressions, as LabelSelector is documented.

    NotIn takes in what has no such label. One that is none takes in nothing: In and
    NotIn name values, Exists and DoesNotExist do not.
    """
    key, operator = part(expression, "key", str), part(expression, "operator", str)
    values = expression.get("values") or []
    if not isinstance(values, list) or bool(values) != (operator in NAMING_VALUES):
        return False
    return {
        "In": labels.get(key) in values,
        "NotIn": labels.get(key) not in values,
        "Exists": key in labels,
        "DoesNotExist": key not in labels,
    }.get(operator, False)
