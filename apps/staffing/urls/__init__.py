"""The addresses of staffing, by what they are about."""

from apps.staffing.urls import cover, generating, growth, roster, rotas

app_name = "staffing"
urlpatterns = [
    *roster.patterns,
    *rotas.patterns,
    *cover.patterns,
    *generating.patterns,
    *growth.patterns,
]
