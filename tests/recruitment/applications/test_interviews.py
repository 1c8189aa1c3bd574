"""Interviews: proposed, answered, called off, recorded; nobody sits in two at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_employer, make_posting, make_talent
from tests.recruitment.applications.city import City, appointment, hired_member, state
from tests.together import together
from yucaihui.casework.queries import journal_of, verify_chain
from yucaihui.casework.services import MoveNotOpen
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import Refused
from yucaihui.recruitment.models import Interview
from yucaihui.recruitment.queries.interviews import calendar_file, escaped, folded
from yucaihui.recruitment.services.applications import move_application
from yucaihui.recruitment.services.interviews import (
    answer_interview,
    cancel_interview,
    propose_interview,
    record_interview,
)


@pytest.fixture
def city(db: None) -> City:
    return City()


def refused_field(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.field


def test_a_proposal_brings_the_application_to_the_interview(city: City) -> None:
    interview = city.invited()
    assert (interview.state, state(interview.application)) == ("proposed", "interviewing")
    letter = Letter.objects.filter(reader=city.user).latest("pk")
    assert letter.subject.startswith("Interview for")
    assert "https://meet.test/1" in letter.body


def test_only_a_shortlisted_applicant_is_invited(city: City) -> None:
    application = city.applied()
    with pytest.raises(MoveNotOpen):
        city.invited(application)
    assert Interview.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hours": -1}, "starts_at"),
        ({"minutes": 0}, "ends_at"),
        ({"minutes": 481}, "ends_at"),
        ({"mode": "telepathy"}, "mode"),
        ({"place": " "}, "place"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(
    city: City, changes: dict[str, Any], field: str
) -> None:
    application = city.shortlisted()
    time = appointment(**changes)
    assert refused_field(lambda: propose_interview(application, time, by=city.owner)) == field
    assert state(application) == "shortlisted"


def test_a_telephone_interview_needs_no_place(city: City) -> None:
    time = appointment(mode="phone", place="")
    assert propose_interview(city.shortlisted(), time, by=city.owner).place == ""


def test_the_interviewer_is_a_member_of_the_employer(city: City) -> None:
    application, stranger = city.shortlisted(), make_talent().user

    def act() -> object:
        return propose_interview(application, appointment(), by=city.owner, interviewer=stranger)

    assert refused_field(act) == "interviewer"


@pytest.mark.parametrize(
    ("minutes", "free"), [(-30, True), (-29, False), (0, False), (29, False), (30, True)]
)
def test_an_interviewer_has_one_interview_at_a_time(city: City, minutes: int, free: bool) -> None:
    first = city.invited()
    second = city.applied(person=make_talent())
    move_application(second, "shortlist", by=city.owner)
    time = appointment()
    shifted = type(time)(
        time.starts_at + timedelta(minutes=minutes), time.ends_at + timedelta(minutes=minutes),
        "phone",
    )  # fmt: skip
    if free:
        propose_interview(second, shifted, by=city.owner)
    else:
        act = lambda: propose_interview(second, shifted, by=city.owner)  # noqa: E731
        assert refused_field(act) == "starts_at"
        colleague = hired_member(city.employer, "second@firm.test")
        propose_interview(second, shifted, by=city.owner, interviewer=colleague)
    assert first.state == "proposed"


def test_an_applicant_has_one_interview_at_a_time_across_employers(city: City) -> None:
    city.invited()
    other = City(talent=city.talent, owner=make_talent().user)  # type: ignore[arg-type]
    application = other.shortlisted()
    act = lambda: other.invited(application)  # noqa: E731
    assert refused_field(act) == "starts_at"
    assert other.invited(application, hours=72).state == "proposed"


def test_a_declined_interview_frees_the_time(city: City) -> None:
    interview = city.invited()
    answer_interview(interview, confirm=False, by=city.user, note="in Chengdu that day")
    assert city.invited(interview.application).state == "proposed"


def test_the_applicant_confirms_and_may_decline_later(city: City) -> None:
    interview = city.invited()
    answer_interview(interview, confirm=True, by=city.user)
    answer_interview(interview, confirm=False, by=city.user)
    assert Interview.objects.get().state == "declined"
    letters = Letter.objects.filter(reader=city.owner, subject__startswith="The interview")
    ends = [
        subject.split()[-1] for subject in letters.order_by("pk").values_list("subject", flat=True)
    ]
    assert ends == ["confirmed", "declined"]


def test_only_the_applicant_answers(city: City) -> None:
    interview = city.invited()
    with pytest.raises(PermissionDenied):
        answer_interview(interview, confirm=True, by=city.owner)
    assert Interview.objects.get().state == "proposed"


def test_an_answer_to_what_no_longer_stands_is_refused(city: City) -> None:
    interview = city.invited()
    cancel_interview(interview, by=city.owner, note="ill")
    act = lambda: answer_interview(interview, confirm=True, by=city.user)  # noqa: E731
    assert refused_field(act) == "state"


def test_the_word_that_goes_with_a_cancellation_is_for_the_applicant(city: City) -> None:
    interview = city.invited()
    cancel_interview(interview, by=city.owner, note="The room has burst a pipe")
    line = journal_of(interview.application.case, inside=False)[0]
    assert (line.title, line.note) == ("Interview cancelled", "The room has burst a pipe")


def test_what_came_of_it_is_recorded_after_it_began_and_kept_inside(city: City) -> None:
    interview = city.invited()

    def record(**when: Any) -> object:
        return record_interview(interview, held=True, by=city.owner, note="sharp", **when)

    assert refused_field(record) == "state"
    record(now=interview.starts_at + timedelta(minutes=20))
    assert Interview.objects.get().state == "held"
    case = interview.application.case
    assert "sharp" in [line.note for line in journal_of(case, inside=True)]
    assert "sharp" not in [line.note for line in journal_of(case, inside=False)]


def test_closing_the_application_cancels_its_interviews(city: City) -> None:
    interview = city.invited()
    move_application(interview.application, "withdraw", by=city.user)
    assert Interview.objects.get().state == "cancelled"


@pytest.mark.django_db(transaction=True)
def test_eight_bookings_of_one_interviewer_at_one_time_leave_one() -> None:
    city = City()
    rows = [city.applied(person=make_talent()) for _ in range(8)]
    for row in rows:
        move_application(row, "shortlist", by=city.owner)
    time = appointment()
    results = together(*(lambda r=row: propose_interview(r, time, by=city.owner) for row in rows))
    kinds = [type(result).__name__ for result in results]
    assert (kinds.count("Interview"), kinds.count("Refused")) == (1, 7)
    assert all(verify_chain(row.case).whole for row in rows)


@pytest.mark.django_db(transaction=True)
def test_eight_employers_booking_one_applicant_at_one_time_leave_one() -> None:
    city = City()
    rows = []
    for _ in range(8):
        owner = make_talent().user
        row = city.applied(make_posting(make_employer(owner=owner)))
        move_application(row, "shortlist", by=owner)
        rows.append((row, owner))
    time = appointment()
    results = together(
        *(lambda r=row, o=owner: propose_interview(r, time, by=o) for row, owner in rows)
    )
    kinds = [type(result).__name__ for result in results]
    assert (kinds.count("Interview"), kinds.count("Refused")) == (1, 7)


def test_the_calendar_file_says_when_where_and_whether(city: City) -> None:
    interview = city.invited()
    answer_interview(interview, confirm=True, by=city.user)
    text = calendar_file(interview).decode()
    lines = text.split("\r\n")
    assert lines[:4] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yucaihui//Interviews//EN",
                         "BEGIN:VEVENT"]  # fmt: skip
    assert f"DTSTART:{interview.starts_at:%Y%m%dT%H%M%SZ}" in lines
    assert "STATUS:CONFIRMED" in lines
    assert "LOCATION:https://meet.test/1" in lines
    assert lines[-3:] == ["END:VEVENT", "END:VCALENDAR", ""]


def test_marks_of_the_calendar_format_are_escaped() -> None:
    assert escaped("Hall 3; booth 7, upstairs\\left\nside") == (
        "Hall 3\\; booth 7\\, upstairs\\\\left side"
    )


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=300))
def test_folded_lines_are_short_and_unfold_to_what_they_were(text: str) -> None:
    octets = folded(text)
    assert all(len(line) <= 75 for line in octets.split(b"\r\n"))
    assert octets.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode() == text
