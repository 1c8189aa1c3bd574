"""Addresses of matches."""

from django.urls import path

from yucaihui.recruitment.views import matches

urlpatterns = [
    path("my/matches/", matches.my_matches, name="my_matches"),
    path("my/matches/wishes/", matches.my_wish, name="my_wish"),
    path("my/matches/<slug:uid>/", matches.my_match, name="my_match"),
    path("employer/postings/<slug:uid>/candidates/", matches.candidates, name="candidates"),
    path("office/matching/", matches.runs, name="match_runs"),
    path("office/matching/run/", matches.run_now, name="run_matching"),
]
