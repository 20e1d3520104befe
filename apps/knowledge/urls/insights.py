"""Failed searches, judged queries, insight."""

from django.urls import path
from django.urls.resolvers import URLPattern

from apps.knowledge.views import failed

patterns: list[URLPattern] = [
    path("failed/", failed.failed, name="failed"),
    path("failed/<int:pk>/", failed.failed_search, name="failed_search"),
    path("failed/<int:pk>/own/", failed.own_failed, name="own_failed"),
    path("failed/<int:pk>/draft/", failed.draft_failed, name="draft_failed"),
    path("failed/<int:pk>/answer/", failed.answer_failed, name="answer_failed"),
    path("failed/<int:pk>/synonym/", failed.synonym_failed, name="synonym_failed"),
    path("failed/<int:pk>/not-ours/", failed.not_ours_failed, name="not_ours_failed"),
    path("failed/<int:pk>/reopen/", failed.reopen_failed, name="reopen_failed"),
]
