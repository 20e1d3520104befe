"""The register as files: a plain-csv package as the EBA takes it, and a workbook."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from apps.core.errors import DomainError
from apps.core.exports import XLSX_OPTIONS, csv_text
from apps.vendors.models import FinancialEntity
from apps.vendors.queries.information import Register, reported
from apps.vendors.rules.templates import TEMPLATES

TAXONOMY = "http://www.eba.europa.eu/eu/fr/xbrl/crr/fws/dora/4.0/mod/dora.json"
REPORT_PACKAGE = {
    "documentInfo": {"documentType": "https://xbrl.org/report-package/2023"}
}
REPORT = {
    "documentInfo": {
        "documentType": "https://xbrl.org/2021/xbrl-csv",
        "extends": [TAXONOMY],
    }
}
DECIMALS_INTEGER, DECIMALS_MONETARY = "0", "-3"


@dataclass(frozen=True)
class File:
    """A file to download."""

    name: str
    content: bytes


def package(register: Register, ref_period: date, *, now: datetime) -> File:
    """A ZIP with a file a template, the parameters and the filing indicators.

    DomainError as long as nobody is said to maintain the register.
    """
    entity = _maintainer(register)
    stem = (
        f"{entity.lei}.CON_{entity.country}_DORA010100_DORA_{ref_period}"
        f"_{now:%Y%m%d%H%M%S}000"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(f"{stem}/META-INF/reportPackage.json", json.dumps(REPORT_PACKAGE))
        made.writestr(f"{stem}/reports/report.json", json.dumps(REPORT))
        made.writestr(f"{stem}/reports/parameters.csv", _parameters(entity, ref_period))
        made.writestr(f"{stem}/reports/FilingIndicators.csv", _indicators(register))
        for sheet in register.sheets:
            columns = list(sheet.template.columns)
            rows = [[one.get(name, "") for name in columns] for one in sheet.rows]
            name = f"{stem}/reports/{sheet.template.file}"
            made.writestr(name, csv_text(columns, rows))
    return File(f"{stem}.zip", out.getvalue())


def _maintainer(register: Register) -> FinancialEntity:
    if register.maintainer is None:
        raise DomainError("Say first which entity maintains the register.")
    return register.maintainer


def _parameters(entity: FinancialEntity, ref_period: date) -> str:
    return csv_text(
        ["name", "value"],
        [
            ["entityID", f"rs:{entity.lei}.CON"],
            ["refPeriod", ref_period.isoformat()],
            ["baseCurrency", f"iso4217:{entity.currency}"],
            ["decimalsInteger", DECIMALS_INTEGER],
            # A quote before the minus, which guards spreadsheets, would break the package.
            ["decimalsMonetary", int(DECIMALS_MONETARY)],
        ],
    )


def _indicators(register: Register) -> str:
    said = reported({one.template.code: one.rows for one in register.sheets})
    rows = [[one.code, str(one.code in said).lower()] for one in TEMPLATES]
    return csv_text(["templateID", "reported"], rows)


def workbook(register: Register, ref_period: date) -> File:
    """One sheet a template: codes, what they stand for, rows; the findings last."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**XLSX_OPTIONS, "in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for one in register.sheets:
            sheet = book.add_worksheet(one.template.code)
            columns = one.template.columns
            sheet.write_row(0, 0, list(columns), bold)
            sheet.write_row(1, 0, list(columns.values()), bold)
            for place, cells in enumerate(one.rows, 2):
                sheet.write_row(place, 0, [cells.get(name, "") for name in columns])
            sheet.freeze_panes(2, 0)
            sheet.autofit()
        sheet = book.add_worksheet("Findings")
        sheet.write_row(0, 0, ["Template", "Rule", "Row", "Column", "Words"], bold)
        findings = (finding for one in register.sheets for finding in one.findings)
        for place, found in enumerate(findings, 1):
            rule = found.rule or "missing"
            said = [found.template, rule, found.row, found.column, found.words]
            sheet.write_row(place, 0, said)
        sheet.autofit()
    return File(f"register-of-information-{ref_period}.xlsx", out.getvalue())
