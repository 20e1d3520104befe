"""The addresses of facts: connectors, checks, what is known of an application."""

from django.urls import URLPattern

app_name = "facts"
urlpatterns: list[URLPattern] = []
