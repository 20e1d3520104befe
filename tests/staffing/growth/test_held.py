"""Everything held about a person, handed out: as a file, and on paper."""

import json

import pytest
from django.apps import apps

from apps.reminders.models import Notification
from apps.staffing.actions.growth import keeping
from apps.staffing.models import RotaImport
from apps.staffing.models.growth import ReadRecord
from apps.staffing.models.growth.base import entered
from apps.staffing.queries.growth.held import confidential_models
from apps.staffing.queries.growth.paper import held_paper
from apps.staffing.rules.growth.beside import BESIDE
from tests.factories import NOW, TeamFactory
from tests.staffing.growth.everything import make_everything
from tests.staffing.growth.people import TODAY, client_of, make_line, send

pytestmark = pytest.mark.django_db
TABLES = {one._meta.model_name for one in confidential_models()}


@pytest.fixture
def line():
    return make_line()


@pytest.fixture
def things(line):
    return make_everything(line)


def file_of(client, line):
    answer = send(client, f"/staffing/growth/people/{line.anna.pk}/held/file/")
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_the_person_is_handed_what_is_theirs_and_shared(line, things):
    found = file_of(client_of(line.anna.user), line)

    notes = found["staffing.meetingnote"]
    assert [(one["author"], one["audience"]) for one in notes] == [
        ("Ben Lead", "shared"),
        ("Anna Engineer", "private"),
    ]
    assert "staffing.calibration" not in found
    assert "staffing.personnelaction" not in found
    assert found["staffing.person"][0]["name"] == "Anna Engineer"


def test_what_they_were_told_and_brought_in_is_handed_out_as_well(line, things):
    told = Notification.objects.create(
        key="one",
        user=line.anna.user,
        topic="staffing.news",
        subject_type="staffing.person",
        subject_id=line.anna.pk,
        title="Your shift",
        words="was moved",
        url="/",
        why="it is yours",
        at=NOW,
    )
    team = TeamFactory(name="OpenShift")
    RotaImport.objects.create(
        by=line.anna.user,
        tool="goalert",
        team=team,
        file_name="rota.json",
        document={"secret": "of others"},
        created_at=NOW,
    )
    found = file_of(client_of(line.anna.user), line)

    (notification,) = found["reminders.notification"]
    assert (notification["id"], notification["words"]) == (told.pk, "was moved")
    (brought,) = found["staffing.rotaimport"]
    assert brought["file_name"] == "rota.json"
    assert "document" not in brought
    names = {one.table: {*one.columns, one.login} for one in BESIDE}
    for table, columns in names.items():
        fields = {field.name for field in apps.get_model(table)._meta.concrete_fields}
        assert columns <= fields, table


def test_it_is_read_on_paper_in_words_with_the_same_rows(line, things):
    found = keeping.hand_out(line.anna.pk, by=line.anna.user, now=NOW)
    paper = held_paper(line.anna, found, now=NOW)
    parts = {one["title"]: one for one in paper["parts"]}

    assert {len(one["rows"]) for one in parts.values()} == {
        len(rows) for rows in found.values()
    }
    talk = dict(parts["One-to-ones"]["rows"][0])
    assert (talk["planned, held or cancelled"], talk["who wrote it"]) == (
        "Planned",
        "Ben Lead",
    )
    assert parts["One-to-ones"]["why"].endswith("kept: 2 years after the day.")
    assert not [
        label
        for one in paper["parts"]
        for row in one["rows"]
        for label, _ in row
        if "_" in label
    ]
    answer = send(
        client_of(line.anna.user),
        f"/staffing/growth/people/{line.anna.pk}/held/file/",
        {"as": "pdf"},
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_hr_hands_out_everything_and_the_person_sees_it(line, things):
    found = file_of(client_of(line.hr.user), line)
    tables = {name.removeprefix("staffing.") for name in found}

    of_position = {"vacancy", "wantedskill", "vacancydecision", "candidate"}
    assert tables >= TABLES - of_position
    assert len(found["staffing.meetingnote"]) == 3
    with entered(line.anna.pk, today=TODAY):
        assert ReadRecord.objects.filter(
            what="everything held", author=line.hr
        ).exists()


def test_nobody_else_is_handed_anything_not_even_the_line(line, things):
    for person, status in ((line.ben, 403), (line.colleague, 404), (line.past_hr, 404)):
        where = f"/staffing/growth/people/{line.anna.pk}/held/"
        client = client_of(person.user)
        assert client.get(where).status_code == status
        assert send(client, f"{where}file/").status_code == status
        assert send(client, f"{where}erase/", {"reason": "x"}).status_code == status
