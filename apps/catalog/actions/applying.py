"""Writing what a plan says: teams, applications, links, entities, relations."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Lower

from apps.accounts.actions import internal_organisation
from apps.accounts.models import Team, User
from apps.catalog.models import Application, Dependency, Entity, Link, Relation
from apps.catalog.rules import UNOWNED, Change, Plan, email_of, links_of
from apps.history.actions import record


@transaction.atomic
def apply_plan(plan: Plan, *, by: User | None, now: datetime) -> None:
    """Carry the plan out; a plan that leaves everything writes nothing."""
    due = [change for change in plan.changes if change.outcome != "left"]
    if not due:
        return
    teams = _teams([one for one in due if one.feeds == "team"], due, by=by, now=now)
    applications = {
        change.slug: _application(change, teams, by=by, now=now)
        for change in due
        if change.feeds == "application"
    }
    _entities(due, applications, teams, now=now)
    _tell(due, by=by, now=now)
    _relations(due)
    _dependencies(by=by, now=now)


def _teams(
    changes: Sequence[Change], due: Iterable[Change], *, by: User | None, now: datetime
) -> dict[str, Team]:
    """Every team by slug, after the groups' teams are made and changed."""
    teams = {team.slug: team for team in Team.objects.select_for_update()}
    owners = {change.stated.get("owner_team") for change in due}
    if UNOWNED in owners and UNOWNED not in teams:
        made = _new_team(UNOWNED, {"name": "Not yet owned"})
        record(made, "catalog.team_imported", by=by, now=now, fields=["name"])
        teams[UNOWNED] = made
    new: set[str] = set()
    for change in changes:
        if change.slug not in teams:
            fields = {"name": change.slug, **change.to_write}
            fields.pop("parent", None)
            teams[change.slug] = _new_team(change.slug, fields)
            new.add(change.slug)
    for change in changes:
        team, values = teams[change.slug], dict(change.to_write)
        if change.slug in new:
            values = {name: values[name] for name in values if name == "parent"}
        if "parent" in values:
            values["parent"] = teams.get(values["parent"])
        _write(team, values)
        if named := sorted(change.to_write):
            record(team, "catalog.team_imported", by=by, now=now, fields=named)
    return teams


def _new_team(slug: str, fields: dict[str, Any]) -> Team:
    return Team.objects.create(
        slug=slug, organisation=internal_organisation(), **fields
    )


def _application(
    change: Change, teams: dict[str, Team], *, by: User | None, now: datetime
) -> Application:
    """The application that the component feeds, made or changed."""
    values = dict(change.to_write)
    links = values.pop("links", None)
    if "owner_team" in values:
        values["owner_team"] = teams[values["owner_team"]]
    if change.is_new:
        found = Application.objects.create(code=change.slug, **values)
    else:
        found = Application.objects.select_for_update().get(code=change.slug)
        _write(found, values)
    touched = _links(found, change, links) if links is not None else []
    if change.is_new or change.to_write:
        record(
            found,
            "catalog.application_imported",
            by=by,
            now=now,
            touched=touched,
            file=change.entity.document.file,
            fields=sorted(change.to_write),
            is_new=change.is_new,
        )
    return found


def _write(row: Application | Team, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    if values:
        row.save_if_version(row.version, values)


def _links(found: Application, change: Change, wanted: Sequence[str]) -> list[Link]:
    """Make the application's links those that the plan says; the new ones."""
    told = links_of(change.entity)
    found.links.exclude(url__in=wanted).delete()
    there = set(found.links.values_list("url", flat=True))
    made = [
        Link(application=found, url=url, kind=told[url][0], title=told[url][1])
        for url in wanted
        if url not in there
    ]
    return Link.objects.bulk_create(made)


def _entities(
    due: Sequence[Change],
    applications: dict[str, Application],
    teams: dict[str, Team],
    *,
    now: datetime,
) -> None:
    """Keep each document as it stands, with what it feeds and what was written."""
    emails = {email_of(one.entity).lower() for one in due if one.entity.kind == "user"}
    logins: dict[str, int] = dict(
        User.objects.annotate(small=Lower("email"))
        .filter(small__in=emails - {""})
        .values_list("small", "pk")
    )
    rows = [_kept(change, applications, teams, logins, now=now) for change in due]
    Entity.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=[
            *("kind", "namespace", "name", "title", "source", "document", "text"),
            *("written", "application", "team", "login", "imported_at"),
        ],
    )


