"""The addresses of knowledge, by what they are about."""

from django.urls.resolvers import URLPattern

from apps.knowledge.urls import insights

app_name = "knowledge"
urlpatterns: list[URLPattern] = [*insights.patterns]
