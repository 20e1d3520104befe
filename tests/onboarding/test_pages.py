"""What people rely on in onboarding's pages: files, order, copies, marks, few queries."""

import csv
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.roles import Role
from apps.history.models import Event
from apps.onboarding import actions
from apps.onboarding.models import Assessment, Request
from apps.onboarding.states import AssessmentState
from tests.factories import (
    ApplicationFactory,
    CriterionFactory,
    EditionFactory,
    draft,
    person,
)

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
AIM = 12
SAID = "Shown in the handbook."


@pytest.fixture
def standard():
    return EditionFactory(published=True)


@pytest.fixture
def requester():
    return person(Role.REQUESTER)


@pytest.fixture
def signed_in(door):
    def sign_in(user):
        door.force_login(user, BACKEND)
        return door

    return sign_in


def submitted(requester, now, **fields):
    found = draft(requester, now, **fields)
    for one in found.assessments.all():
        actions.give_evidence(
            one.pk, by=requester, expected_version=one.version, value=SAID, now=now
        )
    return actions.submit(found.pk, by=requester, now=now)


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("url", ["/onboarding/", "/onboarding/queue/", "/"])
@pytest.mark.parametrize(
    "role", [Role.REQUESTER, Role.REVIEWER, Role.PLATFORM_MANAGER, Role.ADMINISTRATOR]
)
@pytest.mark.usefixtures("standard")
def test_a_page_stays_within_the_aim_for_every_role(url, role, client, requester, now):
    for _ in range(3):
        submitted(requester, now)
    client.force_login(person(role), BACKEND)

    assert queries(client, url) <= AIM


@pytest.mark.parametrize(
    "role", [Role.REVIEWER, Role.PLATFORM_MANAGER, Role.ADMINISTRATOR]
)
def test_a_request_of_sixty_criteria_stays_within_the_aim_for_its_judges(
    role, client, requester, now
):
    edition = EditionFactory(criteria=["must"] * 60, published=True)
    assert edition.criteria.count() == 60
    found = submitted(requester, now)
    client.force_login(person(role), BACKEND)

    assert queries(client, found.get_absolute_url()) <= AIM


def test_the_list_is_in_the_order_asked_for_and_in_no_other(
    signed_in, standard, requester, now
):
    names = ["Beta", "Alpha", "Gamma"]
    for name in names:
        draft(requester, now, application=ApplicationFactory(name=name))
    client = signed_in(requester)

    def order(sort):
        rows = client.get(f"/onboarding/?sort={sort}").context["page_obj"]
        return [one.application.name for one in rows]

    assert order("application") == ["Alpha", "Beta", "Gamma"]
    assert order("-application") == ["Gamma", "Beta", "Alpha"]
    assert order("requester__password") == order("")


def test_the_list_is_a_workbook_too_and_runs_nobodys_formula(
    signed_in, standard, requester, now
):
    draft(requester, now, application=ApplicationFactory(name="=HYPERLINK(1)"))
    client = signed_in(requester)

    book = client.get("/onboarding/?export=xlsx")
    text = client.get("/onboarding/?export=csv").content.decode("utf-8-sig")

    inside = zipfile.ZipFile(io.BytesIO(b"".join(book)))
    assert "xl/workbook.xml" in inside.namelist()
    assert not any(b"<f>" in inside.read(name) for name in inside.namelist())
    [_, row] = csv.reader(io.StringIO(text))
    assert row[1] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/onboarding/", "New request"),
        ("/onboarding/?q=nothing", "No request matches"),
        ("/onboarding/queue/", "Nothing waits for a verdict"),
    ],
)
def test_an_empty_list_says_what_to_do_next(signed_in, url, words):
    client = signed_in(person(Role.ADMINISTRATOR))

    assert words in client.get(url).content.decode()


def test_a_copy_begins_with_the_evidence_but_asks_to_confirm_it(
    signed_in, standard, requester, now
):
    first = submitted(requester, now)
    other = ApplicationFactory()
    client = signed_in(requester)

    answer = client.post(f"/onboarding/{first.pk}/copied/", {"application": other.pk})

    made = Request.objects.exclude(pk=first.pk).get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.application, made.copied_from) == (other, first)
    one = made.assessments.select_related("evidence").first()
    assert (one.evidence.value, one.evidence.is_confirmed) == (SAID, False)
    assert one.state == AssessmentState.NOT_STARTED
    assert "Filled in, to confirm" in client.get(answer["Location"]).content.decode()
    page = client.get(one.get_absolute_url()).content.decode()
    assert "This is right" in page

    client.post(f"/onboarding/criteria/{one.pk}/confirm/")

    assert "This is right" not in client.get(one.get_absolute_url()).content.decode()


def test_several_criteria_are_put_on_a_desk_at_once(
    signed_in, standard, requester, now
):
    rows = submitted(requester, now).assessments.all()
    reviewer = person(Role.REVIEWER, category="security")
    client = signed_in(person(Role.PLATFORM_MANAGER))

    answer = client.post(
        "/onboarding/queue/assign/",
        {"picked": [one.pk for one in rows], "to": reviewer.pk, "query": "whose=mine"},
    )

    assert answer["Location"] == "/onboarding/queue/?whose=mine"
    assert Assessment.objects.filter(assignee=reviewer).count() == 3
    assert Event.objects.filter(verb="onboarding.assigned").count() == 3


def test_who_may_not_hand_out_work_changes_nothing(signed_in, standard, requester, now):
    rows = submitted(requester, now).assessments.all()
    client = signed_in(requester)

    answer = client.post(
        "/onboarding/queue/assign/",
        {"picked": [one.pk for one in rows], "to": person(Role.REVIEWER).pk},
    )

    assert answer.status_code in {303, 403}
    assert not Assessment.objects.exclude(assignee=None).exists()
    assert not Event.objects.filter(verb="onboarding.assigned").exists()


def test_lapsed_evidence_is_named_on_the_page(signed_in, requester, now):
    edition = EditionFactory(criteria=[])
    CriterionFactory(edition=edition, code="RES-02", valid_days=1)
    edition.become("published")
    edition.published_at = now
    edition.save()
    long_ago = now.replace(year=2024)
    found = submitted(requester, long_ago)
    actions.accept(found.assessments.get().pk, by=person(Role.REVIEWER), now=long_ago)

    page = signed_in(requester).get(found.get_absolute_url()).content.decode()

    assert "No longer counted" in page
    assert 'href="#RES-02"' in page
