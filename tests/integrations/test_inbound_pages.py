"""The pages of endpoints and of what they received."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.history.models import Event
from apps.integrations.models import Endpoint, InboundDelivery
from apps.integrations.rules.inbound.kinds import ALERT
from tests.factories import DeploymentFactory, EditionFactory, person
from tests.integrations.inbound_senders import (
    alert,
    endpoint,
    group,
    payload,
    received,
    send,
)
from tests.vendors.factories import ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(door):
    user = person(Role.ADMINISTRATOR)
    door.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


def url(name, *args):
    return reverse(f"integrations:{name}", args=args)


def fields(**changes):
    given = {
        "name": "Alerts of OpenShift",
        "kind": "alertmanager",
        "service": ServiceFactory().pk,
        "per_minute": 600,
        "is_on": "on",
        "sent_key": str(uuid.uuid4()),
    }
    return given | changes


def rules(found, **changes):
    columns = {f"column_{k}": v for k, v in found.rules["columns"].items()}
    severities = "\n".join(f"{k} = {v}" for k, v in ALERT.priorities.items())
    return {
        **columns,
        "version": found.version,
        "layout": "tickets",
        "order": "day",
        "zone": "UTC",
        "priorities": severities,
        "states": "firing = Open",
        "new_states": "Open",
        **changes,
    }


def test_an_endpoint_is_added_and_its_secret_shown_once(door, admin):
    sent = fields()

    shown = door.post(url("add_endpoint"), sent)
    again = door.post(url("add_endpoint"), sent)

    made = Endpoint.objects.get()
    assert made.secret in shown.text
    assert f"/integrations/in/{made.key}/" in shown.text
    assert shown["Cache-Control"] == "no-store"
    assert again.status_code == 303
    assert made.secret not in door.get(again["Location"]).text
    assert Event.objects.get(verb="integrations.endpoint_added").actor_id == admin.pk
    assert send(made, b"{}").status_code == 202

    same_name = door.post(url("add_endpoint"), fields(name=made.name))
    assert same_name.status_code == 422
    assert "Another endpoint has this name." in same_name.text


def test_a_new_one_of_splunk_ends_after_an_hour_of_silence(door, admin):
    door.post(url("add_endpoint"), fields(kind="splunk"))

    made = Endpoint.objects.get()
    assert made.auto_close_minutes == 60
    assert (
        f"/integrations/in/{made.key}/SECRET/" in door.get(made.get_absolute_url()).text
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"service": ""}, "Say where it leads"),
        ({"networks": "10.1.0.1/16"}, "Write 10.1.0.0/16."),
        ({"per_minute": 0}, "greater than or equal"),
        ({"standard": "one", "criterion_code": "X-1"}, "signed webhooks only"),
        ({"kind": "signed", "standard": "one", "criterion_code": "X"}, "no such crit"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(door, admin, wrong, words):
    standard = EditionFactory(published=True).standard
    wrong = {k: standard.pk if v == "one" else v for k, v in wrong.items()}

    answer = door.post(url("add_endpoint"), fields(**wrong))

    assert answer.status_code == 422
    assert words in answer.text
    assert not Endpoint.objects.exists()


def test_an_endpoint_is_changed_and_nobodys_edit_lost(door, admin):
    found = endpoint()
    sent = fields(name="Mine", version=1, networks="10.0.0.0/8")

    saved = door.post(url("amend_endpoint", found.pk), sent)
    lost = door.post(url("amend_endpoint", found.pk), sent | {"name": "Theirs"})

    found.refresh_from_db()
    assert (saved.status_code, lost.status_code) == (303, 409)
    assert (found.name, found.networks) == ("Mine", ["10.0.0.0/8"])
    assert "Somebody else changed this" in lost.text


def test_a_secret_is_changed_shown_once_and_the_former_one_dropped(door, admin):
    found = endpoint()
    before = found.secret

    shown = door.post(url("change_endpoint_secret", found.pk))
    found.refresh_from_db()
    twice = door.post(url("change_endpoint_secret", found.pk))
    dropped = door.post(url("drop_endpoint_secret", found.pk))

    assert found.secret in shown.text
    assert (found.former_secret, twice.status_code) == (before, 409)
    assert dropped.status_code == 303
    found.refresh_from_db()
    assert found.former_secret == ""
    assert before not in door.get(found.get_absolute_url()).text


def test_a_secret_that_is_too_short_is_refused(door, admin):
    found = endpoint("jira")

    answer = door.post(url("change_endpoint_secret", found.pk), {"secret": "short"})

    assert answer.status_code == 422
    assert "24 to 200" in answer.text
    found.refresh_from_db()
    assert found.former_secret == ""


def test_why_nothing_comes_is_told_on_the_page(door, admin):
    found = endpoint()
    send(found, b"{}", {"authorization": "Bearer wrong"})
    send(found, b"{}", {"authorization": "Bearer wrong"})

    page = door.get(found.get_absolute_url()).text

    assert "The secret that it bears is not one of this endpoint." in page
    assert re.search(r"<td>2</td>", page)


def test_only_one_that_received_nothing_is_removed(door, admin, now):
    found, used = endpoint(), endpoint()
    received(used, group(alert()), now)

    assert door.post(url("remove_endpoint", found.pk)).status_code == 303
    assert door.post(url("remove_endpoint", used.pk)).status_code == 409
    assert list(Endpoint.objects.all()) == [used]


def test_a_mapping_is_tried_on_the_last_delivery_and_saved(door, admin, now):
    found = endpoint()
    received(found, group(alert(labels={"team": "Storage"})), now)
    typed = rules(found, column_group="labels.team", column_title="labels.alertname")

    page = door.get(url("endpoint_mapping", found.pk))
    tried = door.post(url("preview_mapping", found.pk), typed)

    assert "The disk is full" in page.text
    assert "labels.instance" in page.text
    assert "<dd>Storage</dd>" in tried.text
    found.refresh_from_db()
    assert found.version == 1

    saved = door.post(url("amend_endpoint_mapping", found.pk), typed)

    found.refresh_from_db()
    assert saved.status_code == 303
    assert found.rules["columns"]["group"] == "labels.team"
    assert door.post(url("amend_endpoint_mapping", found.pk), typed).status_code == 409


def test_a_mapping_that_would_be_refused_says_so_before_it_is_saved(door, admin, now):
    found = endpoint()
    received(found, group(alert()), now)
    typed = rules(found, column_reopen_count="annotations.summary")

    tried = door.post(url("preview_mapping", found.pk), typed)
    nothing = door.post(
        url("preview_mapping", found.pk), rules(found, column_number="")
    )

    assert "is no whole number" in tried.text
    assert nothing.status_code == 422
    assert '<a href="#id_column_number">Number: Type its path.</a>' in nothing.text
    wrong = rules(found, zone="Mars", column_number="", priorities="nonsense")
    saved = door.post(url("amend_endpoint_mapping", found.pk), wrong)
    for name in ("zone", "column_number", "priorities"):
        assert f'<a href="#id_{name}">' in saved.text.partition("portal-summary")[2]
    assert 'value="Mars"' in saved.text


def test_a_part_of_the_mapping_page_is_the_preview_alone(client, now):
    found = endpoint()
    received(found, group(alert()), now)
    client.force_login(
        person(Role.ADMINISTRATOR), "django.contrib.auth.backends.ModelBackend"
    )
    asked = {"HX-Request": "true", "HX-Target": "section#preview"}

    part = client.post(url("preview_mapping", found.pk), rules(found), headers=asked)

    assert part.text.lstrip().startswith("<section")
    assert "The disk is full" in part.text
    assert "<form" not in part.text


def test_a_delivery_is_shown_as_text_and_run_again(door, admin, now):
    found = endpoint()
    body = group({"labels": {"x": "<script>alert(1)</script>"}, "status": "odd"})
    kept = received(found, body, now)

    page = door.get(kept.get_absolute_url())
    ran = door.post(url("run_delivery_again", kept.pk))

    assert "<script>alert(1)" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "It cannot be read" in page.text
    assert page["Cache-Control"] == "no-store"
    assert ran.status_code == 303
    kept.refresh_from_db()
    assert kept.state == "received"


def test_what_became_of_a_delivery_is_told(door, admin, now):
    found = endpoint()
    kept = received(found, group(alert(), truncatedAlerts=2), now)

    page = door.get(kept.get_absolute_url()).text

    assert "aa11-20261123T080000" in page
    assert "left out 2 more alerts" in page
    assert "Run it again" not in page


def test_deliveries_are_filtered_and_exported(door, admin, now):
    first, second = endpoint(), endpoint("splunk")
    received(first, group(alert()), now)
    received(first, b"{", now)
    received(second, payload("splunk"), now)

    def rows(**asked):
        text = door.get(url("deliveries"), asked | {"export": "csv"}).getvalue()
        return len(text.decode().strip().splitlines()) - 1

    assert rows() == 3
    assert rows(endpoint=first.pk) == 2
    assert rows(state="quarantined") == 1
    assert rows(received_from="2026-11-24") == 0
    assert rows(received_to="2026-11-23") == 3
    assert rows(received_to="9999-12-31") == 3
    assert "Quarantined" in door.get(url("deliveries"), {"state": "quarantined"}).text
    first.deliveries.exclude(state="quarantined").update(state="failed")
    count = f'endpoint={first.pk}&amp;state=waiting">2</a>'
    assert count in door.get(url("endpoints")).text
    assert rows(endpoint=first.pk, state="waiting") == 2
    with CaptureQueriesContext(connection) as queries:
        rows()
    assert not any("former_secret" in one["sql"] for one in queries)


@pytest.mark.parametrize("name", ["endpoints", "deliveries"])
def test_a_list_costs_the_same_for_two_and_for_ten(
    door, admin, now, name, django_assert_num_queries
):
    def grown(count):
        for _ in range(count):
            received(endpoint(), group(alert()), now)

    grown(2)
    with CaptureQueriesContext(connection) as few:
        door.get(url(name))
    grown(8)
    with django_assert_num_queries(len(few)):
        door.get(url(name))


def test_a_manager_of_a_platform_sees_what_leads_there(door, now):
    here, there = DeploymentFactory(), DeploymentFactory()
    service = ServiceFactory()
    service.platforms.add(here.platform)
    mine = endpoint(platform=here.platform)
    through = endpoint(service=service)
    other = endpoint(platform=there.platform)
    kept = received(other, b"{", now)
    user = person(Role.PLATFORM_MANAGER, platform=here.platform.slug)
    door.force_login(user, "django.contrib.auth.backends.ModelBackend")

    page = door.get(url("endpoints")).text

    assert mine.get_absolute_url() in page
    assert through.get_absolute_url() in page
    assert other.get_absolute_url() not in page
    assert door.get(other.get_absolute_url()).status_code == 404
    assert door.get(kept.get_absolute_url()).status_code == 404
    assert door.get(url("edit_endpoint", mine.pk)).status_code == 403
    assert not InboundDelivery.objects.visible_to(user).exists()
