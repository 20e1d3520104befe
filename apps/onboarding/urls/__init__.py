"""The addresses of onboarding, by who uses them."""

from apps.onboarding.urls import campaigns, insights, review, standards, team

app_name = "onboarding"
urlpatterns = [
    *team.patterns,
    *review.patterns,
    *standards.patterns,
    *insights.patterns,
    *campaigns.patterns,
]
