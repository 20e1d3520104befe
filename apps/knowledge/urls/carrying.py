"""Imports of articles, and exports of spaces."""

from django.urls import path

from apps.knowledge.views import imports

ONE = "imports/<int:pk>/"
EXPORT = "spaces/<slug:space>/export/"

patterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/give/", imports.give_tree, name="give_tree"),
    path(ONE, imports.article_import, name="import"),
    path(f"{ONE}check/", imports.recheck_import, name="recheck_import"),
    path(f"{ONE}confirm/", imports.confirm_import, name="confirm_import"),
    path(f"{ONE}stop/", imports.stop_import, name="stop_import"),
    path(f"{ONE}report/", imports.import_report, name="import_report"),
    path(EXPORT, imports.export, name="export"),
    path(f"{EXPORT}make/", imports.export_space, name="export_space"),
    path(f"{EXPORT}<int:pk>/", imports.export_file, name="export_file"),
]
