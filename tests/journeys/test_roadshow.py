"""A live roadshow: the office at a laptop, two judges with phones, the hall before its screen."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.competitions.ground import make_edition, make_office
from tests.competitions.panel import make_judge, user_of
from tests.competitions.stage_show import at, first_slot, make_roadshow, roadshow_stage, scored
from tests.journeys.helpers import said
from yucaihui.competitions.models import Roadshow
from yucaihui.competitions.services.roadshow_running import reveal, start_roadshow
from yucaihui.competitions.services.roadshows import draw_lots, seal_lots
from yucaihui.core.accounts.middleware import SecondFactorForStaff

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = 360
# Counts in the page how long the screen takes, from the press in the office's window.
WATCH = """() => { const result = document.querySelector('[data-part="result"]');
  window.seen = 0;
  new MutationObserver(() => { if (!result.hidden && !window.seen) window.seen = Date.now(); })
    .observe(result, {attributes: true, childList: true}); }"""
PRESS = """() => { const button = document.querySelector('button[value="reveal"]');
  button.addEventListener('click', () => sessionStorage.setItem('pressed', Date.now())); }"""


@pytest.fixture
def roadshow(monkeypatch: pytest.MonkeyPatch) -> Roadshow:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    edition = make_edition()
    stage = roadshow_stage(edition)
    panel = [make_judge(edition, name_zh=name) for name in ("钟毓秀", "陆鸣皋")]
    return make_roadshow(stage, entries=2, judges=0, panel=panel)


def press(page: Page, value: str, name: str = "move") -> None:
    page.locator(f'button[name="{name}"][value="{value}"]').first.click()


@dataclass
class Hall:
    """The windows of one roadshow."""

    roadshow: Roadshow
    office: Page
    screen: Page


@pytest.fixture
def hall(page_for: Callable[..., Page], roadshow: Roadshow) -> Hall:
    """The office has drawn the order and started; the screen waits."""
    office = page_for(make_office(), "zh")
    office.goto(f"/office/roadshows/{roadshow.uid}/")
    for step in ("seal", "draw", "start"):
        press(office, step, "step")
    screen = page_for(None, "zh", 1280)
    screen.goto(f"/roadshows/{roadshow.uid}/screen/")
    expect(screen.locator("[data-part=state]")).to_have_text(said("zh", "It begins soon"))
    return Hall(roadshow, office, screen)


def present(hall: Hall) -> None:
    """The first entry is called, presents, answers questions; its clocks run."""
    press(hall.office, "call")
    code = hall.roadshow.slots.get(position=1).entry.code
    expect(hall.screen.locator("[data-part=code]")).to_have_text(code)
    press(hall.office, "present")
    expect(hall.screen.locator("[data-part=clock]")).to_contain_text("9:")
    expect(hall.office.locator("[data-clock]")).to_contain_text("9:")
    for step in ("question", "score"):
        press(hall.office, step)


def test_an_entry_is_called_scored_on_phones_and_its_result_revealed(
    page_for: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
    hall: Hall,
) -> None:
    present(hall)
    panel = hall.roadshow.panel.order_by("code")
    for count, (judge, mark) in enumerate(zip(panel, ("80", "90"), strict=True), 1):
        phone = page_for(user_of(judge), "zh", PHONE)
        phone.goto(f"/my/roadshows/{hall.roadshow.uid}/")
        assert (axe(phone), overflow(phone)) == ([], 0)
        phone.get_by_role("link", name=said("zh", "Score this entry")).click()
        fill(phone, mark)
        expect(hall.office.locator("#panel-live .chip-ok")).to_have_count(count)
        expect(hall.screen.locator("[data-part=sheets]")).to_contain_text(f"{count} 位已评分")
    assert axe(hall.office) == []

    press(hall.office, "close")
    expect(hall.screen.locator("[data-part=result]")).to_be_hidden()
    reveal_and_time(hall)
    assert axe(hall.screen) == []


def reveal_and_time(hall: Hall) -> None:
    """The screen shows the result; how long after the press is printed for people."""
    hall.screen.evaluate(WATCH)
    hall.office.evaluate(PRESS)
    press(hall.office, "reveal")
    expect(hall.screen.locator("[data-part=result]")).to_have_text("85.00")
    expect(hall.office.locator(".desk-result")).to_contain_text("85.00")
    pressed = int(hall.office.evaluate("sessionStorage.getItem('pressed')"))
    took = int(hall.screen.evaluate("window.seen")) - pressed
    print(f"the screen showed the result {took} ms after the press")  # noqa: T201 - for people


def fill(phone: Page, mark: str) -> None:
    for field in phone.locator(".points").all():
        field.fill(mark)
    phone.locator("textarea").nth(2).fill("扎实")
    phone.locator("#comment-whole").focus()
    phone.wait_for_timeout(1500)  # the page saves a second after the last letter
    phone.wait_for_load_state("networkidle")
    phone.locator('button[value="submit"]').click()
    expect(phone.locator("#on-now .chip-ok")).to_be_visible()


NOTE = """() => { const result = document.querySelector('[data-part="result"]'); window.told = [];
  new MutationObserver(() => window.told.push(result.textContent))
    .observe(result, {childList: true}); }"""


@pytest.mark.parametrize(("motion", "at_once"), [("reduce", True), ("no-preference", False)])
def test_the_result_counts_up_unless_somebody_wants_no_motion(
    page_for: Callable[..., Page], roadshow: Roadshow, motion: str, *, at_once: bool
) -> None:
    start_roadshow(draw_lots(seal_lots(roadshow, by=None), by=None), by=None)
    slot = at(scored(first_slot(roadshow), 80, 90), "close")
    hall = page_for(None, "en", 1280, reduced_motion=motion)
    hall.goto(f"/en/roadshows/{roadshow.uid}/screen/")
    expect(hall.locator("[data-part=order] [aria-current]")).to_contain_text(slot.entry.code)
    hall.evaluate(NOTE)
    reveal(slot, by=None)
    expect(hall.locator("[data-part=result]")).to_have_text("94.00")
    told = hall.evaluate("window.told")
    assert (told == ["94.00"]) is at_once
    assert [float(value) for value in told] == sorted(float(value) for value in told)
