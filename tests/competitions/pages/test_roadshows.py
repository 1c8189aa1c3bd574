"""Pages, screen and API of roadshows."""

import html
import json
import re
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tests.competitions.ground import make_edition, make_office
from tests.competitions.panel import make_entry, make_judge, score, user_of
from tests.competitions.stage_show import (
    TO_SCORING,
    at,
    first_slot,
    make_roadshow,
    points,
    roadshow_stage,
    running,
    scored,
    seat,
)
from tests.factories import make_employer, make_person, make_user
from tests.queries import queries_of
from yucaihui.competitions.models import Edition, Roadshow
from yucaihui.competitions.services.roadshow_running import reveal
from yucaihui.competitions.services.roadshows import draw_lots, seal_lots
from yucaihui.competitions.services.score_sheet_pdf import (
    chinese_font,
    content_of,
    fonts,
    score_sheets_pdf,
    sheet_digest,
)
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("allauth.mfa.utils.is_mfa_enabled", lambda _user: True)
    return signed_in(make_office())


def page(client: Client, name: str, uid: str) -> str:
    with override("en"):
        response = client.get(reverse(f"competitions:{name}", args=[uid]))
    assert response.status_code == 200
    return response.content.decode()


def told(roadshow: Roadshow) -> dict[str, Any]:
    found: dict[str, Any] = Client().get(f"/api/v1/roadshows/{roadshow.uid}/").json()
    return found


def open_gallery(roadshow: Roadshow) -> None:
    Edition.objects.filter(tracks__stages=roadshow.stage).update(
        gallery_from=timezone.now() - timedelta(days=1)
    )


def test_the_office_plans_draws_and_runs_a_roadshow_without_a_script(office: Client) -> None:
    stage = roadshow_stage()
    make_entry(stage.track)
    judge = make_judge(stage.track.edition)
    values = {
        "name_zh": "决赛路演", "starts_at": "2026-12-20T09:00", "place": "渝州宾馆",
        "presenting_minutes": 8, "question_minutes": 5, "dropped_each_side": 0, "panel": [judge.pk],
    }  # fmt: skip
    office.post(reverse("competitions:new_roadshow", args=[stage.uid]), values)
    roadshow = Roadshow.objects.get()
    for step in ("seal", "draw", "start"):
        office.post(reverse("competitions:roadshow_step", args=[roadshow.uid]), {"step": step})
    slot = first_slot(roadshow)
    acts = reverse("competitions:act_on_slot", args=[slot.uid])
    for name in TO_SCORING:
        office.post(acts, {"move": name})
    score(seat(slot, judge), points(90))
    office.post(acts, {"move": "close", "seen": "scoring"})
    office.post(acts, {"move": "reveal"})
    slot.refresh_from_db()
    assert (slot.state, slot.result) == ("closed", 960_000)
    assert "96.00" in page(office, "roadshow_desk", roadshow.uid)


def test_the_desk_says_who_is_missing_and_not_what_anybody_gave(office: Client) -> None:
    slot = scored(first_slot(running(judges=2)), 77)
    text = page(office, "roadshow_desk", slot.roadshow.uid)
    assert "Panel: 1 / 2" in text
    assert (text.count("Has scored"), text.count("Missing")) == (1, 1)
    assert "90.80" not in text  # the total of the one sheet


def test_the_order_page_carries_a_program_that_draws_the_same_order() -> None:
    roadshow = make_roadshow(entries=7)
    draw_lots(seal_lots(roadshow, by=None), by=None)
    text = page(Client(), "roadshow", roadshow.uid)
    found = re.search(r"<pre[^>]*>(.*?)</pre>", text, re.DOTALL)
    assert found is not None
    program = html.unescape(found[1])
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    ).stdout.splitlines()
    order = roadshow.slots.order_by("position").values_list("entry__code", flat=True)
    assert printed == [told(roadshow)["commitment"], " ".join(order)]


