"""The directory's pages, as their readers use them without a script."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.factories import make_employer, make_person, make_resume, make_talent, make_user
from tests.queries import queries_of
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.rules import roles_of
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory import queries, services
from yucaihui.directory.models import Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES_ROOT = tmp_path
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)


def signed_in(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def sent(form: Any, prefixes: tuple[str, ...] = ()) -> dict[str, str]:
    """What a browser would send of the page's form as it stands."""
    found: dict[str, str] = {}
    html = form.content.decode()
    for tag in re.findall(r"<input[^>]*>", html):
        named, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        plain = 'type="radio"' not in tag and 'type="checkbox"' not in tag
        if named and (plain or "checked" in tag) and named[1] != "csrfmiddlewaretoken":
            found[named[1]] = value[1] if value else ""
    for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', html):
        found[name] = value.strip()
    return found


def test_a_first_visit_makes_the_record_and_the_role() -> None:
    user = make_user()
    client = signed_in(user)
    assert "You have no record yet" in text(client.get("/en/my/record/"))
    details = {"name_zh": "林晓", "country": "cn", "emails": "", "phones": "138 0000 1234"}
    answer = client.post("/en/my/record/details/", details)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/my/record/")
    person = queries.person_of(user)
    assert person is not None
    assert (person.country, queries.phones_of(person)) == ("CN", ["+8613800001234"])
    assert roles_of(User.objects.get(pk=user.pk)) == {"talent"}
    assert "林晓" in text(client.get("/en/my/record/"))


def test_wrong_details_name_the_field_and_save_nothing() -> None:
    person = make_talent(name_zh="林晓")
    client = signed_in(person.user)
    wrong = {"name_zh": "", "name_en": "", "country": "China", "phones": "12"}
    page = text(client.post("/en/my/record/details/", wrong))
    for words in (
        "Fill this in, in Chinese or in English.",
        "Ensure this value has at most 2 characters (it has 5).",
        "This is not a telephone number.",
    ):
        assert words in page
    person.refresh_from_db()
    assert person.name_zh == "林晓"


def test_a_profile_is_edited_row_by_row_and_keeps_what_the_form_does_not_show() -> None:
    resume = make_resume(volunteer=[{"organization": "红十字会"}])
    resume["work"][0]["url"] = "https://lanhe.test"
    person = make_talent(resume=resume)
    client = signed_in(person.user)
    data = sent(client.get("/en/my/record/profile/zh-hans/"))
    another = client.post("/en/my/record/profile/zh-hans/", {**data, "add": "skills"})
    assert "skills-2-name" in text(another)
    assert queries.current_profiles(person)["zh-hans"].version == 1
    data = {**sent(another), "skills-2-name": "Rust", "skills-0-drop": "on"}
    data["work-0-startDate"] = "2020年8月"
    assert client.post("/en/my/record/profile/zh-hans/", data).status_code == 302
    profile = queries.current_profiles(person)["zh-hans"]
    assert profile.version == 2
    assert profile.resume["skills"] == [{"name": "MATLAB"}, {"name": "Rust"}]
    assert profile.resume["volunteer"] == [{"organization": "红十字会"}]
    job = profile.resume["work"][0]
    assert (job["startDate"], job["url"]) == ("2020-08", "https://lanhe.test")


def test_a_wrong_date_in_a_row_is_told_beside_it() -> None:
    person = make_talent()
    client = signed_in(person.user)
    data = sent(client.get("/en/my/record/profile/zh-hans/"))
    page = client.post("/en/my/record/profile/zh-hans/", {**data, "work-0-startDate": "lately"})
    assert "Write year and month, like 2020-07." in text(page)
    assert queries.current_profiles(person)["zh-hans"].version == 1


def test_a_cv_is_uploaded_watched_and_confirmed() -> None:
    person = make_person(user=make_user("talent"))
    client = signed_in(person.user)
    markdown = (
        b"# Xiao Lin\n\nlin@mail.test\n\n## Education\n\nYujiang University, Master, 2017-2020\n"
    )
    upload = client.post("/en/my/record/cv/", {"file": named(markdown, "cv.md")})
    page = upload.headers["Location"]
    waiting = client.get(page)
    assert "Reading your CV" in text(waiting)
    assert "hx-get" in text(waiting)
    run_waiting()
    partial = client.get(page, headers={"HX-Request": "true"})
    assert partial.headers["HX-Refresh"] == "true"
    confirm = client.get(page)
    assert "Confirm what was read" in text(confirm)
    data = {**sent(confirm), "language": "en", "basics-label": "Battery engineer"}
    assert client.post(page, data).status_code == 302
    assert queries.current_profiles(person)["en"].headline == "Battery engineer"
    assert "Confirmed: your profile comes from this file." in text(client.get(page))


def named(data: bytes, name: str) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - one use

    return SimpleUploadedFile(name, data)


def test_a_file_without_text_says_what_to_do() -> None:
    person = make_person(user=make_user("talent"))
    client = signed_in(person.user)
    page = client.post("/en/my/record/cv/", {"file": named(b"%PDF-1.4 x", "cv.pdf")})
    run_waiting()
    answer = text(client.get(page.headers["Location"]))
    assert "the file is damaged and cannot be opened; export it again" in answer
    assert "Nothing was guessed from this file." in answer
    refused = client.post("/en/my/record/cv/", {"file": named(b"\x89PNG\r\n\x1a\n", "cv.pdf")})
    assert "This kind of file is not taken here." in text(refused)


