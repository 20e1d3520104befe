from django.urls import path

from apps.core import views
from apps.core.api.described import DescriptionView

app_name = "core"
urlpatterns = [
    path("api/docs/", views.api_docs, name="api_docs"),
    path("api/docs/<slug:slug>/", views.api_section, name="api_section"),
    path("keep/<slug:place>/", views.keep, name="keep"),
    path("api/v1/schema/", DescriptionView.as_view(), name="schema"),
]
