"""Addresses of judging: the judge's own pages and the office's."""

from django.urls import path

from yucaihui.competitions.views.judging import seats, sheets

SEAT, ENTRY, STAGE = (
    "my/judging/<slug:uid>/",
    "my/judging/entries/<slug:uid>/",
    "my/judging/stages/<slug:uid>/",
)

urlpatterns = [
    path("my/judging/", seats.workspace, name="judging"),
    path("my/judging/invitations/<slug:uid>/", seats.invitation, name="judge_invitation"),
    path(ENTRY, sheets.entry, name="assignment"),
    path(f"{ENTRY}sheet/", sheets.save, name="save_sheet"),
    path(f"{ENTRY}files/<slug:field>/", sheets.file, name="judged_file"),
    path(f"{ENTRY}step-back/", sheets.step_back, name="step_back"),
    path(STAGE, seats.stage, name="judged_stage"),
    path(f"{STAGE}scores.xlsx", seats.workbook, name="score_workbook"),
    path(f"{STAGE}upload/", seats.upload, name="upload_scores"),
    path(f"{STAGE}upload/<slug:part>/", seats.check, name="check_scores"),
    path(f"{STAGE}entries/<slug:code>/", sheets.watched_entry, name="watched_entry"),
    path(
        f"{STAGE}entries/<slug:code>/files/<slug:field>/",
        sheets.watched_file,
        name="watched_file",
    ),
    path(SEAT, seats.seat, name="judge_seat"),
    path(f"{SEAT}pledge/", seats.pledge, name="sign_pledge"),
    path(f"{SEAT}ties/", seats.ties, name="judge_ties"),
    path(f"{SEAT}ties/<slug:part>/remove/", seats.remove_tie, name="remove_tie"),
]
