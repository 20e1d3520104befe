"""Addresses of integrations: outbound."""

from django.urls import URLPattern, path

from apps.integrations.views import outbound as views

ONE = "outbound/<int:pk>"
MESSAGE = "outbound/messages/<int:pk>"
patterns: list[URLPattern] = [
    path("outbound/", views.subscriptions, name="subscriptions"),
    path("outbound/events/", views.event_kinds, name="event_kinds"),
    path("outbound/new/", views.new_subscription, name="new_subscription"),
    path("outbound/add/", views.add_subscription, name="add_subscription"),
    path(f"{ONE}/", views.subscription, name="subscription"),
    path(f"{ONE}/edit/", views.edit_subscription, name="edit_subscription"),
    path(f"{ONE}/amend/", views.amend_subscription, name="amend_subscription"),
    path(f"{ONE}/remove/", views.remove_subscription, name="remove_subscription"),
    path(
        f"{ONE}/take-over/", views.take_over_subscription, name="take_over_subscription"
    ),
    path(
        f"{ONE}/secret/", views.new_subscription_secret, name="new_subscription_secret"
    ),
    path(
        f"{ONE}/secret/drop/",
        views.drop_subscription_secret,
        name="drop_subscription_secret",
    ),
    path(f"{ONE}/test/", views.test_subscription, name="test_subscription"),
    path(f"{ONE}/again/", views.send_again_since, name="send_again_since"),
    path(f"{MESSAGE}/", views.message, name="message"),
    path(f"{MESSAGE}/again/", views.send_message_again, name="send_message_again"),
]
