"""The pages of calls: what everybody reads, and how the office sets them up."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.competitions.ground import FORM, NOW, RUBRIC, Call, make_edition, make_office, make_track
from tests.factories import make_employer, make_user
from tests.queries import queries_of
from yucaihui.competitions.models import Challenge, Definition, Edition, Track
from yucaihui.competitions.services import calls

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("allauth.mfa.utils.is_mfa_enabled", lambda _user: True)
    return signed_in(make_office())


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, *args: Any) -> str:
    with override("en"):
        return reverse(f"competitions:{name}", args=args)


def text_of(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def posted(rows: Any, **more: Any) -> dict[str, Any]:
    """What a browser sends for the rows of a definition page."""
    data: dict[str, Any] = {**rows.management_form.initial, **more}
    sent = {f"part-{name}": value for name, value in data.items()}
    for form in rows:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, False):
                sent[form.add_prefix(name)] = value
    return sent


def test_a_draft_is_seen_by_the_office_alone(office: Client) -> None:
    edition = make_edition(published=False)
    address = url("edition", edition.competition.code, edition.year)
    assert Client().get(address).status_code == 404
    assert office.get(address).status_code == 200


def test_a_track_tells_rules_criteria_and_questions_to_everybody() -> None:
    edition = make_edition()
    shown = text_of(Client(), url("track", "xingyu", edition.year, "nev"))
    assert [words in shown for words in ("At most 8 people", "Innovation", "Summary")] == [True] * 3


def test_the_gallery_is_closed_before_its_day() -> None:
    edition = make_edition(gallery_from=NOW + timedelta(days=2))
    response = Client().get(url("gallery", "xingyu", edition.year))
    assert next(one.name for one in response.templates) == "competitions/calls/gallery_closed.html"


def test_an_edition_is_set_up_through_the_pages(office: Client) -> None:
    office.post(url("new_competition"), {"code": "cup", "name_en": "Cup"})
    office.post(url("new_edition"), {"competition": "cup", "year": 2026, "name_en": "Cup 2026"})
    edition = Edition.objects.get()
    track = {
        "code": "ai", "kind": "competitive", "name_en": "AI", "order": 1, "grace_minutes": 15,
        "opens_at": "2026-12-01T09:00", "registration_closes_at": "2026-12-20T18:00",
        "submission_closes_at": "2027-01-10T18:00", "teams_lock_at": "2027-01-09T18:00",
    }  # fmt: skip
    assert office.post(url("new_track", edition.uid), track).status_code == 302
    made = Track.objects.get()
    assert made.opens_at.isoformat() == "2026-12-01T01:00:00+00:00"
    for kind, content in (("form", FORM), ("rubric", RUBRIC)):
        calls.save_definition(made, kind, content, by=None)
    stage = {
        "kind": "review", "name_en": "First", "judges_per_entry": 3, "judges_see": "assigned",
        "shows_reviews": "never", "method": "shrunk", "advance": 10, "wild_cards": 0,
    }  # fmt: skip
    assert office.post(url("new_stage", made.uid), stage).status_code == 302
    office.post(url("publish_edition", edition.uid))
    edition.refresh_from_db()
    assert edition.state == "published"


def test_dates_out_of_order_are_told_at_their_field(office: Client) -> None:
    track = make_edition(published=False).tracks.get()
    form = office.get(url("edit_track", track.uid)).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent = {**sent, "registration_closes_at": "2020-01-01T00:00"}
    response = office.post(url("edit_track", track.uid), sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["registration_closes_at"]


@pytest.mark.parametrize(("kind", "content"), [("form", FORM), ("rubric", RUBRIC)])
def test_a_definition_saved_as_it_is_shown_stays_the_same(
    office: Client, kind: str, content: dict[str, Any]
) -> None:
    track = make_edition(published=False).tracks.get()
    address = url("definition", track.uid, kind)
    rows = office.get(address).context["rows"]
    assert office.post(address, posted(rows)).status_code == 302
    newest = calls.current_definition(track, kind)
    assert newest is not None
    assert calls.READERS[kind](newest.content) == calls.READERS[kind](content)


def test_one_more_row_saves_nothing(office: Client) -> None:
    track = make_edition(published=False).tracks.get()
    address = url("definition", track.uid, "rubric")
    rows = office.get(address).context["rows"]
    response = office.post(address, {**posted(rows), "more": "1"})
    assert len(response.context["rows"].forms) == len(rows.forms) + 1
    assert Definition.objects.filter(track=track, kind="rubric").count() == 1


def test_an_unsound_row_is_told_at_its_field(office: Client) -> None:
    track = make_edition(published=False).tracks.get()
    address = url("definition", track.uid, "form")
    sent = posted(office.get(address).context["rows"])
    response = office.post(address, {**sent, "part-2-shown_field": "later"})
    assert response.status_code == 422
    assert list(response.context["rows"].forms[2].errors) == ["shown_field"]
    assert Definition.objects.filter(track=track, kind="form").count() == 1


def test_form_rules_and_rubric_are_taken_over_from_another_track(office: Client) -> None:
    edition = make_edition()
    bare = calls.add_track(
        edition, "bare", by=None, name_en="Bare", opens_at=NOW,
        registration_closes_at=NOW + timedelta(days=1),
        submission_closes_at=NOW + timedelta(days=2),
    )  # fmt: skip
    office.post(url("copy_definitions", bare.uid), {"source": edition.tracks.get(code="nev").uid})
    found = [calls.current_definition(bare, kind) for kind in ("form", "rules", "rubric")]
    assert [one.number if one else 0 for one in found] == [1, 1, 1]


def test_a_challenge_is_drafted_and_handed_in_on_the_pages() -> None:
    owner = make_user("employer")
    call = Call(make_employer(owner=owner), owner)
    client = signed_in(owner)
    sent = {
        "track": call.track.uid, "title_en": "Quiet rotor", "background_en": "It hums.",
        "budget": "1,200,000.50", "bids_close_at": f"{NOW + timedelta(days=9):%Y-%m-%dT%H:%M}",
        "indicator-TOTAL_FORMS": 1, "indicator-INITIAL_FORMS": 0,
        "indicator-0-name_en": "Noise", "indicator-0-target": "≤ 30 dB",
    }  # fmt: skip
    assert client.post(url("new_challenge", call.employer.uid), sent).status_code == 302
    made = Challenge.objects.latest("pk")
    client.post(url("submit_challenge", made.uid))
    made.case.refresh_from_db()
    assert (made.budget, made.case.state) == (120_000_050, "submitted")


@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_list_of_challenges_costs_the_same_whatever_its_length(number: int) -> None:
    owner = make_user("employer")
    call = Call(make_employer(owner=owner), owner)
    for _ in range(number - 1):
        call.published_challenge()
    assert queries_of(lambda: Client().get(url("challenges"))) == 4


@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_list_of_editions_costs_the_same_whatever_its_length(number: int) -> None:
    for n in range(number):
        make_edition(code=f"cup{n}")
    assert queries_of(lambda: Client().get(url("home"))) == 3


@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_office_page_of_an_edition_costs_the_same_whatever_its_tracks(
    office: Client, number: int
) -> None:
    edition = make_edition()
    for n in range(number - 1):
        make_track(edition, f"track{n}")
    assert queries_of(lambda: office.get(url("setup", edition.uid))) == 10
