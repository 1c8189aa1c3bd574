"""Addresses of the directory's pages."""

from django.urls import path

from yucaihui.directory.views import office, organisations, privacy, record, resumes

app_name = "directory"
urlpatterns = [
    path("my/record/", record.record, name="record"),
    path("my/record/details/", record.details, name="details"),
    path("my/record/profile/<slug:language>/", record.profile, name="profile"),
    path("my/record/cv/", resumes.upload, name="upload_resume"),
    path("my/record/cv/<slug:uid>/", resumes.resume, name="resume"),
    path("my/record/cv/<slug:uid>/file/", resumes.resume_file, name="resume_file"),
    path("my/record/cv/<slug:uid>/discard/", resumes.discard, name="discard_resume"),
    path("my/record/numbers/", privacy.identity, name="identity"),
    path("my/record/numbers/<slug:uid>/reveal/", privacy.reveal, name="reveal"),
    path("my/record/numbers/<slug:uid>/delete/", privacy.delete_identity, name="delete_identity"),
    path("my/record/protected/", privacy.protected, name="protected"),
    path("my/record/ties/", record.ties, name="ties"),
    path("my/record/ties/<slug:uid>/end/", record.end_tie, name="end_tie"),
    path("my/record/export/", privacy.export, name="export"),
    path("my/record/export/<slug:uid>/", privacy.export_file, name="export_file"),
    path("my/record/erase/", privacy.erase, name="erase"),
    path("erased/", privacy.erased, name="erased"),
    path("my/consents/", privacy.consents, name="consents"),
    path("my/consents/<slug:purpose>/grant/", privacy.grant, name="grant_consent"),
    path("my/consents/<slug:uid>/withdraw/", privacy.withdraw, name="withdraw_consent"),
    path("my/organisations/", organisations.my_organisations, name="my_organisations"),
    path("my/organisations/new/", organisations.new_organisation, name="new_organisation"),
    path("my/organisations/<slug:uid>/", organisations.organisation, name="organisation"),
    path(
        "my/organisations/<slug:uid>/edit/",
        organisations.edit_organisation,
        name="edit_organisation",
    ),
    path(
        "my/organisations/<slug:uid>/verification/",
        organisations.request_verification,
        name="request_verification",
    ),
    path("my/members/<slug:uid>/remove/", organisations.remove_member, name="remove_member"),
    path("my/members/<slug:uid>/role/<slug:role>/", organisations.change_role, name="change_role"),
    path("my/invitations/<slug:uid>/", organisations.invitation, name="invitation"),
    path("office/people/", office.people, name="people"),
    path("office/people/<slug:uid>/", office.person, name="person"),
    path("office/organisations/", office.organisations, name="organisations"),
    path("office/verifications/", office.queue, name="queue"),
    path("office/verifications/<slug:uid>/", office.verification, name="verification"),
    path("office/verifications/<slug:uid>/document/", office.licence, name="licence"),
    path("office/duplicates/", office.duplicates, name="duplicates"),
    path("office/duplicates/<slug:uid>/", office.duplicate, name="duplicate"),
    path("office/merges/<slug:uid>/undo/", office.undo_merge, name="undo_merge"),
]
