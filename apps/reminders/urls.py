"""The addresses of reminders."""

from django.urls import path

from apps.reminders.views import channels, inbox, overview, rules, settings
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
    path("settings/", settings.settings, name="settings"),
    path("settings/topics/", settings.choose, name="choose"),
    path("settings/habits/", settings.set_habits, name="set_habits"),
    path("settings/away/", settings.go_away, name="go_away"),
    path("settings/away/<int:pk>/end/", settings.come_back, name="come_back"),
    path("settings/mutes/<int:pk>/end/", settings.unmute, name="unmute"),
    path("settings/calendar/", settings.make_feed, name="make_feed"),
    path("settings/calendar/revoke/", settings.revoke_feed, name="revoke_feed"),
    path("settings/mail/", settings.mail_works_again, name="mail_works_again"),
    path("settings/channels/", settings.add_channel, name="add_channel"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:slug>/", rules.rule, name="rule"),
    path("rules/<str:slug>/preview/", rules.preview_rule, name="preview_rule"),
    path("rules/<str:slug>/amend/", rules.amend_rule, name="amend_rule"),
    path("upcoming/", overview.upcoming, name="upcoming"),
    path("told/", overview.told, name="told"),
    path("sent/", overview.sent, name="sent"),
    path("sent/<int:pk>/again/", overview.deliver_again, name="deliver_again"),
    path("health/", overview.health, name="health"),
    path("health/letters/<int:pk>/", overview.letter, name="letter"),
    path("health/letters/<int:pk>/again/", overview.send_again, name="send_again"),
    path(
        "health/addresses/<int:pk>/",
        overview.address_works_again,
        name="address_works_again",
    ),
    path("channels/<int:pk>/", channels.channel, name="channel"),
    path("channels/<int:pk>/amend/", channels.amend_channel, name="amend_channel"),
    path("channels/<int:pk>/remove/", channels.remove_channel, name="remove_channel"),
    path("channels/<int:pk>/test/", channels.test_channel, name="test_channel"),
    path("teams/<slug:slug>/", channels.team_channels, name="team_channels"),
    path("teams/<slug:slug>/add/", channels.add_team_channel, name="add_team_channel"),
    path("unsubscribe/<str:token>/", open_views.unsubscribe, name="unsubscribe"),
    path("due/<str:secret>.ics", open_views.feed, name="feed"),
]
