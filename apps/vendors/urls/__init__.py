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
    *periods.patterns,  # before scorecards: no level is called pdf
    *portfolio.patterns,
    *scorecards.patterns,
    *exclusions.patterns,
    *governance.patterns,
    *register.patterns,
]
