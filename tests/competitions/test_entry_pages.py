"""The entrants' and the office's pages: what a form writes, what it says when it may not."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localtime

from tests.competitions.ground import NOW, english, make_office
from tests.competitions.team import (
    PDF,
    begun,
    captain_of,
    days,
    joined,
    open_track,
    saved,
    submitted,
)
from tests.factories import make_employer, make_talent, make_user
from tests.queries import queries_of
from yucaihui.competitions.models import EligibilityResult, Entry, EntryFile
from yucaihui.competitions.services import screening, teams
from yucaihui.core.accounts import middleware

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """That staff need one has its own tests."""
    monkeypatch.setattr(middleware, "lacks_second_factor", lambda _user: False)


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(entry: Entry, part: str = "") -> str:
    return f"/en/my/entries/{entry.uid}/{part}"


def desk(entry: Entry, part: str = "") -> str:
    return f"/en/office/entries/{entry.uid}/{part}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_new_project_is_entered_and_its_form_opened() -> None:
    track, person = open_track(), make_talent()
    response = client_of(person.user).post(
        f"/en/competitions/tracks/{track.uid}/enter/",
        {"project": "new", "title_en": "Solid cells", "country": "de"},
    )
    entry = Entry.objects.select_related("project").get()
    assert response.headers["Location"] == page(entry, "form/")
    assert (entry.project.title_en, entry.project.lead, entry.country) == (
        "Solid cells", person, "DE",
    )  # fmt: skip


def test_an_entry_that_is_refused_leaves_no_project_behind() -> None:
    track, person = open_track(), make_talent()
    with time_machine.travel(NOW + days(11), tick=False):
        response = client_of(person.user).post(
            f"/en/competitions/tracks/{track.uid}/enter/", {"project": "new", "title_en": "Cells"}
        )
    assert response.status_code == 422
    assert "Registration for this track is not open." in text_of(response)
    assert (Entry.objects.count(), type(begun(track).project).objects.count()) == (0, 1)


def test_a_form_with_holes_is_saved_and_what_is_missing_is_named() -> None:
    entry = begun()
    client = client_of(captain_of(entry))
    response = client.post(
        page(entry, "form/"), {"base": 0, "title_en": "Cells", "answer_firm": "yes"}
    )
    assert response.headers["Location"] == page(entry)
    assert entry.versions.get().answers == {"firm": True}
    shown = text_of(client.get(page(entry)))
    assert f'href="{page(entry, "form/")}#id_answer_founded_on">“Founded on” is missing.' in shown


def test_a_wrong_answer_stands_at_its_field_and_what_was_typed_stays() -> None:
    entry = begun()
    response = client_of(captain_of(entry)).post(
        page(entry, "form/"), {"base": 0, "answer_summary": "kept", "answer_firm": "yes",
                               "answer_founded_on": "soon"},
    )  # fmt: skip
    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {"answer_founded_on": ["Write a day like 2026-11-30."]}
    assert "kept</textarea>" in text_of(response)
    assert entry.versions.count() == 0


def test_an_uploaded_file_is_kept_replaced_and_taken_away() -> None:
    entry = begun()
    client = client_of(captain_of(entry))

    def save(base: int, **data: Any) -> dict[str, Any]:
        client.post(page(entry, "form/"), {"base": base, "answer_summary": "text", **data})
        return dict(entry.versions.order_by("-number")[0].answers)

    first = save(0, answer_plan=SimpleUploadedFile("a.pdf", PDF))["plan"]
    assert save(1, title_en="Cells")["plan"] == first
    second = save(2, answer_plan=SimpleUploadedFile("b.pdf", PDF + b"other"))["plan"]
    assert second != first
    assert save(3, without_plan="on") == {"summary": "text"}


def test_a_file_of_another_kind_is_refused_by_name_at_its_field() -> None:
    entry = begun()
    response = client_of(captain_of(entry)).post(
        page(entry, "form/"), {"base": 0, "answer_plan": SimpleUploadedFile("a.pdf", b"text")}
    )
    assert response.context["form"].errors == {
        "answer_plan": [
            (
                "“a.pdf”: This kind of file is not taken here. The page names those that are."
                " “Business plan” takes PDF up to 10 MB."
            )
        ]
    }
    assert (entry.versions.count(), EntryFile.objects.count()) == (0, 0)


def test_a_page_that_is_out_of_date_is_told_so() -> None:
    entry = begun()
    saved(entry)
    response = client_of(captain_of(entry)).post(
        page(entry, "form/"), {"base": 0, "answer_summary": "mine"}
    )
    assert response.status_code == 422
    assert "Version 1 was saved meanwhile." in text_of(response)


def test_the_captain_looks_it_over_and_submits() -> None:
    entry = begun()
    saved(entry)
    client = client_of(captain_of(entry))
    assert "热管理" in text_of(client.get(page(entry, "submit/")))
    client.post(page(entry, "submit/"), {"base": 1})
    entry.case.refresh_from_db()
    assert entry.case.state == "submitted"


def test_a_member_confirms_on_the_page() -> None:
    entry = begun()
    member = joined(entry)
    saved(entry)
    client = client_of(member.person.user)
    assert "I stand behind version 1" in text_of(client.get(page(entry)))
    client.post(page(entry, "confirm/"), {"base": 1})
    member.refresh_from_db()
    assert member.confirmed == 1


def test_the_deadline_is_shown_in_the_city_and_elsewhere() -> None:
    entry = begun()
    shown = text_of(client_of(captain_of(entry)).get(page(entry)))
    closes = entry.track.submission_closes_at
    assert f"{english(closes)}</time></strong> (Chongqing time)" in shown
    assert f">{closes:%Y-%m-%d %H:%M} UTC</span>" in shown
    assert "2 weeks, 6 days left" in shown


def test_the_captain_invites_on_the_team_page_and_the_link_joins() -> None:
    entry = begun()
    client_of(captain_of(entry)).post(page(entry, "team/"), {"email": "new@mail.test"})
    invitation = entry.members.get(state="invited")
    link = f"/en/team-invitations/{teams.token_of(invitation)}/"
    assert "Sign in to join" in text_of(Client().get(link))
    user = make_user()
    response = client_of(user).post(link, {"answer": "accept"})
    assert response.headers["Location"] == page(entry)
    assert client_of(user).get(page(entry)).status_code == 200


def test_a_visitor_declines_by_the_link_and_does_not_join_by_it() -> None:
    entry = begun()
    invitation = teams.invite(entry, "new@mail.test", by=captain_of(entry))
    link = f"/en/team-invitations/{teams.token_of(invitation)}/"
    assert Client().post(link, {"answer": "accept"}).status_code == 403
    Client().post(link, {"answer": "decline"})
    invitation.refresh_from_db()
    assert invitation.state == "declined"


def test_an_account_answers_its_invitations_on_its_own_list() -> None:
    entry, person = begun(), make_talent()
    invitation = teams.invite(entry, person.user.email, by=captain_of(entry))
    client = client_of(person.user)
    assert "You are invited" in text_of(client.get("/en/my/entries/"))
    client.post(f"/en/my/team-invitations/{invitation.uid}/", {"answer": "accept"})
    assert entry.members.filter(person=person, state="accepted").exists()


def test_the_invitation_of_another_account_is_not_found() -> None:
    entry = begun()
    invitation = teams.invite(entry, "new@mail.test", by=captain_of(entry))
    response = client_of(make_user()).post(f"/en/my/team-invitations/{invitation.uid}/", {})
    assert response.status_code == 404


def test_a_former_member_reads_nothing_any_more() -> None:
    entry = begun()
    member = joined(entry)
    client = client_of(member.person.user)
    client.post(page(entry, "team/leave/"))
    assert [client.get(page(entry, part)).status_code for part in ("", "form/", "team/")] == [
        404, 404, 404,
    ]  # fmt: skip


def test_a_version_shows_what_changed_in_it() -> None:
    entry = begun()
    saved(entry, summary="first")
    saved(entry, summary="second")
    shown = text_of(client_of(captain_of(entry)).get(page(entry, "versions/2/")))
    assert "<del>first</del>" in shown
    assert "<ins>second</ins>" in shown


def test_the_office_filters_its_list() -> None:
    good = submitted()
    bad = submitted(begun(good.track), founded_on="2001-01-01")
    draft = begun(good.track)
    client = client_of(make_office())

    def codes(query: str) -> list[str]:
        table = client.get(f"/en/office/entries/?{query}").context["table"]
        return sorted(row.code for row in table.page)

    assert codes("") == [good.code, bad.code, draft.code]
    assert codes("state=draft") == [draft.code]
    assert codes("eligibility=failed") == [bad.code]
    assert codes("eligibility=passed") == [good.code]
    assert codes(f"q={bad.code.lower()}") == [bad.code]
    assert codes(f"track={good.track.uid}&q=nothing") == []


def test_the_office_decides_on_the_page() -> None:
    entry, office = submitted(), make_office()
    client = client_of(office)
    response = client.post(
        desk(entry, "step/refuse/"), {"version": entry.case.version, "reason": "other"}
    )
    assert response.context["form"].errors == {"note": ["Say in the note what the reason is."]}
    client.post(
        desk(entry, "step/ask/"),
        {"note": "The licence", "day": "2026-12-25", "time": "18:00"},
    )
    entry.case.refresh_from_db()
    assert entry.case.state == "more_info"
    assert entry.extensions.get().until.isoformat() == "2026-12-25T10:00:00+00:00"


def test_a_decision_on_an_old_page_is_refused() -> None:
    entry = submitted()
    seen = entry.case.version
    screening.ask(entry, by=make_office(), note="More", until=NOW + days(1))
    response = client_of(make_office()).post(desk(entry, "step/refuse/"), {
        "version": seen, "reason": "rule",
    })  # fmt: skip
    assert response.status_code == 422
    assert "Somebody else was quicker" in text_of(response)


def test_the_office_decides_on_a_rule_and_admits() -> None:
    entry = submitted(founded_on="2001-01-01")
    client = client_of(make_office())
    refused = client.post(desk(entry, "step/admit/"), {})
    assert "Not met: young_firm." in text_of(refused)
    client.post(desk(entry, "rules/young_firm/"), {"verdict": "passed", "reason": "Spun off"})
    client.post(desk(entry, "step/admit/"), {})
    entry.case.refresh_from_db()
    assert entry.case.state == "admitted"
    result = EligibilityResult.objects.get(version=entry.submitted, rule="young_firm")
    assert result.overridden == "passed"


def test_those_who_meet_every_rule_are_admitted_from_the_list() -> None:
    track = submitted().track
    submitted(begun(track))
    client = client_of(make_office())
    listed = text_of(client.get(f"/en/office/entries/?track={track.uid}"))
    assert "2 submitted entries of this track meet every rule." in listed
    client.post("/en/office/entries/admit/", {"track": track.uid})
    assert Entry.objects.filter(case__state="admitted").count() == 2


def test_the_list_is_exported_as_it_is_filtered() -> None:
    captain = make_talent(name_zh="", name_en="=Ada Li")
    entry = submitted(begun(person=captain, organisation=None))
    begun(entry.track)
    client = client_of(make_office())
    lines = client.get("/en/office/entries/export/csv/?state=submitted").content.decode()
    assert lines == (
        "\ufeffNumber,Track,Project,Organisation,Country or region,State,Version,Team,Captain,"
        "Not met,Cannot be told,Last step\r\n"
        "NEV-0001,Intelligent vehicles,Solid-state cells,,CN,Submitted,1,1,'=Ada Li,,,"
        f"{localtime(NOW):%Y-%m-%d %H:%M}\r\n"
    )
    assert client.get("/en/office/entries/export/xlsx/").content[:4] == b"PK\x03\x04"
    assert client.get("/en/office/entries/export/pdf/").status_code == 404


def test_a_firms_name_is_exported() -> None:
    owner = make_talent()
    firm = make_employer(owner=owner.user, name_en="Lanhe Power")
    submitted(begun(person=owner, organisation=firm))
    lines = client_of(make_office()).get("/en/office/entries/export/csv/").content.decode()
    assert lines.splitlines()[1].split(",")[3] == "Lanhe Power"


@pytest.mark.parametrize("path", ["my/entries/", "office/entries/", "office/entries/export/csv/"])
def test_lists_ask_as_much_for_fifty_as_for_one(path: str) -> None:
    person, office = make_talent(), make_office()
    track = open_track()
    client = client_of(office if path.startswith("office") else person.user)

    def asked() -> int:
        return queries_of(lambda: b"".join(client.get(f"/en/{path}")))

    counts = []
    for number in (1, 3, 25):
        while Entry.objects.count() < number:
            submitted(begun(track, person))
        client.get(f"/en/{path}")
        counts.append(asked())
    assert len(set(counts)) == 1


def test_a_question_that_depends_on_another_says_when_it_is_asked() -> None:
    entry = begun()
    form = client_of(captain_of(entry)).get(page(entry, "form/")).context["form"]
    asked = form.fields["answer_founded_on"]
    assert asked.widget.attrs["data-asked-if"] == "answer_firm"
    assert asked.widget.attrs["data-asked-values"] == '["yes"]'
    assert "<span data-asked-note>Only asked when “A firm?” is: Yes.</span>" in asked.help_text


def test_the_name_of_a_file_stays_text_in_the_hint_of_its_field() -> None:
    entry = begun()
    client = client_of(captain_of(entry))
    client.post(
        page(entry, "form/"), {"base": 0, "answer_plan": SimpleUploadedFile("<b>.pdf", PDF)}
    )
    form = client.get(page(entry, "form/")).context["form"]
    assert form.fields["answer_plan"].help_text.endswith("Uploaded: &lt;b&gt;.pdf")
