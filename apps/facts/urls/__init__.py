"""The addresses of facts: connectors, checks, what is known of an application."""

from django.urls import path
from django.urls.resolvers import URLPattern

from apps.facts.views import facts

app_name = "facts"
one = "applications/<slug:code>/"
urlpatterns: list[URLPattern] = [
    path(one, facts.application, name="application"),
    path(f"{one}<str:name>/", facts.fact, name="fact"),
]
