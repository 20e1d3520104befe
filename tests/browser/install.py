"""Find a Chromium for the browser tests, or install one: `python -m tests.browser.install`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Without a window it takes an eighth less of the processor.
SHELL = "chromium-headless-shell"
NAMES = (
    SHELL,
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
APT = Path(__file__).resolve().parents[2] / ".ci" / "apt"
HOW = (
    "No Chromium was found and none could be installed: install one"
    " (Debian: apt-get install chromium) or set CHROMIUM to its path;"
    " `make test-fast` does without."
)


def find() -> str | None:
    """The path of a Chromium: the one named, the system's, or Playwright's."""
    named = os.environ.get("CHROMIUM")
    if named and Path(named).exists():
        return named
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    return installed or _of_playwright()


def _of_playwright() -> str | None:
    script = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as p: print(p.chromium.executable_path)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    path = asked.stdout.strip()
    return path if path and Path(path).exists() else None


def install_shell() -> None:
    """Debian's, of the version of the browser that is installed, if there is one."""
    version = ""
    if shutil.which("chromium") and shutil.which("dpkg-query"):
        ask = ["dpkg-query", "--show", "--showformat", "=${Version}", "chromium"]
        asked = subprocess.run(ask, capture_output=True, text=True, check=False)
        version = asked.stdout.strip()
    print(f"No {SHELL} yet; trying to install it", flush=True)
    subprocess.run([str(APT), f"{SHELL}{version}"], check=False, capture_output=True)


def install() -> str | None:
    """Debian's package where we may install it, else Playwright's download."""
    for command in (
        [str(APT), "chromium"],
        [sys.executable, "-m", "playwright", "install", "chromium"],
    ):
        print("No Chromium yet; trying", " ".join(command[-2:]), flush=True)
        subprocess.run(command, check=False, capture_output=True)
        if found := find():
            return found
    return None


if __name__ == "__main__":
    if not os.environ.get("CHROMIUM") and not shutil.which(SHELL):
        install_shell()
    sys.exit(None if find() or install() else HOW)
