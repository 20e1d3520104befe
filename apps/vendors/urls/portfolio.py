from django.urls import path

from apps.vendors.views import comparing, forecasts
from apps.vendors.views import patterns as pattern_views
from apps.vendors.views import portfolio as views

patterns = [
    path("portfolio/", views.portfolio, name="portfolio"),
    path("portfolio/<slug:slug>/", views.performance, name="performance"),
    path("compare/", comparing.compare, name="compare"),
    path("watermelon/", comparing.watermelon, name="watermelon"),
    path("forecasts/", forecasts.forecasts, name="forecasts"),
    path("services/<slug:slug>/forecast/", forecasts.forecast, name="forecast"),
    path("services/<slug:slug>/patterns/", pattern_views.patterns, name="patterns"),
]
