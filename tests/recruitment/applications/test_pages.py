"""The pages: from applying to the first day of work by links, forms and buttons alone."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_posting, make_user
from tests.queries import queries_of
from tests.recruitment.applications.city import City, state
from yucaihui.core.accounts.models import User
from yucaihui.recruitment.models import (
    Interview,
    JobApplication,
    Offer,
    ReviewRequest,
    TransferProposal,
)
from yucaihui.recruitment.services.applications import move_application
from yucaihui.recruitment.services.reviews import request_review


@pytest.fixture
def city(db: None) -> City:
    return City()


def browser(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, *args: str) -> str:
    return reverse(f"recruitment:{name}", args=args)


def post(user: User, name: str, *args: str, **data: Any) -> int:
    return browser(user).post(url(name, *args), data).status_code


def read(user: User, name: str, *args: str) -> str:
    response = browser(user).get(url(name, *args))
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_from_applying_to_the_first_day_by_forms_alone(city: City) -> None:
    posting, owner, user = city.posting, city.owner, city.user
    assert (
        post(user, "apply", posting.uid, language="zh-hans", consent="on", cover_note="Hello")
        == 302
    )
    uid = JobApplication.objects.get().case.uid

    def version() -> int:
        return JobApplication.objects.get().case.version

    assert "Applicant" in read(owner, "application", uid)
    assert state(JobApplication.objects.get()) == "viewed"
    assert post(owner, "move_application", uid, move="shortlist", version=version()) == 302
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    meeting = {"day": day, "time": "10:30", "minutes": 30, "mode": "fair", "place": "Booth 7",
               "interviewer": owner.uid, "version": version()}  # fmt: skip
    assert post(owner, "new_interview", uid, **meeting) == 302
    interview = Interview.objects.get()
    assert timezone.localtime(interview.starts_at).strftime("%H:%M") == "10:30"
    assert (
        post(user, "my_interview", uid, interview.uid, answer="confirm", version=version()) == 302
    )
    terms = {"monthly_fen": "21,500.50", "months": 13, "starts_on": day, "expires_on": day,
             "version": version()}  # fmt: skip
    assert post(owner, "new_offer", uid, **terms) == 302
    offer = Offer.objects.get()
    assert (offer.monthly_fen, offer.months) == (2_150_050, 13)
    assert "¥21,500.50" in read(user, "my_offer", uid, offer.uid)
    assert post(user, "my_offer", uid, offer.uid, answer="accept", version=version()) == 302
    assert state(JobApplication.objects.get()) == "hired"
    assert post(owner, "arrival", uid) == 302


def test_the_apply_page_shows_the_profile_that_would_be_sent(city: City) -> None:
    page = read(city.user, "apply", city.posting.uid)
    assert "澜河动力科技有限公司" in page
    assert "六年电池系统经验。" in page


def test_without_consent_the_form_says_so_and_nothing_is_sent(city: City) -> None:
    response = browser(city.user).post(url("apply", city.posting.uid), {"language": "zh-hans"})
    assert (response.status_code, JobApplication.objects.count()) == (422, 0)
    assert list(response.context["form"].errors) == ["consent"]


def test_one_who_has_applied_is_led_to_their_application(city: City) -> None:
    application = city.applied()
    response = browser(city.user).get(url("apply", city.posting.uid))
    assert response.headers["Location"] == url("my_application", application.uid)


def test_one_without_a_profile_is_led_to_make_one(city: City) -> None:
    page = read(make_user("talent"), "apply", city.posting.uid)
    assert "Your record has no profile yet" in page


def test_a_posting_that_closed_takes_no_applications(city: City) -> None:
    draft = make_posting(city.employer, published=False)
    assert browser(city.user).get(url("apply", draft.uid)).status_code == 404


def test_the_employer_s_first_look_hides_who_it_is_everywhere(city: City) -> None:
    city.talent.name_zh, city.talent.name_en = "顾澄澜", "Chenglan Gu"
    city.talent.save()
    application = city.applied()
    JobApplication.objects.update(cover_note="我是顾澄澜，毕业于渝江理工大学。")
    pages = [read(city.owner, name) for name in ("board", "received")]
    pages.append(read(city.owner, "application", application.uid))
    telling = ("顾澄澜", "Chenglan", "渝江理工大学", city.user.email)
    assert [word for page in pages for word in telling if word in page] == []
    application.case.refresh_from_db()
    move_application(application, "shortlist", by=city.owner)
    page = read(city.owner, "application", application.uid)
    assert [word for word in ("顾澄澜", "渝江理工大学") if word not in page] == []


def test_an_application_goes_by_a_code_that_people_can_read_out(city: City) -> None:
    application = city.applied()
    code = f"{application.uid[:4]}-{application.uid[4:8]}".upper()
    for user, page in ((city.owner, "application"), (city.user, "my_application")):
        text = read(user, page, application.uid)
        assert (f"<dd>{code}</dd>" in text, f"<dd>{application.uid}</dd>" in text) == (True, False)


def test_opening_a_new_application_is_what_makes_it_viewed(city: City) -> None:
    application = city.applied()
    read(city.owner, "application", application.uid)
    read(city.owner, "application", application.uid)
    assert (state(application), application.case.entries.count()) == ("viewed", 2)


def test_the_office_reads_and_that_views_nothing(city: City) -> None:
    application = city.applied()
    page = read(make_user("office"), "application", application.uid)
    assert state(application) == "submitted"
    assert "What you can do" not in page


def test_the_buttons_are_the_moves_that_are_open(city: City) -> None:
    application = city.applied()
    before = read(city.owner, "application", application.uid)
    assert url("reject", application.uid) in before
    assert url("new_offer", application.uid) not in before
    application.case.refresh_from_db()
    move_application(application, "shortlist", by=city.owner)
    after = read(city.owner, "application", application.uid)
    assert url("new_offer", application.uid) in after
    assert 'value="shortlist"' not in after


def test_a_rejection_by_the_form_asks_for_a_reason(city: City) -> None:
    application = city.applied()
    assert post(city.owner, "reject", application.uid, version=0) == 422
    done = post(city.owner, "reject", application.uid, reason="skills", note="No CFD", version=0)
    assert (done, state(application)) == (302, "rejected")
    page = read(city.user, "my_application", application.uid)
    assert ("Not selected" in page, "No CFD" in page) == (True, False)


def test_a_form_on_an_old_page_is_told_that_it_is_old(city: City) -> None:
    application = city.applied()
    move_application(application, "view", by=city.owner)
    response = browser(city.owner).post(
        url("reject", application.uid), {"reason": "skills", "version": 0}
    )
    assert response.status_code == 422
    assert "Somebody else was quicker" in response.content.decode()
    assert state(application) == "viewed"


def test_all_new_ones_of_a_posting_are_marked_as_viewed(city: City) -> None:
    here = city.applied()
    there = city.applied(make_posting(city.employer))
    assert post(city.owner, "mark_viewed", posting=city.posting.uid) == 302
    assert (state(here), state(there)) == ("viewed", "submitted")
    post(city.owner, "mark_viewed")
    assert state(there) == "viewed"


def test_the_board_and_the_list_are_narrowed_by_posting_and_state(city: City) -> None:
    here, there = city.applied(), city.applied(make_posting(city.employer))
    page = browser(city.owner).get(url("board"), {"posting": city.posting.uid})
    shown = [card for column in page.context["columns"] for card in column.cards]
    assert shown == [here]
    move_application(there, "shortlist", by=city.owner)
    rows = browser(city.owner).get(url("received"), {"state": "shortlisted"})
    assert [row.pk for row in rows.context["table"].page] == [there.pk]


def test_a_transfer_takes_the_address_of_a_position(city: City) -> None:
    application, other = city.shortlisted(), make_posting()
    address = f"https://city.test/en/positions/{other.uid}/?from=list"
    assert post(city.owner, "new_transfer", application.uid, posting="https://x.test/none/") == 422
    assert post(city.owner, "new_transfer", application.uid, posting=address) == 302
    proposal = TransferProposal.objects.get()
    assert post(city.user, "my_transfer", application.uid, proposal.uid, answer="accept") == 302
    assert (state(application), JobApplication.objects.count()) == ("transferred", 2)


def test_withdrawing_needs_the_form_and_tells_the_employer(city: City) -> None:
    application = city.applied()
    read(city.user, "withdraw", application.uid)
    assert state(application) == "submitted"
    assert post(city.user, "withdraw", application.uid, note="moving", version=0) == 302
    assert state(application) == "withdrawn"
    assert "moving" in read(city.owner, "application", application.uid)


def test_the_calendar_file_is_a_download_for_both_sides(city: City) -> None:
    interview = city.invited()
    for user in (city.user, city.owner):
        response = browser(user).get(url("interview_calendar", interview.uid))
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert response.headers["Content-Disposition"].startswith("attachment;")


def test_a_review_is_asked_for_and_answered_on_pages(city: City) -> None:
    address = f"{url('new_review')}?posting={city.posting.uid}"
    assert browser(city.user).post(address, {"question": "Why not CFD?"}).status_code == 302
    review, officer = ReviewRequest.objects.get(), make_user("office")
    assert "Why not CFD?" in read(officer, "review", review.uid)
    assert post(officer, "review", review.uid, answer="It counts now.", version=0) == 302
    assert "It counts now." in read(city.user, "review", review.uid)
    again = browser(city.user).get(address)
    assert again.status_code == 200


def test_the_person_s_review_page_answers_no_post(city: City) -> None:
    browser(city.user).post(f"{url('new_review')}?posting={city.posting.uid}", {"question": "Why?"})
    review = ReviewRequest.objects.get()
    assert post(city.user, "review", review.uid, answer="I say yes.", version=0) == 403
    assert ReviewRequest.objects.get().answer == ""


def test_the_funnel_is_read_by_the_office(city: City) -> None:
    city.offered()
    page = browser(make_user("office")).get(url("funnel"))
    assert page.context["stages"] == [
        ("New", 1), ("Viewed", 1), ("Shortlisted", 1), ("Interviewing", 1), ("Offer sent", 1),
        ("Hired", 0),
    ]  # fmt: skip
    later = (timezone.localdate() + timedelta(days=1)).isoformat()
    narrowed = browser(make_user("office")).get(url("funnel"), {"since": later})
    assert narrowed.context["total"] == 0


def test_lists_take_the_same_queries_for_1_3_and_50_rows(city: City) -> None:
    officer = make_user("office")
    readers = {"board": city.owner, "received": city.owner, "my_applications": city.user,
               "funnel": officer, "reviews": officer}  # fmt: skip
    counts: dict[str, list[int]] = {name: [] for name in readers}
    for rows in (1, 3, 50):
        for _ in range(rows - JobApplication.objects.count()):
            application = city.applied(make_posting(city.employer))
            request_review(
                city.talent, application.posting, question="Why?", explanation={}, by=city.user
            )
        for name, user in readers.items():
            client, address = browser(user), url(name)
            counts[name].append(queries_of(lambda c=client, a=address: c.get(a)))  # type: ignore[misc]
    assert {name: len(set(found)) for name, found in counts.items()} == dict.fromkeys(readers, 1)
    assert max(found[0] for found in counts.values()) <= 14
