"""Who gets what at each page of results: the office all, the team its own, everybody what is
posted."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from tests.access.portal import OFFICE, OPEN, POST_OFFICE, SIGNED_IN
from tests.access.world import World
from tests.competitions.judged import Judged
from tests.competitions.team import PDF
from yucaihui.competitions.queries.rankings import with_award_parts
from yucaihui.competitions.services import awards, landings
from yucaihui.competitions.services.appeals import file_appeal
from yucaihui.competitions.services.award_documents import hand_in
from yucaihui.competitions.services.notices import close_notice
from yucaihui.competitions.services.prizes import accept_award
from yucaihui.core.jobs.models import Job
from yucaihui.directory import services as directory

TEAM = {**dict.fromkeys(SIGNED_IN, 404), "visitor": 302, "talent": 200}
SHARED = {**TEAM, "office": 200, "administrator": 200}
OFFICE_PAGES = (
    *("rankings", "awards", "results_job", "ranking", "decide_row", "export_ranking", "appeals"),
    *("new_award", "edit_award", "order_prize", "revoke_award", "open_landing", "landings"),
    *("move_landing", "add_milestone", "check_document"),
)
MINE, BOTH = ("my_results", "file_appeal", "accept_award"), ("appeal", "award", "landing")
ACTS = ("act_on_ranking", "carry_out", "check_documents", "reach_milestone")
TABLE = {
    "competitions:results": dict.fromkeys(OPEN, 200),
    **dict.fromkeys((f"competitions:{name}" for name in OFFICE_PAGES), OFFICE),
    **dict.fromkeys((f"competitions:{name}" for name in ACTS), POST_OFFICE),
    **dict.fromkeys((f"competitions:{name}" for name in (*MINE, "hand_in_document")), TEAM),
    **dict.fromkeys((f"competitions:{name}" for name in (*BOTH, "award_document")), SHARED),
    # The team alone takes its appeal back; the office's steps have other names.
    "competitions:move_appeal": TEAM,
    "competitions:decline_award": {**dict.fromkeys(SIGNED_IN, 405), "visitor": 302},
}


class Decided(Judged):
    """The talent's entry ranks first, has appealed and an award, and its landing is followed."""

    def __init__(self, world: World) -> None:
        user = world.users["talent"]
        self.person = directory.ensure_person(user, name_zh="林晓", name_en="Xiao Lin")
        super().__init__(code="ranked")
        entry = self.entries[0]
        entry.members.update(person=self.person, email=user.email)
        self.definition = awards.define_award(
            self.track, by=self.office, name_en="First prize", amount=100,
            documents=[{"code": "identity", "label_zh": "身份证明", "label_en": "Identity"}],
        )  # fmt: skip
        self.notice = self.posted()
        awards.propose_awards(self.notice.ranking, by=self.office)
        # The appeal is filed against a refusal, so that the notice may be closed.
        close_notice(self.notice, by=self.office, on=self.notice.appeals_until + timedelta(days=1))
        self.award = with_award_parts().get()
        entry.case.refresh_from_db()
        accept_award(self.award, by=user, payee=self.person)
        hand_in(self.award, "identity", PDF, name="id.pdf", by=user)
        self.landing = landings.open_landing(entry, self.colleague, by=self.office)
        self.milestone = landings.add_milestone(
            self.landing, by=self.office, due_on=timezone.localdate(), title_en="Office rented"
        )
        self.second = self.ranked()
        self.appeal = self.appealed(user)

    def appealed(self, user: Any) -> Any:
        entry = self.entries[0]
        entry.case.state = "disqualified"
        made = file_appeal(entry, "eligibility", "…", by=user)
        entry.case.refresh_from_db()
        return made

    @cached_property
    def args(self) -> dict[str, dict[str, Any]]:
        edition, ranking = {"uid": self.edition.uid}, {"uid": self.notice.ranking.uid}
        entry, award = {"uid": self.entries[0].uid}, {"uid": self.award.uid}
        landing = {"uid": self.landing.uid}
        return {
            "results": {"code": self.edition.competition.code, "year": self.edition.year},
            "my_results": entry,
            "file_appeal": entry,
            "rankings": edition,
            "awards": edition,
            "results_job": {
                "uid": Job.objects.create(task="competitions.rank", state="failed").uid
            },
            "ranking": ranking,
            "act_on_ranking": {**ranking, "name": "recompute"},
            "carry_out": ranking,
            "decide_row": {**ranking, "entry": self.entries[0].uid},
            "export_ranking": {**ranking, "kind": "csv"},
            "appeal": {"uid": self.appeal.uid},
            "move_appeal": {"uid": self.appeal.uid, "name": "withdraw"},
            "new_award": {"uid": self.track.uid},
            "edit_award": {"uid": self.definition.uid},
            **dict.fromkeys(
                ("award", "accept_award", "decline_award", "check_documents", "order_prize",
                 "revoke_award", "open_landing"),
                award,
            ),
            **{
                name: {**award, "code": "identity"}
                for name in ("hand_in_document", "award_document", "check_document")
            },
            "landing": landing,
            "move_landing": {**landing, "name": "lapse"},
            "add_milestone": landing,
            "reach_milestone": {"uid": self.milestone.uid},
        }  # fmt: skip


def decided(world: World) -> Decided:
    """The world's one judged edition."""
    made = world.__dict__.get("_decided")
    if made is None:
        made = world.__dict__["_decided"] = Decided(world)
    found: Decided = made
    return found


WITHOUT = ("appeals", "landings")


def args_of(name: str) -> Any:
    return lambda world: decided(world).args[name]


ARGS = {
    name: args_of(name.removeprefix("competitions:"))
    for name in TABLE
    if name.removeprefix("competitions:") not in WITHOUT
}
