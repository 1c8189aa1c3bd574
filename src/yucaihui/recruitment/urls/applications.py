"""Addresses of applications: the talent's, the employer's, the office's, and human reviews."""

from django.urls import path

from yucaihui.recruitment.views import applications, received, reviews

MINE, THEIRS = "my/applications/<slug:uid>/", "employer/applications/<slug:uid>/"

urlpatterns = [
    path("positions/<slug:uid>/apply/", applications.apply, name="apply"),
    path("my/applications/", applications.my_applications, name="my_applications"),
    path(MINE, applications.my_application, name="my_application"),
    path(f"{MINE}withdraw/", applications.withdraw, name="withdraw"),
    path(f"{MINE}interviews/<slug:part>/", applications.interview, name="my_interview"),
    path(f"{MINE}offers/<slug:part>/", applications.offer, name="my_offer"),
    path(f"{MINE}transfers/<slug:part>/", applications.transfer, name="my_transfer"),
    path("interviews/<slug:uid>.ics", applications.calendar, name="interview_calendar"),
    path("employer/applications/", received.board, name="board"),
    path("employer/applications/list/", received.received, name="received"),
    path("employer/applications/viewed/", received.mark_viewed, name="mark_viewed"),
    path(THEIRS, received.application, name="application"),
    path(f"{THEIRS}move/", received.move, name="move_application"),
    path(f"{THEIRS}reject/", received.reject, name="reject"),
    path(f"{THEIRS}interview/", received.new_interview, name="new_interview"),
    path(f"{THEIRS}interviews/<slug:part>/", received.interview, name="interview"),
    path(f"{THEIRS}offer/", received.new_offer, name="new_offer"),
    path(f"{THEIRS}offer/retract/", received.retract, name="retract_offer"),
    path(f"{THEIRS}transfer/", received.transfer, name="new_transfer"),
    path(f"{THEIRS}arrival/", received.arrival, name="arrival"),
    path("office/applications/", received.funnel, name="funnel"),
    path("my/reviews/new/", reviews.new_review, name="new_review"),
    path("my/reviews/<slug:uid>/", reviews.review, name="review"),
    path("my/reviews/<slug:uid>/withdraw/", reviews.withdraw, name="withdraw_review"),
    path("office/reviews/", reviews.reviews, name="reviews"),
]
