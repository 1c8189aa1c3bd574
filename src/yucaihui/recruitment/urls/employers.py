"""Addresses of the employers' own pages and of the office's imports.

Fixed words come before the uid of an organisation, which would take them for one.
"""

from django.urls import path

from yucaihui.recruitment.views import imports, inner, talents

POSTING, BATCH, EMPLOYER = (
    "employer/positions/<slug:uid>/",
    "employer/imports/<slug:uid>/",
    "employer/<slug:uid>/",
)

urlpatterns = [
    path("employer/", inner.home, name="employer_home"),
    path("employer/talents/", talents.talents, name="talents"),
    path("employer/talents/<slug:uid>/", talents.talent, name="talent"),
    path(POSTING, inner.posting, name="posting"),
    path(f"{POSTING}edit/", inner.edit_posting, name="edit_posting"),
    path(f"{POSTING}publish/", inner.publish, name="publish_posting"),
    path(f"{POSTING}hold/", inner.hold, name="hold_posting"),
    path(f"{POSTING}close/", inner.close, name="close_posting"),
    path(f"{POSTING}extend/", inner.extend, name="extend_posting"),
    path(BATCH, imports.import_batch, name="import_batch"),
    path(f"{BATCH}progress/", imports.progress, name="import_progress"),
    path(f"{BATCH}verdicts.csv", imports.verdicts_csv, name="import_verdicts"),
    path(f"{BATCH}commit/", imports.commit, name="commit_import"),
    path(f"{BATCH}cancel/", imports.cancel, name="cancel_import"),
    path(f"{BATCH}roll-back/", imports.roll_back, name="roll_back_import"),
    path(f"{BATCH}verify/", imports.verify, name="verify_import"),
    path(EMPLOYER, inner.organisation, name="organisation"),
    path(f"{EMPLOYER}positions/", inner.postings, name="postings"),
    path(f"{EMPLOYER}positions/new/", inner.new_posting, name="new_posting"),
    path(f"{EMPLOYER}positions/paste/", inner.paste_posting, name="paste_posting"),
    path(f"{EMPLOYER}imports/", imports.imports, name="imports"),
    path("office/positions/", inner.all_postings, name="all_postings"),
    path("office/imports/", imports.office_imports, name="office_imports"),
]