def test_a_sealed_seed_is_nowhere_before_the_draw(office: Client) -> None:
    roadshow = seal_lots(make_roadshow(), by=None)
    answers = [
        page(Client(), "roadshow", roadshow.uid),
        page(Client(), "roadshow_screen", roadshow.uid),
        page(office, "roadshow_desk", roadshow.uid),
        json.dumps(told(roadshow)),
    ]
    assert [roadshow.seed in answer for answer in answers] == [False] * 4
    assert told(roadshow)["commitment"] != ""


def hidden_show(**values: Any) -> Roadshow:
    """An entry whose title names its firm, with a captain."""
    stage = roadshow_stage(**values)
    firm = make_employer(name_zh="绛云阁科技有限公司", name_en="Jiangyunge Ltd")
    captain = make_person(user=make_user("talent"), name_zh="墨染尘")
    make_entry(
        stage.track, organisation=firm, captain=captain, title_zh="绛云阁科技电池，墨染尘主持"
    )
    return running(stage=stage, entries=0, judges=1)


@pytest.mark.parametrize(
    ("gallery", "shows_authors", "title", "organisation"),
    [
        (False, True, "", ""),
        (False, False, "", ""),
        (True, False, "▇▇电池，▇▇主持", ""),
        (True, True, "绛云阁科技电池，墨染尘主持", "绛云阁科技有限公司"),
    ],
)
def test_the_screen_names_nobody_whom_the_stage_hides(
    title: str, organisation: str, *, gallery: bool, shows_authors: bool
) -> None:
    roadshow = hidden_show(shows_authors=shows_authors)
    if gallery:
        open_gallery(roadshow)
    turn = told(roadshow)["turns"][0]
    assert (turn["title_zh"], turn["organisation_zh"]) == (title, organisation)


def test_who_opens_the_screen_makes_no_difference(office: Client) -> None:
    roadshow = hidden_show(shows_authors=False)
    address = f"/api/v1/roadshows/{roadshow.uid}/"
    assert office.get(address).content == Client().get(address).content
    assert "绛云阁" not in page(office, "roadshow_screen", roadshow.uid)


def test_a_result_is_told_when_it_is_revealed_and_never_a_single_score() -> None:
    slot = at(scored(first_slot(running(judges=2)), 80, 90), "close")
    judge = slot.roadshow.panel.first()
    assert judge is not None
    before = json.dumps(told(slot.roadshow))
    reveal(slot, by=None)
    after = told(slot.roadshow)
    assert [turn["result"] for turn in json.loads(before)["turns"]] == [None] * 3
    assert [turn["result"] for turn in after["turns"]] == [940_000, None, None]
    for secret in ("920000", "960000", judge.code, judge.person.name):
        assert secret not in before + json.dumps(after)


def test_a_screen_that_knows_how_it_stands_is_told_so() -> None:
    roadshow = running()
    address = f"/api/v1/roadshows/{roadshow.uid}/"
    first = Client().get(address)
    again = Client().get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert abs(int(again.headers["X-Server-Time"]) / 1000 - timezone.now().timestamp()) < 60
    at(first_slot(roadshow), "call")
    later = Client().get(address, headers={"if-none-match": first.headers["ETag"]})
    assert later.status_code == 200


def test_a_draft_edition_shows_no_roadshow() -> None:
    roadshow = running()
    Edition.objects.update(state="draft")
    for path in ("roadshow", "roadshow_screen"):
        assert Client().get(reverse(f"competitions:{path}", args=[roadshow.uid])).status_code == 404
    assert Client().get(f"/api/v1/roadshows/{roadshow.uid}/").status_code == 404


