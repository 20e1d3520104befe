from django.urls import path

from apps.vendors.views import portfolio as views

patterns = [
    path("portfolio/", views.portfolio, name="portfolio"),
    path("portfolio/<slug:slug>/", views.performance, name="performance"),
]
