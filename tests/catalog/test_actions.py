"""What changes in the catalog, who may, and what stays."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Organisation, Team
from apps.accounts.roles import Role
from apps.catalog import actions
from apps.catalog.actions import importing
from apps.catalog.imports import read_path
from apps.catalog.models import (
    Application,
    Dependency,
    Entity,
    ImportRun,
    Relation,
)
from apps.catalog.rules import Source
from apps.catalog.states import ImportState
from apps.catalog.tasks import run_import
from apps.core import outbox
from apps.core.errors import DomainError, EditConflict
from apps.core.models import OutboxItem
from apps.history.models import Event
from tests.factories import (
    ApplicationFactory,
    DependencyFactory,
    DeploymentFactory,
    OrganisationFactory,
    PlatformFactory,
    TeamFactory,
    UserFactory,
    person,
)

DATA = Path(__file__).parent.parent / "data" / "catalog"
ACME = DATA / "giantswarm"
COMPONENT = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: NAME}
spec: {type: service, lifecycle: production, owner: payments, MORE}
"""

pytestmark = pytest.mark.django_db


def sources(*names: str) -> list[Source]:
    return [one for name in names for one in read_path(ACME / name)]


def component(name: str, more: str = "x: y") -> Source:
    text = COMPONENT.replace("NAME", name).replace("MORE", more)
    return Source(f"{name}.yaml", text)


def brought(given: list[Source], now, by=None):
    return actions.import_sources(given, by=by, now=now)


@pytest.fixture
def bank():
    return OrganisationFactory()


def test_a_companys_catalog_comes_in(bank, now):
    done = brought(sources("groups.yaml", "early.yaml"), now)

    assert done.counts == {"created": 21, "changed": 0, "left": 0, "problems": 0}
    assert Application.objects.count() == 9
    alloy = Application.objects.get(code="alloy")
    assert (alloy.owner_team.slug, alloy.lifecycle) == ("team-atlas", "production")
    assert alloy.links.get().url == "https://github.com/giantswarm/alloy-app"
    assert Entity.objects.get(application=alloy).source == "early.yaml"


def test_the_same_files_again_change_nothing(bank, now):
    brought(sources("groups.yaml", "early.yaml"), now)
    events = Event.objects.count()

    with CaptureQueriesContext(connection) as queries:
        done = brought(sources("groups.yaml", "early.yaml"), now)

    assert done.counts == {"created": 0, "changed": 0, "left": 21, "problems": 0}
    assert Event.objects.count() == events
    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE"))]


def test_the_later_date_changes_what_differs(bank, now):
    brought(sources("groups.yaml", "early.yaml"), now)

    done = brought(sources("later.yaml"), now)

    assert done.counts == {"created": 3, "changed": 5, "left": 4, "problems": 0}
    assert Application.objects.get(code="alfred-app").owner_team.slug != "unowned"


def test_what_is_gone_from_the_later_file_is_told_and_stays(bank, now):
    brought([component("ledger"), component("web")], now)
    both = [Source("all.yaml", one.text) for one in (component("a"), component("b"))]
    brought(both, now)
    importer = person(Role.ADMINISTRATOR)

    run = actions.preview_import(by=importer, sources=both[:1], now=now)
    actions.confirm_import(run.pk, by=importer, now=now)
    run_import(OutboxItem.objects.get().pk)

    run.refresh_from_db()
    gone = {"key": "component:default/b", "source": "all.yaml", "feeds": "b"}
    assert run.report["gone"] == [gone]
    assert Application.objects.count() == 4


def test_the_command_tells_what_is_gone(bank, now, tmp_path, capsys):
    file = tmp_path / "all.yaml"
    file.write_text(f"{component('a').text}---\n{component('b').text}")
    call_command("import_catalog", str(file))
    file.write_text(component("a").text)

    call_command("import_catalog", str(file), "--dry-run")

    out = capsys.readouterr().out
    assert "gone     component:default/b  was in all.yaml, is kept" in out
    assert "1 gone from their files" in out


