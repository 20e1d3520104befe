"""`demo --check`: every page of the portal, opened as each of the people of the demo."""

import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http import HTTPStatus
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit
from urllib.request import (
    HTTPCookieProcessor,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

TWO_OF_A_KIND = 2
NOT_FOR_THEM = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
}
LOGIN = "/account/login/"
TIMEOUT = 30


@dataclass(frozen=True)
class Visit:
    """One page as one person saw it."""

    who: str
    path: str
    status: int
    milliseconds: int
    was_linked: bool

    @property
    def failed(self) -> bool:
        """A page may be refused when its address was guessed, never when a page links to it."""
        if self.status < HTTPStatus.BAD_REQUEST:
            return False
        return self.was_linked or self.status not in NOT_FOR_THEM

    def __str__(self) -> str:
        mark = "FAIL" if self.failed else "    "
        time = f"{self.milliseconds:>6} ms"
        return f"{mark} {self.status} {time}  {self.who:<40} {self.path}"


class _Links(HTMLParser):
    """The addresses a page offers to open, and the token of its forms."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.token = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = {
            "a": given.get("href"),
            "link": given.get("href"),
            "script": given.get("src"),
            "img": given.get("src"),
        }.get(tag)
        self.found += [each for each in (address, given.get("hx-get")) if each]
        if given.get("name") == "csrfmiddlewaretoken":
            self.token = given.get("value") or ""


class Person:
    """Somebody of the demonstration with a browser of their own."""

    def __init__(self, base: str, email: str) -> None:
        self.base, self.email = base, email
        cookies = HTTPCookieProcessor(CookieJar())
        self.browser: OpenerDirector = build_opener(ProxyHandler({}), cookies)

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, final path and, for a page, its text."""
        return self._open(Request(self.base + path))

    def log_in(self, password: str) -> bool:
        """By the form that people use."""
        page = _read(self.get(LOGIN)[2])
        typed = {
            "login": self.email,
            "password": password,
            "csrfmiddlewaretoken": page.token,
        }
        form = Request(self.base + LOGIN, data=urlencode(typed).encode())
        form.add_header("Referer", self.base + LOGIN)
        _, path, _ = self._open(form)
        return not path.startswith(LOGIN)

    def _open(self, request: Request) -> tuple[int, str, str]:
        try:
            answer: HTTPResponse = self.browser.open(request, timeout=TIMEOUT)
        except HTTPError as error:
            return error.code, urlsplit(error.url or "").path, ""
        with answer:
            is_page = answer.headers.get_content_type() == "text/html"
            body = answer.read()
            text = body.decode(errors="replace") if is_page else ""
            return answer.status, urlsplit(answer.url).path, text


def walk(
    base: str, people: list[tuple[str, str]], *, say: Callable[[str], None]
) -> list[Visit]:
    """Open every page as each person, saying a line a page; all that was seen."""
    visits = []
    fixed_files: set[str] = set()
    for email, password in people:
        person = Person(base, email)
        if not person.log_in(password):
            visits.append(Visit(email, LOGIN, 401, 0, was_linked=True))
            say(str(visits[-1]))
            continue
        for visit in _walk_as(person, fixed_files):
            if visit.status != HTTPStatus.METHOD_NOT_ALLOWED or visit.failed:
                say(str(visit))
                visits.append(visit)
    return visits


def _walk_as(person: Person, fixed_files: set[str]) -> Iterator[Visit]:
    queue = deque((path, False) for path in addresses())
    seen = {path for path, _ in queue}
    kinds: Counter[str] = Counter()
    while queue:
        path, was_linked = queue.popleft()
        began = time.perf_counter()
        status, final, text = person.get(path)
        spent = round((time.perf_counter() - began) * 1000)
        yield Visit(person.email, path, status, spent, was_linked)
        for link in _read(text).found:
            target = _inside(urljoin(person.base + final, link), person.base)
            kind = _kind(target)
            is_file = kind == "file"
            known = fixed_files if is_file else seen
            if not target or not kind or target in known:
                continue
            if is_file or kinds[kind] < TWO_OF_A_KIND:
                known.add(target)
                kinds[kind] += 1
                queue.append((target, True))


def _read(text: str) -> _Links:
    links = _Links()
    links.feed(text)
    return links


def _inside(url: str, base: str) -> str:
    """The path and query of an address of this portal, else nothing."""
    if not url.startswith(base + "/"):
        return ""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _kind(target: str) -> str:
    """What sort of page this is: two of a sort are enough for each person."""
    parts = urlsplit(target)
    if parts.path.startswith("/static/"):
        return "file"
    try:
        match = resolve(parts.path)
    except Resolver404:
        return parts.path  # a link to nowhere: visit it, and fail
    asked = parse_qs(parts.query, keep_blank_values=True)
    keys = ",".join(sorted(asked))
    return f"{match.view_name or match.route}?{keys}{asked.get('export', '')}"


def addresses() -> list[str]:
    """Every address of the portal that needs nothing filled in."""
    return sorted(set(_plain(get_resolver().url_patterns, "/")))


def _plain(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for each in patterns:
        piece = _literal(str(each.pattern))
        if piece is None:
            continue
        if isinstance(each, URLResolver):
            yield from _plain(each.url_patterns, prefix + piece)
        else:
            yield prefix + piece


def _literal(pattern: str) -> str | None:
    """The text of a URL pattern with nothing to fill in, else None."""
    text = re.sub(r"^\^|\$$|\\Z$", "", pattern).replace(r"\.", ".").replace(r"\-", "-")
    return text if re.fullmatch(r"[\w./-]*", text) else None
