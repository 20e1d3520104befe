"""Reviews, their actions, risks and issues."""

from django.urls import path
from django.urls.resolvers import URLPattern

from apps.vendors.views import packs, reviews, risks

patterns: list[URLPattern] = [
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/plan/", reviews.plan_review, name="plan_review"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/pdf/", packs.review_pdf, name="review_pdf"),
    path("reviews/<int:pk>/xlsx/", packs.review_xlsx, name="review_xlsx"),
    path("reviews/<int:pk>/amend/", reviews.amend_review, name="amend_review"),
    path("reviews/<int:pk>/build/", reviews.build_agenda, name="build_agenda"),
    path("reviews/<int:pk>/hold/", reviews.hold_review, name="hold_review"),
    path("reviews/<int:pk>/publish/", reviews.publish_minutes, name="publish_minutes"),
    path("reviews/<int:pk>/cancel/", reviews.cancel_review, name="cancel_review"),
    path("reviews/<int:pk>/agenda/", reviews.add_agenda_item, name="add_agenda_item"),
    path(
        "reviews/agenda/<int:pk>/remove/",
        reviews.remove_agenda_item,
        name="remove_agenda_item",
    ),
    path("reviews/<int:pk>/decide/", reviews.note_decision, name="note_decision"),
    path(
        "reviews/<int:pk>/promise/", reviews.add_review_action, name="add_review_action"
    ),
    path("actions/", risks.review_actions, name="review_actions"),
    path("actions/<int:pk>/", risks.review_action, name="review_action"),
    path(
        "actions/<int:pk>/amend/", risks.amend_review_action, name="amend_review_action"
    ),
    path(
        "actions/<int:pk>/close/", risks.close_review_action, name="close_review_action"
    ),
    path(
        "actions/<int:pk>/reopen/",
        risks.reopen_review_action,
        name="reopen_review_action",
    ),
    path("risks/", risks.risks, name="risks"),
    path("risks/enter/", risks.enter_risk, name="enter_risk"),
    path("risks/<int:pk>/", risks.risk, name="risk"),
    path("risks/<int:pk>/amend/", risks.amend_risk, name="amend_risk"),
    path("risks/<int:pk>/close/", risks.close_risk, name="close_risk"),
    path("risks/<int:pk>/reopen/", risks.reopen_risk, name="reopen_risk"),
]
