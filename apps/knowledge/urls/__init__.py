"""The addresses of knowledge, by what they are about."""

from apps.knowledge.urls import articles, carrying, insights, search

app_name = "knowledge"
urlpatterns = [
    *search.patterns,
    *articles.patterns,
    *carrying.patterns,
    *insights.patterns,
]