def test_what_a_person_edited_stays(bank, now):
    brought(sources("groups.yaml", "early.yaml"), now)
    alloy = Application.objects.get(code="alloy")
    actions.amend(
        alloy.pk, by=person(Role.ADMINISTRATOR), version=1, now=now, description="Ours"
    )
    later = [
        Source("l.yaml", one.text.replace("Grafana Alloy", "The Alloy"))
        for one in sources("later.yaml")
    ]

    brought(later, now)

    assert Application.objects.get(code="alloy").description == "Ours"


def test_a_bad_document_is_reported_and_the_others_are_loaded(bank, now):
    done = brought(read_path(DATA / "backstage"), now)

    assert done.counts == {"created": 10, "changed": 0, "left": 0, "problems": 1}
    (problem,) = done.problems
    assert (problem.file, problem.number, problem.line) == (
        "invalid-component.yaml",
        1,
        4,
    )


def test_groups_become_teams_and_users_are_tied_to_their_login(bank, now):
    login = UserFactory(email="Janelle-Dawe@example.com")
    people = UserFactory._meta.model.objects.count()

    brought(read_path(DATA / "backstage"), now)

    assert Team.objects.get(slug="team-a").email == "team-a@example.com"
    assert Entity.objects.get(key="user:default/janelle.dawe").login == login
    assert UserFactory._meta.model.objects.count() == people


def test_relations_find_their_targets_also_when_those_come_later(bank, now):
    brought([component("web", "dependsOn: ['component:ledger']")], now)
    assert Relation.objects.get(kind="dependsOn").target is None

    brought([component("ledger")], now)

    assert Relation.objects.get(kind="dependsOn").target.name == "ledger"
    assert str(Dependency.objects.get()) == "web needs ledger"


def test_an_api_ties_who_uses_it_to_who_offers_it(bank, now):
    given = [
        component("web", "consumesApis: [rates]"),
        component("rates-service", "providesApis: [rates]"),
    ]

    brought(given, now)

    tie = Dependency.objects.get()
    assert (tie.application.code, tie.on.code) == ("web", "rates-service")
    brought([component("web")], now)
    assert not Dependency.objects.exists()


def test_an_import_leaves_dependencies_that_people_stated(bank, now):
    tie = DependencyFactory()

    brought([component("web")], now)

    assert Dependency.objects.filter(pk=tie.pk).exists()


def test_an_import_is_previewed_confirmed_and_done_by_a_worker(bank, now):
    importer = person(Role.ADMINISTRATOR)
    run = actions.preview_import(
        by=importer, sources=sources("groups.yaml", "early.yaml"), now=now
    )
    assert not Application.objects.exists()

    actions.confirm_import(run.pk, by=importer, now=now)
    item = OutboxItem.objects.get(task="catalog.run_import")
    run_import(item.pk)
    run_import(item.pk)

    run.refresh_from_db()
    assert (run.state, run.report["counts"]["created"]) == (ImportState.DONE, 21)
    assert Application.objects.count() == 9
    assert Event.objects.filter(verb="catalog.import_finished").count() == 1


def test_an_import_is_confirmed_once_and_only_by_its_owner(bank, now):
    importer = person(Role.ADMINISTRATOR)
    run = actions.preview_import(by=importer, sources=sources("early.yaml"), now=now)

    with pytest.raises(PermissionDenied):
        actions.confirm_import(run.pk, by=person(Role.ADMINISTRATOR), now=now)
    actions.discard_import(run.pk, by=importer, now=now)
    with pytest.raises(DomainError):
        actions.confirm_import(run.pk, by=importer, now=now)
    assert not OutboxItem.objects.exists()


def test_an_import_of_somebody_who_lost_the_right_fails_in_words(bank, now):
    importer = person(Role.ADMINISTRATOR)
    run = actions.preview_import(by=importer, sources=sources("early.yaml"), now=now)
    actions.confirm_import(run.pk, by=importer, now=now)
    importer.grants.all().delete()

    run_import(OutboxItem.objects.get().pk)

    run.refresh_from_db()
    assert run.state == ImportState.FAILED
    assert run.report["failure"] == "You may not import catalog files."
    assert not Application.objects.exists()


