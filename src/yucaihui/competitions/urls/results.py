"""Addresses of results: rankings, notices, appeals, awards and landings."""

from django.urls import path, register_converter

from yucaihui.competitions.views.results import (
    appeals,
    awards,
    documents,
    landings,
    public,
    rankings,
)


class FileConverter:
    """What a ranking is exported as."""

    regex = "csv|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileConverter, "ranking_file")
EDITION, RANKING = "office/results/<slug:uid>/", "office/rankings/<slug:uid>/"
APPEAL, AWARD, LANDING = "appeals/<slug:uid>/", "awards/<slug:uid>/", "landings/<slug:uid>/"
MINE, PRIZE, FOLLOWED = (
    "my/entries/<slug:uid>/", "office/awards/<slug:uid>/", "office/landings/<slug:uid>/",
)  # fmt: skip

urlpatterns = [
    path("competitions/<slug:code>/<int:year>/results/", public.results, name="results"),
    path(f"{MINE}results/", public.my_results, name="my_results"),
    path(f"{MINE}appeal/", appeals.new, name="file_appeal"),
    path(f"{EDITION}rankings/", rankings.ranking_list, name="rankings"),
    path(f"{EDITION}awards/", awards.award_list, name="awards"),
    path("office/results/jobs/<slug:uid>/", rankings.job, name="results_job"),
    path(RANKING, rankings.ranking, name="ranking"),
    path(f"{RANKING}act/<slug:name>/", rankings.act, name="act_on_ranking"),
    path(f"{RANKING}carry-out/", rankings.carry_out, name="carry_out"),
    path(f"{RANKING}rows/<slug:entry>/", rankings.decide_row, name="decide_row"),
    path(f"{RANKING}file/<ranking_file:kind>/", rankings.export, name="export_ranking"),
    path("office/appeals/", appeals.appeal_list, name="appeals"),
    path(APPEAL, appeals.appeal, name="appeal"),
    path(f"{APPEAL}step/<slug:name>/", appeals.move, name="move_appeal"),
    path("office/tracks/<slug:uid>/new-award/", awards.new, name="new_award"),
    path("office/award-definitions/<slug:uid>/", awards.edit, name="edit_award"),
    path(AWARD, awards.award, name="award"),
    path(f"{AWARD}accept/", awards.accept, name="accept_award"),
    path(f"{AWARD}decline/", awards.decline, name="decline_award"),
    path(f"{AWARD}documents/<slug:code>/", documents.hand_in, name="hand_in_document"),
    path(f"{AWARD}documents/<slug:code>/file/", documents.document_file, name="award_document"),
    path(f"{PRIZE}documents/<slug:code>/", documents.check, name="check_document"),
    path(f"{PRIZE}documents/", awards.check_documents, name="check_documents"),
    path(f"{PRIZE}order/", awards.order, name="order_prize"),
    path(f"{PRIZE}revoke/", awards.revoke, name="revoke_award"),
    path(f"{PRIZE}land/", landings.new, name="open_landing"),
    path("office/landings/", landings.landing_list, name="landings"),
    path(LANDING, landings.landing, name="landing"),
    path(f"{FOLLOWED}step/<slug:name>/", landings.move, name="move_landing"),
    path(f"{FOLLOWED}milestones/", landings.add_milestone, name="add_milestone"),
    path("office/milestones/<slug:uid>/reach/", landings.reach, name="reach_milestone"),
]
