"""Addresses of judging: the judge's own pages and the office's."""

from django.urls import path

from yucaihui.competitions.views.judging import office, planning, seats, sheets

SEAT, ENTRY, STAGE = (
    "my/judging/<slug:uid>/",
    "my/judging/entries/<slug:uid>/",
    "my/judging/stages/<slug:uid>/",
)
EDITION, JUDGE, PLAN, PROGRESS = (
    "office/judging/<slug:uid>/",
    "office/judging/judges/<slug:uid>/",
    "office/judging/plans/<slug:uid>/",
    "office/judging/stages/<slug:uid>/",
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
    path(f"{EDITION}judges/", office.judge_list, name="judges"),
    path(f"{EDITION}invite/", office.invite, name="invite_judge"),
    path(JUDGE, office.judge, name="judge"),
    path(f"{JUDGE}act/", office.act_on_judge, name="act_on_judge"),
    path(f"{EDITION}conflicts/", office.conflict_list, name="conflicts"),
    path(f"{EDITION}conflicts/decide/", office.decide, name="decide_conflicts"),
    path(f"{EDITION}conflicts/enter/", office.enter, name="enter_conflict"),
    path(f"{EDITION}conflicts/find/", office.find, name="find_conflicts"),
    path(f"{EDITION}plans/", planning.plan_list, name="plans"),
    path(f"{EDITION}plans/new/", planning.new_plan, name="new_plan"),
    path(PLAN, planning.plan, name="plan"),
    path(f"{PLAN}progress/", planning.plan_progress, name="plan_progress"),
    path(f"{PLAN}act/", planning.act_on_plan, name="act_on_plan"),
    path(f"{PLAN}compare/<slug:part>/", planning.compare, name="compare_plans"),
    path(PROGRESS, office.progress, name="judging_progress"),
    path(f"{PROGRESS}act/", office.act_on_stage, name="act_on_stage"),
    path("office/judging/sheets/<slug:uid>/reopen/", office.reopen, name="reopen_sheet"),
]
