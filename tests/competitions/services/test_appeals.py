"""The team objects; another than the one who decided answers, and each remedy does what it says."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.judged import Judged, marks
from tests.competitions.panel import user_of
from tests.factories import make_user
from yucaihui.casework.queries import verify_chain
from yucaihui.competitions.models import Appeal, Ranking, ScoreSheet
from yucaihui.competitions.services import scoring, screening
from yucaihui.competitions.services.appeals import file_appeal, move_appeal
from yucaihui.competitions.services.decisions import carry_out, make_provisional
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db


class Appealed(Judged):
    """The third entry, which did not advance, appeals against the posted result."""

    def __init__(self) -> None:
        super().__init__()
        self.second_stage()
        self.notice = self.posted()
        carry_out(self.notice.ranking, by=self.office)
        self.appeal = self.file(2)

    def file(self, number: int, **values: Any) -> Appeal:
        given = {"ground": "arithmetic", "statement": "A sheet was added up wrongly.", **values}
        entry = self.entries[number]
        entry.case.refresh_from_db()
        return file_appeal(entry, by=self.captain(number), **given)

    def decide(self, name: str, **values: Any) -> None:
        move_appeal(self.appeal, name, **{"by": self.colleague, **values})


def test_an_appeal_is_filed_while_the_notice_stands() -> None:
    appealed = Appealed()
    appeal = appealed.appeal
    assert (appeal.case.state, appeal.notice, appeal.ground) == (
        "filed", appealed.notice, "arithmetic",
    )  # fmt: skip
    told = Letter.objects.filter(key__startswith=f"appeal:{appeal.uid}").values_list("reader")
    assert set(told) == {(appealed.office.pk,), (appealed.colleague.pk,)}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ground": "mood"}, "ground"),
        ({"statement": "  "}, "statement"),
        ({"statement": "x" * 4001}, "statement"),
        ({}, "entry"),
    ],
)
def test_what_is_missing_is_named(values: dict[str, str], field: str) -> None:
    appealed = Appealed()
    with pytest.raises(Refused) as refusal:
        appealed.file(2, **values)
    assert refusal.value.field == field


def test_after_the_last_day_nothing_is_filed() -> None:
    appealed = Appealed()
    with pytest.raises(Refused) as refusal:
        appealed.file(3, on=appealed.notice.appeals_until + timedelta(days=1))
    assert refusal.value.field == "entry"


def test_others_do_not_file_for_a_team() -> None:
    appealed = Appealed()
    for other in (appealed.captain(0), appealed.office, make_user()):
        with pytest.raises(PermissionDenied):
            file_appeal(appealed.entries[3], "other", "…", by=other)


def test_who_computed_the_ranking_does_not_decide() -> None:
    appealed = Appealed()
    for name in ("admit", "dismiss"):
        with pytest.raises(Refused) as refusal:
            appealed.decide(name, by=appealed.office, reason="late")
        assert refusal.value.field == "appeal"
    appealed.decide("admit")
    assert appealed.appeal.case.state == "under_review"


def test_an_officer_of_the_team_does_not_decide() -> None:
    appealed = Appealed()
    member = appealed.entries[2].members.get()
    member.person.user = appealed.colleague  # type: ignore[union-attr]
    appealed.entries[2].members.create(
        person=None, email="x@mail.test", role="member", state="left"
    )
    member.person.save()  # type: ignore[union-attr]
    with pytest.raises(Refused) as refusal:
        appealed.decide("admit")
    assert refusal.value.field == "appeal"


def test_who_refused_an_entry_does_not_decide_about_it() -> None:
    judged = Judged()
    screening.disqualify(judged.entries[0], by=judged.office, reason="untrue")
    judged.entries[0].case.refresh_from_db()
    appeal = file_appeal(judged.entries[0], "eligibility", "…", by=judged.captain(0))
    with pytest.raises(Refused):
        move_appeal(appeal, "admit", by=judged.office)
    move_appeal(appeal, "admit", by=judged.colleague)
    with pytest.raises(Refused) as refusal:
        move_appeal(appeal, "uphold", by=judged.colleague, reason="rerank")
    assert refusal.value.field == "reason"
    move_appeal(appeal, "uphold", by=judged.colleague, reason="readmit")
    assert (appeal.case.state, judged.state_of(0)) == ("upheld", "admitted")


def test_upheld_with_a_new_ranking() -> None:
    appealed = Appealed()
    appealed.decide("admit")
    appealed.decide("uphold", reason="rerank")
    fresh = Ranking.objects.get(replaces=appealed.notice.ranking)
    appealed.stage.refresh_from_db()
    assert (fresh.digest, fresh.made_by) == (appealed.notice.ranking.digest, appealed.colleague)
    assert (appealed.stage.state, appealed.state_of(2)) == ("closed", "admitted")


def test_upheld_with_new_scores_until_the_entry_advances() -> None:
    appealed = Appealed()
    appealed.decide("admit")
    appealed.decide("uphold", reason="rescore")
    sheets = ScoreSheet.objects.filter(assignment__entry=appealed.entries[2])
    assert sorted(sheets.values_list("state", flat=True)) == [*["draft"] * 3, *["superseded"] * 3]
    for sheet in sheets.filter(state="draft").select_related("assignment__judge"):
        user = user_of(sheet.assignment.judge)
        saved = scoring.save_sheet(sheet, marks(95), revision=sheet.revision, by=user)
        scoring.submit_sheet(saved, revision=saved.revision, by=user)
    fresh = appealed.ranked()
    make_provisional(fresh, by=appealed.office)
    carry_out(fresh, by=appealed.office)
    entry = appealed.entries[2]
    entry.refresh_from_db()
    assert fresh.rows.get(rank=1).entry == entry
    assert (appealed.state_of(2), entry.stage.number) == ("admitted", 2)  # type: ignore[union-attr]
    assert verify_chain(appealed.appeal.case).whole


def test_rejected_with_its_reason_and_the_team_reads_it() -> None:
    appealed = Appealed()
    appealed.decide("admit")
    appealed.decide("reject", reason="no_effect", note="The total was right.")
    letter = Letter.objects.get(key=f"appeal:{appealed.appeal.uid}:2:{appealed.captain(2).uid}")
    assert letter.subject == f"{appealed.entries[2].code}: your appeal – Rejected"
    assert "It would not change the result" in letter.body
    assert "The total was right." in letter.body


def test_another_reason_needs_a_note() -> None:
    appealed = Appealed()
    with pytest.raises(Refused) as refusal:
        appealed.decide("dismiss", reason="other")
    assert refusal.value.field == "note"


def test_the_team_takes_it_back() -> None:
    appealed = Appealed()
    move_appeal(appealed.appeal, "withdraw", by=appealed.captain(2))
    assert appealed.appeal.case.state == "withdrawn"
