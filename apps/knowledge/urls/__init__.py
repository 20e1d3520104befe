"""The addresses of knowledge, by what they are about."""

from apps.knowledge.urls import articles, insights

app_name = "knowledge"
urlpatterns = [
    *articles.patterns,
    *insights.patterns,
]
