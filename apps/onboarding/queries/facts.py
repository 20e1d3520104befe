"""What is known of applications: the catalog's words, and what apps.facts has gathered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from apps.catalog.models import Application, Link
from apps.onboarding.rules import FactKind, Reading

CATALOG = {
    one.name: one
    for one in (
        FactKind("catalog.owner", "Owner team"),
        FactKind("catalog.tier", "Tier"),
        FactKind("catalog.contacts", "Contacts"),
        FactKind("catalog.description", "Description"),
        FactKind("catalog.repository", "Repository link"),
        FactKind("catalog.dashboard", "Dashboard link"),
        FactKind("catalog.runbook", "Runbook link"),
        FactKind("catalog.docs", "Documentation link"),
    )
}
SOURCE = "The catalog"


def fact_kind(name: str) -> FactKind | None:
    """The kind of fact that a criterion names; None where there is none.

    A link of the catalog may be named by the first word of its title.
    """
    if name.startswith("catalog."):
        title = name.partition(".")[2].capitalize()
        return CATALOG.get(name) or FactKind(name, f"{title} link")
    return None


def offered_facts(also: str = "") -> list[tuple[str, str]]:
    """The facts that an author chooses from, and `also` one that is chosen already."""
    rows = [("", "None"), *((one.name, _title(one)) for one in CATALOG.values())]
    kind = fact_kind(also)
    if kind and also not in dict(rows):
        rows.append((also, _title(kind)))
    return rows


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
    found: dict[int, dict[str, Reading]] = {}
    for pk, facts in catalog_facts(given.values()).items():
        url = given[pk].get_absolute_url()
        found[pk] = {
            name: Reading(value, now, source=SOURCE, url=url)
            for name, value in facts.items()
        }
    return found
