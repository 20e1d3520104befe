"""Pictures of a running demonstration for the docs: `python -m tests.browser.screenshots`."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from apps.dashboard.demo.cast import PASSWORD
from tests.browser.conftest import ARGUMENTS
from tests.browser.install import find

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
LAST_MONTH = datetime.now(tz=UTC).date().replace(day=1) - timedelta(days=1)
SCORECARD = f"/vendors/services/openshift-operations/scorecards/{LAST_MONTH:%Y-%m}/"
# Pages that are found by the first link of a list, and what is looked at there.
FIRST_OF_LIST = {"ticket-clock": "resolution-p1-p2"}
PICTURES = {
    # file name: who looks, and at what
    "home": ("team.manager", "/"),
    "requests": ("auditor", "/onboarding/"),
    "request": ("admin", "/onboarding/40/"),
    "queue": ("reviewer", "/onboarding/queue/"),
    "insights": ("vendor.manager", "/onboarding/insights/"),
    "portfolio": ("vendor.manager", "/vendors/portfolio/"),
    "scorecard": ("vendor.manager", SCORECARD),
    "ticket-clock": (
        "vendor.manager",
        f"{SCORECARD}resolution-p1-p2/?outcome=breached",
    ),
    "search": ("engineer", "/knowledge/?q=pod+crash+loping"),
    "staffing": ("team.manager", "/staffing/"),
    "matrix": ("team.manager", "/staffing/matrix/"),
    "heat-map": ("admin", "/staffing/coverage/map/"),
    "rota": ("admin", "/staffing/rotas/support-around-the-sun/calendar/"),
    "application": ("engineer", "/catalog/applications/instant-payments-gateway/"),
}


def take(browser: Browser, base: str, name: str, theme: str) -> None:
    """One page in one theme, at the size of a small laptop's window."""
    login, path = PICTURES[name]
    context = browser.new_context(
        base_url=base,
        color_scheme=theme,
        viewport={"width": 1280, "height": 800},
        locale="en-GB",
    )
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("[name=login]", f"{login}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()
    answer = page.goto(path)
    if place := FIRST_OF_LIST.get(name):
        found = page.locator("#results tbody th a").first.get_attribute("href")
        answer = page.goto(f"{found}#{place}")
    page.wait_for_timeout(600)
    if answer is None or not answer.ok:
        raise SystemExit(f"{path} answered {answer and answer.status}")
    page.screenshot(path=FOLDER / f"{name}-{theme}.png")
    context.close()


def main(base: str, *names: str) -> None:
    """Every picture, or those named, light and dark."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        for name in names or PICTURES:
            for theme in ("light", "dark"):
                take(browser, base, name, theme)
        browser.close()


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["http://localhost:8000"]))
