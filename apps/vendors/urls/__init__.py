"""The addresses of vendors, by what they are about."""

from apps.vendors.urls import (
    exclusions,
    governance,
    information,
    levels,
    periods,
    portfolio,
    register,
    scorecards,
    tickets,
)

app_name = "vendors"
urlpatterns = [
    *information.patterns,
    *levels.patterns,
    *tickets.patterns,
    *portfolio.patterns,
    *scorecards.patterns,
    *exclusions.patterns,
    *periods.patterns,
    *governance.patterns,
    *register.patterns,
]
