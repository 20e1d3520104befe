from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from apps.core import views

app_name = "core"
urlpatterns = [
    path("api/docs/", views.api_docs, name="api_docs"),
    path("keep/<slug:place>/", views.keep, name="keep"),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
]
