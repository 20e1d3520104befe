"""What the catalog's pages and imports look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q

from apps.accounts.models import Team, User
from apps.catalog.models import (
    Application,
    Dependency,
    Deployment,
    Entity,
    ImportRun,
    Link,
    Relation,
)
from apps.catalog.rules import Known, KnownEntity, KnownThing
from apps.core.charts import Edge, Node

MOST_DRAWN = 60
CHANGES_A_PAGE = 100
TONES = {1: "red", 2: "amber", 3: "blue", 4: "grey"}


def known_catalog() -> Known:
    """The catalog as an import compares it with its files. Four queries."""
    links: dict[int, list[str]] = {}
    for application, url in Link.objects.values_list("application", "url"):
        links.setdefault(application, []).append(url)
    applications = {
        one.code: KnownThing(
            one.code,
            {
                "name": one.name,
                "description": one.description,
                "lifecycle": one.lifecycle,
                "tier": one.tier,
                "data_class": one.data_class,
                "owner_team": one.owner_team.slug,
            },
            links=frozenset(links.get(one.pk, [])),
            owner=one.owner_team.slug,
        )
        for one in Application.objects.select_related("owner_team")
    }
    return Known(_known_entities(), applications, _known_teams())


def _known_teams() -> dict[str, KnownThing]:
    return {
        team.slug: KnownThing(
            team.slug,
            {
                "name": team.name,
                "description": team.description,
                "email": team.email,
                "parent": team.parent.slug if team.parent else None,
            },
        )
        for team in Team.objects.select_related("parent")
    }


def _known_entities() -> dict[str, KnownEntity]:
    rows = Entity.objects.values_list(
        "key", "document", "written", "source", "application__code", "team__slug"
    )
    return {
        key: KnownEntity(document, code or team or "", written, source)
        for key, document, written, source, code, team in rows
    }


@dataclass(frozen=True)
class ApplicationPage:
    """One application with everything its page shows."""

    found: Application
    deployments: Sequence[Deployment]
    links: Sequence[Link]
    needs: Sequence[Dependency]
    needed_by: Sequence[Dependency]
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    entity: Entity | None
    relations: Sequence[Relation]


def application_page(found: Application, user: User) -> ApplicationPage:
    """Everything the page of an application shows to this person."""
    visible = Application.objects.visible_to(user)
    ties = Dependency.objects.filter(application__in=visible, on__in=visible)
    ties = ties.select_related("application", "on")
    direct = list(ties.filter(Q(application=found) | Q(on=found)).order_by("pk"))
    nodes, edges = _drawn(found, direct, ties)
    entity = Entity.objects.visible_to(user).filter(application=found).first()
    return ApplicationPage(
        found=found,
        deployments=list(
            found.deployments.select_related("platform").order_by(
                "platform__name", "environment"
            )
        ),
        links=list(found.links.order_by("kind", "title", "url")),
        needs=[tie for tie in direct if tie.application_id == found.pk],
        needed_by=[tie for tie in direct if tie.on_id == found.pk],
        nodes=nodes,
        edges=edges,
        entity=entity,
        relations=relations_of(entity),
    )


@dataclass(frozen=True)
class ImportPage:
    """An import's report, of which one kind of line is shown at a time."""

    counts: dict[str, int]
    failure: str
    shown: str
    changes: "Page[dict[str, Any]]"
    problems: Sequence[dict[str, Any]]
    gone: Sequence[dict[str, Any]]


def recent_imports(user: User) -> Sequence[ImportRun]:
    """The last imports that this person may see, with their counts, without the files."""
    rows = ImportRun.objects.visible_to(user).select_related("by")
    return list(rows.defer("files", "report").annotate(counts=F("report__counts"))[:20])


def import_page(run: ImportRun, asked: str, page: str | None) -> ImportPage:
    """The report, with the changes of the asked outcome, a page of them."""
    report = run.report
    changes = report.get("changes", [])
    shown = asked if asked in {"created", "changed", "left"} else ""
    wanted = [one for one in changes if not shown or one["outcome"] == shown]
    return ImportPage(
        counts=report.get("counts", {}),
        failure=report.get("failure", ""),
        shown=shown,
        changes=Paginator(wanted, CHANGES_A_PAGE).get_page(page),
        problems=report.get("problems", []),
        gone=report.get("gone", []),
    )


def relations_of(entity: Entity | None) -> Sequence[Relation]:
    """What the document names."""
    return list(entity.relations.select_related("target")) if entity else []


def _drawn(
    found: Application, direct: Sequence[Dependency], ties: Any
) -> tuple[list[Node], list[Edge]]:
    """The application, its neighbours, and every arrow between any of them."""
    near = {found.pk: found}
    for tie in direct[:MOST_DRAWN]:
        near[tie.application_id], near[tie.on_id] = tie.application, tie.on
    between = ties.filter(application__in=near, on__in=near) if direct else []
    nodes = [
        Node(
            key=str(one.pk),
            label=one.name,
            note=f"tier {one.tier}, {one.get_lifecycle_display().lower()}",
            tone=TONES[one.tier],
            url=one.get_absolute_url() if one != found else "",
        )
        for one in near.values()
    ]
    edges = [Edge(str(tie.application_id), str(tie.on_id), "needs") for tie in between]
    return nodes, edges
