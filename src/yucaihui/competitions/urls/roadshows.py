"""Addresses of roadshows: the hall's, the judges' and the office's."""

from django.urls import path

from yucaihui.competitions.views.roadshows import hall, office

ONE, STAGE, SLOT = (
    "office/roadshows/<slug:uid>/",
    "office/roadshows/stages/<slug:uid>/",
    "office/roadshows/entries/<slug:uid>/",
)

urlpatterns = [
    path("roadshows/<slug:uid>/", hall.order, name="roadshow"),
    path("roadshows/<slug:uid>/screen/", hall.screen, name="roadshow_screen"),
    path("my/roadshows/<slug:uid>/", hall.phone, name="roadshow_phone"),
    path(STAGE, office.stage_roadshows, name="roadshows"),
    path(f"{STAGE}new/", office.new, name="new_roadshow"),
    path(ONE, office.desk, name="roadshow_desk"),
    path(f"{ONE}change/", office.edit, name="edit_roadshow"),
    path(f"{ONE}choose/", office.entries, name="roadshow_entries"),
    path(f"{ONE}step/", office.step, name="roadshow_step"),
    path(f"{SLOT}act/", office.act, name="act_on_slot"),
    path(f"{SLOT}sheets.pdf", office.sheets, name="score_sheets_pdf"),
]
