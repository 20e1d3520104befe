"""Exclusions, measurements, outages and maintenance."""

from django.urls import path
from django.urls.resolvers import URLPattern

from apps.vendors.views import exclusions, measurements, outages

patterns: list[URLPattern] = [
    path("exclusions/", exclusions.exclusions, name="exclusions"),
    path("exclusions/plan/", exclusions.plan_exclusions, name="plan_exclusions"),
    path("exclusions/decide/", exclusions.decide_exclusions, name="decide_exclusions"),
    path("exclusions/<int:pk>/", exclusions.exclusion, name="exclusion"),
    path(
        "exclusions/<int:pk>/decide/",
        exclusions.decide_exclusion,
        name="decide_exclusion",
    ),
    path(
        "exclusions/<int:pk>/withdraw/",
        exclusions.withdraw_exclusion,
        name="withdraw_exclusion",
    ),
    path(
        "exclusions/<int:pk>/attach/",
        exclusions.attach_to_exclusion,
        name="attach_to_exclusion",
    ),
    path(
        "exclusions/files/<int:pk>/", exclusions.exclusion_file, name="exclusion_file"
    ),
    path(
        "tickets/<int:pk>/levels/<int:level_pk>/exclude/",
        exclusions.propose_exclusion,
        name="propose_exclusion",
    ),
    path(
        "tickets/<int:pk>/levels/<int:level_pk>/exclude/send/",
        exclusions.send_exclusion,
        name="send_exclusion",
    ),
    path(
        "services/<slug:slug>/measurements/",
        measurements.measurements,
        name="measurements",
    ),
    path(
        "services/<slug:slug>/measurements/enter/",
        measurements.enter_measurement,
        name="enter_measurement",
    ),
    path(
        "measurements/<int:pk>/decide/",
        measurements.decide_measurement,
        name="decide_measurement",
    ),
    path(
        "measurements/<int:pk>/file/",
        measurements.measurement_file,
        name="measurement_file",
    ),
    path("services/<slug:slug>/outages/", outages.outages, name="outages"),
    path("services/<slug:slug>/outages/add/", outages.add_outage, name="add_outage"),
    path(
        "services/<slug:slug>/maintenance/add/",
        outages.add_maintenance,
        name="add_maintenance",
    ),
    path("outages/<int:pk>/", outages.edit_outage, name="edit_outage"),
    path("outages/<int:pk>/amend/", outages.amend_outage, name="amend_outage"),
    path("outages/<int:pk>/remove/", outages.remove_outage, name="remove_outage"),
    path("maintenance/<int:pk>/", outages.edit_maintenance, name="edit_maintenance"),
    path(
        "maintenance/<int:pk>/amend/",
        outages.amend_maintenance,
        name="amend_maintenance",
    ),
    path(
        "maintenance/<int:pk>/remove/",
        outages.remove_maintenance,
        name="remove_maintenance",
    ),
]
