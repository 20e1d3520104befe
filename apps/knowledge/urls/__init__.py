"""The addresses of knowledge, by what they are about."""

from apps.knowledge.urls import articles

app_name = "knowledge"
urlpatterns = [
    *articles.patterns,
]
