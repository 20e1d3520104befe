from django.urls import path

from apps.history import views

app_name = "history"
urlpatterns = [
    path("changes/<int:pk>/", views.changes, name="changes"),
    path("<str:subject_type>/<int:pk>/", views.story, name="story"),
    path("<str:subject_type>/<int:pk>/untold/", views.untold, name="untold"),
]
