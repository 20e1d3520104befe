from django.urls import path

from apps.onboarding.views import campaigns as views

patterns = [
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/new/", views.new_campaign, name="new_campaign"),
    path("campaigns/create/", views.create_campaign, name="create_campaign"),
    path("campaigns/<int:pk>/", views.campaign, name="campaign"),
    path("campaigns/<int:pk>/burn-down/", views.burn_down, name="burn_down"),
    path("campaigns/<int:pk>/edit/", views.edit_campaign, name="edit_campaign"),
    path("campaigns/<int:pk>/amend/", views.amend_campaign, name="amend_campaign"),
    path("campaigns/<int:pk>/start/", views.start_campaign, name="start_campaign"),
    path("campaigns/<int:pk>/finish/", views.finish_campaign, name="finish_campaign"),
    path("campaigns/<int:pk>/cancel/", views.cancel_campaign, name="cancel_campaign"),
    path("targets/<int:pk>/leave-out/", views.exclude_page, name="exclude_page"),
    path("targets/<int:pk>/exclude/", views.exclude_target, name="exclude_target"),
    path("targets/<int:pk>/take-in/", views.include_page, name="include_page"),
    path("targets/<int:pk>/include/", views.include_target, name="include_target"),
]
