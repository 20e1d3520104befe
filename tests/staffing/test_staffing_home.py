"""The first page of staffing: each number is what its link lists; parts are fetched."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.dashboard.queries.palette import find
from apps.staffing.models import Gap, Holding, LineChange, Target
from tests.factories import TeamFactory, UserFactory, person
from tests.staffing.factories import (
    AbsenceFactory,
    CoverageRuleFactory,
    HoldingFactory,
    PersonFactory,
    PostingFactory,
    RotaFactory,
    SkillFactory,
    TeamRoleFactory,
    shift,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def team():
    return TeamFactory(slug="openshift", name="OpenShift", manager=UserFactory())


@pytest.fixture
def amara(team):
    found = PersonFactory(name="Amara", login=True, location="London")
    return PostingFactory(person=found, team=team, role=TeamRoleFactory()).person


def test_a_managers_page_is_of_their_team_and_counts_what_its_links_list(
    client, team, amara, now
):
    thin, needed = SkillFactory(name="Thin"), SkillFactory(name="Needed")
    HoldingFactory(person=amara, skill=thin)
    Target.objects.create(role=amara.postings.get().role, skill=needed, level=3)
    Holding.objects.create(person=amara, skill=needed, own_level=3, own_on=now.date())
    PostingFactory(person__name="Elsewhere")
    LineChange.objects.create(
        person=amara,
        line_manager=PersonFactory(),
        asked_by=UserFactory(),
        asked_at=now,
    )
    client.force_login(team.manager)

    page = client.get(reverse("staffing:home")).context["page"]

    assert (page.people, page.single_point_count, page.lacking_count) == (1, 1, 1)
    assert (page.shortfall_count, page.to_confirm, page.asked) == (1, 1, 1)
    assert page.single_points[0].depth.only == "Amara"
    for name, count in [
        ("people", 1),
        ("skill_gaps", 1),
        ("to_confirm", 1),
        ("line_changes", 1),
    ]:
        listed = client.get(reverse(f"staffing:{name}"), {"team": team.pk})
        assert listed.context["page_obj"].paginator.count == count, name
    thin_ones = client.get(reverse("staffing:depth"), {"team": team.pk}).context
    assert (thin_ones["single_points"], thin_ones["lacking"]) == (1, 1)


def test_its_parts_say_who_is_on_what_is_open_and_what_waits(client, team, amara):
    rota = RotaFactory(team=team, name="Primary")
    lead = PersonFactory(login=True)
    amara.line_manager = lead
    amara.save()
    rule = CoverageRuleFactory(rota=rota, name="One by day")
    now = timezone.now()
    shift(rota, amara, now - timedelta(hours=1), hours=8)
    Gap.objects.create(
        rule=rule, starts_at=now + DAY, ends_at=now + 2 * DAY, short=1, found_at=now
    )
    AbsenceFactory(person=amara, state="asked", first_on=now.date(), kind__name="Leave")
    client.force_login(lead.user)

    said = {
        name: client.get(reverse(f"staffing:home_{name}")).content.decode()
        for name in ("on_call", "rota", "gaps", "absences")
    }

    assert "Primary" in said["on_call"]
    assert "Amara" in said["on_call"]
    assert "Primary" in said["rota"]
    assert "One by day" in said["gaps"]
    assert "Amara: Leave" in said["absences"]
    client.force_login(UserFactory(external=True))
    for name in said:
        page = client.get(reverse(f"staffing:home_{name}")).content.decode()
        assert "Amara" not in page
        assert "Primary" not in page


@pytest.mark.parametrize("name", ["on-call", "rota", "gaps", "absences"])
def test_a_part_is_a_section_for_the_page_and_a_page_for_who_opens_it(name, client):
    client.force_login(person(Role.ADMINISTRATOR))
    url = reverse(f"staffing:home_{name.replace('-', '_')}")
    asked = {"HX-Request": "true", "HX-Target": f"home-{name}"}

    part = client.get(url, headers=asked).content.decode()
    page = client.get(url).content.decode()

    assert part.strip().startswith(f'<section id="home-{name}"')
    assert part.strip().endswith("</section>")
    assert "</h1>" not in part
    assert "</h1>" in page
    assert f'<section id="home-{name}"' in page


@pytest.mark.parametrize("name", ["home_on_call", "home_rota", "home_gaps"])
def test_parts_ask_as_much_for_two_rotas_as_for_six(name, client, team, amara):
    client.force_login(person(Role.ADMINISTRATOR))
    counts = []
    for more in (2, 4):
        for _ in range(more):
            CoverageRuleFactory(rota=RotaFactory(team=team))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(f"staffing:{name}")).status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_the_palette_finds_people_by_name_and_nickname_and_skills(amara):
    amara.user.nickname = "ama"
    amara.user.save()
    SkillFactory(name="Amazon hosts", slug="hosts")
    groups = dict(find("ama", person()))

    assert [one.title for one in groups["Roster"]] == ["Amara"]
    assert groups["Roster"][0].url == amara.get_absolute_url()
    assert "London" in groups["Roster"][0].hint
    assert [one.title for one in groups["Skills"]] == ["Amazon hosts"]
    assert "Roster" not in dict(find("amara", UserFactory(external=True)))
