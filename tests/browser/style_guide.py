"""Everything the look can draw, on one page that only the tests have."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from apps.core import charts
from apps.core.errors import DomainError
from apps.core.forms import DayInput
from apps.core.http import render_page
from apps.core.lists import Column, FilterForm, Sort
from portal.urls import urlpatterns as portal_urls

MONTHS = ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
STATES = ["draft", "in_review", "changes_requested", "approved", "rejected", "waived"]


class Filter(FilterForm):
    q = forms.CharField(widget=forms.SearchInput, label="Search", required=False)
    state = forms.ChoiceField(
        choices=[("", "Any state"), ("draft", "Draft")], required=False
    )
    mine = forms.BooleanField(label="Only mine", required=False)


class Form(forms.Form):
    name = forms.CharField(help_text="As people say it.")
    note = forms.CharField(widget=forms.Textarea, required=False)
    go_live_on = forms.DateField(widget=DayInput, label="Target go-live")
    tier = forms.ChoiceField(
        choices=[("1", "Tier 1"), ("2", "Tier 2")], widget=forms.RadioSelect
    )
    platforms = forms.MultipleChoiceField(
        choices=[("ocp", "OpenShift"), ("ecs", "ECS")],
        widget=forms.CheckboxSelectMultiple,
        help_text="All that it runs on.",
        required=False,
    )
    owner = forms.ChoiceField(choices=[("a", "Payments"), ("b", "Cards")])
    proof = forms.FileField(required=False)
    agreed = forms.BooleanField(label="I have read the standard")


class State:
    """A thing in a state."""

    def __init__(self, state: str) -> None:
        self.state = state

    def get_state_display(self) -> str:
        return self.state.replace("_", " ").capitalize()


TEMPLATE = """
{% extends "base.html" %}
{% load core_tags charts partials %}
{% block title %}Style guide{% endblock %}
{% block breadcrumbs %}<li class="breadcrumb-item"><a href="/">Home</a></li><li class="breadcrumb-item active" aria-current="page">Style guide</li>{% endblock %}
{% block heading %}Style guide{% endblock %}
{% block actions %}<a class="btn" href="/">Copy</a> <button type="button" class="btn btn-primary">{% icon "send" %} Submit</button> <button type="button" class="btn btn-success">{% icon "check" %} Approve</button> <button type="button" class="btn btn-danger">{% icon "x" %} Reject</button> <button type="button" class="btn btn-outline-danger">Withdraw</button>{% endblock %}
{% block content %}
{% include "core/_filter.html" with form=filter %}
<section id="results" class="card">
  <div class="card-header"><h2 class="card-title">A list</h2></div>
  <div class="table-responsive"><table class="table card-table">
    <thead><tr>{% for column in columns %}{% sort_header column %}{% endfor %}</tr></thead>
    <tbody>{% for thing in things %}<tr><td><a href="/">ONB-000{{ forloop.counter }}</a></td><td>{% state_badge thing %}</td><td>{% person user %}</td><td class="num">{{ forloop.counter0 }}</td><td class="text-secondary">{% time when %}, {% ago when %}</td></tr>{% endfor %}</tbody>
  </table></div>
  {% include "core/_pager.html" %}
