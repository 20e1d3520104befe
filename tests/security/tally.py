"""How much was tried, and how much of it came through: counted where it is tried.

A pytest plugin: any run ends with the figures that it counted. `make security` counts all of
them (SECURITY=all), and fails where one was not counted at all; SECURITY=1 tries all of what
`make test` has a short form of.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Figure:
    """What is counted, what one that came through is called, and the command that counts it."""

    name: str
    wrong: str
    command: str


FIGURES = {
    "cells": Figure(
        "Role × URL × method, cells",
        "unexpected",
        "SECURITY=1 pytest tests/test_access.py",
    ),
    "markdown": Figure(
        "XSS: hostile texts written as Markdown",
        "passed through",
        "pytest tests/core/test_markdown.py tests/knowledge/test_rendering.py",
    ),
    "fields": Figure(
        "XSS: pages over fields that hold markup",
        "passed through",
        "pytest tests/security/planted.py",
    ),
    "chromium": Figure(
        "XSS: attacks opened in Chromium",
        "ran",
        "pytest tests/browser/test_editor.py",
    ),
    "ssrf": Figure(
        "SSRF: addresses, names, redirects",
        "reached",
        "pytest tests/core/test_outgoing.py",
    ),
    "uploads": Figure(
        "Uploads that are not what they say",
        "taken",
        "pytest tests/core/test_uploads.py",
    ),
    "tables": Figure(
        "Hostile workbooks and archives",
        "passed through",
        "pytest tests/security/test_hostile_files.py",
    ),
    "formulas": Figure(
        "Formulas in cells of exports",
        "live",
        "pytest tests/core/test_exports.py",
    ),
    "webhooks": Figure(
        "Webhooks: forged and replayed deliveries",
        "accepted",
        "pytest tests/integrations/test_inbound_proof.py"
        " tests/integrations/test_inbound_receiving.py",
    ),
    "csp": Figure(
        "CSP: pages opened in the browser suite",
        "violations",
        "pytest tests/browser",
    ),
    "asvs": Figure(
        "ASVS 5.0, rows of levels 1 and 2",
        "not decided",
        "pytest tests/security/test_asvs.py",
    ),
    "audit": Figure(
        "pip-audit: packages of the lock",
        "vulnerable",
        "make audit",
    ),
    "sbom": Figure(
        "SBOM: components",
        "without a hash",
        "make sbom",
    ),
}


@dataclass
class Count:
    """So many tried, so many of them wrong; and in words what the figure does not say."""

    tried: int = 0
    wrong: int = 0
    words: str = ""


COUNTS: dict[str, Count] = {}


def note(figure: str, tried: int, wrong: int = 0, words: str = "") -> None:
    """Add what was tried, and what of it came through."""
    if figure not in FIGURES:
        raise KeyError(figure)
    known = COUNTS.setdefault(figure, Count())
    known.tried += tried
    known.wrong += wrong
    known.words = words or known.words


@contextmanager
def trying(figure: str, tried: int = 1) -> Iterator[None]:
    """Around an attempt with its assertions: what fails has come through."""
    try:
        yield
    except BaseException:
        note(figure, tried, 1)
        raise
    note(figure, tried)


def is_whole() -> bool:
    """Whether all is tried, or the short form that each test run has."""
    return os.environ.get("SECURITY") in {"1", "all"}


def is_all() -> bool:
    """Whether every figure there is has to be counted."""
    return os.environ.get("SECURITY") == "all"


def table() -> Iterator[str]:
    """Figure, tried, wrong, command; in their order."""
    yield f"{'figure':42} {'tried':>7} {'wrong':>6}"
    for key, figure in FIGURES.items():
        if key in COUNTS:
            found = COUNTS[key]
            words = f"; {found.words}" if found.words else ""
            yield (
                f"{figure.name:42} {found.tried:>7,} {found.wrong:>6,} {figure.wrong}"
                f"{words}  [{figure.command}]"
            )
        elif is_all():
            yield f"{figure.name:42} {'–':>7} {'–':>6} NOT COUNTED  [{figure.command}]"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table, where something was counted."""
    if COUNTS:
        terminalreporter.write_sep("=", "security figures")
        for line in table():
            terminalreporter.write_line(line)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands its counts on; the whole run fails where a figure is missing."""
    counted = {key: vars(found) for key, found in COUNTS.items()}
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tally"] = counted
    elif is_all() and FIGURES.keys() - counted.keys():
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """What a worker of xdist counted."""
    for key, found in getattr(node, "workeroutput", {}).get("tally", {}).items():
        note(key, **found)
