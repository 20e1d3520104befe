"""Addresses of integrations: inbound."""

from django.urls import URLPattern, path

from apps.integrations.views import inbound_open as open_views

patterns: list[URLPattern] = [
    path("in/<uuid:key>/", open_views.receive_delivery, name="receive"),
    path(
        "in/<uuid:key>/<str:token>/",
        open_views.receive_delivery,
        name="receive_by_address",
    ),
]
