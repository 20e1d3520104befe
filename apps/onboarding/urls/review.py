from django.urls import path

from apps.onboarding.views import review

patterns = [
    path("queue/", review.queue, name="queue"),
    path("queue/desks/", review.desks, name="desks"),
    path("queue/assign/", review.assign, name="assign"),
    path("queue/accept/", review.accept_many, name="accept_many"),
    path("criteria/<int:pk>/take/", review.take, name="take"),
    path("criteria/<int:pk>/accept/", review.accept, name="accept"),
    path("criteria/<int:pk>/return/", review.return_with_comment, name="return"),
    path(
        "criteria/<int:pk>/confirm-not-applicable/",
        review.confirm_not_applicable,
        name="confirm_not_applicable",
    ),
    path("waivers/<int:pk>/approve/", review.approve_waiver, name="approve_waiver"),
    path("waivers/<int:pk>/refuse/", review.refuse_waiver, name="refuse_waiver"),
    path("<int:pk>/approve/", review.approve, name="approve"),
    path("<int:pk>/request-changes/", review.request_changes, name="request_changes"),
    path("<int:pk>/reject/", review.reject, name="reject"),
    path("<int:pk>/go-live/", review.go_live, name="go_live"),
]
