"""What is known of applications: the catalog's words, and what apps.facts has gathered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from apps.catalog.models import Application, Link
from apps.facts.queries.known import Known, facts_of
from apps.facts.rules.kinds import KINDS, FactKind, ValueType, is_name, kind_of
from apps.onboarding.rules import Reading

CATALOG = {
    f"catalog.{name}": FactKind(
        f"catalog.{name}", title, ValueType.TEXT, "", timedelta(days=1)
    )
    for name, title in (
        ("owner", "Owner team"),
        ("tier", "Tier"),
        ("contacts", "Contacts"),
        ("description", "Description"),
        ("repository", "Repository link"),
        ("dashboard", "Dashboard link"),
        ("runbook", "Runbook link"),
        ("docs", "Documentation link"),
    )
}
SOURCE = "The catalog"


def fact_kind(name: str) -> FactKind | None:
    """The kind of fact that a criterion names; None where there is none.

    A link of the catalog may be named by the first word of its title.
    """
    if name in CATALOG:
        return CATALOG[name]
    group, _, word = name.partition(".")
    if group == "catalog" and word:
        title = f"{word.capitalize()} link"
        return FactKind(name, title, ValueType.TEXT, "", timedelta(days=1))
    return kind_of(name) if is_name(name) else None


def offered_facts(also: str = "") -> list[tuple[str, Any]]:
    """The facts that an author chooses from, by their groups, and one that is chosen already."""
    kind = fact_kind(also)
    known = {**CATALOG, **KINDS, **({also: kind} if kind else {})}
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in known.values():
        groups.setdefault(one.group, []).append((one.name, _title(one)))
    return [("", "None"), *((name.capitalize(), rows) for name, rows in groups.items())]


def _title(kind: FactKind) -> str:
    return f"{kind.title} ({kind.unit})" if kind.unit else kind.title


def catalog_facts(applications: Iterable[Application]) -> dict[int, dict[str, str]]:
    """What the catalog knows of each by the names that standards use. One query.

    The owner team is read from each application: have it selected.
    """
    given = list(applications)
    links: dict[int, list[Link]] = defaultdict(list)
    for link in Link.objects.filter(application__in=given).order_by("pk"):
        links[link.application_id].append(link)
    return {one.pk: _of_catalog(one, links[one.pk]) for one in given}


def _of_catalog(one: Application, links: Iterable[Link]) -> dict[str, str]:
    facts = {
        "catalog.owner": one.owner_team.name,
        "catalog.tier": f"Tier {one.tier}",
        "catalog.contacts": one.contacts,
        "catalog.description": one.description,
    }
    for link in links:
        facts.setdefault(f"catalog.{link.kind}", link.url)
        if words := link.title.lower().split():
            facts.setdefault(f"catalog.{words[0]}", link.url)
    facts.setdefault("catalog.docs", facts.get("catalog.documentation", ""))
    return {name: value for name, value in facts.items() if value}


def readings(
    applications: Iterable[Application], now: datetime
) -> Mapping[int, Mapping[str, Reading]]:
    """All that is known of each, by its key and the fact's name. Two queries.

    What the catalog says is as of now.
    """
    given = {one.pk: one for one in applications}
    gathered = facts_of(given, now)
    found: dict[int, dict[str, Reading]] = {}
    for pk, facts in catalog_facts(given.values()).items():
        url = given[pk].get_absolute_url()
        found[pk] = {name: _reading(one) for name, one in gathered.get(pk, {}).items()}
        found[pk] |= {
            name: Reading(value, now, source=SOURCE, url=url)
            for name, value in facts.items()
        }
    return found


def _reading(one: Known) -> Reading:
    return Reading(
        value=one.value,
        measured_at=one.measured_at,
        number=one.number,
        is_fresh=one.is_fresh,
        source=one.source,
        url=one.url,
    )
