"""A real Chromium for stories: pages that fail on their own policy, and axe."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import settings as portal_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from tests.browser.install import find
from tests.security.tally import note

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Colours = Literal["light", "dark"]
LOOKS: list[tuple[str, Colours, int]] = [
    ("dark narrow", "dark", 400),
    ("light wide", "light", 1280),
]
SETTLED = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one instanceof CSSTransition).map((one) => one.finished))"""
# Said aloud too, for what a policy only reports or a browser words otherwise.
LISTEN = """document.addEventListener("securitypolicyviolation", (event) => console.error(
  `Content-Security-Policy: ${event.violatedDirective} ${event.blockedURI} ${location}`))"""
RUN_AXE = """async ([within, tags]) => {
  const found = await axe.run(within, {
    runOnly: {type: "tag", values: tags},
    rules: {"target-size": {enabled: true}},
    resultTypes: ["violations"],
    preload: false,
  });
  return found.violations.flatMap((one) => one.nodes.map((node) =>
    `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""


def pytest_collection_modifyitems(items):
    """Everything here needs Chromium, and writes for another thread to read."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


class Running:
    """One browser for all browser tests in a row. While it is there its own loop makes the
    thread one that runs asynchronously, so it ends before another kind of test begins.
    """

    def __init__(self) -> None:
        self.open = ExitStack()
        self.browser: Browser | None = None

    def begin(self) -> Browser:
        if self.browser is None:
            patch = self.open.enter_context(pytest.MonkeyPatch.context())
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
            chromium = self.open.enter_context(sync_playwright()).chromium
            found = chromium.launch(executable_path=find(), args=ARGUMENTS)
            self.browser = found
            self.open.callback(found.close)
        return self.browser

    def end(self) -> None:
        self.browser = None
        self.open.close()


running = Running()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """After this folder's last test in a row."""
    if nextitem is None or nextitem.get_closest_marker("browser") is None:
        running.end()


@pytest.fixture
def chromium() -> Browser:
    """The browser that runs."""
    return running.begin()


@dataclass
class Window:
    """Opens pages as people, and keeps what went wrong in them."""

    browser: Browser
    address: str
    faults: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    pages: int = 0
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        user: Any = None,
        *,
        dark: bool = False,
        width: int = 1280,
        script: bool = True,
    ) -> Page:
        """A fresh page, signed in if there is a user; relative addresses work in goto."""
        context = self.browser.new_context(
            base_url=self.address,
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale="en-GB",
        )
        context.set_default_timeout(10_000)
        context.add_init_script(LISTEN)
        self.contexts.append(context)
        page = context.new_page()
        page.on("domcontentloaded", lambda _: self._opened())
        page.on("console", lambda message: self._heard(message.text))
        page.on("response", self._answered)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        if user:
            sign_in(page, user)
        return page

    def _opened(self) -> None:
        self.pages += 1

    def _heard(self, text: str) -> None:
        if "Content Security Policy" in text or "Content-Security-Policy" in text:
            self.violations.append(text)

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def close(self) -> None:
        """Close all; a broken policy, a script's error or a 5xx fails the test."""
        for context in self.contexts:
            context.close()
        assert self.violations + self.faults == []


@pytest.fixture
def window(chromium, live_server) -> Iterator[Window]:
    """`window.open(user)` gives a Playwright page on the live server."""
    found = Window(chromium, live_server.url)
    yield found
    note("csp", found.pages, len(found.violations))
    found.close()


def sign_in(page: Page, user: Any) -> None:
    """Be this person, without the login form."""
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    name = portal_settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [
            {
                "name": name,
                "value": client.cookies[name].value,
                "domain": "localhost",
                "path": "/",
                "httpOnly": True,
                "sameSite": "Lax",
            }
        ]
    )


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """`axe(page)` gives a line for each finding; a good page gives none."""

    def run(page: Page, within: str = "html") -> list[str]:
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(AXE.read_text())
        return page.evaluate(RUN_AXE, [within, TAGS])

    return run


@pytest.fixture
def looks(axe: Callable[..., list[str]]) -> Callable[[Page], list[str]]:
    """`looks(page)` judges an open page light and wide, and dark and narrow: it passes axe
    and does not scroll sideways. Which is first turns about, so that the page need not
    change before it is judged; nothing moves between them, as for who asks for that. The
    frame, which all pages share, is judged in the first look only: in each on every
    second page.
    """
    turns = LOOKS.copy()

    def run(page: Page) -> list[str]:
        turns.reverse()
        found = []
        for (look, colours, width), within in zip(turns, ("html", "main"), strict=True):
            look_at(page, colours, width)
            faults = axe(page, within)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                faults.append("scrolls sideways")
            found += [f"{look}: {fault}" for fault in faults]
        return found

    return run


def look_at(page: Page, colours: Colours, width: int) -> None:
    """Change colours and width, and wait until they have changed."""
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(SETTLED)
