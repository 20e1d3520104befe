from django.urls import path

from apps.onboarding.views import criteria, requests

patterns = [
    path("", requests.index, name="index"),
    path("new/", requests.new_request, name="new_request"),
    path("start/", requests.start, name="start"),
    path("<int:pk>/", requests.request, name="request"),
    path("<int:pk>/edit/", requests.edit_request, name="edit_request"),
    path("<int:pk>/amend/", requests.amend, name="amend"),
    path("<int:pk>/questions/", requests.questions, name="questions"),
    path("<int:pk>/answer/", requests.answer, name="answer"),
    path("<int:pk>/submit/", requests.submit, name="submit"),
    path("<int:pk>/withdraw/", requests.withdraw, name="withdraw"),
    path("<int:pk>/copy/", requests.copy_page, name="copy_page"),
    path("<int:pk>/copied/", requests.copy, name="copy"),
    path("<int:pk>/comment/", requests.comment, name="comment"),
    path("criteria/<int:pk>/", criteria.criterion, name="criterion"),
    path("criteria/<int:pk>/evidence/", criteria.give_evidence, name="give_evidence"),
    path(
        "criteria/<int:pk>/confirm/", criteria.confirm_evidence, name="confirm_evidence"
    ),
    path(
        "criteria/<int:pk>/not-applicable/",
        criteria.say_not_applicable,
        name="say_not_applicable",
    ),
    path("criteria/<int:pk>/waiver/", criteria.propose_waiver, name="propose_waiver"),
    path("criteria/<int:pk>/check/", criteria.check_now, name="check_now"),
    path("evidence/<int:pk>/file/", criteria.download, name="download"),
]