def fail_until_given_up(monkeypatch) -> ImportRun:
    """An import that the worker tried in vain as often as it does."""

    def broken(*args, **options):
        raise RuntimeError("a fault")

    importer = person(Role.ADMINISTRATOR)
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    run = actions.preview_import(by=importer, sources=sources("early.yaml"), now=at)
    actions.confirm_import(run.pk, by=importer, now=at)
    item = OutboxItem.objects.get()
    with monkeypatch.context() as patched:
        patched.setattr(importing, "import_sources", broken)
        for _ in range(outbox.MAX_ATTEMPTS):
            run.refresh_from_db()
            assert run.state == ImportState.QUEUED
            with pytest.raises(RuntimeError):
                run_import(item.pk)
    run.refresh_from_db()
    return run


def test_an_import_that_a_worker_gives_up_has_failed_and_says_what_to_do(
    bank, monkeypatch
):
    run = fail_until_given_up(monkeypatch)

    assert run.state == ImportState.FAILED
    assert "Start it again" in run.report["failure"]
    assert Event.objects.about(run).filter(verb="catalog.import_given_up").count() == 1
    assert not Application.objects.exists()


def test_a_failed_import_is_started_again_and_done(bank, monkeypatch, now):
    run = fail_until_given_up(monkeypatch)

    actions.restart_import(run.pk, by=run.by, now=now)
    with pytest.raises(DomainError, match="Only an import that failed"):
        actions.restart_import(run.pk, by=run.by, now=now)
    run_import(OutboxItem.objects.get(dead_at=None).pk)

    run.refresh_from_db()
    assert run.state == ImportState.DONE
    assert Application.objects.count() == 9


def test_only_its_owner_starts_a_failed_import_again(bank, monkeypatch, now):
    run = fail_until_given_up(monkeypatch)

    with pytest.raises(PermissionDenied):
        actions.restart_import(run.pk, by=person(Role.ADMINISTRATOR), now=now)

    run.refresh_from_db()
    assert run.state == ImportState.FAILED
    assert not OutboxItem.objects.filter(dead_at=None).exists()


def test_a_requester_imports_the_applications_of_their_team_only(bank, now):
    TeamFactory(slug="payments")
    theirs = ApplicationFactory(code="cards")
    requester = person(Role.REQUESTER, team="payments")

    done = brought([component("ledger"), component("cards")], now, by=requester)

    assert [one.slug for one in done.changes] == ["ledger"]
    assert "not one of your teams" in str(done.problems[0])
    theirs.refresh_from_db()
    assert theirs.owner_team.slug != "payments"


def test_auditors_may_not_import(bank, now):
    with pytest.raises(PermissionDenied):
        actions.preview_import(
            by=person(Role.AUDITOR), sources=sources("early.yaml"), now=now
        )
    assert not ImportRun.objects.exists()
    assert not Event.objects.exists()


def test_the_command_imports_and_rehearses(bank, capsys):
    call_command("import_catalog", str(ACME / "early.yaml"), "--dry-run")
    assert not Application.objects.exists()

    call_command("import_catalog", str(ACME), str(DATA / "backstage"))

    out, err = capsys.readouterr()
    assert "Would be: 9 created, 0 changed, 0 left, 0 problems, from 1 files." in out
    assert "invalid-component.yaml, document 1, line 4" in err
    assert Application.objects.count() == 14


def test_the_command_fills_a_fresh_installation_as_it_said_it_would(capsys):
    assert not Organisation.objects.exists()

    call_command("import_catalog", str(ACME / "early.yaml"), "--dry-run")
    assert not Organisation.objects.exists()
    call_command("import_catalog", str(ACME / "early.yaml"))

    rehearsed, done = (
        line for line in capsys.readouterr().out.splitlines() if " files." in line
    )
    assert rehearsed == f"Would be: {done}"
    bank = Organisation.objects.get()
    assert (bank.name, bank.kind) == ("The bank", Organisation.Kind.INTERNAL)
    assert Team.objects.get(slug="unowned").organisation == bank


def test_an_import_puts_its_teams_into_the_organisation_that_is_there(bank, now):
    OrganisationFactory(kind=Organisation.Kind.VENDOR)

    brought(sources("groups.yaml"), now)

    assert {team.organisation for team in Team.objects.all()} == {bank}


