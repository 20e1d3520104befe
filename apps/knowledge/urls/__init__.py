"""The addresses of knowledge, by what they are about."""

from apps.knowledge.urls import articles, carrying, insights, reading, search

app_name = "knowledge"
urlpatterns = [
    *search.patterns,
    *articles.patterns,
    *carrying.patterns,
    *insights.patterns,
    *reading.patterns,
]
