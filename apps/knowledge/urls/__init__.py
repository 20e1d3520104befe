"""The addresses of knowledge, by what they are about."""

<<<<<<< HEAD
from apps.knowledge.urls import articles, carrying, insights, reading, search
=======
from apps.knowledge.urls import articles, carrying, editor, insights, search
>>>>>>> main

app_name = "knowledge"
urlpatterns = [
    *search.patterns,
    *articles.patterns,
    *editor.patterns,
    *carrying.patterns,
    *insights.patterns,
    *reading.patterns,
]