def test_a_judge_is_led_to_their_own_sheet_when_the_presentation_begins() -> None:
    roadshow = running(judges=1)
    slot, judge = first_slot(roadshow), roadshow.panel.get()
    client = signed_in(user_of(judge))
    sheet = reverse("competitions:assignment", args=[seat(slot, judge).uid])
    texts = [page(client, "roadshow_phone", roadshow.uid)]
    for name in ("call", "present"):
        at(slot, name)
        texts.append(page(client, "roadshow_phone", roadshow.uid))
    assert [sheet in text for text in texts] == [False, True, True]
    assert ["Score this entry" in text for text in texts] == [False, False, True]


@pytest.mark.parametrize("blind", [True, False])
def test_queries_do_not_grow_with_entries_and_judges(office: Client, *, blind: bool) -> None:
    counts = []
    for entries, judges in ((1, 1), (3, 3), (50, 5)):
        stage = counted_stage(entries, shows_authors=not blind)
        roadshow = running(stage=stage, entries=entries, judges=judges)
        open_gallery(roadshow)
        at(first_slot(roadshow), "call")
        paths = [f"/api/v1/roadshows/{roadshow.uid}/"]
        names = ("roadshow", "roadshow_screen", "roadshow_desk")
        paths += [reverse(f"competitions:{name}", args=[roadshow.uid]) for name in names]
        counts.append([queries_of(lambda path=path: office.get(path)) for path in paths])
    assert counts[0] == counts[1] == counts[2]


def counted_stage(number: int, **values: Any) -> Any:
    return roadshow_stage(make_edition(code=f"cup{number}"), **values)


def need_font() -> None:
    try:
        chinese_font()
    except Refused:
        pytest.skip("no Chinese font on this machine")


def words_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [one.get_textpage().get_text_bounded() for one in document]


def test_the_score_sheets_are_a_page_for_each_judge_to_be_signed(office: Client) -> None:
    need_font()
    slot = at(scored(first_slot(running(judges=2)), 80, 90), "close")
    with override("en"):
        answer = office.get(reverse("competitions:score_sheets_pdf", args=[slot.uid]))
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = words_of(answer.content)
    judges = slot.roadshow.panel.order_by("code")
    for text, judge, total in zip(pages, judges, ("92.00", "96.00"), strict=True):
        digest = sheet_digest(seat(slot, judge).sheets.get())
        for said in (slot.entry.code, judge.person.name_zh, total, "Signature of the judge", "好"):
            assert said in text
        assert digest in re.sub(r"\s", "", text)


def test_words_of_a_judge_are_no_markup_in_the_pdf() -> None:
    need_font()
    slot = scored(first_slot(running(judges=1)))
    judge = slot.roadshow.panel.get()
    marks = points(80)
    score(seat(slot, judge), type(marks)(marks.points, {"team": '#panic() *x* $1$ \\ " 好'}, "= 1"))
    pages = words_of(score_sheets_pdf(slot, by=make_office()))
    assert '#panic() *x* $1$ \\ " 好' in pages[0]


def test_a_digest_changes_with_every_part_of_a_sheet() -> None:
    slot = scored(first_slot(running(judges=2)), 80, 80)
    sheets = [seat(slot, judge).sheets.get() for judge in slot.roadshow.panel.all()]
    first = sheet_digest(sheets[0])
    assert first != sheet_digest(sheets[1])
    sheets[0].comment = "changed"
    assert sheet_digest(sheets[0]) != first
    assert [page["digest"] for page in content_of(slot, sheets)["sheets"]] == [
        sheet_digest(sheet) for sheet in sheets
    ]


def test_a_server_without_a_chinese_font_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("yucaihui.competitions.services.score_sheet_pdf.CHINESE", ("None such",))
    with pytest.raises(Refused, match="fonts-noto-cjk"):
        chinese_font()
    assert fonts().families() != []


def test_an_entry_without_sheets_has_nothing_to_print(office: Client) -> None:
    slot = first_slot(running())
    answer = office.get(reverse("competitions:score_sheets_pdf", args=[slot.uid]))
    assert answer.status_code == 409
