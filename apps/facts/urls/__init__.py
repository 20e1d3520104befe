"""The addresses of facts: connectors, checks, what is known of applications."""

from django.urls import path
from django.urls.resolvers import URLPattern

from apps.facts.views import checks, connectors, deployments, facts

app_name = "facts"
connector = "connectors/<int:pk>/"
check = "checks/<int:pk>/"
application = "applications/<slug:code>/"
urlpatterns: list[URLPattern] = [
    path("", facts.facts, name="facts"),
    path("connectors/", connectors.connectors, name="connectors"),
    path("connectors/new/", connectors.new_connectors, name="new_connectors"),
    path("connectors/new/<slug:kind>/", connectors.new_connector, name="new_connector"),
    path("connectors/add/<slug:kind>/", connectors.add_connector, name="add_connector"),
    path(connector, connectors.connector, name="connector"),
    path(f"{connector}edit/", connectors.edit_connector, name="edit_connector"),
    path(f"{connector}amend/", connectors.amend_connector, name="amend_connector"),
    path(f"{connector}remove/", connectors.remove_connector, name="remove_connector"),
    path(f"{connector}try/", connectors.try_connector, name="try_connector"),
    path(f"{connector}usual/", connectors.add_usual, name="add_usual"),
    path(f"{connector}new-check/", checks.new_check, name="new_check"),
    path(f"{connector}add-check/", checks.add_check, name="add_check"),
    path("checks/", checks.checks, name="checks"),
    path(check, checks.check, name="check"),
    path(f"{check}edit/", checks.edit_check, name="edit_check"),
    path(f"{check}amend/", checks.amend_check, name="amend_check"),
    path(f"{check}remove/", checks.remove_check, name="remove_check"),
    path("platforms/<slug:slug>/", facts.platform, name="platform"),
    path(application, facts.application, name="application"),
    path(f"{application}brief/", facts.of_application, name="of_application"),
    path(f"{application}check-now/", facts.check_now, name="check_now"),
    path(f"{application}deployments/", deployments.deployments, name="deployments"),
    path(f"{application}exercises/new/", facts.new_exercise, name="new_exercise"),
    path(f"{application}exercises/", facts.note_exercise, name="note_exercise"),
    path(f"{application}<str:name>/", facts.fact, name="fact"),
]
