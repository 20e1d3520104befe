"""Which pods a PodDisruptionBudget takes in: the cases of Kubernetes's own tests."""

import pytest

from tests.facts.connectors import reading, recorded

NAME = "kubernetes.disruption_budget"
SELECTOR = "8---jop9641lg.p-g8c2-k-912e5-c-e63-n-3n/E9.8ThjT9s-j41-0-6p-JFHn7y-74.-0MUORQQ.N2.3=68._bQw.-dG6c-.6--_x.--0wmZk1_8._3s_-_Bq.m_4"
EXPRESSION = "p503---477-49p---o61---4fy--9---7--9-9s-0-u5lj2--10pq-0-7-9-2-0/fP81.-.9Vdx.TB_M-H_5_.t..bG0=D07a._y_y_o0_5qN2_---_M.N_._a6.9bHjdH.-.5_.I8__n"


def told(*expressions):
    names = ("key", "operator", "values")
    return [dict(zip(names, one, strict=False)) for one in expressions]


def takes_in(selector, labels):
    budgets = {"items": [{"spec": {"selector": selector}}]}
    return reading(NAME, budgets, f"payments/{labels}")[NAME]


@pytest.mark.parametrize(
    ("labels", "expressions", "is_match"),
    [
        ("x=foo,y=baz", [("x", "In", ["foo"]), ("y", "NotIn", ["alpha"])], True),
        ("x=foo,y=baz", [("x", "In", ["foo"]), ("y", "In", ["alpha"])], False),
        ("y=", [("x", "NotIn", [""]), ("y", "Exists")], True),
        ("y=", [("x", "DoesNotExist"), ("y", "Exists")], True),
        ("y=", [("x", "NotIn", [""]), ("y", "DoesNotExist")], False),
        ("y=baz", [("x", "In", [""])], False),
        ("baz=norf", [("baz", "In", ["qux", "norf"])], True),
        ("baz=qux", [("baz", "Exists", ["qux", "norf"])], False),
        ("baz=qux", [("baz", "In", [])], False),
        ("baz=qux", [("baz", "NotIn", [])], False),
        ("baz=2", [("baz", "Gt", ["1"])], False),
    ],
)
def test_expressions_are_read_as_kubernetes_reads_them(labels, expressions, is_match):
    assert takes_in({"matchExpressions": told(*expressions)}, labels) is is_match


def test_labels_and_expressions_must_both_be_met():
    both = {
        "matchLabels": {"foo": "bar"},
        "matchExpressions": told(("baz", "In", ["qux", "norf"])),
    }

    assert takes_in(both, "foo=bar,baz=norf")
    assert not takes_in(both, "foo=bar")
    assert not takes_in(both, "baz=norf")


def test_no_selector_takes_in_nothing_and_an_empty_one_everything():
    assert not takes_in(None, "foo=bar")
    assert takes_in({}, "foo=bar")
    assert takes_in({"matchLabels": None, "matchExpressions": None}, "foo=bar")


def test_recorded_budgets_protect_the_pods_that_they_take_in():
    live, api = recorded("kubernetes-budget-live.json"), "kubernetes-budgets.json"

    assert reading(NAME, live, "mco/k8s-app=etcd-quorum-guard") == {NAME: True}
    assert reading(NAME, live, "mco/k8s-app=etcd") == {NAME: False}
    assert reading(NAME, recorded(api), f"a/{SELECTOR},{EXPRESSION}") == {NAME: True}
    assert reading(NAME, recorded(api), f"a/{SELECTOR}") == {NAME: False}
    assert reading(NAME, recorded(api), "a") == {NAME: True}
    assert reading(NAME, {"items": []}, "a") == {NAME: False}
