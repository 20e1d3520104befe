"""What real systems answered, read; tests/data/facts/SOURCES.md says whence."""

import json

import pytest

from apps.facts.rules.asking import Answered
from apps.facts.rules.connectors.trials import trial
from apps.facts.rules.kinds import Fault
from tests.facts.connectors import NOW, asked, question, reading, recorded, way


def workload(name, query="payments/ledger"):
    found = reading("kubernetes.replicas", recorded(name), query)
    return [
        found[f"kubernetes.{one}"] for one in ("replicas", "ready", "limits", "probes")
    ]


def test_workloads_of_kubernetes_and_openshift():
    assert workload("kubernetes-deployment.json") == [2, 2, False, False]
    assert workload("kubernetes-deployment-degraded.json") == [3, 2, False, False]
    assert workload("kubernetes-deployment-probed.json") == [1, 1, True, True]
    of_openshift = "payments/deploymentconfig/ledger"
    assert workload("openshift-deploymentconfig.json", of_openshift) == [
        *(3, 0, False, False),
    ]
    assert question("kubernetes.replicas", of_openshift).url.endswith(
        "/apis/apps.openshift.io/v1/namespaces/payments/deploymentconfigs/ledger"
    )


def test_a_workload_is_limited_and_probed_if_every_container_is():
    data = json.loads(recorded("kubernetes-deployment-probed.json"))
    containers = data["spec"]["template"]["spec"]["containers"]

    containers.append({**containers[0], "resources": {"limits": {"cpu": "50m"}}})
    assert reading("kubernetes.replicas", data)["kubernetes.limits"] is False
    assert reading("kubernetes.replicas", data)["kubernetes.probes"] is True
    del containers[1]["livenessProbe"]
    assert reading("kubernetes.replicas", data)["kubernetes.probes"] is False


def test_a_service_of_ecs():
    assert reading("ecs.desired", recorded("ecs-service.json")) == {
        "ecs.desired": 10,
        "ecs.running": 10,
    }
    assert reading("ecs.desired", recorded("ecs-service-grace.json")) == {
        "ecs.desired": 1,
        "ecs.running": 1,
        "ecs.grace_seconds": 100,
    }


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("ecs-service-draining.json", 200, "The service was deleted."),
        ("ecs-missing.json", 200, "There is no such service in this cluster."),
        ("ecs-no-cluster.json", 400, "There is no such cluster."),
    ],
)
def test_a_service_of_ecs_that_is_not_there_says_so(name, status, words):
    with pytest.raises(Fault) as fault:
        reading("ecs.desired", recorded(name), status=status)

    assert str(fault.value) == words


def test_an_unknown_cluster_proves_that_the_keys_are_let_in():
    tried = trial("ecs").judge(Answered(400, recorded("ecs-no-cluster.json")))

    assert (tried.is_good, tried.words) == (True, "It lets the portal in.")


def test_dashboards_of_grafana_by_words_and_by_uid():
    name = "grafana.dashboard"
    search = recorded("grafana-search.json")
    assert reading(name, search, "Production Overview") == {name: True}

    (found,) = way(name).read(
        asked(name, "uid:3FSaVZriz"),
        Answered(200, recorded("grafana-dashboard.json")),
        NOW,
    )
    assert (found.value, found.url) == (True, "/d/3FSaVZriz/lxc")
    missing = recorded("grafana-not-found.json")
    assert reading(name, missing, status=404) == {name: False}


@pytest.mark.parametrize("body", [recorded("grafana-no-route.json"), b"", b"<html>"])
def test_another_404_is_no_answer_about_the_dashboard(body):
    with pytest.raises(Fault):
        reading("grafana.dashboard", body, status=404)


def test_the_rows_of_splunk():
    export = recorded("splunk-export.jsonl")
    assert reading("splunk.result", export) == {"splunk.result": "1"}
    counted = "nobody:search:x"
    assert reading("splunk.result", export, counted) == {"splunk.result": 2}
    nothing = recorded("splunk-no-row.jsonl")
    assert reading("splunk.result", nothing, counted) == {"splunk.result": 0}


@pytest.mark.parametrize("before", [b"", recorded("splunk-export.jsonl")])
def test_a_search_of_splunk_that_failed_is_not_one_that_found_nothing(before):
    fatal = recorded("splunk-fatal.jsonl")
    for query in ("nobody:search:x", "nobody:search:x\nx"):
        with pytest.raises(Fault, match="could not load"):
            reading("splunk.result", before + fatal, query)
    with pytest.raises(Fault, match="could not load"):
        reading("splunk.result", b"\n", "nobody:search:x")


def test_a_warning_of_splunk_hinders_nothing():
    warned = b'{"preview":false,"messages":[{"type":"WARN","text":"Slow peer."}]}\n'
    export = warned + recorded("splunk-export.jsonl")

    assert reading("splunk.result", export) == {"splunk.result": "1"}
