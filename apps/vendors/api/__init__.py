"""Vendors over the API."""

from apps.vendors.api.scorecards import (
    ClocksView,
    LevelTicketsView,
    ScorecardsView,
    ScorecardView,
)

__all__ = [
    "ClocksView",
    "LevelTicketsView",
    "ScorecardView",
    "ScorecardsView",
]
