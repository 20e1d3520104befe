"""Addresses of integrations: pulls."""

from django.urls import URLPattern, path

from apps.integrations.views import pulls as views

ONE = "pulls/<int:pk>"
patterns: list[URLPattern] = [
    path("pulls/", views.pulls, name="pulls"),
    path("pulls/new/", views.new_pull, name="new_pull"),
    path("pulls/add/", views.add_pull, name="add_pull"),
    path(f"{ONE}/", views.pull, name="pull"),
    path(f"{ONE}/edit/", views.edit_pull, name="edit_pull"),
    path(f"{ONE}/amend/", views.amend_pull, name="amend_pull"),
    path(f"{ONE}/remove/", views.remove_pull, name="remove_pull"),
    path(f"{ONE}/now/", views.pull_now, name="pull_now"),
    path(f"{ONE}/from-start/", views.pull_from_start, name="pull_from_start"),
    path("pulls/runs/<int:pk>/", views.pull_run, name="pull_run"),
    path("pulls/runs/<int:pk>/stop/", views.stop_pull_run, name="stop_pull_run"),
]
