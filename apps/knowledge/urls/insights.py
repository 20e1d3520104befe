"""Failed searches, judged queries, insight."""

from django.urls import path
from django.urls.resolvers import URLPattern

from apps.knowledge.views import failed, insights, judged

OF_SPACE = "judged/of/<slug:space>/"

patterns: list[URLPattern] = [
    path("failed/", failed.failed, name="failed"),
    path("failed/<int:pk>/", failed.failed_search, name="failed_search"),
    path("failed/<int:pk>/own/", failed.own_failed, name="own_failed"),
    path("failed/<int:pk>/draft/", failed.draft_failed, name="draft_failed"),
    path("failed/<int:pk>/answer/", failed.answer_failed, name="answer_failed"),
    path("failed/<int:pk>/synonym/", failed.synonym_failed, name="synonym_failed"),
    path("failed/<int:pk>/not-ours/", failed.not_ours_failed, name="not_ours_failed"),
    path("failed/<int:pk>/reopen/", failed.reopen_failed, name="reopen_failed"),
    path("judged/", judged.judged, name="judged"),
    path(OF_SPACE, judged.judged_space, name="judged_space"),
    path(f"{OF_SPACE}new/", judged.judged_new, name="judged_new"),
    path(f"{OF_SPACE}judge/", judged.judge_query, name="judge_query"),
    path(f"{OF_SPACE}bring/", judged.bring_judged, name="bring_judged"),
    path(f"{OF_SPACE}evaluate/", judged.evaluate_judged, name="evaluate_judged"),
    path(f"{OF_SPACE}try/", judged.try_synonym, name="try_synonym"),
    path("judged/<int:pk>/", judged.judged_query, name="judged_query"),
    path("judged/<int:pk>/amend/", judged.amend_judged, name="amend_judged"),
    path("judged/<int:pk>/remove/", judged.remove_judged, name="remove_judged"),
    path("insights/", insights.insights, name="insights"),
    path("insights/searches/", insights.insight_searches, name="insight_searches"),
    path("insights/articles/", insights.insight_articles, name="insight_articles"),
    path(
        "insights/duplicates/", insights.insight_duplicates, name="insight_duplicates"
    ),
    path(
        "insights/duplicates/differ/",
        insights.call_duplicates_different,
        name="call_different",
    ),
]
