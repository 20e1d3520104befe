"""The addresses of reminders."""

from django.urls import path

from apps.reminders.views import inbox
from apps.reminders.views import open as open_views

app_name = "reminders"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("unread-count/", inbox.badge, name="badge"),
    path("<int:pk>/", inbox.open_one, name="open"),
    path("read/", inbox.read, name="read"),
    path("unread/", inbox.unread, name="unread"),
    path("done/", inbox.finish, name="finish"),
    path("wake/", inbox.wake, name="wake"),
    path("mute/", inbox.mute, name="mute"),
    path("snooze/", inbox.snooze, name="snooze"),
    path("settings/", open_views.feed, name="settings"),
    path("rules/<str:slug>/", open_views.feed, name="rule"),
    path("channels/<int:pk>/", open_views.feed, name="channel"),
    path("unsubscribe/<str:token>/", open_views.unsubscribe, name="unsubscribe"),
    path("due/<str:secret>.ics", open_views.feed, name="feed"),
]
