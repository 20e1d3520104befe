"""The pages of the catalog, through both doors."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.catalog.models import Application, Entity, ImportRun, Platform
from apps.catalog.states import ImportState
from apps.catalog.tasks import run_import
from apps.core.models import OutboxItem
from tests.factories import (
    ApplicationFactory,
    DependencyFactory,
    DeploymentFactory,
    EntityFactory,
    GrantFactory,
    ImportRunFactory,
    LinkFactory,
    OrganisationFactory,
    PlatformFactory,
    TeamFactory,
    UserFactory,
    person,
)

EARLY = Path(__file__).parent.parent / "data" / "catalog" / "giantswarm" / "early.yaml"
KEY = "8c5f7e0a-0000-4000-8000-000000000001"

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(door):
    def sign_in(user):
        door.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return door

    return sign_in


def queries_for(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def many(count: int) -> None:
    platform = PlatformFactory()
    for _ in range(count):
        found = DeploymentFactory(platform=platform).application
        EntityFactory(application=found)
        PlatformFactory()


@pytest.mark.parametrize("name", ["applications", "platforms", "entities"])
def test_a_list_asks_as_often_for_two_as_for_twenty(signed_in, name):
    client, url = signed_in(person(Role.AUDITOR)), reverse(f"catalog:{name}")
    many(2)
    few = queries_for(client, url)

    many(20)

    assert queries_for(client, url) == few <= 12


def test_applications_are_found_by_every_question(signed_in):
    found = DeploymentFactory(
        platform__slug="ocp",
        application__name="Ledger",
        application__tier=1,
        application__data_class="restricted",
        application__lifecycle="production",
        application__owner_team__slug="payments",
    ).application
    ApplicationFactory(name="Other")
    client = signed_in(person(Role.AUDITOR))

    for query in (
        "q=ledg",
        "team=payments",
        "platform=ocp",
        "tier=1",
        "lifecycle=production",
        "data_class=restricted",
    ):
        answer = client.get(f"{reverse('catalog:applications')}?{query}")
        assert list(answer.context["page_obj"]) == [found], query


def test_a_platform_is_listed_once_for_all_its_environments(signed_in):
    there = DeploymentFactory(platform__name="East", environment="production")
    DeploymentFactory(
        application=there.application, platform=there.platform, environment="test"
    )
    client, url = signed_in(person(Role.AUDITOR)), reverse("catalog:applications")

    text = client.get(url).content.decode()
    sheet = client.get(f"{url}?export=csv").content.decode()

    assert "<td>East</td>" in text
    assert sheet.count("East") == 1


def test_nonsense_questions_show_everything_and_say_so(signed_in):
    ApplicationFactory()
    client = signed_in(person(Role.AUDITOR))

    answer = client.get(f"{reverse('catalog:applications')}?team=nobody%00&tier=9")

    assert answer.status_code == 200
    assert len(answer.context["page_obj"]) == 1


def test_a_list_is_exported(signed_in):
    ApplicationFactory(name="=cmd()", code="danger")

    answer = signed_in(person(Role.AUDITOR)).get(
        f"{reverse('catalog:applications')}?export=csv"
    )

    assert "'=cmd()" in answer.content.decode()


def test_a_vendors_person_sees_what_runs_on_the_platform_granted_to_them(signed_in):
    theirs = DeploymentFactory(platform__slug="ocp").application
    other = ApplicationFactory()
    vendor = UserFactory(external=True)
    GrantFactory(
        user=vendor,
        role=Role.VENDOR_REPRESENTATIVE,
        scope_kind="platform",
        scope_key="ocp",
    )
    client = signed_in(vendor)

    assert client.get(theirs.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    listed = client.get(reverse("catalog:applications")).context["page_obj"]
    assert list(listed) == [theirs]
    assert client.get(reverse("catalog:platform", args=["ocp"])).status_code == 200


def test_the_page_of_an_application_shows_all_its_sides(signed_in):
    found = DependencyFactory(application__name="Ledger", on__name="Rates").application
    DependencyFactory(on=found, application__name="Portal")
    LinkFactory(application=found, title="The runbook")
    DeploymentFactory(application=found, platform__name="East")
    EntityFactory(application=found, text="kind: Component # verbatim <b>\n")

    text = (
        signed_in(person(Role.AUDITOR)).get(found.get_absolute_url()).content.decode()
    )

    for words in ("Rates", "Portal", "The runbook", "East", "verbatim &lt;b&gt;"):
        assert words in text
    assert "<svg" in text
    assert "Add a link" not in text


def test_an_application_asks_as_often_for_two_of_everything_as_for_twenty(signed_in):
    found = ApplicationFactory()
    client = signed_in(person(Role.PLATFORM_MANAGER, platform="none"))

    def add(count: int) -> None:
        for _ in range(count):
            DependencyFactory(application=found)
            DependencyFactory(on=found)
            LinkFactory(application=found)
            DeploymentFactory(application=found)

    add(2)
    few = queries_for(client, found.get_absolute_url())
    add(18)

    assert queries_for(client, found.get_absolute_url()) == few <= 14


def test_an_application_is_registered_once_however_often_it_is_sent(signed_in):
    team = TeamFactory(slug="payments")
    client = signed_in(person(Role.REQUESTER, team="payments"))
    typed = {
        "code": "ledger",
        "name": "Ledger",
        "owner_team": team.pk,
        "tier": 2,
        "lifecycle": "production",
        "data_class": "internal",
        "sent_key": KEY,
    }

    first = client.post(reverse("catalog:register"), typed)
    second = client.post(reverse("catalog:register"), {**typed, "code": "ledger-2"})

    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"] == "/catalog/applications/ledger/"
    assert Application.objects.count() == 1


def test_what_was_typed_is_kept_when_something_is_wrong(signed_in):
    TeamFactory(slug="payments")
    client = signed_in(person(Role.REQUESTER, team="payments"))

    answer = client.post(
        reverse("catalog:register"), {"code": "Not Good", "name": "My own words"}
    )

    assert answer.status_code == 422
    assert "My own words" in answer.content.decode()
    assert not Application.objects.exists()


def test_an_application_is_edited(signed_in):
    found = ApplicationFactory()
    client = signed_in(person(Role.ADMINISTRATOR))
    form = client.get(reverse("catalog:edit_application", args=[found.code]))
    typed = {
        **form.context["form"].initial,
        "name": "New",
        "version": form.context["form"]["version"].value(),
    }

    answer = client.post(reverse("catalog:amend", args=[found.code]), typed)

    assert answer.status_code == 303
    found.refresh_from_db()
    assert found.name == "New"


def test_the_loser_of_two_edits_sees_both(signed_in):
    found = ApplicationFactory(name="As it is now")
    Application.objects.filter(pk=found.pk).update(version=5)
    client = signed_in(person(Role.ADMINISTRATOR))
    typed = {
        "name": "As I typed",
        "owner_team": found.owner_team_id,
        "tier": 3,
        "lifecycle": "experimental",
        "data_class": "internal",
        "version": 1,
    }

    answer = client.post(reverse("catalog:amend", args=[found.code]), typed)

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "As I typed" in text
    assert "As it is now" in text


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("deploy", {"platform": "none", "environment": "x"}, "Select a valid choice"),
        ("add_link", {"kind": "runbook", "url": "javascript:alert(1)"}, "valid URL"),
        ("add_dependency", {"on": "none"}, "no application with this code"),
    ],
)
def test_a_part_that_is_malformed_is_told_on_the_page(signed_in, name, typed, words):
    found = ApplicationFactory()
    client = signed_in(person(Role.ADMINISTRATOR))

    answer = client.post(reverse(f"catalog:{name}", args=[found.code]), typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_platform_is_registered_and_edited(signed_in):
    client, team = signed_in(person(Role.ADMINISTRATOR)), TeamFactory()
    typed = {
        "name": "East",
        "slug": "east",
        "kind": "ai",
        "owner_team": team.pk,
        "capabilities": "GPU\n\nautoscaling\nGPU",
        "sent_key": KEY,
    }

    assert client.post(reverse("catalog:register_platform"), typed).status_code == 303
    found = Platform.objects.get()
    assert found.capabilities == ["GPU", "autoscaling"]
    form = client.get(reverse("catalog:edit_platform", args=["east"]))
    assert "GPU\nautoscaling" in form.content.decode()
    client.post(
        reverse("catalog:amend_platform", args=["east"]),
        {**typed, "capabilities": "GPU", "version": 1},
    )

    found.refresh_from_db()
    assert (found.capabilities, found.version) == (["GPU"], 2)


def test_files_are_uploaded_looked_at_confirmed_and_done(signed_in):
    OrganisationFactory()
    client = signed_in(person(Role.ADMINISTRATOR))
    bad = SimpleUploadedFile("bad.yaml", b"kind: [")
    with EARLY.open("rb") as early:
        answer = client.post(
            reverse("catalog:upload"), {"sources": [early, bad]}, follow=True
        )
    run, text = ImportRun.objects.get(), answer.content.decode()
    assert "9 new" in text
    assert "bad.yaml" in text

    waiting = client.post(
        reverse("catalog:confirm_import", args=[run.pk]), follow=True
    ).content.decode()
    assert "Look again" in waiting
    assert not Application.objects.exists()
    run_import(OutboxItem.objects.get().pk)
    done = client.get(run.get_absolute_url())

    assert "See the applications" in done.content.decode()
    assert Application.objects.count() == 9
    assert (
        client.post(reverse("catalog:confirm_import", args=[run.pk])).status_code == 409
    )


def test_an_import_can_be_dropped(signed_in):
    client = signed_in(person(Role.ADMINISTRATOR))
    client.post(
        reverse("catalog:upload"), {"sources": [SimpleUploadedFile("a.yaml", b"a: b")]}
    )
    run = ImportRun.objects.get()

    client.post(reverse("catalog:discard_import", args=[run.pk]))

    run.refresh_from_db()
    assert run.state == ImportState.DISCARDED


def test_a_failed_import_says_so_and_is_started_again(signed_in):
    importer = person(Role.ADMINISTRATOR)
    run = ImportRunFactory(
        by=importer,
        state=ImportState.FAILED,
        report={"counts": {"created": 0}, "failure": "The portal tried it."},
    )
    client = signed_in(importer)

    text = client.get(run.get_absolute_url()).content.decode()
    again = client.post(reverse("catalog:restart_import", args=[run.pk]), follow=True)

    assert "The portal tried it." in text
    assert "Start it again" in text
    assert "Look again" in again.content.decode()
    assert OutboxItem.objects.get().payload == {"run": run.pk}


def test_somebody_elses_failed_import_names_who_can_start_it_again(signed_in):
    run = ImportRunFactory(state=ImportState.FAILED, by__name="Ada")
    client = signed_in(person(Role.ADMINISTRATOR))

    text = client.get(run.get_absolute_url()).content.decode()
    answer = client.post(reverse("catalog:restart_import", args=[run.pk]))

    assert "Ada, who gave the files, can start it again." in text
    assert answer.status_code == 403
    assert not OutboxItem.objects.exists()


def test_what_is_gone_from_the_files_is_shown(signed_in):
    gone = {"key": "component:default/old", "source": "all.yaml", "feeds": "old"}
    importer = person(Role.ADMINISTRATOR)
    run = ImportRunFactory(by=importer, report={"counts": {}, "gone": [gone]})

    text = signed_in(importer).get(run.get_absolute_url()).content.decode()

    assert "Gone from the files" in text
    assert "component:default/old" in text
    assert "deletes nothing" in text


def test_the_imports_page_lists_what_was_done_without_reading_the_files(signed_in):
    client = signed_in(person(Role.ADMINISTRATOR))
    client.post(
        reverse("catalog:upload"), {"sources": [SimpleUploadedFile("a.yaml", b"a: b")]}
    )

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse("catalog:import"))

    assert "To be confirmed" in answer.content.decode()
    assert not [q for q in queries if '"catalog_importrun"."files"' in q["sql"]]


@pytest.mark.parametrize("content", [b"MZ", b""])
def test_a_file_that_is_no_catalog_file_is_refused(signed_in, content):
    client = signed_in(person(Role.ADMINISTRATOR))

    answer = client.post(
        reverse("catalog:upload"), {"sources": [SimpleUploadedFile("a.exe", content)]}
    )

    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (BOMB, ["1", "1"], "unfold to too much"),
        ("---\na: &a [*a]\n", ["1", "2"], "contains itself"),
        ("a: " + "[" * 100_000, ["1", "1"], "too large or too deep"),
        ("x: 1\n" * 2, ["1", "2"], "stands here twice"),
        ("kind: A\n\tname: b\n", ["1", "2"], "not valid YAML"),
        ("\0\x01\x02", ["–", "–"], "not UTF-8 text"),
        ("#" * (5 * 1024 * 1024 + 1), ["–", "–"], "larger than 5 MB"),
        ("a: " + "9" * 10_000, ["1", "1"], "not valid YAML"),
    ],
    ids=["bomb", "circle", "deep", "twice", "tab", "binary", "large", "number"],
)
def test_a_hostile_file_is_told_with_its_place_and_the_others_are_taken(
    signed_in, text, place, words
):
    client = signed_in(person(Role.ADMINISTRATOR))
    bad = SimpleUploadedFile("bad.yaml", text.encode())
    with EARLY.open("rb") as early:
        answer = client.post(
            reverse("catalog:upload"), {"sources": [bad, early]}, follow=True
        )

    (problem,) = ImportRun.objects.get().report["problems"]
    assert [str(problem[name] or "–") for name in ("number", "line")] == place
    assert words in problem["message"]
    assert "bad.yaml" in answer.content.decode()
    assert answer.context["page"].counts["created"] == 9


def test_a_file_beyond_ten_megabytes_is_refused_before_it_is_read(signed_in):
    client = signed_in(person(Role.ADMINISTRATOR))
    large = SimpleUploadedFile("large.yaml", b"#" * (10 * 1024 * 1024 + 1))

    answer = client.post(reverse("catalog:upload"), {"sources": [large]})

    assert answer.status_code == 422
    assert "larger than 10 MB" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_zip_is_taken_with_its_members(signed_in):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("one/catalog-info.yaml", EARLY.read_text())
    client = signed_in(person(Role.ADMINISTRATOR))

    client.post(
        reverse("catalog:upload"),
        {"sources": [SimpleUploadedFile("all.zip", out.getvalue())]},
    )

    run = ImportRun.objects.get()
    assert run.file_names == ["all.zip/one/catalog-info.yaml"]
    assert run.report["counts"]["created"] == 9


def test_an_imported_document_is_shown_as_it_was(signed_in):
    found = EntityFactory(text="kind: Robot # as written\n")

    answer = signed_in(person(Role.AUDITOR)).get(found.get_absolute_url())

    assert "kind: Robot # as written" in answer.content.decode()
    assert Entity.objects.get() == found
