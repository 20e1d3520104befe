"""What the command palette finds."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.catalog.models import Application
from apps.dashboard.queries.palette_rotas import rotas_for
from apps.dashboard.queries.palette_staffing import PAGES as STAFFING
from apps.dashboard.queries.palette_staffing import staffing_for
from apps.dashboard.queries.palette_vendors import found_for, pages_for
from apps.knowledge.actions.searching import search
from apps.onboarding.models import Request

SHOWN = 8
PAGES = [
    ("Home", "dashboard:home", "home"),
    ("Requests", "onboarding:index", "clipboard-list"),
    ("New request", "onboarding:new_request", "plus"),
    ("Review queue", "onboarding:queue", "list-check"),
    ("Go-live calendar", "onboarding:calendar", "calendar-event"),
    ("Insights", "onboarding:insights", "chart-bar"),
    ("Standards", "onboarding:standards", "certificate"),
    ("Applications", "catalog:applications", "apps"),
    ("Platforms", "catalog:platforms", "stack-2"),
    ("Import the catalog", "catalog:import", "upload"),
    ("Teams", "accounts:teams", "users-group"),
    ("People", "accounts:people", "users"),
    ("Roles", "accounts:roles", "shield-check"),
    ("My profile", "accounts:profile", "user-circle"),
    ("API tokens", "accounts:tokens", "key"),
    ("Working calendars", "calendars:index", "calendar"),
    ("Search the knowledge base", "knowledge:search", "search"),
    ("Articles", "knowledge:articles", "file-text"),
    ("Synonyms", "knowledge:synonyms", "git-compare"),
    ("On call", "staffing:on_call", "phone"),
    ("Rotas", "staffing:rotas", "calendar-event"),
    ("Swaps", "staffing:swaps", "git-compare"),
    ("Calendars of shifts", "staffing:feeds", "calendar-due"),
    ("Inbox", "reminders:inbox", "inbox"),
    ("How I am told", "reminders:settings", "bell"),
    ("Reminder rules", "reminders:rules", "adjustments-horizontal"),
    ("Upcoming reminders", "reminders:upcoming", "calendar-due"),
    ("What was told", "reminders:told", "history"),
    ("Messages sent", "reminders:sent", "send"),
    ("Health of the queue", "reminders:health", "heartbeat"),
    ("API", "core:api_docs", "api"),
]


@dataclass(frozen=True)
class Hit:
    """A line of the palette."""

    title: str
    url: str
    icon: str
    hint: str = ""


Groups = list[tuple[str, list[Hit]]]


def find(words: str, user: User) -> Groups:
    """Pages, requests, articles, applications, rotas, vendors, contracts, services,
    staff, skills and people that answer; only what one may see.
    """
    asked = words.strip().lower()
    groups = [("Pages", _pages(asked, user))]
    if asked:
        groups += [
            ("Requests", _requests(asked, user)),
            ("Articles", _articles(words, user)),
            ("Applications", _applications(asked, user)),
            ("On call", [Hit(*one) for one in rotas_for(asked, user)]),
            *_vendors(asked, user),
            *_staffing(asked, user),
            ("People", _people(asked, user)),
        ]
    return [(heading, hits) for heading, hits in groups if hits]


def _vendors(asked: str, user: User) -> Groups:
    return [
        (heading, [Hit(*one) for one in found])
        for heading, found in found_for(asked, user, SHOWN)
    ]


def _staffing(asked: str, user: User) -> Groups:
    return [
        (heading, [Hit(*one) for one in found])
        for heading, found in staffing_for(asked, user, SHOWN)
    ]


def _pages(asked: str, user: User) -> list[Hit]:
    return [
        Hit(title, url, icon)
        for title, name, icon in [*PAGES, *STAFFING, *pages_for(user)]
        if asked in title.lower() and (url := _url(name))
    ]


def _requests(asked: str, user: User) -> list[Hit]:
    rows = Request.objects.visible_to(user).matching(asked).with_names()
    return [
        Hit(str(one), one.get_absolute_url(), "clipboard-list", one.get_state_display())
        for one in rows.order_by("-changed_at")[:SHOWN]
    ]


def _applications(asked: str, user: User) -> list[Hit]:
    rows: Any = Application.objects.visible_to(user).select_related("owner_team")
    found = rows.filter(Q(name__icontains=asked) | Q(code__icontains=asked))
    return [
        Hit(one.name, url, "apps", str(one.owner_team))
        for one in found[:SHOWN]
        if (url := _url("catalog:application", one.code))
    ]


def _articles(words: str, user: User) -> list[Hit]:
    """The first that the search of the knowledge base finds for what is typed so far."""
    answer = search(
        user,
        words,
        now=timezone.now(),
        limit=SHOWN,
        is_typing=True,
        has_facets=False,
    )
    return [
        Hit(one.title, url, "file-text", one.space_name)
        for one in answer.found.hits
        if (url := _url("knowledge:article", one.space, one.slug))
    ]


def _people(asked: str, user: User) -> list[Hit]:
    rows = User.objects.visible_to(user).filter(
        Q(name__icontains=asked) | Q(nickname__icontains=asked)
    )
    return [
        Hit(one.name, url, "user", one.nickname)
        for one in rows[:SHOWN]
        if (url := _url("accounts:person", one.pk))
    ]


def _url(name: str, *args: int | str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
