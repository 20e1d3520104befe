"""The addresses of knowledge, by what they are about."""

from apps.knowledge.urls import (
    articles,
    carrying,
    editor,
    insights,
    reading,
    search,
)

app_name = "knowledge"
urlpatterns = [
    *search.patterns,
    *articles.patterns,
    *editor.patterns,
    *carrying.patterns,
    *insights.patterns,
    *reading.patterns,
]
