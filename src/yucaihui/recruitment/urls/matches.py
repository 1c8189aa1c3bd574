"""Addresses of matches."""

from django.urls import path

from yucaihui.recruitment.views import fits, matches

urlpatterns = [
    path("my/matches/", matches.my_matches, name="my_matches"),
    path("my/matches/wishes/", matches.my_wish, name="my_wish"),
    path("my/matches/leave/", matches.leave, name="leave_matching"),
    path("my/matches/join/", matches.join, name="join_matching"),
    path("my/matches/<slug:uid>/", fits.my_match, name="my_match"),
    path("employer/postings/<slug:uid>/candidates/", matches.candidates, name="candidates"),
    path(
        "employer/postings/<slug:uid>/candidates/<slug:person>/", fits.candidate, name="candidate"
    ),
    path("employer/applications/<slug:uid>/fit/", fits.applicant, name="applicant_fit"),
    path("office/matching/pair/", fits.pair, name="match_pair"),
    path("office/matching/people/<slug:uid>/", matches.person_matches, name="person_matches"),
    path("office/matching/", matches.runs, name="match_runs"),
    path("office/matching/compare/", matches.compare_runs, name="compare_runs"),
    path("office/matching/run/", matches.run_now, name="run_matching"),
]
