"""The addresses of service levels and their versions."""

from django.urls import path

from apps.vendors.views import levels

one = "levels/<int:pk>/"
version = "levels/<int:pk>/versions/<int:version_pk>/"
patterns = [
    path("services/<slug:slug>/levels/new/", levels.new_level, name="new_level"),
    path(
        "services/<slug:slug>/levels/register/",
        levels.register_level,
        name="register_level",
    ),
    path(one, levels.level, name="level"),
    path(f"{one}edit/", levels.edit_level, name="edit_level"),
    path(f"{one}amend/", levels.amend_level, name="amend_level"),
    path(f"{one}versions/new/", levels.new_version, name="new_version"),
    path(f"{one}versions/add/", levels.add_version, name="add_version"),
    path(f"{version}edit/", levels.edit_version, name="edit_version"),
    path(f"{version}amend/", levels.amend_version, name="amend_version"),
    path(f"{version}remove/", levels.remove_version, name="remove_version"),
]
