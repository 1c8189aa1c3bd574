"""Pictures for the guide, of the demo city: `make screenshots`. Pytest runs this file when named.

Chinese in a wide window, English on a phone; what is not in the city yet (an import, a CV that
waits) is made through the pages first.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.city import walk
from tests.journeys.helpers import cv, workbook, worker_runs
from tests.journeys.test_employer import MERGED, ROWS
from tests.journeys.test_talent import CV
from yucaihui.core.accounts.models import User
from yucaihui.demo.cast import member
from yucaihui.demo.city import build_city
from yucaihui.demo.progress import silent

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
IMAGES = Path(__file__).parents[2] / "docs" / "guide" / "images"
SCALE = 0.01
WINDOWS = {"zh": (1280, 860), "en": (390, 800)}
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
LARGEST = 200_000
# file name: (who looks, the page or its address, what stands at the top of the picture)
PICTURES = {
    "home": ("", "/", ""),
    "search": ("", "/positions/?q=电池", ""),
    "position": ("", "recruitment:position", ""),
    "my-page": ("talent_yutong", "/me/", ""),
    "record": ("talent_yutong", "directory:record", ""),
    "consents": ("talent_yutong", "directory:consents", ""),
    "matches": ("talent_yutong", "recruitment:my_matches", ""),
    "why": ("talent_yutong", "recruitment:my_match", ""),
    "offer": ("talent_yutong", "recruitment:my_offer", ""),
    "promises": ("talent_yutong", "promises:owed", ""),
    "employer": ("employer_yanning", "recruitment:organisation", ""),
    "board": ("employer_yanning", "recruitment:board", ".page-head"),
    "applicant": ("employer_yanning", "recruitment:application", ""),
    "office": ("office_wenjing", "/office/", ""),
    "duplicate": ("office_wenjing", "directory:duplicate", ""),
    "funnel": ("office_wenjing", "recruitment:funnel", ""),
    "judge": ("judge_lanqiu", "directory:ties", ""),
    "partner": ("bank_chengan", "directory:organisation", ""),
}


@pytest.fixture
def shown(page_for: PageFor) -> Callable[[str, str], Page]:
    """`shown(key, language)`: the window of a member of the cast ("": of a visitor)."""
    build_city(scale=SCALE, progress=silent)

    def opened(key: str, language: str) -> Page:
        user = User.objects.get(email=member(key).email) if key else None
        width, height = WINDOWS[language]
        page = page_for(user, language, width, locale=LOCALES[language])
        page.set_viewport_size({"width": width, "height": height})
        return page

    return opened


def test_pictures_of_every_part(shown: Callable[[str, str], Page]) -> None:
    for name, (key, where, top) in PICTURES.items():
        path = where if where.startswith("/") else address(key, where)
        for language in WINDOWS:
            page = shown(key, language)
            page.goto(path if language == "zh" else f"/en{path}")
            take(page, name, language, top)
            page.context.close()


def test_pictures_of_an_import_and_of_a_cv_that_was_read(
    shown: Callable[[str, str], Page],
) -> None:
    for language in WINDOWS:
        page = shown("employer_yanning", language)
        page.goto(f"{page.url}employer/")
        page.goto(f"{page.url}imports/")
        uploaded(page, "input[type=file]", workbook(ROWS, MERGED, "岗位汇总表.xlsx"))
        take(page, "columns", language, "")
        page.locator("main form .btn-primary").click()
        worker_runs(page)
        take(page, "verdicts", language, ".steps")

        page = shown("talent_ruoqing", language)
        page.goto(f"{page.url}my/record/cv/")
        uploaded(page, "input[type=file]", cv(CV, "简历.docx"))
        take(page, "confirm", language, "")


def address(key: str, name: str) -> str:
    """The first page of this kind that the reader comes to."""
    reader = User.objects.get(email=member(key).email) if key else None
    return next(path for found, path in walk(reader) if found == name)


def uploaded(page: Page, field: str, file: object) -> None:
    page.locator(field).set_input_files(file)  # type: ignore[arg-type]
    page.locator("main form .btn-primary").first.click()
    page.wait_for_url(re.compile(r"/(imports|cv)/\w+/$"))
    worker_runs(page)


def take(page: Page, name: str, language: str, top: str) -> None:
    """A picture of the window, from the frame's head on, or from `top`."""
    to = "element => element.scrollIntoView({behavior: 'instant'})"
    page.locator(top or ".head").first.evaluate(to)
    file = IMAGES / f"{name}-{language}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file)
    assert file.stat().st_size <= LARGEST, file.name
