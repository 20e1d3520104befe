from django.urls import path

from apps.vendors.urls.months import MONTH
from apps.vendors.views import cases, terms
from apps.vendors.views import scorecards as views

patterns = [
    path(
        f"services/<slug:slug>/scorecards/{MONTH}/", views.scorecard, name="scorecard"
    ),
    path(
        f"services/<slug:slug>/scorecards/{MONTH}/<slug:level>/",
        views.scorecard_level,
        name="scorecard_level",
    ),
    path(
        f"services/<slug:slug>/scorecards/{MONTH}/<slug:level>/now/",
        views.scorecard_level_now,
        name="scorecard_level_now",
    ),
    path("services/<slug:slug>/what-if/", terms.what_if, name="what_if"),
    path("tickets/<int:pk>/", cases.ticket, name="ticket"),
]