def _kept(
    change: Change,
    applications: dict[str, Application],
    teams: dict[str, Team],
    logins: dict[str, int],
    *,
    now: datetime,
) -> Entity:
    entity, document = change.entity, change.entity.document
    is_user, feeds = entity.kind == "user", change.feeds
    return Entity(
        key=entity.key,
        kind=entity.reference.kind,
        namespace=entity.reference.namespace,
        name=entity.reference.name,
        title=entity.title[:200],
        source=document.file,
        document=document.data,
        text=document.text,
        written=dict(change.stated),
        application=applications[change.slug] if feeds == "application" else None,
        team=teams[change.slug] if feeds == "team" else None,
        login_id=logins.get(email_of(entity).lower()) if is_user else None,
        imported_at=now,
    )


def _tell(due: Sequence[Change], *, by: User | None, now: datetime) -> None:
    """Each document's own story."""
    by_key = {change.entity.key: change for change in due}
    for entity in Entity.objects.filter(key__in=by_key):
        change = by_key[entity.key]
        record(
            entity,
            "catalog.entity_imported",
            by=by,
            now=now,
            file=entity.source,
            is_new=change.outcome == "created",
        )


def _relations(due: Sequence[Change]) -> None:
    """Tie the documents again, and find whom earlier ones named in vain."""
    keys = {change.entity.key for change in due}
    by_key = dict(Entity.objects.filter(key__in=keys).values_list("key", "pk"))
    Relation.objects.filter(source__key__in=keys).delete()
    Relation.objects.bulk_create(
        Relation(source_id=by_key[change.entity.key], kind=kind, target_key=target)
        for change in due
        for kind, target in sorted(
            {(tie.kind, tie.target.key) for tie in change.entity.ties}
        )
    )
    meant = Entity.objects.filter(key=OuterRef("target_key"))
    Relation.objects.filter(Exists(meant), target=None).update(
        target=Subquery(meant.values("pk")[:1])
    )


def _dependencies(*, by: User | None, now: datetime) -> None:
    """The dependencies between applications that the relations amount to."""
    wanted = _wanted_pairs()
    ties = Dependency.objects.select_related("application", "on")
    there = {(tie.application_id, tie.on_id): tie for tie in ties}
    dropped = [
        tie for pair, tie in there.items() if tie.is_imported and pair not in wanted
    ]
    for tie in dropped:
        _tell_tie("catalog.dependency_removed", tie, by=by, now=now)
    ties.filter(pk__in=[tie.pk for tie in dropped]).delete()
    made = Dependency.objects.bulk_create(
        Dependency(application_id=one, on_id=other, is_imported=True)
        for one, other in sorted(wanted - there.keys())
    )
    for tie in ties.filter(pk__in=[tie.pk for tie in made]):
        _tell_tie("catalog.dependency_added", tie, by=by, now=now)


def _tell_tie(verb: str, tie: Dependency, *, by: User | None, now: datetime) -> None:
    record(tie.application, verb, by=by, now=now, touched=[tie], on=tie.on.name)


def _wanted_pairs() -> set[tuple[int, int]]:
    """Who needs whom: by dependsOn and dependencyOf, and by the APIs between them."""
    rows = Relation.objects.filter(
        kind__in=["dependsOn", "dependencyOf", "consumesApis", "providesApis"],
        source__application__isnull=False,
    ).values_list("kind", "source__application", "target__application", "target_key")
    providers: dict[str, list[int]] = {}
    consumers: list[tuple[int, str]] = []
    pairs: set[tuple[int, int]] = set()
    for kind, source, target, key in rows:
        if kind == "providesApis":
            providers.setdefault(key, []).append(source)
        elif kind == "consumesApis":
            consumers.append((source, key))
        elif target:
            pairs.add((source, target) if kind == "dependsOn" else (target, source))
    pairs |= {
        (one, other) for one, key in consumers for other in providers.get(key, [])
    }
    return {pair for pair in pairs if pair[0] != pair[1]}
