"""The addresses of knowledge, by what they are about."""

from apps.knowledge.urls import articles, insights, search

app_name = "knowledge"
urlpatterns = [
    *search.patterns,
    *articles.patterns,
    *insights.patterns,
]
