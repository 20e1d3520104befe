"""The addresses of reminders."""

from django.urls import path

from apps.reminders.views import open as open_views

app_name = "reminders"
urlpatterns = [
    path("", open_views.feed, name="inbox"),
    path("settings/", open_views.feed, name="settings"),
    path("<int:pk>/", open_views.feed, name="open"),
    path("rules/<str:slug>/", open_views.feed, name="rule"),
    path("channels/<int:pk>/", open_views.feed, name="channel"),
    path("unsubscribe/<str:token>/", open_views.unsubscribe, name="unsubscribe"),
    path("due/<str:secret>.ics", open_views.feed, name="feed"),
]
