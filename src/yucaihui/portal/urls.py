"""Addresses of the pages that belong to no module."""

from django.urls import path

from yucaihui.portal.styleguide import styleguide
from yucaihui.portal.views import administration, demo, home, jobs, letters, settings

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("me/", home.me, name="me"),
    path("me/messages/", letters.letters, name="letters"),
    path("me/messages/<slug:uid>/", letters.letter, name="letter"),
    path("me/settings/", settings.settings, name="settings"),
    path("me/settings/keys/", settings.new_token, name="new_token"),
    path("me/settings/keys/<slug:uid>/withdraw/", settings.drop_token, name="drop_token"),
    path("me/jobs/", jobs.jobs, name="jobs"),
    path("me/jobs/<slug:uid>/", jobs.job, name="job"),
    path("me/jobs/<slug:uid>/cancel/", jobs.cancel_job, name="cancel_job"),
    path("office/", home.office, name="office"),
    path("office/calendar/", administration.calendar, name="calendar"),
    path("office/calendar/remove/", administration.drop_day, name="drop_day"),
    path("office/accounts/", administration.users, name="users"),
    path("office/accounts/<slug:uid>/", administration.user, name="user"),
    path("office/accounts/<slug:uid>/revoke/<slug:role>/", administration.revoke, name="revoke"),
    path("office/journal/", administration.audit, name="audit"),
    path("office/journal/verify/", administration.verify_audit, name="verify_audit"),
    path("roles/", demo.roles, name="roles"),
    path("roles/<slug:uid>/", demo.step_into, name="step_into"),
    path("styleguide/", styleguide, name="styleguide"),
]
