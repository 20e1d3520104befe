from django.urls import path

from apps.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("vendors-today/", views.vendors, name="vendors"),
    path("link-rate/", views.link_rate, name="link_rate"),
    path("find/", views.palette, name="palette"),
]
