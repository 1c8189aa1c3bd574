"""Versions: what is kept of the answers, who may save, and what a submission needs."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localtime

from tests.competitions.ground import FORM, NOW, make_office
from tests.competitions.team import (
    ANSWERS,
    TITLES,
    begun,
    captain_of,
    days,
    joined,
    open_track,
    saved,
    submitted,
)
from tests.factories import make_talent
from yucaihui.competitions.models import EligibilityResult, Entry, EntryVersion
from yucaihui.competitions.services import calls, screening, teams, versions
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import AlreadyDecided, Refused

pytestmark = pytest.mark.django_db

# Submission closes 20 days after NOW, with 15 minutes of grace.
CLOSES = NOW + days(20)
GRACE = timedelta(minutes=15)
SECOND = timedelta(seconds=1)


def save(entry: Entry, **values: Any) -> EntryVersion:
    given = {"by": captain_of(entry), "base": entry.latest, "answers": ANSWERS, "now": NOW}
    return versions.save_version(entry, **{**given, **TITLES, **values})


def test_each_save_makes_the_next_version_and_leaves_the_one_before() -> None:
    entry = begun()
    first = saved(entry, summary="first")
    second = saved(entry, summary="second")
    first.refresh_from_db()
    assert [first.number, first.answers["summary"]] == [1, "first"]
    assert [second.number, second.answers["summary"]] == [2, "second"]


def test_the_same_content_makes_no_new_version() -> None:
    entry = begun()
    assert saved(entry) == saved(entry)
    assert entry.versions.count() == 1


def test_only_what_is_asked_is_kept() -> None:
    entry = begun()
    version = save(
        entry,
        answers={"summary": " text ", "firm": "no", "founded_on": "2021-05-01", "other": 1,
                 "leader_story": ""},
    )  # fmt: skip
    assert version.answers == {"summary": "text", "firm": False}


def test_what_does_not_fit_is_refused_by_field_and_nothing_is_saved() -> None:
    entry = begun()
    answers = {"summary": "x" * 2001, "firm": "maybe", "plan": "no-such-file"}
    with pytest.raises(versions.BadAnswers) as caught:
        save(entry, answers=answers, title_zh="x" * 121)
    assert [(fault.field, fault.message) for fault in caught.value.faults] == [
        ("title_zh", "At most 120 characters."),
        ("summary", "At most 2000 characters; this has 2001."),
        ("firm", "Answer yes or no."),
        ("plan", "Upload the file here first."),
    ]
    assert entry.versions.count() == 0


def test_a_version_on_top_of_an_old_one_is_refused_and_told() -> None:
    entry = begun()
    saved(entry)
    with pytest.raises(versions.StaleVersion, match=r"^Version 1 was saved meanwhile\."):
        save(entry, base=0, answers={"summary": "mine"})
    assert entry.versions.count() == 1


def test_members_save_strangers_and_the_office_do_not() -> None:
    entry = begun()
    member = joined(entry)
    assert saved(entry, by=member.person.user).number == 1
    for stranger in (make_talent().user, make_office()):
        with pytest.raises(PermissionDenied):
            saved(entry, by=stranger, summary="other")


def test_who_saves_stands_behind_it_and_the_others_are_asked_anew() -> None:
    entry = begun()
    member = joined(entry)
    saved(entry)
    teams.confirm(entry, by=member.person.user, version=1)
    saved(entry, summary="changed")
    assert list(entry.members.order_by("pk").values_list("confirmed", flat=True)) == [2, 1]


def test_a_submission_hands_in_the_newest_version_and_judges_its_rules() -> None:
    entry = begun()
    version = saved(entry)
    versions.submit(entry, by=captain_of(entry), base=1, now=NOW)
    entry.refresh_from_db()
    assert (entry.case.state, entry.submitted) == ("submitted", version)
    found = EligibilityResult.objects.filter(version=version).order_by("rule")
    assert list(found.values_list("rule", "verdict", "datum")) == [
        ("team", "passed", 1),
        ("young_firm", "passed", "2021-05-01"),
    ]
    letter = Letter.objects.get(reader=captain_of(entry))
    assert letter.subject == "NEV-0001: version 1 was submitted"
    assert letter.link == f"/en/my/entries/{entry.uid}/"


def test_what_is_missing_is_named_field_by_field() -> None:
    entry = begun()
    save(entry, answers={"firm": True}, title_zh="", title_en="")
    with pytest.raises(versions.BadAnswers) as caught:
        versions.submit(entry, by=captain_of(entry), now=NOW)
    assert [(fault.field, fault.message) for fault in caught.value.faults] == [
        ("title_zh", "Give the title in Chinese or in English."),
        ("summary", "“Summary” is missing."),
        ("founded_on", "“Founded on” is missing."),
    ]
    entry.case.refresh_from_db()
    assert entry.case.state == "draft"


def test_nothing_is_submitted_before_it_is_saved() -> None:
    entry = begun()
    with pytest.raises(Refused, match=r"^Save the form before you submit\.$"):
        versions.submit(entry, by=captain_of(entry), now=NOW)


def test_only_the_captain_submits() -> None:
    entry = begun()
    member = joined(entry)
    saved(entry)
    for other in (member.person.user, make_talent().user, make_office()):
        with pytest.raises(PermissionDenied):
            versions.submit(entry, by=other, now=NOW)


def test_a_member_who_does_not_stand_behind_it_holds_the_submission_up() -> None:
    entry = begun()
    member = joined(entry, make_talent(name_zh="", name_en="Ada Li"))
    saved(entry)
    with pytest.raises(Refused, match=r"this version yet: Ada Li\.$") as caught:
        versions.submit(entry, by=captain_of(entry), now=NOW)
    assert caught.value.field == "team"
    teams.confirm(entry, by=member.person.user, version=1)
    assert versions.submit(entry, by=captain_of(entry), now=NOW).number == 1


def test_an_invited_one_who_did_not_join_holds_nothing_up() -> None:
    entry = begun()
    teams.invite(entry, "late@mail.test", by=captain_of(entry), now=NOW)
    saved(entry)
    assert versions.submit(entry, by=captain_of(entry), now=NOW).number == 1


def test_an_old_version_is_not_confirmed() -> None:
    entry = begun()
    member = joined(entry)
    saved(entry)
    saved(entry, summary="changed")
    with pytest.raises(AlreadyDecided, match=r"^Version 2 was saved meanwhile\."):
        teams.confirm(entry, by=member.person.user, version=1)


def test_a_revision_takes_the_place_of_what_was_submitted() -> None:
    entry = submitted()
    with pytest.raises(Refused, match=r"^This version is submitted already\.$"):
        versions.submit(entry, by=captain_of(entry), now=NOW)
    second = saved(entry, summary="better")
    assert Entry.objects.get(pk=entry.pk).submitted == entry.submitted
    versions.submit(entry, by=captain_of(entry), now=NOW)
    entry.refresh_from_db()
    moves = list(entry.case.entries.order_by("number").values_list("move", flat=True))
    assert (entry.submitted, moves) == (second, ["open", "submit", "revise"])


@pytest.mark.parametrize(
    ("moment", "taken"),
    [(CLOSES, True), (CLOSES + GRACE, True), (CLOSES + GRACE + SECOND, False)],
)
def test_the_deadline_is_held_to_with_its_grace(moment: Any, taken: bool) -> None:
    entry = begun()
    saved(entry)

    def submit() -> EntryVersion:
        return versions.submit(entry, by=captain_of(entry), now=moment)

    if taken:
        assert submit().number == 1
        return
    with pytest.raises(Refused) as caught:
        submit()
    assert (caught.value.field, str(caught.value)) == (
        "deadline",
        (
            f"The deadline was {localtime(CLOSES):%Y-%m-%d %H:%M} (Chongqing). Ask the talent"
            " office if you need an extension."
        ),
    )


@pytest.mark.parametrize(("over", "taken"), [(timedelta(0), True), (SECOND, False)])
def test_an_extension_is_held_to_the_second_for_its_entry_alone(
    over: timedelta, taken: bool
) -> None:
    entry = begun()
    other = begun(entry.track)
    until = CLOSES + days(3)
    screening.extend(entry, until, by=make_office(), reason="Power cut")
    for one in (entry, other):
        saved(one)
    with pytest.raises(Refused, match=f"^The deadline was {localtime(CLOSES):%Y-%m-%d %H:%M}"):
        versions.submit(other, by=captain_of(other), now=until)
    if taken:
        assert versions.submit(entry, by=captain_of(entry), now=until + over).number == 1
        return
    with pytest.raises(Refused, match=f"^The deadline was {localtime(until):%Y-%m-%d %H:%M}"):
        versions.submit(entry, by=captain_of(entry), now=until + over)


def test_a_decided_entry_is_not_written_any_more() -> None:
    entry = submitted()
    screening.admit(entry, by=make_office())
    with pytest.raises(Refused, match=r"^This entry is “Admitted”: it is not changed any more\.$"):
        saved(entry, summary="late idea")


def test_a_form_that_changed_since_asks_for_what_is_new() -> None:
    entry = begun()
    saved(entry)
    budget = {"code": "budget", "kind": "number", "label_en": "Budget", "required": True}
    calls.save_definition(entry.track, "form", {"fields": [*FORM["fields"], budget]}, by=None)
    with pytest.raises(versions.BadAnswers, match=r"^“Budget” is missing\.$"):
        versions.submit(entry, by=captain_of(entry), now=NOW)
    version = saved(entry, budget="12.5")
    assert (version.number, version.answers["budget"]) == (2, 12.5)


def test_a_track_without_form_takes_no_version() -> None:
    entry = begun(open_track())
    entry.track.definitions.all().delete()
    with pytest.raises(Refused) as caught:
        save(entry)
    assert caught.value.field == "form"
