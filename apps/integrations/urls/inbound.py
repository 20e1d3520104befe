"""Addresses of integrations: inbound."""

from django.urls import URLPattern, path

from apps.integrations.views import inbound as views
from apps.integrations.views import inbound_deliveries as deliveries
from apps.integrations.views import inbound_open as open_views

ONE = "inbound/<int:pk>"
patterns: list[URLPattern] = [
    path("in/<uuid:key>/", open_views.receive_delivery, name="receive"),
    path(
        "in/<uuid:key>/<str:token>/",
        open_views.receive_delivery,
        name="receive_by_address",
    ),
    path("inbound/", views.endpoints, name="endpoints"),
    path("inbound/new/", views.new_endpoint, name="new_endpoint"),
    path("inbound/add/", views.add_endpoint, name="add_endpoint"),
    path(f"{ONE}/", views.endpoint, name="endpoint"),
    path(f"{ONE}/edit/", views.edit_endpoint, name="edit_endpoint"),
    path(f"{ONE}/amend/", views.amend_endpoint, name="amend_endpoint"),
    path(f"{ONE}/remove/", views.remove_endpoint, name="remove_endpoint"),
    path(f"{ONE}/secret/", views.change_endpoint_secret, name="change_endpoint_secret"),
    path(
        f"{ONE}/drop-secret/", views.drop_endpoint_secret, name="drop_endpoint_secret"
    ),
    path(f"{ONE}/mapping/", deliveries.mapping, name="endpoint_mapping"),
    path(f"{ONE}/preview/", deliveries.preview_mapping, name="preview_mapping"),
    path(f"{ONE}/map/", deliveries.amend_mapping, name="amend_endpoint_mapping"),
    path("received/", deliveries.deliveries, name="deliveries"),
    path("received/<int:pk>/", deliveries.delivery, name="delivery"),
    path(
        "received/<int:pk>/run-again/",
        deliveries.run_delivery_again,
        name="run_delivery_again",
    ),
]
