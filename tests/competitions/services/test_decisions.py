"""One ranking counts; its decisions are carried out once, and the teams are told."""

from typing import Any

import pytest

from tests.competitions.judged import Judged
from yucaihui.competitions.models import Entry, RankedEntry
from yucaihui.competitions.services.decisions import carry_out, decide_row, make_provisional
from yucaihui.competitions.services.scoring import reopen_sheet
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db


def row_of(ranking: Any, entry: Entry) -> RankedEntry:
    return RankedEntry.objects.select_related("ranking", "entry__case").get(
        ranking=ranking, entry=entry
    )


def standing(judged: Judged) -> list[tuple[str, int | None]]:
    rows = Entry.objects.filter(track=judged.track).order_by("pk")
    return [(row.case.state, row.stage.number if row.stage else None) for row in rows]


def test_decisions_are_carried_out_once() -> None:
    judged = Judged()
    judged.second_stage()
    ranking = judged.provisional()
    assert (carry_out(ranking, by=judged.office), carry_out(ranking, by=judged.office)) == (4, 0)
    assert standing(judged) == [
        ("admitted", 2), ("admitted", 2), ("not_advanced", 1), ("not_advanced", 1),
    ]  # fmt: skip
    judged.stage.refresh_from_db()
    assert judged.stage.state == "decided"
    said = [letter.subject for letter in Letter.objects.filter(key__startswith="decided:")]
    assert sorted(said) == sorted(
        f"{entry.code}: {word}"
        for entry, word in zip(
            judged.entries,
            (*["advanced to the next stage"] * 2, *["does not advance"] * 2),
            strict=True,
        )
    )


def test_in_the_last_stage_nobody_advances() -> None:
    judged = Judged()
    assert carry_out(judged.provisional(), by=judged.office) == 2
    assert standing(judged) == [
        ("admitted", 1), ("admitted", 1), ("not_advanced", 1), ("not_advanced", 1),
    ]  # fmt: skip


def test_the_office_decides_otherwise_before_it_is_carried_out() -> None:
    judged = Judged()
    judged.second_stage()
    ranking = judged.provisional()
    decide_row(row_of(ranking, judged.entries[1]), "waitlisted", by=judged.office)
    decide_row(row_of(ranking, judged.entries[2]), "wild_card", by=judged.office)
    carry_out(ranking, by=judged.office)
    assert standing(judged) == [
        ("admitted", 2), ("waitlisted", 1), ("admitted", 2), ("not_advanced", 1),
    ]  # fmt: skip
    with pytest.raises(Refused) as refusal:
        decide_row(row_of(ranking, judged.entries[1]), "advances", by=judged.office)
    assert refusal.value.field == "ranking"


def test_an_entry_nobody_scored_ends() -> None:
    judged = Judged()
    judged.stage.assignments.filter(entry=judged.entries[3]).delete()
    carry_out(judged.provisional(), by=judged.office)
    case = judged.entries[3].case
    last = case.entries.order_by("-number").first()
    assert last is not None
    assert (judged.state_of(3), last.reason) == ("not_advanced", "no_scores")


def test_a_newer_ranking_supersedes_the_one_before() -> None:
    judged = Judged()
    first = judged.provisional()
    second = judged.provisional(method="additive")
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "provisional")
    with pytest.raises(Refused):
        carry_out(first, by=judged.office)


def test_a_ranking_does_not_count_while_judging_is_open() -> None:
    judged = Judged()
    ranking = judged.ranked()
    judged.stage.state = "judging"
    judged.stage.save()
    with pytest.raises(Refused) as refusal:
        make_provisional(ranking, by=judged.office)
    assert refusal.value.field == "stage"


def test_a_ranking_does_not_count_while_a_sheet_is_scored_anew() -> None:
    judged = Judged()
    ranking = judged.ranked()
    sheet = judged.stage.assignments.first().sheets.get()  # type: ignore[union-attr]
    reopen_sheet(sheet, "Slip of the pen", by=judged.office)
    with pytest.raises(Refused) as refusal:
        make_provisional(ranking, by=judged.office)
    assert str(refusal.value) == (
        "1 sheets are being scored anew. Wait for them, then compute the ranking."
    )
