"""Skills: assessed, confirmed, set for many, brought from files; what they tell."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.core.exports import csv_text, xlsx_bytes
from apps.history.models import Event
from apps.staffing.actions import certificates, settings, skills
from apps.staffing.forms.skill_lists import skills_named
from apps.staffing.models import Certificate, Holding, Person, Sheet, Skill, Target
from apps.staffing.queries.coaching import coaching, suggestions
from apps.staffing.queries.matrix import matrix, table_of
from apps.staffing.queries.people import with_postings
from apps.staffing.queries.skills import covered, depths, shortfalls
from tests.factories import TeamFactory, UserFactory, person
from tests.staffing.factories import (
    HoldingFactory,
    PersonFactory,
    PostingFactory,
    SkillFactory,
    TeamRoleFactory,
)

pytestmark = pytest.mark.django_db
KEY = "8c5f7e0a-0000-4000-8000-000000000009"
DAY = timedelta(days=1)


@pytest.fixture
def team():
    return TeamFactory(slug="openshift", name="OpenShift")


@pytest.fixture
def manager(team):
    return person(Role.TEAM_MANAGER, team=team.slug)


@pytest.fixture
def role():
    return TeamRoleFactory(name="Engineer")


@pytest.fixture
def amara(team, role):
    found = PersonFactory(name="Amara", email="amara@x.example", login=True)
    return PostingFactory(person=found, team=team, role=role).person


@pytest.fixture
def ingress():
    return SkillFactory(slug="ingress", name="Ingress")


def level_of(who, skill):
    return Holding.objects.get(person=who, skill=skill).level


def test_what_one_says_of_oneself_counts_once_it_is_confirmed(
    amara, ingress, manager, now
):
    assert skills.assess(amara.pk, by=amara.user, levels={ingress.pk: 4}, now=now) == 1
    held = Holding.objects.get()
    assert (held.own_level, held.level, held.is_to_confirm) == (4, None, True)
    assert not depths(Person.objects.all())

    skills.confirm(amara.pk, by=manager, levels={ingress.pk: 3}, now=now)
    held.refresh_from_db()
    assert (held.level, held.confirmed_by, held.is_to_confirm) == (3, manager, False)
    assert held.confirmed_on == now.date()
    assert depths(Person.objects.all())[ingress.pk].only == "Amara"
    told = Event.objects.about(amara).values_list("verb", "facts")
    assert list(told) == [
        ("staffing.confirmed", {"levels": [["Ingress", 3]]}),
        ("staffing.assessed", {"levels": [["Ingress", 4]]}),
    ]


def test_a_level_said_again_changes_nothing(amara, ingress, manager, now):
    skills.confirm(amara.pk, by=manager, levels={ingress.pk: 3}, now=now)

    again = skills.confirm(amara.pk, by=manager, levels={ingress.pk: 3}, now=now + DAY)
    empty = skills.assess(amara.pk, by=amara.user, levels={ingress.pk: None}, now=now)

    assert (again, empty) == (0, 0)
    assert Event.objects.about(amara).count() == 1


def test_a_level_that_was_assessed_since_is_confirmed_again(
    amara, ingress, manager, now
):
    skills.confirm(amara.pk, by=manager, levels={ingress.pk: 3}, now=now)
    skills.assess(amara.pk, by=amara.user, levels={ingress.pk: 4}, now=now + DAY)

    skills.confirm(amara.pk, by=manager, levels={ingress.pk: 3}, now=now + 2 * DAY)

    held = Holding.objects.get()
    assert (held.level, held.is_to_confirm) == (3, False)


def test_nobody_else_assesses_and_nobody_confirms_themself(
    amara, ingress, manager, now
):
    levels = {ingress.pk: 4}
    for act, by in [
        (skills.assess, manager),
        (skills.confirm, amara.user),
        (skills.confirm, person(Role.AUDITOR)),
        (skills.confirm, person(Role.TEAM_MANAGER, team=TeamFactory().slug)),
    ]:
        with pytest.raises(PermissionDenied):
            act(amara.pk, by=by, levels=levels, now=now)

    assert not Holding.objects.exists()
    assert not Event.objects.exists()


def test_many_are_confirmed_or_none(amara, team, ingress, manager, now):
    lars = PostingFactory(team=team).person
    stranger = PersonFactory()

    with pytest.raises(PermissionDenied):
        skills.confirm_many(
            [(amara.pk, ingress.pk, 3), (stranger.pk, ingress.pk, 3)],
            by=manager,
            now=now,
        )
    assert not Holding.objects.exists()

    cells = [(amara.pk, ingress.pk, 3), (lars.pk, ingress.pk, 2)]
    assert skills.confirm_many(cells, by=manager, now=now) == 2
    assert (level_of(amara, ingress), level_of(lars, ingress)) == (3, 2)


def test_a_skill_hangs_once_on_a_branch_and_never_below_itself(manager, now):
    top = skills.add_skill(by=manager, slug="a", name="A", now=now)
    low = skills.add_skill(by=manager, slug="b", name="B", parent=top, now=now)

    with pytest.raises(DomainError, match="of this name"):
        skills.add_skill(by=manager, slug="c", name="b", parent=top, now=now)
    with pytest.raises(DomainError, match="below itself"):
        skills.amend_skill(top.pk, by=manager, version=1, now=now, parent=low)
    with pytest.raises(PermissionDenied):
        skills.add_skill(by=person(Role.AUDITOR), slug="d", name="D", now=now)

    assert Skill.objects.count() == 2


def test_a_target_is_set_changed_and_taken_away(manager, role, ingress, now):
    for level in (3, 3, 2, 0, 0):
        settings.set_target(role.pk, by=manager, skill=ingress, level=level, now=now)

    assert not Target.objects.exists()
    said = [one.facts["level"] for one in Event.objects.about(role)]
    assert said == [0, 2, 3]


def test_depth_counts_three_and_four_of_those_who_are_here(team, ingress, now):
    here = [PostingFactory(team=team).person for _ in range(3)]
    for who, level in zip(here, (4, 3, 2), strict=True):
        HoldingFactory(person=who, skill=ingress, level=level)
    assert depths(Person.objects.all())[ingress.pk].people == 2

    Person.objects.filter(pk=here[0].pk).update(ends_on=now.date() - DAY)
    rows = Person.objects.here_on(now.date())
    found = depths(rows)[ingress.pk]
    assert (found.is_single_point, found.only_pk) == (True, here[1].pk)


def test_what_a_role_needs_and_nobody_can_is_lacking_and_stands_first(
    amara, role, ingress, now
):
    storage = SkillFactory(name="Storage")
    Target.objects.create(role=role, skill=storage, level=3)
    HoldingFactory(person=amara, skill=ingress)

    rows = covered(Person.objects.all(), now.date())

    said = [
        (one.branch.path, one.is_lacking, one.depth.is_single_point) for one in rows
    ]
    assert said == [("Storage", True, False), ("Ingress", False, True)]


def test_gaps_are_levels_below_the_targets_of_todays_roles(
    amara, role, ingress, team, now
):
    Target.objects.create(role=role, skill=ingress, level=3)
    HoldingFactory(person=amara, skill=ingress, level=1)
    able = PostingFactory(team=team, role=role).person
    HoldingFactory(person=able, skill=ingress, level=3)
    gone = PostingFactory(team=team, role=role, ends_on=now.date() - DAY).person
    said = HoldingFactory(skill=ingress, level=None, own_level=4, person__name="Said")
    PostingFactory(person=said.person, team=team, role=role)

    rows = shortfalls(person(), now.date())

    found = {one.person.name: (one.has, one.wanted, one.missing) for one in rows}
    assert found == {"Amara": (1, 3, 2), "Said": (0, 3, 3)}
    assert gone.name not in found


def test_coaches_are_at_three_or_four_and_share_hours(amara, role, ingress, team, now):
    Target.objects.create(role=role, skill=ingress, level=3)
    teacher = HoldingFactory(skill=ingress, level=4, person__name="Teacher").person
    HoldingFactory(skill=ingress, level=2)

    found = coaching(person(), now.date())

    (pair,) = suggestions(found.page(None))
    assert (pair.coach, pair.learner, str(pair.hours)) == (teacher, amara, "42.5")
    assert (found.total, found.alone) == (1, 0)


def test_the_matrix_asks_as_much_for_three_people_as_for_thirty(team, role, ingress):
    counts = []
    for more in (3, 27):
        for _ in range(more):
            who = PostingFactory(team=team, role=role).person
            HoldingFactory(person=who, skill=SkillFactory())
        with CaptureQueriesContext(connection) as seen:
            found = matrix(Person.objects.all(), date(2026, 11, 23))
            assert found.lines
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 7


def test_the_matrix_shows_level_what_waits_and_what_is_needed(
    amara, role, ingress, now
):
    Target.objects.create(role=role, skill=ingress, level=4)
    Holding.objects.create(
        person=amara, skill=ingress, level=2, own_level=3, own_on=now.date()
    )

    found = matrix(Person.objects.filter(pk=amara.pk), now.date())

    assert found.lines[0].cells == [(2, 3, 4)]
    assert (found.of_nobody, found.single_points) == (1, 0)


def test_the_matrix_can_be_sorted_by_a_skill(amara, ingress, now):
    best = HoldingFactory(skill=ingress, level=4, person__name="Zora").person

    found = matrix(Person.objects.all(), now.date(), sort="ingress")

    assert [one.person for one in found.lines] == [best, amara]


@pytest.fixture
def sheet_of(client, manager):
    """Brings rows as a file, as the manager, and answers the page that shows it."""

    def bring(rows, kind="csv"):
        client.force_login(manager)
        head, *body = rows
        text = csv_text(head, body).encode()
        content = xlsx_bytes("x", head, body) if kind == "xlsx" else text
        file = SimpleUploadedFile(f"levels.{kind}", content)
        page = client.post(
            reverse("staffing:bring_sheet"), {"file": file, "sent_key": uuid4()}
        )
        return client.get(page["Location"]) if page.status_code == 303 else page

    return bring


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_is_looked_at_then_written_and_again_changes_nothing(
    kind, sheet_of, client, amara, ingress
):
    rows = [["E-mail", "Ingress"], ["amara@x.example", 3]]

    page = sheet_of(rows, kind)
    sheet = Sheet.objects.get()
    assert page.context["preview"].changed == 1
    assert not Holding.objects.exists()

    for _ in range(2):
        client.post(reverse("staffing:write_sheet", args=[sheet.pk]))
    assert level_of(amara, ingress) == 3
    assert Event.objects.about(amara).count() == 1

    again = sheet_of(rows, kind)
    assert (again.context["preview"].changed, again.context["preview"].unchanged) == (
        0,
        1,
    )


def test_what_is_exported_comes_back_and_changes_nothing(
    sheet_of, amara, ingress, manager, now
):
    HoldingFactory(person=amara, skill=ingress, level=2)
    skills.assess(amara.pk, by=amara.user, levels={ingress.pk: 4}, now=now)
    heads, rows = table_of(Person.objects.all(), now.date(), None)

    page = sheet_of([heads, *rows])

    assert page.context["preview"].changed == 0
    assert page.context["found"].problems == []


def test_errors_of_a_file_name_row_and_column_and_the_rest_is_taken(
    sheet_of, amara, ingress, team
):
    PostingFactory(person__email="far@x.example")
    page = sheet_of(
        [
            ["E-mail", "Ingress", "Cooking"],
            ["nobody@x.example", 3, ""],
            ["far@x.example", 3, ""],
            ["amara@x.example", 9, ""],
        ]
    )

    assert page.context["found"].problems == [
        "Row 1, column C: “Cooking” is no skill.",
        "Row 2: nobody has the e-mail nobody@x.example.",
        "Row 3: you may not confirm levels of far@x.example.",
        "Row 4, Ingress: “9” is no level; write 0 to 4.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"PK no book", "no workbook"),
        ("a.csv", b"\xff\xfe", "UTF-8"),
        ("a.csv", b" \n ", "empty"),
        ("a.csv", b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        ("a.csv", b"a\n" * 5001, "more than 5,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name, content, words, client, manager):
    client.force_login(manager)

    page = client.post(
        reverse("staffing:bring_sheet"), {"file": SimpleUploadedFile(name, content)}
    )

    assert page.status_code == 422
    assert words in str(page.context["form"].errors)
    assert not Sheet.objects.exists()


def test_ticking_people_confirms_one_level_for_all(door, amara, ingress, manager):
    door.force_login(manager)
    url = reverse("staffing:confirm_many")

    refused = door.post(url, {"skill": ingress.pk, "level": 3})
    assert refused.status_code == 422
    assert b"Tick the people" in refused.content

    page = door.post(url, {"person": [amara.pk], "skill": ingress.pk, "level": 3})
    assert page.status_code == 303
    assert level_of(amara, ingress) == 3


def test_the_page_of_levels_is_ones_own_or_of_whom_one_confirms(
    client, amara, ingress, manager
):
    url = reverse("staffing:levels", args=[amara.pk])
    field = f"skill_{ingress.pk}"

    client.force_login(amara.user)
    assert b"My skills" in client.get(url).content
    client.post(reverse("staffing:assess", args=[amara.pk]), {field: "4"})
    client.force_login(manager)
    page = client.get(url)
    assert page.context["form"][field].initial == 4
    client.post(reverse("staffing:confirm", args=[amara.pk]), {field: "4"})

    assert level_of(amara, ingress) == 4


def test_who_can_is_answered_by_branch_name_and_description(client, amara, ingress):
    branch = SkillFactory(slug="openshift", name="OpenShift")
    Skill.objects.filter(pk=ingress.pk).update(parent=branch)
    routes = SkillFactory(slug="routes", description="haproxy and certificates")
    HoldingFactory(person=amara, skill=ingress)
    HoldingFactory(person=PersonFactory(name="Weak"), skill=ingress, level=2)

    assert skills_named("openshift") == {branch.pk, ingress.pk}
    assert skills_named("haproxy") == {routes.pk}
    client.force_login(UserFactory())
    page = client.get(reverse("staffing:who_can"), {"q": "openshift"}).content
    assert b"Amara" in page
    assert b"Weak" not in page


def test_a_vendors_representative_learns_nothing_of_the_banks_skills(
    client, amara, ingress, role
):
    Target.objects.create(role=role, skill=ingress, level=4)
    HoldingFactory(person=amara, skill=ingress)
    client.force_login(UserFactory(external=True))

    for name, asked in [
        ("skill", ""),
        ("depth", ""),
        ("skill_gaps", ""),
        ("who_can", "?q=ingress"),
        ("coaching", ""),
        ("home", "?team=all"),
        ("skills", ""),
    ]:
        args = ["ingress"] if name == "skill" else []
        page = client.get(reverse(f"staffing:{name}", args=args) + asked)
        assert page.status_code == 200
        assert b"Amara" not in page.content, name


def test_a_certificate_is_noted_by_its_holder_and_seen_by_few(
    client, amara, manager, now
):
    client.force_login(amara.user)
    paper = SimpleUploadedFile("cka.txt", b"Passed.")
    sent = {"name": "CKA", "expires_on": "2027-01-31", "file": paper, "sent_key": KEY}
    client.post(reverse("staffing:add_certificate", args=[amara.pk]), sent)
    found = Certificate.objects.get()
    url = reverse("staffing:certificate_file", args=[amara.pk, found.pk])

    assert b"".join(client.get(url).streaming_content) == b"Passed."
    client.force_login(UserFactory())
    assert client.get(url).status_code == 403
    with pytest.raises(PermissionDenied):
        certificates.remove_certificate(found.pk, by=UserFactory(), now=now)
    certificates.remove_certificate(found.pk, by=manager, now=now)
    assert not Certificate.objects.exists()


def test_a_certificate_that_is_no_paper_or_ends_first_is_refused(client, amara):
    client.force_login(amara.user)
    url = reverse("staffing:add_certificate", args=[amara.pk])
    for sent in (
        {"name": "CKA", "file": SimpleUploadedFile("a.exe", b"MZ")},
        {"name": "CKA", "issued_on": "2026-02-01", "expires_on": "2026-01-01"},
    ):
        assert client.post(url, sent).status_code == 422

    assert not Certificate.objects.exists()


def test_a_certificate_keeps_its_paper_until_a_new_one_comes(client, amara, now):
    paper = SimpleUploadedFile("cka.pdf", b"%PDF-1.7")
    made = certificates.add_certificate(
        amara.pk, by=amara.user, now=now, file=paper, name="CKA"
    )
    client.force_login(amara.user)
    edit, amend = (
        reverse(f"staffing:{name}_certificate", args=[amara.pk, made.pk])
        for name in ("edit", "amend")
    )

    assert client.get(edit).status_code == 200
    client.post(amend, {"name": "CKAD", "version": 1})
    kept = Certificate.objects.get()
    assert (kept.name, kept.file_id) == ("CKAD", made.file_id)
    wrong = SimpleUploadedFile("cka.pdf", b"<html>")
    refused = client.post(amend, {"name": "CKS", "version": 2, "file": wrong})
    assert refused.status_code == 422
    assert Certificate.objects.get().name == "CKAD"


def test_people_carry_their_roles_of_today_alone(amara, role, now):
    PostingFactory(person=amara, ends_on=now.date() - DAY)

    found = with_postings(Person.objects.filter(pk=amara.pk), now.date()).get()

    assert [one.role for one in found.current] == [role]
