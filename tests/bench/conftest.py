"""At the end of the benchmarks: one table of all of them, and its history."""

import os

from tests.bench import ledger


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
