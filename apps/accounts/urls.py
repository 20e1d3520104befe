from django.urls import path

from apps.accounts.views import organisations, own, people

app_name = "accounts"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/bar/", people.bar, name="bar"),
    path("teams/", people.teams, name="teams"),
    path("teams/<slug:slug>/", people.team, name="team"),
    path("teams/<slug:slug>/edit/", people.edit_team, name="edit_team"),
    path("teams/<slug:slug>/amend/", people.amend_team, name="amend_team"),
    path("teams/<slug:slug>/join/", people.add_member, name="add_member"),
    path("members/<int:pk>/remove/", people.remove_member, name="remove_member"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("roles/", people.roles, name="roles"),
    path("roles/give/", people.give_role, name="give_role"),
    path("roles/<int:pk>/withdraw/", people.withdraw_role, name="withdraw_role"),
    path("me/", own.profile, name="profile"),
    path("me/amend/", own.amend_profile, name="amend_profile"),
    path("me/theme/", own.theme, name="theme"),
    path("me/tokens/", own.tokens, name="tokens"),
    path("me/tokens/make/", own.make_token, name="make_token"),
    path("me/tokens/<int:pk>/revoke/", own.revoke_token, name="revoke_token"),
    path("me/filters/save/", own.save_filter, name="save_filter"),
    path("me/filters/<int:pk>/delete/", own.delete_filter, name="delete_filter"),
    path("view-as/", own.view_as, name="view_as"),
]
