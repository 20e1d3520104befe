"""The addresses of integrations, by what they are about."""

from apps.integrations.urls import inbound, outbound, pulls

app_name = "integrations"
urlpatterns = [*inbound.patterns, *outbound.patterns, *pulls.patterns]
