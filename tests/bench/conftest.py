"""At the end of the benchmarks: one table of all of them, and its history."""

import logging
import os

from tests.bench import ledger


def pytest_configure() -> None:
    """What is told while it runs is the benchmarks' own: no trigger made, no request."""
    for name in ("pgtrigger", "portal.requests"):
        logging.getLogger(name).setLevel(logging.WARNING)


def pytest_terminal_summary(terminalreporter) -> None:
    """What was noted, in the order in which it was measured."""
    if not ledger.FIGURES:
        return
    load = os.getloadavg()[0]
    terminalreporter.write_sep("=", f"benchmarks, load average {load:.1f}")
    for line in ledger.table():
        terminalreporter.write_line(line)
    ledger.keep()
    terminalreporter.write_line(f"kept in {ledger.path()}")
