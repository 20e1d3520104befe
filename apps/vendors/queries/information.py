"""The register of information as rows of its templates, and what is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from apps.vendors.models import (
    Arrangement,
    Branch,
    BusinessFunction,
    Contract,
    FinancialEntity,
    OptionDefinition,
)
from apps.vendors.queries import information_contracts as contracts
from apps.vendors.queries.information_cells import (
    Cells,
    country,
    currency,
    day,
    money,
    number,
    row,
)
from apps.vendors.rules.register import (
    Finding,
    Row,
    Template,
    check,
    check_indicators,
)
from apps.vendors.rules.templates import TEMPLATES
from apps.vendors.states import ContractState

ALWAYS = (
    *("B_01.01", "B_01.02", "B_02.01", "B_02.02", "B_03.01", "B_03.02", "B_04.01"),
    *("B_05.01", "B_05.02", "B_06.01", "B_07.01"),
)
NOT_IN_FORCE = (ContractState.DRAFT, ContractState.ENDED)


@dataclass(frozen=True)
class Sheet:
    """A template with its rows and what is wrong with them."""

    template: Template
    rows: list[Row]
    findings: list[Finding]

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.rows)

    @property
    def grave(self) -> int:
        """Findings for which a package is rejected."""
        return sum(one.is_grave for one in self.findings)

    @property
    def missing(self) -> int:
        """Values that are asked for and empty."""
        return len(self.findings) - self.grave

    @property
    def lines(self) -> list[tuple[int, list[tuple[str, str]]]]:
        """Each row's number and cells, a cell with its value and what is wrong with it."""
        words: dict[tuple[int, str], list[str]] = {}
        for one in self.findings:
            words.setdefault((one.row, one.column), []).append(one.words)
        return [
            (
                place,
                [
                    (cells.get(name, ""), " ".join(words.get((place, name), ())))
                    for name in self.template.columns
                ],
            )
            for place, cells in enumerate(self.rows, 1)
        ]


@dataclass(frozen=True)
class Register:
    """All sheets, who maintains it, and the contracts that it does not have yet."""

    sheets: list[Sheet]
    maintainer: FinancialEntity | None
    left_out: list[Contract]

    def sheet(self, code: str) -> Sheet | None:
        """The sheet of a template."""
        found = (one for one in self.sheets if one.template.code == code)
        return next(found, None)

    @property
    def grave(self) -> int:
        """Findings for which a package is rejected."""
        return sum(one.grave for one in self.sheets)

    @property
    def missing(self) -> int:
        """Values that are asked for and empty."""
        return sum(one.missing for one in self.sheets)


def read_register(reported_on: date) -> Register:
    """The whole register as it stands, checked; the same queries whatever its size."""
    entities = list(FinancialEntity.objects.select_related("parent"))
    maintainer = next((one for one in entities if one.is_maintainer), None)
    rows = {
        "B_01.01": [_maintainer(maintainer, reported_on)] if maintainer else [],
        "B_01.02": [_entity(one) for one in entities],
        "B_01.03": [_branch(one) for one in Branch.objects.select_related("entity")],
        "B_06.01": [
            _function(one) for one in BusinessFunction.objects.select_related("entity")
        ],
        "B_99.01": _definitions(),
        **contracts.contract_rows(),
    }
    found = check(TEMPLATES, rows)
    found += check_indicators(TEMPLATES, rows, reported(rows))
    sheets = [
        Sheet(
            one,
            list(rows.get(one.code, ())),
            [finding for finding in found if finding.template == one.code],
        )
        for one in TEMPLATES
    ]
    return Register(sheets, maintainer, _left_out())


def reported(rows: Mapping[str, Sequence[Row]]) -> set[str]:
    """Which templates are marked as reported: what every bank has, and what has rows."""
    return {*ALWAYS, *(code for code, own in rows.items() if own)}


def _left_out() -> list[Contract]:
    """Contracts in force of which the register says nothing."""
    rows = Contract.objects.exclude(pk__in=Arrangement.objects.values("contract"))
    return list(rows.exclude(state__in=NOT_IN_FORCE).select_related("vendor"))


def _maintainer(one: FinancialEntity, reported_on: date) -> Cells:
    return row(
        *("B_01.01", one.lei, one.name, country(one.country), one.kind),
        *(one.authority, reported_on.isoformat()),
    )


def _entity(one: FinancialEntity) -> Cells:
    above = one.parent or one
    return row(
        *("B_01.02", one.lei, one.name, country(one.country), one.kind, one.place),
        *(above.lei, day(one.updated_on), day(one.since_on), day(one.deleted_on)),
        *(currency(one.currency), money(one.total_assets)),
    )


def _branch(one: Branch) -> Cells:
    return row("B_01.03", one.code, one.entity.lei, one.name, country(one.country))


def _function(one: BusinessFunction) -> Cells:
    return row(
        *("B_06.01", one.number, one.activity, one.name, one.entity.lei, one.critical),
        *(one.reasons, day(one.assessed_on), number(one.rto_hours)),
        *(number(one.rpo_hours), one.impact),
    )


def _definitions() -> list[Cells]:
    kept: Iterable[tuple[str, str]] = OptionDefinition.objects.values_list(
        "column", "words"
    )
    found = dict(kept)
    return [found] if found else []
