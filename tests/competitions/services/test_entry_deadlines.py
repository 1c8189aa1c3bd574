"""Letters before and after the deadline of a draft, and its end."""

from datetime import timedelta

import pytest

from tests.competitions.ground import NOW, english, make_office
from tests.competitions.team import begun, captain_of, days, joined, saved, submitted
from yucaihui.competitions.models import Entry
from yucaihui.competitions.services import screening
from yucaihui.competitions.services.entry_deadlines import (
    expire_drafts,
    remind_of_deadlines,
    tell_missed,
)
from yucaihui.core.mail.models import Letter

pytestmark = pytest.mark.django_db

CLOSES = NOW + days(20)


def states() -> dict[str, str]:
    return dict(Entry.objects.values_list("code", "case__state"))


def test_teams_of_drafts_are_reminded_once_within_three_days_of_the_deadline() -> None:
    entry = begun()
    joined(entry)
    submitted(begun(entry.track))
    Letter.objects.all().delete()
    assert remind_of_deadlines(CLOSES - days(4)) == 0
    assert remind_of_deadlines(CLOSES - days(2)) == 2
    assert remind_of_deadlines(CLOSES - days(1)) == 0
    letter = Letter.objects.get(reader=captain_of(entry))
    assert letter.subject == "NEV-0001 is not submitted yet"
    assert letter.body.splitlines()[:5] == [
        f"The deadline is {english(CLOSES)} (Chongqing time).",
        "",
        "Still to do:",
        "- Give the title in Chinese or in English.",
        "- “Summary” is missing.",
    ]


def test_a_complete_draft_is_told_what_is_left() -> None:
    entry = begun()
    saved(entry)
    remind_of_deadlines(CLOSES - days(2))
    assert "The form is complete" in Letter.objects.get(reader=captain_of(entry)).body


def test_a_later_deadline_is_reminded_of_anew() -> None:
    entry = begun()
    remind_of_deadlines(CLOSES - days(2))
    screening.extend(entry, CLOSES + days(5), by=make_office(), reason="Power cut")
    assert remind_of_deadlines(CLOSES - days(1)) == 0
    assert remind_of_deadlines(CLOSES + days(3)) == 1


def test_an_entry_that_is_asked_for_more_is_reminded() -> None:
    entry = submitted()
    screening.ask(entry, by=make_office(), note="The licence", until=CLOSES + days(9))
    assert remind_of_deadlines(CLOSES + days(7)) == 1


def test_who_did_not_submit_is_told_once_after_the_grace() -> None:
    entry = begun()
    assert tell_missed(CLOSES + timedelta(minutes=15)) == 0
    assert tell_missed(CLOSES + timedelta(minutes=16)) == 1
    assert tell_missed(CLOSES + days(1)) == 0
    letter = Letter.objects.get(reader=captain_of(entry))
    assert letter.subject == "NEV-0001 was not submitted"
    assert letter.body.startswith(f"The deadline was {english(CLOSES)} (Chongqing time).")
    assert f"until {english(CLOSES + days(7))} it may extend" in letter.body


def test_drafts_end_a_week_after_their_deadline_and_nothing_else_does() -> None:
    first = begun()
    extended = begun(first.track)
    screening.extend(extended, CLOSES + days(3), by=make_office(), reason="Power cut")
    submitted(begun(first.track))
    late = CLOSES + days(7) + timedelta(minutes=15)
    assert expire_drafts(late) == 0
    assert expire_drafts(late + timedelta(seconds=1)) == 1
    assert states() == {"NEV-0001": "ended", "NEV-0002": "draft", "NEV-0003": "submitted"}
    assert expire_drafts(late + timedelta(seconds=1)) == 0
    line = first.case.entries.order_by("-number")[0]
    assert (line.move, line.role, line.actor) == ("expire", "system", None)
