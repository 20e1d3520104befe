from django.urls import path

from apps.onboarding.views import citing
from apps.onboarding.views import insights as views

patterns = [
    path("insights/", views.insights, name="insights"),
    path("calendar/", views.calendar, name="calendar"),
    path("of/<slug:code>/", views.of_application, name="of_application"),
    path("cited/", citing.cited, name="cited"),
    path("<int:pk>/forecast/", views.forecast, name="forecast"),
    path("<int:pk>/print/", views.print_request, name="print"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
]
