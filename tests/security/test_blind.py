"""Until the shortlist nobody at the employer reads who the applicant is, on any list."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_employer, make_posting, make_resume, make_talent, make_user
from yucaihui.core.mail.queries import letters_for
from yucaihui.recruitment.queries.talents import TalentSearch, found_people
from yucaihui.recruitment.services.applications import apply, move_application
from yucaihui.recruitment.services.matches import match_everything

pytestmark = pytest.mark.django_db
MARKS = ("隐真名", "Zhenming", "yin@mail.test", "13900001111", "yin_zm")
SIGNED = "隐真名 Zhenming Yin，yin@mail.test，139-0000-1111，微信 yin_zm"
LISTS = ("/en/employer/applications/", "/en/employer/applications/list/")
WHO = ("隐真名", "男", "28岁", "清华")


def test_a_headline_that_names_its_person_is_covered_on_every_list(client: Client) -> None:
    owner = make_user()
    posting = make_posting(make_employer(owner=owner))
    resume = make_resume(basics={"label": "隐真名，男，28岁，热管理工程师"})
    talent = make_talent(name_zh="隐真名", resume=resume)
    application = apply(talent, posting, by=talent.user, consent=True)
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    pages = [client.get(path).content.decode() for path in LISTS]
    letters = [letter.subject + letter.body for letter in letters_for(owner)]
    blind = [word for text in [*pages, *letters] for word in WHO if word in text]
    for name in ("view", "shortlist"):
        move_application(application, name, by=owner)
    named = ["隐真名" in client.get(path).content.decode() for path in LISTS]
    assert (blind, named) == ([], [True, True])


def signed_everywhere() -> dict[str, Any]:
    """A profile whose person writes name, address and number into every free text."""
    resume = make_resume(
        basics={"label": f"工程师 {SIGNED}", "summary": SIGNED},
        skills=[{"name": "Python"}, {"name": SIGNED[:30], "keywords": [SIGNED]}],
    )
    resume["work"][0] |= {"summary": SIGNED, "highlights": [f"热仿真 {SIGNED}"]}
    return resume


def test_no_free_text_tells_who_it_is_on_any_blind_page(client: Client) -> None:
    owner = make_user("employer")
    posting = make_posting(make_employer(owner=owner))
    talent = make_talent(name_zh="隐真名", name_en="Zhenming Yin", resume=signed_everywhere())
    sent = apply(talent, posting, by=talent.user, consent=True, cover_note=f"您好。{SIGNED}")
    match_everything(timezone.localdate())
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    pages = (
        *LISTS,
        f"/en/employer/applications/{sent.uid}/",
        "/en/employer/talents/",
        f"/en/employer/talents/{talent.uid}/",
        f"/en/employer/postings/{posting.uid}/candidates/",
        "/api/v1/employer/applications/",
        f"/api/v1/applications/{sent.uid}/",
        f"/api/v1/positions/{posting.uid}/candidates/",
    )
    assert {path: marks_at(client, path) for path in pages} == {path: [] for path in pages}


def marks_at(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert (path, answer.status_code) == (path, 200)
    text = answer.content.decode().replace("-", "")
    return [mark for mark in MARKS if mark in text]


def test_a_note_signed_on_leaving_stays_covered(client: Client) -> None:
    owner = make_user("employer")
    talent = make_talent(name_zh="隐真名", name_en="Zhenming Yin")
    posting = make_posting(make_employer(owner=owner))
    sent = apply(talent, posting, by=talent.user, consent=True)
    move_application(sent, "withdraw", by=talent.user, note=f"谢谢！{SIGNED}")
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    assert marks_at(client, f"/en/employer/applications/{sent.uid}/") == []
    assert marks_at(client, f"/api/v1/applications/{sent.uid}/") == []


def test_a_search_for_a_name_or_number_finds_nobody() -> None:
    make_talent(name_zh="隐真名", name_en="Zhenming Yin", resume=signed_everywhere())
    on = timezone.localdate()
    hits = {mark: found_people(TalentSearch(mark), on).count() for mark in MARKS}
    assert hits == dict.fromkeys(MARKS, 0)
    assert found_people(TalentSearch("Python"), on).count() == 1
