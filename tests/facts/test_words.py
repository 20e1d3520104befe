"""Values, intervals and what calls for somebody, in the words that pages and lists use."""

import pytest

from apps.accounts.roles import Role
from apps.facts.actions.gathering import put
from apps.facts.forms.checks import NewCheckForm
from apps.facts.forms.connectors import NewConnectorForm
from apps.facts.forms.filters import FactFilter
from apps.facts.models import Fact
from apps.facts.rules.kinds import in_words
from apps.facts.rules.schedule import interval
from apps.facts.rules.troubles import is_trouble
from tests.factories import ApplicationFactory, person

WORTH = [
    *(("http.up", "no", True), ("http.up", "yes", False)),
    *(("prometheus.up", "no", True), ("grafana.dashboard", "no", False)),
    *(("prometheus.burn_alert", "page fast", True),),
    *(("prometheus.burn_alert", "none", False),),
    *(("prometheus.budget_left", "-0.1", True), ("prometheus.budget_left", "0", False)),
    *(("http.certificate_days", "20", True), ("http.certificate_days", "21", False)),
    *(("portal.exercise_days", "366", True), ("portal.exercise_days", "365", False)),
    *(("alertmanager.firing", "1", True), ("alertmanager.firing", "0", False)),
    *(("portal.breaches", "1", True), ("custom.pods", "1", False)),
]


@pytest.mark.django_db
def test_the_list_of_what_calls_for_somebody_is_what_the_pages_mark(now):
    for name, value, _ in WORTH:
        put(ApplicationFactory().pk, name, value, measured_at=now, source="t", now=now)
    form = FactFilter({"trouble": "yes"}, user=person(Role.AUDITOR))

    listed = {(one.name, one.value) for one in form.narrowed(Fact.objects.all())}

    assert listed == {(name, value) for name, value, is_bad in WORTH if is_bad}
    marked = [is_trouble(one.name, one.number, one.value) for one in Fact.objects.all()]
    assert sum(marked) == len(listed)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("http.up", "no", "No"),
        ("alertmanager.firing", "1", "1 alert"),
        ("alertmanager.firing", "0", "0 alerts"),
        ("http.certificate_days", "-1", "-1 days"),
        ("http.latency", "1", "1 ms"),
        ("splunk.result", "7", "7"),
    ],
)
def test_a_value_is_told_with_its_unit(name, value, words):
    assert in_words(name, value) == words


def test_an_interval_is_told_in_the_largest_whole_unit():
    told = [interval(minutes) for minutes in (5, 60, 90, 120, 1440, 10080)]

    assert told == ["5 min", "1 h", "90 min", "2 h", "1 day", "7 days"]


@pytest.mark.django_db
def test_forms_ask_only_for_what_the_kind_takes():
    user = person(Role.ADMINISTRATOR)
    ecs = NewConnectorForm(kind="ecs", user=user).fields
    assert ecs["secret"].required
    assert "session_token" in ecs
    grafana = NewConnectorForm(kind="grafana", user=user).fields
    assert not grafana["secret"].required
    assert "session_token" not in grafana

    alerts = NewCheckForm(kind="alertmanager", user=user).fields
    assert "objective" not in alerts
    assert alerts["query"].help_text.startswith("Matchers, one a line.")
    burning = NewCheckForm(kind="prometheus", user=user).fields
    assert "objective" in burning
    assert "Burn rate, 1 hour: The share" in burning["query"].help_text
