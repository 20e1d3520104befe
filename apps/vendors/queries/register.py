"""What the register's lists and pages look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.core.charts import Edge, Node
from apps.vendors.access import can_see_money
from apps.vendors.models import (
    Certificate,
    Contact,
    Contract,
    ContractFile,
    ManagedService,
    RiskRating,
    SupplyLink,
    Vendor,
    seen_vendors,
)
from apps.vendors.queries.notice import notice_until
from apps.vendors.states import ContractState

RUNNING = (ContractState.IN_FORCE, ContractState.NOTICE_GIVEN)
SOON_DAYS = 90
MOST_DRAWN = 60
RISK_TONES = {1: "green", 2: "blue", 3: "amber", 4: "red"}


def newest_risk() -> Subquery:
    """The level of a vendor's newest risk rating."""
    rows = RiskRating.objects.filter(vendor=OuterRef("pk"))
    return Subquery(rows.order_by("-rated_at", "-pk").values("level")[:1])


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(vendor=OuterRef("pk")).order_by().values("vendor")
    found = Subquery(counted.annotate(n=Count("pk")).values("n"))
    return Coalesce(found, 0, output_field=IntegerField())


def listed_vendors(user: User, today: date) -> QuerySet[Vendor]:
    """The vendors one sees, each with its risk, its contracts and what runs out soon."""
    running = Contract.objects.filter(state__in=RUNNING)
    soon = today + timedelta(days=SOON_DAYS)
    expiries = Certificate.objects.filter(vendor=OuterRef("pk")).order_by("expires_on")
    rows = Vendor.objects.visible_to(user).select_related("manager")
    return rows.annotate(
        risk=newest_risk(),
        running_contracts=_count(running),
        ending_contracts=_count(running.filter(ends_on__lte=soon)),
        next_expiry_on=Subquery(expiries.values("expires_on")[:1]),
    )


def listed_contracts(user: User) -> QuerySet[Contract]:
    """The contracts one sees; `notice_until` is the last day to give notice."""
    rows = Contract.objects.visible_to(user).select_related("vendor", "owner")
    return rows.annotate(notice_until=notice_until())


def with_notice_until(rows: QuerySet[Any], day: date | None) -> QuerySet[Any]:
    """The contracts to which notice is last given by this day; all without one."""
    if day is None:
        return rows
    dated: QuerySet[Any] = rows.alias(last_day=notice_until())
    return dated.filter(last_day__lte=day)


def listed_services(user: User) -> QuerySet[ManagedService]:
    """The services one sees, each with how many levels measure it."""
    rows = ManagedService.objects.visible_to(user)
    return (
        rows.select_related("contract__vendor", "calendar", "team")
        .prefetch_related("platforms")
        .annotate(level_count=Count("levels", distinct=True))
        .order_by("name")
    )


@dataclass(frozen=True)
class VendorPage:
    """A vendor with everything its page shows to one person."""

    contacts: Sequence[Contact]
    certificates: Sequence[Certificate]
    ratings: Sequence[RiskRating]
    contracts: Sequence[Contract]
    services: Sequence[ManagedService]
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    works_below: Sequence[SupplyLink]
    sees_money: bool
    today: date

    @property
    def risk(self) -> RiskRating | None:
        """What counts now."""
        return self.ratings[0] if self.ratings else None

    @property
    def expired(self) -> set[int]:
        """The certificates whose last day is over."""
        return {one.pk for one in self.certificates if one.is_expired(self.today)}


def vendor_page(found: Vendor, user: User, today: date) -> VendorPage:
    """Everything the page of a vendor shows. A fixed number of queries."""
    contracts = Contract.objects.visible_to(user).filter(vendor=found)
    services = ManagedService.objects.visible_to(user).filter(contract__vendor=found)
    links = SupplyLink.objects.filter(contract__vendor=found).select_related(
        "vendor", "contract"
    )
    above = SupplyLink.objects.filter(
        seen_vendors(user, "contract__vendor"), vendor=found
    )
    nodes, edges = supply_tree(found, list(links), user)
    return VendorPage(
        contacts=list(found.contacts.all()),
        certificates=list(found.certificates.select_related("file")),
        ratings=list(
            RiskRating.objects.visible_to(user)
            .filter(vendor=found)
            .select_related("by")
        ),
        contracts=list(contracts.select_related("vendor")),
        services=list(services.select_related("calendar", "contract")),
        nodes=nodes,
        edges=edges,
        works_below=list(above.select_related("contract__vendor", "above__vendor")),
        sees_money=can_see_money(user, found),
        today=today,
    )


def supply_tree(
    root: Vendor, links: Sequence[SupplyLink], user: User
) -> tuple[list[Node], list[Edge]]:
    """A vendor and those who work below it, as boxes and arrows from it downwards.

    A box leads to the vendor's page where the person sees that vendor.
    """
    shown = links[:MOST_DRAWN]
    seen = _seen(user, [link.vendor_id for link in shown])
    nodes = [Node("root", root.name, "", "blue", root.get_absolute_url())]
    edges = []
    for link in shown:
        url = link.vendor.get_absolute_url() if link.vendor_id in seen else ""
        nodes.append(Node(str(link.pk), link.vendor.name, link.does, "", url))
        source = str(link.above_id) if link.above_id else "root"
        label = "" if link.above_id else link.contract.reference
        edges.append(Edge(source, str(link.pk), label))
    return nodes, edges if len(nodes) > 1 else []


def _seen(user: User, pks: Iterable[int]) -> set[int]:
    rows = Vendor.objects.visible_to(user).filter(pk__in=list(pks))
    return set(rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class ContractPage:
    """A contract with everything its page shows to one person."""

    services: Sequence[ManagedService]
    files: Sequence[ContractFile]
    links: Sequence[SupplyLink]
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    sees_money: bool


def contract_page(found: Contract, user: User) -> ContractPage:
    """Everything the page of a contract shows; its documents, as they name prices, to
    those who see money."""
    links = list(
        found.supply_links.select_related("vendor", "above__vendor", "contract")
    )
    nodes, edges = supply_tree(found.vendor, links, user)
    sees_money = can_see_money(user, found.vendor)
    files = ContractFile.objects.visible_to(user).filter(contract=found)
    return ContractPage(
        services=list(found.services.select_related("calendar")),
        files=list(files.select_related("file", "by")) if sees_money else [],
        links=links,
        nodes=nodes,
        edges=edges,
        sees_money=sees_money,
    )
