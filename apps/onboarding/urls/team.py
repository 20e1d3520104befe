from django.urls import path

from apps.onboarding.views import team as views

patterns = [
    path("", views.requests, name="requests"),
    path("new/", views.new_request, name="new_request"),
    path("<int:pk>/", views.request, name="request"),
    path("<int:pk>/edit/", views.edit_request, name="edit_request"),
    path("<int:pk>/questions/", views.answer, name="answer"),
    path("<int:pk>/submit/", views.submit, name="submit"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/copy/", views.copy, name="copy"),
    path("<int:pk>/comment/", views.comment, name="comment"),
    path("criteria/<int:pk>/", views.criterion, name="criterion"),
    path("criteria/<int:pk>/evidence/", views.give_evidence, name="give_evidence"),
    path("criteria/<int:pk>/confirm/", views.confirm_evidence, name="confirm_evidence"),
    path(
        "criteria/<int:pk>/not-applicable/",
        views.say_not_applicable,
        name="say_not_applicable",
    ),
    path("criteria/<int:pk>/waiver/", views.propose_waiver, name="propose_waiver"),
    path("evidence/<int:pk>/file/", views.download, name="download"),
]