def test_a_platform_manager_edits_what_runs_on_their_platform(now):
    found = DeploymentFactory(platform__slug="ocp").application
    manager = person(Role.PLATFORM_MANAGER, platform="ocp")

    actions.amend(found.pk, by=manager, version=1, now=now, tier=1)

    found.refresh_from_db()
    assert (found.tier, found.version) == (1, 2)
    assert Event.objects.get().facts == {"fields": ["tier"]}


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.PLATFORM_MANAGER, {"platform": "other"}),
        (Role.REQUESTER, {"team": "other"}),
        (Role.AUDITOR, {}),
        (Role.REVIEWER, {}),
    ],
)
def test_others_may_not_edit(role, scope, now):
    found = ApplicationFactory()

    with pytest.raises(PermissionDenied):
        actions.amend(found.pk, by=person(role, **scope), version=1, now=now, tier=1)

    found.refresh_from_db()
    assert found.tier == 3
    assert not Event.objects.exists()


def test_an_edit_over_anothers_is_refused_with_both_versions(now):
    found, by = ApplicationFactory(), person(Role.ADMINISTRATOR)
    actions.amend(found.pk, by=by, version=1, now=now, tier=1)

    with pytest.raises(EditConflict) as caught:
        actions.amend(found.pk, by=by, version=1, now=now, tier=2, contacts="Me")

    assert caught.value.typed == {"tier": 2, "contacts": "Me"}
    assert caught.value.current.tier == 1


def test_saving_what_is_there_tells_no_story(now):
    found = ApplicationFactory()

    actions.amend(found.pk, by=person(Role.ADMINISTRATOR), version=1, now=now, tier=3)

    assert not Event.objects.exists()


def test_places_links_and_needs_are_noted_once_and_taken_away(now):
    found, other, platform = (
        ApplicationFactory(),
        ApplicationFactory(),
        PlatformFactory(),
    )
    by = person(Role.ADMINISTRATOR)
    noted = [
        (actions.deploy, {"platform": platform, "environment": "test"}),
        (
            actions.add_link,
            {"kind": "runbook", "url": "https://a.example", "title": ""},
        ),
        (actions.add_dependency, {"on": other}),
    ]
    for act, given in noted:
        act(found.pk, by=by, now=now, **given)
        with pytest.raises(DomainError, match="already"):
            act(found.pk, by=by, now=now, **given)

    actions.undeploy(found.deployments.get().pk, by=by, now=now)
    actions.remove_link(found.links.get().pk, by=by, now=now)
    actions.remove_dependency(found.needs.get().pk, by=by, now=now)

    assert Event.objects.about(found).count() == 6
    assert not found.deployments.exists()


def test_an_imported_dependency_is_changed_in_its_file(now):
    tie = DependencyFactory(is_imported=True)

    with pytest.raises(DomainError, match="catalog file states"):
        actions.remove_dependency(tie.pk, by=person(Role.ADMINISTRATOR), now=now)

    assert Dependency.objects.filter(pk=tie.pk).exists()


def test_an_application_needs_another_not_itself(now):
    found = ApplicationFactory()

    with pytest.raises(DomainError, match="itself"):
        actions.add_dependency(
            found.pk, by=person(Role.ADMINISTRATOR), on=found, now=now
        )


def test_a_requester_registers_for_their_team_only(now):
    team = TeamFactory(slug="payments")
    by = person(Role.REQUESTER, team="payments")

    made = actions.register(by=by, code="ledger", owner_team=team, name="L", now=now)
    with pytest.raises(PermissionDenied):
        actions.register(by=by, code="x", owner_team=TeamFactory(), name="X", now=now)
    with pytest.raises(DomainError, match="already"):
        actions.register(by=by, code="ledger", owner_team=team, name="L", now=now)

    assert list(Application.objects.all()) == [made]


def test_only_their_managers_edit_platforms(now):
    found = PlatformFactory(slug="ocp")
    fields = {"version": 1, "now": now, "description": "New"}

    with pytest.raises(PermissionDenied):
        actions.amend_platform(
            found.pk, by=person(Role.PLATFORM_MANAGER, platform="ecs"), **fields
        )
    actions.amend_platform(
        found.pk, by=person(Role.PLATFORM_MANAGER, platform="ocp"), **fields
    )

    found.refresh_from_db()
    assert found.description == "New"
