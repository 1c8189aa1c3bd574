"""Addresses of competitions."""

from yucaihui.competitions.urls import (
    calls,
    challenges,
    entries,
    judging,
    results,
    roadshows,
)

app_name = "competitions"
urlpatterns = [
    *calls.urlpatterns,
    *challenges.urlpatterns,
    *entries.urlpatterns,
    *judging.urlpatterns,
    *results.urlpatterns,
    *roadshows.urlpatterns,
]
