"""Addresses of challenges."""

from django.urls import path

from yucaihui.competitions.views import bids, challenges

ONE = "challenges/<slug:uid>/"

urlpatterns = [
    path("challenges/", challenges.challenges, name="challenges"),
    path(ONE, challenges.challenge, name="challenge"),
    path(f"{ONE}change/", challenges.edit, name="edit_challenge"),
    path(f"{ONE}submit/", challenges.submit, name="submit_challenge"),
    path(f"{ONE}choose/", challenges.choose, name="choose_solution"),
    path(f"{ONE}contract/", challenges.contract, name="record_contract"),
    path(f"{ONE}step/<slug:name>/", challenges.move, name="move_challenge"),
    path(f"{ONE}bids/<slug:code>/", bids.bid, name="bid"),
    path(f"{ONE}bids/<slug:code>/files/<slug:field>/", bids.bid_file, name="bid_file"),
    path("employer/<slug:uid>/challenges/", challenges.own, name="own_challenges"),
    path("employer/<slug:uid>/challenges/new/", challenges.new, name="new_challenge"),
    path("office/challenges/", challenges.all_challenges, name="all_challenges"),
]
