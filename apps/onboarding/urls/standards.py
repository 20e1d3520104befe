from django.urls import path

from apps.onboarding.views import standards as views

patterns = [
    path("standards/", views.standards, name="standards"),
    path("standards/new/", views.new_standard, name="new_standard"),
    path("standards/create/", views.create_standard, name="create_standard"),
    path("distance/", views.distance, name="distance"),
    path("editions/<int:pk>/publish/", views.publish, name="publish"),
    path("editions/<int:pk>/criterion/", views.new_criterion, name="new_criterion"),
    path("editions/<int:pk>/add/", views.add_criterion, name="add_criterion"),
    path("editions/<int:pk>/question/", views.edit_question, name="edit_question"),
    path("editions/<int:pk>/ask/", views.set_question, name="set_question"),
    path("standard-criteria/<int:pk>/", views.edit_criterion, name="edit_criterion"),
    path(
        "standard-criteria/<int:pk>/amend/",
        views.amend_criterion,
        name="amend_criterion",
    ),
    path(
        "standard-criteria/<int:pk>/remove/",
        views.remove_criterion,
        name="remove_criterion",
    ),
    path("standards/<slug:slug>/", views.standard, name="standard"),
    path("standards/<slug:slug>/draft/", views.draft_edition, name="draft_edition"),
    path("standards/<slug:slug>/<int:number>/", views.version, name="version"),
    path(
        "standards/<slug:slug>/<int:old>/to/<int:new>/", views.compare, name="compare"
    ),
]
