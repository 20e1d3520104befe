"""A browser for the browser tests: found, installed, or one line how to."""

import shutil
import subprocess

import pytest

from tests.browser import install


@pytest.fixture
def bare(monkeypatch):
    """A machine without any browser, and what was tried on it."""
    tried: list[str] = []
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(install, "_of_playwright", lambda: None)
    monkeypatch.setattr(subprocess, "run", lambda args, **_: tried.append(args[-1]))
    return tried


def test_the_browser_that_is_named_is_taken(bare, monkeypatch, tmp_path):
    (tmp_path / "chromium").touch()
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "chromium"))

    assert install.find() == str(tmp_path / "chromium")


def test_the_browser_of_the_system_is_found(bare, monkeypatch):
    monkeypatch.setattr(shutil, "which", {"google-chrome": "/opt/chrome"}.get)

    assert install.find() == "/opt/chrome"


def test_debian_is_tried_first_then_playwright(bare):
    assert install.install() is None
    assert bare == ["chromium", "chromium"]
    assert "make test-fast" in install.HOW


def test_nothing_more_is_tried_once_there_is_one(bare, monkeypatch):
    monkeypatch.setattr(install, "find", lambda: "/usr/bin/chromium")

    assert install.install() == "/usr/bin/chromium"
    assert bare == ["chromium"]
