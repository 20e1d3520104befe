from django.urls import path

from apps.calendars import views

app_name = "calendars"
urlpatterns = [
    path("", views.index, name="index"),
    path("create/", views.create, name="create"),
    path("<slug:slug>/", views.calendar, name="calendar"),
    path("<slug:slug>/change/", views.put_in_force, name="put_in_force"),
    path("<slug:slug>/date/", views.add_own_date, name="add_own_date"),
    path("<slug:slug>/year/<int:number>/", views.year, name="year"),
    path("<slug:slug>/days/", views.days, name="days"),
    path("<slug:slug>/days/read/", views.read_days, name="read_days"),
    path("<slug:slug>/days/add/", views.add_days_off, name="add_days_off"),
]