def test_a_number_is_shown_once_after_a_reason() -> None:
    person = make_talent()
    client = signed_in(person.user)
    answer = client.post("/en/my/record/numbers/", {"kind": "passport", "number": "E12345678"})
    assert answer.status_code == 302
    page = f"/en/my/record/numbers/{queries.identity_documents_of(person).get().uid}/reveal/"
    assert "E12345678" not in text(client.get(page))
    assert "E12345678" not in text(client.post(page, {}))
    assert "E12345678" in text(client.post(page, {"reason": "request"}))


def test_consents_are_allowed_and_withdrawn_by_a_button() -> None:
    person = make_person(user=make_user("talent"))
    client = signed_in(person.user)
    client.post("/en/my/consents/matching/grant/")
    assert queries.has_consent(person, "matching")
    uid = queries.consents_of(person).get().uid
    client.post(f"/en/my/consents/{uid}/withdraw/")
    assert not queries.has_consent(person, "matching")
    assert "Withdrawn before" in text(client.get("/en/my/consents/"))


@pytest.mark.parametrize(("language", "word"), [("en/", "erase"), ("", "注销")])
def test_erasure_asks_for_its_word(language: str, word: str) -> None:
    person = make_talent()
    client = signed_in(person.user)
    client.post(f"/{language}my/record/erase/", {"word": "yes"})
    assert Person.objects.filter(erased_at=None).count() == 1
    answer = client.post(f"/{language}my/record/erase/", {"word": word})
    assert answer.headers["Location"] == f"/{language}erased/"
    assert Person.objects.filter(erased_at=None).count() == 0
    assert client.get(f"/{language}my/record/").status_code == 302


def test_an_export_is_asked_for_and_fetched() -> None:
    client = signed_in(make_talent().user)
    client.post("/en/my/record/export/")
    assert "Putting your data together" in text(client.get("/en/my/record/export/"))
    run_waiting()
    page = text(client.get("/en/my/record/export/"))
    link = re.search(r'href="(/en/my/record/export/\w+/)"', page)
    assert link is not None
    answer = client.get(link[1])
    assert b"".join(answer)[:2] == b"PK"


def test_an_employer_registers_invites_and_asks_for_verification() -> None:
    owner, other, officer = make_user(), make_user(), make_user("office")
    client = signed_in(owner)
    answer = client.post(
        "/en/my/organisations/new/", {"name_zh": "澜河动力有限公司", "kind": "enterprise"}
    )
    page = answer.headers["Location"]
    client.post(page, {"email": other.email, "role": "member"})
    guest = signed_in(other)
    invited = f"/en/my/invitations/{queries.invitations_to(other.email).get().uid}/"
    assert "Accept" in text(guest.get(invited))
    assert guest.post(invited).headers["Location"] == page
    assert guest.post(page, {"email": "x@mail.test", "role": "member"}).status_code == 403
    client.post(f"{page}verification/", {"document": named(b"%PDF-1.4", "licence.pdf")})
    office = signed_in(officer)
    assert "澜河动力有限公司" in text(office.get("/en/office/verifications/"))
    decide = f"/en/office/verifications/{queries.pending_verifications().get().uid}/"
    refused = office.post(decide, {"verified": "no", "reason": ""})
    assert "Say why, and what the organisation should do." in text(refused)
    assert office.post(decide, {"verified": "yes", "reason": ""}).status_code == 302
    assert "Verified" in text(client.get(page))


def test_the_same_organisation_is_not_registered_twice() -> None:
    make_employer(name_zh="澜河动力有限公司")
    page = signed_in(make_user()).post(
        "/en/my/organisations/new/", {"name_zh": "澜河动力", "kind": "enterprise"}
    )
    assert "This organisation is on file already." in text(page)
    assert Organisation.objects.count() == 1


def test_the_office_compares_and_merges_two_records() -> None:
    first, second = (make_person(name_zh="林晓", resume=make_resume()) for _ in range(2))
    services.suspect_duplicates()
    office = signed_in(make_user("office"))
    page = f"/en/office/duplicates/{queries.suspected_links().get().uid}/"
    assert "渝江理工大学 2017-09–2020-06" in text(office.get(page))
    assert office.post(page, {"keep": "second"}).status_code == 302
    assert queries.person_by_uid(first.uid) == second
    merge = queries.merges_into(second).get()
    office.post(f"/en/office/merges/{merge.uid}/undo/")
    assert queries.person_by_uid(first.uid) == first


@pytest.mark.parametrize("number", [1, 3, 50])
@pytest.mark.parametrize("page", ["people", "organisations", "verifications", "duplicates"])
def test_lists_need_as_many_queries_for_one_row_as_for_fifty(page: str, number: int) -> None:
    for n in range(number):
        for _ in range(2):
            services.add_contacts(make_person(name_zh="林晓"), emails=[f"a{n}@mail.test"])
        owner = make_user()
        services.request_verification(make_employer(verified=False, owner=owner), by=owner)
    services.suspect_duplicates()
    office = signed_in(make_user("office"))
    assert queries_of(lambda: office.get(f"/en/office/{page}/")) == 6
