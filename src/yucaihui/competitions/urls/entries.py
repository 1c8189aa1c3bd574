"""Addresses of entries: the entrants' own, and the office's."""

from django.urls import path

from yucaihui.competitions.views import entries, teams

urlpatterns = [
    path("entries/<str:uid>/", entries.my_entry, name="my_entry"),
    path("team-invitations/<str:token>/", teams.invitation, name="team_invitation"),
]
