"""A folder of CVs through the pages: verdicts, a correction, invitations, what people answer."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.factories import make_user
from tests.journeys.helpers import code_sent_to, cv, worker_runs
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.mail.models import Letter
from yucaihui.directory.models import Person, Profile

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
LIN = (
    "林晓",
    "邮箱：lin@mail.test",
    "工作经历",
    "2020.07-至今 澜河动力科技有限公司 热管理工程师",
    "教育背景",
    "2017.09-2020.06 渝江理工大学 车辆工程 硕士",
)
ADA = ("Ada Rao", "ada@mail.test", "Education", "2010 - 2014 Yujiang University, BSc")
PASSWORD = "seventeen-bridges-17"


@pytest.fixture
def desk(page_for: PageFor, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The office's page for folders; its second factor is set up already."""
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    page = page_for(make_user("office"), "en")
    page.goto("/en/office/")
    page.get_by_role("link", name="Import CVs").click()
    return page


def hand_in(desk: Page, files: list[Path] | list[FilePayload]) -> None:
    desk.get_by_label("CVs, or a ZIP file of them").set_input_files(files)
    desk.get_by_role("button", name="Upload and read").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("A folder of CVs")
    worker_runs(desk)


def archive(name: str, *files: FilePayload) -> FilePayload:
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for file in files:
            packed.writestr(file["name"], file["buffer"])
    return {"name": name, "mimeType": "application/zip", "buffer": out.getvalue()}


def counted(desk: Page, tabs: str) -> dict[str, int]:
    """The figures of a row of tabs by their labels."""
    found = desk.get_by_role("navigation", name=tabs).get_by_role("link").all_inner_texts()
    return {label: int(number) for label, number in (text.rsplit(None, 1) for text in found)}


def test_a_folder_becomes_invitations_that_people_answer(
    desk: Page, page_for: PageFor, axe: Callable[[Page], list[str]]
) -> None:
    picture: FilePayload = {
        "name": "扫描件.png",
        "mimeType": "image/png",
        "buffer": b"\x89PNG\r\n\x1a\n" + bytes(64),
    }
    ada = {**cv(ADA), "name": "en/ada.docx"}
    hand_in(desk, [cv(LIN, "林晓.docx"), archive("more.zip", ada, picture)])
    found = counted(desk, "Files by verdict")
    assert found == {"All files": 3, "Read": 2, "A picture without text": 1}
    assert axe(desk) == []
    correct(desk, "more.zip/en/ada.docx", "ada@new.test")
    assert axe(desk) == []
    desk.goto("/en/office/cvs/")
    desk.locator("table a").last.click()
    desk.get_by_role("button", name="Invite 2 people").click()
    worker_runs(desk)
    assert counted(desk, "Files by what is next") == {"Invited": 2}
    page = page_for(None, "en")
    page.goto(f"/en{letter_to('lin@mail.test').link}")
    assert axe(page) == []
    signs_up_and_confirms(page, "lin@own.test")
    erases(page_for(None, "en"), letter_to("ada@new.test").link)
    assert [person.name_zh for person in Person.objects.all()] == ["林晓"]
    desk.reload()
    assert counted(desk, "Files by what is next") == {"Confirmed": 1, "Erased by its person": 1}


def letter_to(address: str) -> Letter:
    return Letter.objects.get(to=address)


def correct(desk: Page, file: str, address: str) -> None:
    """The office writes another address into one file's page."""
    desk.get_by_role("link", name=file).click()
    desk.get_by_label("E-mail").fill(address)
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Saved.")).to_be_visible()


def signs_up_and_confirms(page: Page, address: str) -> None:
    """From the invitation to a new account, back to it, and to the confirmed profile."""
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Email").or_(page.get_by_label("E-mail")).first.fill(address)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Sign Up").click()
    page.get_by_label("Code").fill(code_sent_to(address))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Step in and look").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm what was read")
    assert Profile.objects.count() == 0
    page.get_by_role("button", name="Confirm: this is my profile").click()
    expect(page.get_by_text("Confirmed: this is your profile now.")).to_be_visible()
    user = Profile.objects.get().person.user
    assert user is not None
    assert user.email == address


def erases(page: Page, link: str) -> None:
    """The other one has no account and makes none."""
    page.goto(f"/en{link}")
    page.get_by_role("link", name="Erase everything").click()
    page.get_by_role("button", name="Erase everything now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything is erased")


def test_the_shared_folder_gets_a_verdict_for_every_file_and_is_taken_back(
    desk: Page, shared_data: Path
) -> None:
    folder = shared_data / "resumes" / "synthetic"
    files = sorted(path for path in folder.iterdir() if path.suffix in (".pdf", ".docx"))
    hand_in(desk, files)
    found = counted(desk, "Files by verdict")
    assert found.pop("All files") == len(files)
    assert "Not read yet" not in found
    assert sum(found.values()) == len(files)
    read = found.get("Read", 0) + found.get("Like a person already here", 0)
    assert Person.objects.count() == read > 0
    assert Profile.objects.count() == 0
    # The same folder again adds nothing.
    desk.goto("/en/office/cvs/")
    hand_in(desk, files)
    assert counted(desk, "Files by verdict")["Handed in before"] == read
    assert Person.objects.count() == read
    desk.goto("/en/office/cvs/")
    desk.get_by_role("row").nth(2).get_by_role("link").click()
    desk.get_by_role("link", name="Take this folder back").click()
    desk.get_by_role("button", name="Take it back").click()
    worker_runs(desk)
    expect(desk.locator(".notice").first).to_contain_text("taken back")
    assert Person.objects.count() == 0