</section>
<div class="row row-cards"><div class="col-lg-6"><form method="post" class="card" novalidate>{% csrf_token %}<div class="card-body">{{ form }}<button class="btn btn-primary" type="submit">Save</button></div></form></div>
<div class="col-lg-6"><div class="card"><div class="card-body">{{ trend }}</div></div><div class="card mt-3"><div class="card-body">{{ bars }}</div></div><div class="card mt-3"><div class="card-body">{{ stacked }}</div></div></div></div>
<div class="row row-cards mt-3"><div class="col-lg-6"><div class="card"><div class="card-body">{{ heat }}</div></div></div>
<div class="col-lg-6"><div class="card"><div class="card-body">{{ ring }}{{ bullet }}</div></div></div></div>
<div class="card mt-3"><div class="card-body">{{ graph }}</div></div>
<div class="card mt-3"><div class="card-body">{{ text|markdown }}</div></div>
<div class="card mt-3">{% include "core/_empty.html" with title="No request waits for you" text="When a team submits one in your categories, it appears here." url="/" label="See all requests" %}</div>
{% endblock %}
"""


def guide(request: HttpRequest) -> HttpResponse:
    """The page; a POST shows the form with its errors, `?refuse` a refusal."""
    if "refuse" in request.GET:
        raise DomainError("A request is approved only when every must has evidence.")
    if "quiet" not in request.GET:
        messages.success(request, "The request was submitted to three reviewers.")
        messages.error(request, "The file was not kept: it is larger than 10 MB.")
    template = engines["django"].from_string(TEMPLATE)
    return HttpResponse(template.render(context(request), request))


def context(request: HttpRequest) -> dict[str, object]:
    """One of everything."""
    lines = [
        charts.Series("Median", [12, 11, 14, 9, 8, 7.5]),
        charts.Series("90th percentile", [31, 28, 30, None, 22, 19]),
    ]
    parts = [
        charts.Series(name, [5 - at, 3, at + 1, 2, 6, at])
        for at, name in enumerate(["Draft", "In review", "Approved", "Live", "Out"])
    ]
    names = {
        "pay": ("payments-api", "blue"),
        "led": ("ledger", ""),
        "auth": ("identity", ""),
        "kaf": ("event-stream", ""),
        "db": ("ledger-database", "amber"),
        "web": ("customer-portal", ""),
    }
    pairs = ["web-pay", "pay-led", "pay-auth", "pay-kaf", "led-db", "led-kaf", "web-db"]
    return {
        "filter": Filter(request.GET or {"q": ""}),
        "form": Form(request.POST if request.method == "POST" else None),
        "columns": [
            Column("number", "Number", str, "number"),
            Column("state", "State", str, "state"),
            Column("owner", "Owner", str),
            Column("open", "Open items", str, "open"),
            Column("seen", "Last change", str),
        ],
        "sort": Sort("number", is_descending=True),
        "things": [State(state) for state in STATES],
        "when": request.user.joined_at,
        "page_obj": Paginator(range(700), 50).get_page(2),
        "list_name": "things",
        "query": "q=a",
        "trend": charts.trend("Days to go-live", MONTHS, lines, unit="days", goal=15),
        "bars": charts.bars(
            "Returned most often",
            [("Restore test is recent", 14), ("Runbook names an owner", 9), ("SLO", 3)],
        ),
        "stacked": charts.stacked_bars("Requests by state", MONTHS, parts),
        "heat": charts.heat_map(
            "Go-lives by weekday",
            MONTHS,
            [("Monday", [0, 1, 2, 3, 4, 5]), ("Friday", [9, 8, None, 6, 5, 4])],
        ),
        "ring": charts.ring("Readiness", 71.4, tone="green", note="silver"),
        "bullet": charts.bullet("Reviewed", 62.5, goal=80, bands=[50, 80]),
        "graph": charts.graph(
            "What payments-api leans on",
            [
                charts.Node(key, label, note="tier 1", tone=tone, url="/")
                for key, (label, tone) in names.items()
            ],
            [charts.Edge(*pair.split("-")) for pair in pairs],
        ),
        "text": "## Evidence\n\nThe **restore test** of [May](https://x.example):\n\n"
        "| Step | Minutes |\n|---|---|\n| Copy | 12 |\n\n```\nrestore --latest\n```",
    }


PLACES = [
    {"title": "Review queue", "url": "/nowhere/queue/", "icon": "list-check"},
    {"title": "Requests", "url": "/nowhere/requests/", "icon": "clipboard-list"},
    {"title": "payments-api", "url": "/nowhere/payments/", "icon": "apps"},
]


def palette(request: HttpRequest) -> HttpResponse:
    """Three places, narrowed by what is typed."""
    asked = request.GET.get("q", "").lower()
    hits = [one for one in PLACES if asked in one["title"].lower()]
    if asked == "fault":
        return HttpResponse("<!doctype html><title>Fault</title>", status=503)
    if asked == "toast":
        messages.info(request, "Asked.")
    shown = {"q": asked, "groups": [("Pages", hits)] if hits else []}
    return render_page(
        request, "core/_palette_results.html", shown, partials={"palette-results"}
    )


urlpatterns = [
    path(
        "style-guide/",
        include(([path("palette/", palette, name="palette")], "dashboard")),
    ),
    *portal_urls,
    path("style-guide/", guide),
]
