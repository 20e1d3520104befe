"""The register's rows about contracts, providers and supply chains."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from apps.vendors.models import (
    Arrangement,
    ArrangementUser,
    ProviderDetails,
    ServiceAssessment,
    SuppliedService,
    SupplyLink,
    Vendor,
)
from apps.vendors.queries.information_cells import (
    CODE_KINDS,
    Cells,
    code_of,
    country,
    country_of_key,
    currency,
    day,
    money,
    number,
    row,
    service,
)
from apps.vendors.rules.register import NO_BRANCH

PERSON, COMPANY = "eba_CT:x213", "eba_CT:x212"
BRANCH, NOT_A_BRANCH = "eba_ZZ:x838", "eba_ZZ:x839"
YES = "true"


def contract_rows() -> dict[str, list[Cells]]:
    """Templates B_02.01 to B_05.02 and B_07.01; seven queries."""
    made = list(
        Arrangement.objects.select_related(
            "contract__vendor__parent",
            "overarching__contract",
            "linked__contract",
            "signed_by",
            "provided_by",
        )
    )
    by_key = {one.pk: one for one in made}
    services = list(SuppliedService.objects.select_related("function__entity"))
    links = list(SupplyLink.objects.select_related("vendor__parent").order_by("pk"))
    chain = _chain(made, services, links)
    users = ArrangementUser.objects.select_related("entity", "branch")
    assessed = ServiceAssessment.objects.select_related("vendor__parent")
    outside = [one for one in made if not one.provided_by]
    return {
        "B_02.01": [_general(one) for one in made],
        "B_02.02": [_specific(one, by_key[one.arrangement_id]) for one in services],
        "B_02.03": [
            row("B_02.03", str(one), str(one.linked), YES) for one in made if one.linked
        ],
        "B_03.01": [row("B_03.01", str(one), one.signed_by.lei, YES) for one in made],
        "B_03.02": [
            row("B_03.02", str(one), *code_of(one.contract.vendor)) for one in outside
        ],
        "B_03.03": [
            row("B_03.03", str(one), one.provided_by.lei, YES)
            for one in made
            if one.provided_by
        ],
        "B_04.01": [_user(one, by_key[one.arrangement_id]) for one in users],
        "B_05.01": _providers(made, [one.vendor for one in links], assessed),
        "B_05.02": chain,
        "B_07.01": [_assessment(one, by_key[one.arrangement_id]) for one in assessed],
    }


def _general(one: Arrangement) -> Cells:
    above = str(one.overarching) if one.overarching else ""
    cost = money(one.annual_cost)
    return row(
        "B_02.01", str(one), one.kind, above, currency(one.contract.currency), cost
    )


def _specific(one: SuppliedService, of: Arrangement) -> Cells:
    return row(
        *("B_02.02", str(of), one.function.entity.lei, *code_of(of.contract.vendor)),
        *(one.function.number, service(one.service_type), day(one.starts_on)),
        *(day(one.ends_on), one.ending, number(one.notice_days)),
        *(number(one.provider_notice_days), country(one.law)),
        *(country_of_key(one.provided_from), one.stores_data),
        *(country_of_key(one.stored_in), country_of_key(one.processed_in)),
        *(one.sensitiveness, one.reliance),
    )


def _user(one: ArrangementUser, of: Arrangement) -> Cells:
    nature = BRANCH if one.branch else NOT_A_BRANCH
    branch = one.branch.code if one.branch else NO_BRANCH
    return row("B_04.01", str(of), one.entity.lei, nature, branch)


def _assessment(one: ServiceAssessment, of: Arrangement) -> Cells:
    audited = one.audited_on.isoformat() if one.audited_on else ""
    return row(
        *("B_07.01", str(of), *code_of(one.vendor), service(one.service_type)),
        *(one.substitutability, one.reason, audited, one.exit_plan),
        *(one.reintegration, one.impact, one.alternatives, one.which),
    )


def _providers(
    made: Sequence[Arrangement],
    below: Iterable[Vendor],
    assessed: Iterable[ServiceAssessment],
) -> list[Cells]:
    """Every provider that is named, and its ultimate parent, once each."""
    costs: dict[int, Decimal] = {}
    direct = [one.contract.vendor for one in made]
    for one in made:
        vendor = one.contract.vendor_id
        costs[vendor] = costs.get(vendor, Decimal(0)) + one.annual_cost
    currencies = {one.contract.vendor_id: one.contract.currency for one in made}
    named = [*direct, *below, *(one.vendor for one in assessed)]
    named += [one.parent for one in named if one.parent]
    details = {one.vendor_id: one for one in ProviderDetails.objects.all()}
    return [
        _provider(one, details.get(key), costs.get(key), currencies.get(key, ""))
        for key, one in {one.pk: one for one in named}.items()
    ]


def _provider(
    one: Vendor, more: ProviderDetails | None, cost: Decimal | None, unit: str
) -> Cells:
    name = one.legal_name or one.name
    extra = (more.extra_code, more.extra_code_kind) if more else ("", "")
    extra_kind = CODE_KINDS[Vendor.CodeKind(extra[1])] if extra[1] else ""
    return row(
        *("B_05.01", *code_of(one), extra[0], extra_kind, name),
        (more.latin_name if more else "") or (name if name.isascii() else ""),
        *(PERSON if one.is_person else COMPANY, country(one.country)),
        *(currency(unit), money(cost), *code_of(one.parent or one)),
    )


def _chain(
    made: Sequence[Arrangement],
    services: Sequence[SuppliedService],
    links: Sequence[SupplyLink],
) -> list[Cells]:
    """The contract's vendor is of rank 1, who supplies it of rank 2, and so on."""
    by_contract = {one.contract_id: one for one in made if not one.provided_by}
    by_key = {one.pk: one for one in links}
    types: dict[int, list[str]] = {}
    for one in services:
        kinds = types.setdefault(one.arrangement_id, [])
        if one.service_type not in kinds:
            kinds.append(one.service_type)
    found = []
    for of in by_contract.values():
        own = code_of(of.contract.vendor)
        found += [
            row("B_05.02", str(of), service(kind), *own, "1", *own)
            for kind in types.get(of.pk, ())
        ]
    for link in links:
        under = by_contract.get(link.contract_id)
        if under is None:
            continue
        above = by_key.get(link.above_id or 0)
        taker = above.vendor if above else under.contract.vendor
        found.append(
            row(
                *("B_05.02", str(under), service(link.service_type)),
                *(*code_of(link.vendor), str(_rank(link, by_key)), *code_of(taker)),
            )
        )
    return found


def _rank(link: SupplyLink, by_key: dict[int, SupplyLink]) -> int:
    """How far below the bank; a circle ends."""
    rank, seen = 2, {link.pk}
    while link.above_id and link.above_id not in seen and link.above_id in by_key:
        link = by_key[link.above_id]
        seen.add(link.pk)
        rank += 1
    return rank
