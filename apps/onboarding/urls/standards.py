from django.urls import path

from apps.onboarding.views import categories, drafts
from apps.onboarding.views import standards as views

patterns = [
    path("standards/", views.standards, name="standards"),
    path("standards/new/", views.new_standard, name="new_standard"),
    path("standards/create/", views.create_standard, name="create_standard"),
    path("standards/categories/", categories.categories, name="categories"),
    path(
        "standards/categories/create/",
        categories.create_category,
        name="create_category",
    ),
    path("standards/categories/<slug:slug>/", categories.category, name="category"),
    path(
        "standards/categories/<slug:slug>/amend/",
        categories.amend_category,
        name="amend_category",
    ),
    path(
        "standards/categories/<slug:slug>/remove/",
        categories.remove_category,
        name="remove_category",
    ),
    path(
        "standards/categories/<slug:slug>/move/",
        categories.move_category,
        name="move_category",
    ),
    path(
        "standards/categories/<slug:slug>/reviewers/",
        categories.add_reviewer,
        name="add_reviewer",
    ),
    path(
        "standards/categories/<slug:slug>/reviewers/<int:pk>/remove/",
        categories.remove_reviewer,
        name="remove_reviewer",
    ),
    path("questions/<int:pk>/remove/", drafts.remove_question, name="remove_question"),
    path("distance/", views.distance, name="distance"),
    path("editions/<int:pk>/publish/", views.publish, name="publish"),
    path("editions/<int:pk>/criterion/", drafts.new_criterion, name="new_criterion"),
    path("editions/<int:pk>/add/", drafts.add_criterion, name="add_criterion"),
    path("editions/<int:pk>/question/", drafts.edit_question, name="edit_question"),
    path("editions/<int:pk>/ask/", drafts.set_question, name="set_question"),
    path("standard-criteria/<int:pk>/", drafts.edit_criterion, name="edit_criterion"),
    path(
        "standard-criteria/<int:pk>/amend/",
        drafts.amend_criterion,
        name="amend_criterion",
    ),
    path(
        "standard-criteria/<int:pk>/remove/",
        drafts.remove_criterion,
        name="remove_criterion",
    ),
    path("standards/<slug:slug>/", views.standard, name="standard"),
    path("standards/<slug:slug>/edit/", views.edit_standard, name="edit_standard"),
    path("standards/<slug:slug>/amend/", views.amend_standard, name="amend_standard"),
    path("standards/<slug:slug>/retiring/", views.retire_page, name="retire_page"),
    path(
        "standards/<slug:slug>/retire/", views.retire_standard, name="retire_standard"
    ),
    path("standards/<slug:slug>/draft/", views.draft_edition, name="draft_edition"),
    path("standards/<slug:slug>/<int:number>/", views.version, name="version"),
    path(
        "standards/<slug:slug>/<int:number>/file/",
        views.edition_as_file,
        name="edition_as_file",
    ),
    path(
        "standards/<slug:slug>/<int:old>/to/<int:new>/", views.compare, name="compare"
    ),
]
