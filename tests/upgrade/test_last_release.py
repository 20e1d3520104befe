"""The code of the last release works on the tables of today.

Its own tests say so, run by its own code: pages, the API, actions and rules of each app. `make
test-upgrade` runs all of them, and renews a portal at work from that release to this one.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.portal.safe_migrations import LAST_RELEASE
from tests.upgrade import release

SHORT = (
    "tests/onboarding/test_journey.py",
    "tests/vendors/test_tickets_pages.py",
    "tests/knowledge/test_publishing.py",
    "tests/accounts/test_actions.py",
)
HERE = Path(__file__).parent
LEFT_ALONE = {"DJANGO_SETTINGS_MODULE", "PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS"}


def run_tests(folder: Path, *chosen: str) -> str:
    """The last line that pytest says, of the last release's tests on today's tables."""
    plugin = HERE / "on_new_tables.py"
    (folder / plugin.name).write_text(plugin.read_text())
    env = {name: value for name, value in os.environ.items() if name not in LEFT_ALONE}
    env["TABLES_OF_TODAY"] = connection.settings_dict["NAME"]
    env["DATA_DIR"] = str(folder / "var")
    asked = [
        "-q",
        "-p",
        plugin.stem,
        "--tb=short",
        "--show-capture=no",
        "-m",
        "not slow",
    ]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *asked, *chosen],
        cwd=folder,
        env=env,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-1000:]
    return ended.stdout.strip().splitlines()[-1]


def test_what_is_kept_is_the_release_that_the_linter_names():
    """And is as git has it, where git has it: a clone may be shallow."""
    commit, files = release.kept()

    newest = {
        app: max(
            Path(name).stem
            for name in files
            if name.startswith(f"apps/{app}/migrations/0")
        )
        for app in {name.split("/")[1] for name in files if "/migrations/0" in name}
    }
    assert newest == {app: last for app, last in LAST_RELEASE.items() if last}
    assert release.of_git(commit) in ({}, files)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_its_own_tests_pass_on_the_tables_of_today(tmp_path, capsys):
    said = run_tests(release.unpack(tmp_path), *SHORT)

    with capsys.disabled():
        print(f"\nthe last release on today's tables: {said}")
    assert "passed" in said
    assert "failed" not in said
