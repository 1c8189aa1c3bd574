"""What each reader finds of entries: lists agree with the one rule, files and answers follow it."""

from typing import Any

import pytest

from tests.competitions.ground import NOW, make_office, make_stage
from tests.competitions.team import PDF, begun, captain_of, joined, open_track, saved, submitted
from tests.factories import make_talent, make_user
from yucaihui.competitions.models import (
    Assignment,
    Conflict,
    Entry,
    Judge,
    PanelMembership,
    Stage,
)
from yucaihui.competitions.queries.answers import changes, files_of, shown_answers
from yucaihui.competitions.queries.entries import visible_to
from yucaihui.competitions.queries.entry_files import readable_file
from yucaihui.competitions.queries.readers import reader_of, sight_at
from yucaihui.competitions.rules.visibility import EVERYTHING, Sight
from yucaihui.competitions.services import entry_files, screening, versions
from yucaihui.directory.services import ensure_person

pytestmark = pytest.mark.django_db


def make_judge(track: Any, **values: Any) -> Judge:
    """A pledged judge on the track's panel."""
    user = make_user("judge")
    judge = Judge.objects.create(
        edition=track.edition, person=ensure_person(user), code=user.uid[:8],
        **{"state": "active", "pledged_at": NOW, **values},
    )  # fmt: skip
    PanelMembership.objects.create(judge=judge, track=track)
    return judge


def assign(judge: Judge, entry: Entry, state: str = "published") -> None:
    Assignment.objects.create(
        stage=entry.stage, entry=entry, version=entry.submitted, judge=judge, state=state
    )


def admitted(track: Any, **answers: Any) -> Entry:
    return screening.admit(submitted(begun(track), **answers), by=make_office())


def agree(user: Any) -> list[str]:
    """The codes that the list shows, which are those that the rule shows one by one."""
    reader = reader_of(user)
    shown = {one.code for one in Entry.objects.all() if sight_at(reader, one.stage, one).entry}
    listed = [one.code for one in visible_to(user)]
    assert sorted(listed) == sorted(shown)
    return sorted(listed)


def test_lists_show_each_reader_what_the_rule_shows() -> None:
    track = open_track()
    mine, barred, other = (admitted(track) for _number in range(3))
    begun(track)
    judge, member = make_judge(track), joined(begun(track))
    assign(judge, mine)
    assign(judge, barred)
    assign(judge, other, "declined")
    Conflict.objects.create(judge=judge, entry=barred, kind="x", source="office", state="confirmed")
    assert agree(judge.person.user) == [mine.code]
    assert agree(captain_of(other)) == [other.code]
    assert agree(member.person.user) == [member.entry.code]  # type: ignore[union-attr]
    assert len(agree(make_office())) == 5
    for stranger in (make_talent().user, make_user("employer"), make_user("partner")):
        assert agree(stranger) == []


def test_a_judge_of_a_stage_that_shows_all_finds_them_without_those_barred() -> None:
    track = open_track()
    seen, barred = admitted(track), admitted(track)
    Stage.objects.update(judges_see="all")
    judge, unpledged = make_judge(track), make_judge(track, pledged_at=None)
    Conflict.objects.create(judge=judge, entry=barred, kind="x", source="office", state="confirmed")
    assert agree(judge.person.user) == [seen.code]
    assert agree(unpledged.person.user) == []


def test_an_assignment_of_another_stage_shows_nothing() -> None:
    track = open_track()
    entry, judge = admitted(track), make_judge(track)
    assign(judge, entry)
    entry.stage = make_stage(track)
    entry.save()
    assert agree(judge.person.user) == []


def test_blind_readers_get_neither_answers_nor_file_names_that_tell() -> None:
    track = open_track()
    draft = begun(track)
    row = entry_files.attach(draft, "plan", PDF, name="Ada Li.pdf", by=captain_of(draft), now=NOW)
    entry = submitted(draft, plan=row.file.uid, leader_story="Ada Li leads.")
    assert entry.submitted is not None
    blind = shown_answers(entry.submitted, Sight(entry=True), files_of(entry))
    assert [(one.field.code, one.text) for one in blind] == [
        ("summary", "固态电池热管理系统"), ("firm", "Yes"), ("founded_on", "2021-05-01"),
        ("plan", "Business plan"),
    ]  # fmt: skip
    open_eyes = shown_answers(entry.submitted, EVERYTHING, files_of(entry))
    assert [one.text for one in open_eyes][-2:] == ["Ada Li leads.", "Ada Li.pdf"]


def test_judges_have_the_files_of_what_was_submitted_under_a_name_that_tells_nobody() -> None:
    track = open_track()
    draft = begun(track)
    captain = captain_of(draft)
    old, new = (
        entry_files.attach(draft, "plan", PDF + data, name="Ada Li.pdf", by=captain, now=NOW)
        for data in (b"1", b"2")
    )
    saved(draft, plan=old.file.uid)
    entry = screening.admit(submitted(draft, plan=new.file.uid), by=make_office())
    judge = make_judge(track)
    assign(judge, entry)
    reader = judge.person.user
    assert readable_file(reader, entry, new.file.uid) == (new.file, f"{entry.code}-plan.pdf")
    assert readable_file(reader, entry, old.file.uid) is None
    assert readable_file(captain, entry, old.file.uid) == (old.file, "Ada Li.pdf")
    assert readable_file(make_talent().user, entry, new.file.uid) is None


def test_a_comparison_names_what_differs() -> None:
    entry = begun()
    first = saved(entry, summary="one")
    second = saved(entry, summary="two", firm=False)
    versions.submit(entry, by=captain_of(entry), now=NOW)
    found = changes(first, second, EVERYTHING, {})
    assert [(one.label, one.before, one.after) for one in found] == [
        ("Summary", "one", "two"), ("A firm?", "Yes", "No"), ("Founded on", "2021-05-01", ""),
    ]  # fmt: skip
