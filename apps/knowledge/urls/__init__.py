"""The addresses of knowledge, by what they are about."""

app_name = "knowledge"
urlpatterns: list[object] = []
