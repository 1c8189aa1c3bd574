"""A notice stands for its working days, then ranking and awards are final."""

from datetime import date, timedelta

import pytest

from tests.competitions.judged import Judged
from yucaihui.competitions.models import Award
from yucaihui.competitions.services.appeals import file_appeal
from yucaihui.competitions.services.awards import define_award, propose_awards
from yucaihui.competitions.services.notices import close_notice, post_notice
from yucaihui.core.calendar.queries import add_working_days
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)


def test_the_days_are_working_days() -> None:
    notice = Judged().posted(on=MONDAY)
    assert notice.appeals_until == date(2026, 12, 7) == add_working_days(MONDAY, 5)


def test_a_notice_over_a_holiday_stands_longer() -> None:
    # 1 to 7 October 2026 are holidays, Saturday the 10th is worked.
    notice = Judged().posted(on=date(2026, 9, 30))
    assert notice.appeals_until == date(2026, 10, 13)


def test_a_notice_of_four_days_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        Judged().posted(days=4)
    assert refusal.value.field == "days"


def test_only_a_provisional_ranking_is_posted_and_once() -> None:
    judged = Judged()
    with pytest.raises(Refused):
        post_notice(judged.ranked(), by=judged.office)
    notice = judged.posted()
    with pytest.raises(Refused):
        post_notice(notice.ranking, by=judged.office)


def test_it_is_not_closed_before_its_days_are_over() -> None:
    judged = Judged()
    notice = judged.posted(on=MONDAY)
    with pytest.raises(Refused) as refusal:
        close_notice(notice, by=judged.office, on=notice.appeals_until)
    assert str(refusal.value) == "The notice stands until 2026-12-07: appeals may still come."


def test_it_is_not_closed_while_an_appeal_is_open() -> None:
    judged = Judged()
    notice = judged.posted(on=MONDAY)
    file_appeal(judged.entries[3], "procedure", "…", by=judged.captain(3), on=MONDAY)
    with pytest.raises(Refused) as refusal:
        close_notice(notice, by=judged.office, on=notice.appeals_until + timedelta(days=1))
    assert str(refusal.value) == "1 appeals are not decided yet. Decide them first."


def test_closing_makes_ranking_and_awards_final_once() -> None:
    judged = Judged()
    define_award(judged.track, by=judged.office, name_en="First prize", amount=100_00)
    notice = judged.posted(on=MONDAY)
    propose_awards(notice.ranking, by=judged.office)
    after = notice.appeals_until + timedelta(days=1)
    close_notice(notice, by=judged.office, on=after)
    award = Award.objects.select_related("case", "entry__case").get()
    notice.ranking.refresh_from_db()
    assert (notice.ranking.state, award.case.state, award.entry.case.state) == (
        "final", "final", "awarded",
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        close_notice(notice, by=judged.office, on=after)
    assert refusal.value.field == "notice"


def test_the_notice_of_a_superseded_ranking_ends() -> None:
    judged = Judged()
    notice = judged.posted()
    judged.provisional(method="additive")
    notice.refresh_from_db()
    assert notice.closed_at is not None
    with pytest.raises(Refused) as refusal:
        file_appeal(judged.entries[3], "procedure", "…", by=judged.captain(3))
    assert refusal.value.field == "entry"
