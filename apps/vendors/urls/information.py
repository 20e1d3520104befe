"""The register of information."""

from django.urls import path
from django.urls.resolvers import URLPattern

from apps.vendors.views import information

patterns: list[URLPattern] = [
    path("register-of-information/", information.dora, name="dora"),
    path(
        "register-of-information/export/", information.dora_export, name="dora_export"
    ),
    path(
        "register-of-information/template/<str:code>/",
        information.dora_sheet,
        name="dora_sheet",
    ),
    path(
        "register-of-information/<slug:slug>/", information.dora_rows, name="dora_rows"
    ),
    path(
        "register-of-information/<slug:slug>/add/",
        information.add_to_register,
        name="add_to_register",
    ),
    path(
        "register-of-information/<slug:slug>/<int:pk>/",
        information.dora_row,
        name="dora_row",
    ),
    path(
        "register-of-information/<slug:slug>/<int:pk>/amend/",
        information.amend_register,
        name="amend_register",
    ),
    path(
        "register-of-information/<slug:slug>/<int:pk>/remove/",
        information.remove_from_register,
        name="remove_from_register",
    ),
]
