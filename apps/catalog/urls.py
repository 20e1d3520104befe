"""The addresses of the catalog."""

from django.urls import path

from apps.catalog import views

app_name = "catalog"
one = "applications/<slug:code>/"
urlpatterns = [
    path("applications/", views.applications, name="applications"),
    path("new-application/", views.new_application, name="new_application"),
    path("register/", views.register, name="register"),
    path(one, views.application, name="application"),
    path(f"{one}edit/", views.edit_application, name="edit_application"),
    path(f"{one}amend/", views.amend, name="amend"),
    path(f"{one}deploy/", views.deploy, name="deploy"),
    path(f"{one}deployments/<int:pk>/remove/", views.undeploy, name="undeploy"),
    path(f"{one}links/", views.add_link, name="add_link"),
    path(f"{one}links/<int:pk>/remove/", views.remove_link, name="remove_link"),
    path(f"{one}needs/", views.add_dependency, name="add_dependency"),
    path(
        f"{one}needs/<int:pk>/remove/",
        views.remove_dependency,
        name="remove_dependency",
    ),
    path("platforms/", views.platforms, name="platforms"),
    path("new-platform/", views.new_platform, name="new_platform"),
    path("register-platform/", views.register_platform, name="register_platform"),
    path("platforms/<slug:slug>/", views.platform, name="platform"),
    path("platforms/<slug:slug>/edit/", views.edit_platform, name="edit_platform"),
    path("platforms/<slug:slug>/amend/", views.amend_platform, name="amend_platform"),
    path("entities/", views.entities, name="entities"),
    path("entities/<int:pk>/", views.entity, name="entity"),
    path("import/", views.import_catalog, name="import"),
    path("import/upload/", views.upload, name="upload"),
    path("import/<int:pk>/", views.import_run, name="import_run"),
    path("import/<int:pk>/confirm/", views.confirm_import, name="confirm_import"),
    path("import/<int:pk>/restart/", views.restart_import, name="restart_import"),
    path("import/<int:pk>/discard/", views.discard_import, name="discard_import"),
]
