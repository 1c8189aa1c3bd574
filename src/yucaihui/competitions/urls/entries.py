"""Addresses of entries: the entrants' own, the invited ones', and the office's."""

from django.urls import path

from yucaihui.competitions.views import entries, files, screening, teams

MINE, ONE = "my/entries/<slug:uid>/", "office/entries/<slug:uid>/"

urlpatterns = [
    path("competitions/tracks/<slug:uid>/enter/", entries.enter, name="enter"),
    path("my/entries/", entries.my_entries, name="my_entries"),
    path(MINE, entries.my_entry, name="my_entry"),
    path(f"{MINE}form/", entries.edit, name="edit_entry"),
    path(f"{MINE}submit/", entries.submit, name="submit_entry"),
    path(f"{MINE}withdraw/", entries.withdraw, name="withdraw_entry"),
    path(f"{MINE}versions/<int:number>/", entries.version, name="entry_version"),
    path(f"{MINE}confirm/", teams.confirm, name="confirm_version"),
    path(f"{MINE}ask/", teams.ask, name="ask_team"),
    path(f"{MINE}team/", teams.team, name="team"),
    path(f"{MINE}team/leave/", teams.leave, name="leave_team"),
    path(f"{MINE}team/captain/", teams.hand_over, name="hand_over"),
    path(f"{MINE}team/<slug:member>/remove/", teams.remove, name="remove_member"),
    path("my/team-invitations/<slug:uid>/", teams.answer, name="answer_invitation"),
    path("team-invitations/<str:token>/", teams.invitation, name="team_invitation"),
    path("entries/<slug:uid>/files/<slug:file>/", files.entry_file, name="entry_file"),
    path("office/entries/", screening.entries, name="entries"),
    path("office/entries/admit/", screening.admit_passing, name="admit_passing"),
    path("office/entries/export/<slug:kind>/", screening.export, name="export_entries"),
    path(ONE, screening.entry, name="entry"),
    path(f"{ONE}versions/<int:number>/", screening.version, name="office_version"),
    path(f"{ONE}rules/<slug:rule>/", screening.override, name="override_rule"),
    path(f"{ONE}captain/", screening.hand_over, name="office_hand_over"),
    path(f"{ONE}step/<slug:name>/", screening.decide, name="decide_entry"),
]
