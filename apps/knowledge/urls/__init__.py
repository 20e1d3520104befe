"""The addresses of knowledge, by what they are about."""

from apps.knowledge.urls import articles, carrying, insights

app_name = "knowledge"
urlpatterns = [
    *articles.patterns,
    *carrying.patterns,
    *insights.patterns,
]
