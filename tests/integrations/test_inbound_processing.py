"""From the inbox to tickets, facts and evidence, each once and in whatever order."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from apps.core.errors import DomainError
from apps.core.models import OutboxItem
from apps.facts.models import DeploymentEvent, Fact
from apps.history.models import Event
from apps.integrations.actions.inbound_endpoints import amend_rules
from apps.integrations.actions.inbound_processing import (
    close_silent,
    forget_old,
    give_up,
    hear_again,
    process,
    run_again,
)
from apps.integrations.models import InboundDelivery, Occurrence
from apps.onboarding.models import Evidence
from apps.onboarding.states import AssessmentState
from apps.vendors.models import Ticket
from tests.factories import DeploymentFactory, EditionFactory, draft, person
from tests.integrations.inbound_senders import (
    alert,
    endpoint,
    group,
    payload,
    received,
    sample,
    send,
    tickets_of,
)

pytestmark = pytest.mark.django_db
OVER = {"status": "resolved", "ended": "2026-11-23T08:30:00Z"}
BEGAN = datetime(2026, 11, 23, 8, tzinfo=UTC)


def results(found):
    return [one["result"] for one in found.result]


def test_an_alert_that_fires_and_ends_is_one_ticket(now):
    found = endpoint()

    received(found, group(alert()), now)
    (opened,) = tickets_of(found)
    received(found, group(alert(**OVER)), now)
    (ended,) = tickets_of(found)

    assert (opened.number, opened.opened_at) == ("aa11-20261123T080000", BEGAN)
    assert (opened.state, opened.priority, opened.resolved_at) == ("Open", 1, None)
    assert (ended.pk, ended.state) == (opened.pk, "Resolved")
    assert ended.resolved_at == BEGAN + timedelta(minutes=30)


def test_an_alert_that_fires_again_has_begun_anew(now):
    found = endpoint()

    received(found, group(alert(**OVER)), now)
    received(found, group(alert(started="2026-11-23T08:45:00Z")), now)

    assert [one.state for one in tickets_of(found)] == ["Resolved", "Open"]


def test_firing_that_comes_after_its_end_changes_nothing(now):
    found = endpoint()

    received(found, group(alert(**OVER)), now)
    late = received(found, group(alert()), now)

    assert (late.state, results(late)) == ("processed", ["late"])
    assert [one.state for one in tickets_of(found)] == ["Resolved"]
    assert Occurrence.objects.get().state == "resolved"


def test_an_end_without_a_known_beginning_is_kept_as_ended(now):
    found = endpoint()

    received(found, group(alert(**OVER)), now)

    assert Occurrence.objects.get().ended_at == BEGAN + timedelta(minutes=30)
    assert tickets_of(found)[0].opened_at == BEGAN


def test_two_alerts_of_a_group_are_two_tickets_and_repeats_change_nothing(now):
    found = endpoint()

    first = received(found, group(alert("a1"), alert("b2")), now)
    again = received(found, group(alert("a1"), alert("b2"), alert("a1")), now)

    assert results(first) == ["new", "new"]
    assert results(again) == ["unchanged", "unchanged"]
    assert len(tickets_of(found)) == 2


def test_a_record_that_is_older_than_what_is_known_changes_nothing(now):
    found = endpoint("jira")
    issue = payload("jira")["issue"]
    fields = issue["fields"] | {
        "updated": "2017-01-30T18:31:00.000+0100",
        "status": {"name": "To Do"},
    }

    received(found, payload("jira"), now)
    late = received(found, payload("jira", issue=issue | {"fields": fields}), now)

    assert results(late) == ["late"]
    assert tickets_of(found)[0].state == "In Progress"


def test_an_issue_may_be_taken_up_again(now):
    found = endpoint("jira")
    issue = payload("jira")["issue"]

    def told(updated, resolved):
        fields = issue["fields"] | {"updated": updated, "resolutiondate": resolved}
        received(found, payload("jira", issue=issue | {"fields": fields}), now)

    told("2017-02-01T09:00:00Z", "2017-02-01T09:00:00Z")
    told("2017-02-02T09:00:00Z", None)

    assert tickets_of(found)[0].resolved_at is None
    assert Occurrence.objects.get().state == "firing"


def test_splunk_goes_on_while_it_is_heard_of_and_ends_after_silence(now):
    found = endpoint("splunk", auto_close_minutes=60)
    later = now + timedelta(minutes=40)

    received(found, payload("splunk"), now)
    received(found, payload("splunk", sid="run 2"), later)

    assert close_silent(now=now + timedelta(minutes=99)) == 0
    assert close_silent(now=now + timedelta(minutes=101)) == 1
    assert close_silent(now=now + timedelta(minutes=102)) == 0
    (ticket,) = tickets_of(found)
    assert (ticket.opened_at, ticket.state) == (now, "Resolved")
    assert ticket.resolved_at == later + timedelta(minutes=60)
    assert ticket.title == "sudo · myserver · /var/log/auth.log"

    received(found, payload("splunk", sid="run 3"), now + timedelta(hours=3))

    assert [one.state for one in tickets_of(found)] == ["Resolved", "Open"]


def repeat(kept, at):
    """The sender sent it once more, word for word; and the worker heard of it."""
    InboundDelivery.objects.filter(pk=kept.pk).update(repeated_at=at)
    return hear_again(kept.pk, now=at)


def test_an_alert_told_again_word_for_word_goes_on(now):
    found = endpoint(auto_close_minutes=60)
    kept = received(found, group(alert("a1"), alert("b2", **OVER)), now)

    assert repeat(kept, now + timedelta(minutes=50)) == 1
    assert close_silent(now=now + timedelta(minutes=109)) == 0
    assert close_silent(now=now + timedelta(minutes=110)) == 1
    assert [one.state for one in tickets_of(found)] == ["Resolved", "Resolved"]


def test_what_ended_by_silence_alone_is_taken_up_again_when_it_is_heard_of(now):
    found = endpoint(auto_close_minutes=60)
    kept = received(found, group(alert()), now)
    close_silent(now=now + timedelta(minutes=61))
    assert tickets_of(found)[0].state == "Resolved"

    repeat(kept, now + timedelta(hours=4))

    (ticket,) = tickets_of(found)
    assert (ticket.state, ticket.resolved_at) == ("Open", None)
    received(found, group(alert(**OVER)), now + timedelta(hours=5))
    assert repeat(kept, now + timedelta(hours=6)) == 1, "heard, and late"
    assert tickets_of(found)[0].state == "Resolved"


def test_a_repeat_owes_its_hearing_only_where_silence_ends_something():
    for found, owed in ((endpoint(), 1), (endpoint(auto_close_minutes=5), 4)):
        OutboxItem.objects.all().delete()
        for _ in range(4):
            send(found, sample("alertmanager"))

        assert OutboxItem.objects.count() == owed


def test_what_its_mapping_refuses_is_kept_apart_until_the_mapping_is_mended(now):
    found, admin = endpoint(), person("administrator")
    columns = found.rules["columns"] | {"reopen_count": "annotations.summary"}
    wrong = found.rules | {"columns": columns}
    broken = amend_rules(
        found.pk,
        by=admin,
        now=now,
        version=1,
        rules=wrong,
        options=found.options,
    )

    kept = received(broken, group(alert()), now)

    assert kept.state == "quarantined"
    assert "1 of 1 refused" in kept.error
    assert "whole number" in kept.error
    assert tickets_of(found) == []

    amend_rules(
        found.pk,
        by=admin,
        now=now,
        version=2,
        rules=found.rules,
        options=found.options,
    )
    run_again(kept.pk, by=admin, now=now)
    done = process(kept.pk, now=now)

    assert (done.state, done.error, done.runs) == ("processed", "", 2)
    assert len(tickets_of(found)) == 1


def test_only_an_administrator_runs_again_and_only_what_waits(now):
    found = endpoint()
    kept, done = received(found, b"{"), received(found, group(alert()))

    with pytest.raises(PermissionDenied):
        run_again(kept.pk, by=person("auditor"), now=now)
    with pytest.raises(DomainError, match="processed"):
        run_again(done.pk, by=person("administrator"), now=now)

    kept.refresh_from_db()
    assert kept.state == "quarantined"
    assert not Event.objects.filter(verb="integrations.delivery_run_again").exists()


def test_what_a_fault_of_ours_stopped_is_told_and_can_be_run_again(now):
    made = InboundDelivery.objects.create(
        endpoint=endpoint(), key="k", body=b"{}", size=2, received_at=now
    )

    give_up(made.pk, now=now)
    give_up(made.pk, now=now)

    made.refresh_from_db()
    assert made.state == "failed"
    assert "administrator" in made.error
    assert run_again(made.pk, by=person("administrator"), now=now).state == "received"


def test_alerts_that_go_on_are_a_fact_of_their_application(now):
    here = DeploymentFactory()
    code = here.application.code
    found = endpoint(platform=here.platform)
    one, other = (alert(name, labels={"application": code}) for name in ("a1", "b2"))
    elsewhere = alert("c3", labels={"application": "not-on-this-platform"})

    told = received(found, group(one, other, elsewhere), now)
    first = Fact.objects.get(application=here.application, name="alertmanager.firing")
    ended = one | {"status": "resolved", "endsAt": "2026-11-23T08:30:00Z"}
    received(found, group(ended), now + timedelta(minutes=1))

    assert results(told) == ["measured"]
    assert first.value == "2"
    assert Fact.objects.get(pk=first.pk).value == "1"
    assert not Ticket.objects.exists()


def test_a_signed_fact_is_measured_when_it_says(now):
    here = DeploymentFactory()
    found = endpoint("signed", platform=here.platform)
    data = {"application": here.application.code, "name": "http.latency", "value": 31}
    body = {"type": "fact.measured", "timestamp": "2026-11-23T08:59:00Z", "data": data}

    told = received(found, body, now)
    older = body | {"timestamp": "2026-11-23T08:00:00Z", "data": data | {"value": 99}}
    received(found, older, now)
    odd = received(found, body | {"data": data | {"name": "no.such"}}, now)
    alien = received(found, body | {"data": data | {"application": "who"}}, now)

    fact = Fact.objects.get()
    assert (fact.value, fact.source) == ("31", found.name)
    assert fact.measured_at == now - timedelta(minutes=1)
    assert results(told) == ["measured"]
    assert (odd.state, alien.state) == ("quarantined", "quarantined")
    assert "no application “who”" in alien.error


def test_a_signed_deployment_is_noted_once(now):
    here = DeploymentFactory()
    found = endpoint("signed", platform=here.platform)
    body = {
        "type": "deployment.finished",
        "timestamp": "2026-11-23T08:59:00Z",
        "data": {
            "application": here.application.code,
            "id": "run-7",
            "release": "1.4.0",
            "committed_at": "2026-11-22T10:00:00Z",
            "status": "failure",
        },
    }

    received(found, body, now)
    received(found, body | {"extra": 1}, now)

    noted = DeploymentEvent.objects.get()
    assert (noted.event_id, noted.release, noted.is_failed) == ("run-7", "1.4.0", True)


def test_evidence_is_filled_in_to_be_confirmed_and_never_over_a_persons(now):
    edition = EditionFactory(criteria=["must"], published=True)
    (criterion,) = edition.criteria.all()
    found = endpoint("signed", standard=edition.standard, criterion_code=criterion.code)
    request = draft(person("requester"))
    held = request.assessments.get(criterion=criterion)
    data = {"application": request.application.code, "value": "Load test 17 passed"}
    body = {"type": "evidence.given", "data": data}

    told = received(found, body, now)
    again = received(found, body | {"more": 1}, now)

    held.refresh_from_db()
    assert results(told) == ["proposed"]
    assert results(again) == ["left"]
    assert (held.state, held.evidence.is_confirmed) == ("not_started", False)
    assert (held.evidence.value, held.evidence.source) == (data["value"], found.name)
    assert held.evidence.author is None

    held.become(AssessmentState.EVIDENCE_GIVEN)
    held.save(update_fields=["state"])
    left = received(found, body | {"data": data | {"value": "Load test 18"}}, now)

    assert results(left) == ["left"]
    assert "evidence given" in left.result[0]["why"].lower()
    assert Evidence.objects.count() == 1


def test_what_leads_nowhere_is_kept_apart_with_the_reason(now):
    found = endpoint("signed")
    data = {"application": "x", "name": "http.up", "value": "yes"}

    fact = received(found, {"type": "fact.measured", "data": data}, now)
    evidence = received(found, {"type": "evidence.given", "data": data}, now)

    assert "leads to no platform" in fact.error
    assert "leads to no criterion" in evidence.error


def test_warnings_of_the_sender_are_shown_with_the_result(now):
    told = received(endpoint(), group(alert(), truncatedAlerts=3), now)

    assert told.state == "processed"
    assert "left out 3 more" in told.result[-1]["why"]


def test_what_was_processed_long_ago_is_forgotten_and_what_waits_is_not(now):
    found = endpoint()
    received(found, group(alert()), now - timedelta(days=91))
    received(found, b"{", now - timedelta(days=91))
    received(found, group(alert("b2")), now)

    assert forget_old(now=now) == 1
    assert sorted(InboundDelivery.objects.values_list("state", flat=True)) == [
        "processed",
        "quarantined",
    ]


def test_numbers_in_a_payload_never_reach_another_service(now):
    first, second = endpoint(), endpoint()

    received(first, group(alert()), now)
    received(second, group(alert()), now)

    assert len(tickets_of(first)) == len(tickets_of(second)) == 1
    assert json.dumps(first.rules) == json.dumps(second.rules)
