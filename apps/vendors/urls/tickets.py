"""Tickets, their imports, and the mappings of files."""

from django.urls import path
from django.urls.resolvers import URLPattern

from apps.vendors.views import imports, mappings, tickets

one = "imports/<int:pk>/"
patterns: list[URLPattern] = [
    path("tickets/", tickets.all_tickets, name="all_tickets"),
    path("services/<slug:slug>/tickets/", tickets.tickets, name="tickets"),
    path("services/<slug:slug>/import/", imports.import_new, name="import_new"),
    path("services/<slug:slug>/import/give/", imports.give_file, name="give_file"),
    path("imports/", imports.imports, name="imports"),
    path(one, imports.ticket_import, name="import"),
    path(f"{one}columns/", imports.choose_columns, name="choose_columns"),
    path(f"{one}confirm/", imports.confirm_import, name="confirm_import"),
    path(f"{one}stop/", imports.stop_import, name="stop_import"),
    path(f"{one}restart/", imports.restart_import, name="restart_import"),
    path(f"{one}report/", imports.import_report, name="import_report"),
    path("mappings/", mappings.mappings, name="mappings"),
    path("mappings/<int:pk>/", mappings.mapping, name="mapping"),
    path("mappings/<int:pk>/amend/", mappings.amend_mapping, name="amend_mapping"),
    path("mappings/<int:pk>/remove/", mappings.remove_mapping, name="remove_mapping"),
]
