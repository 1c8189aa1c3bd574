"""The documents of an award on its page: the captain's and the office's, not the team's."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from tests.competitions.pages.test_results import at, client_of
from tests.competitions.services.test_award_documents import Asking
from tests.competitions.team import PDF
from tests.factories import make_talent
from yucaihui.competitions.models import AwardDefinition, TeamMember

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office has set theirs up."""
    monkeypatch.setattr("allauth.mfa.utils.is_mfa_enabled", lambda _user: True)


@pytest.fixture
def asking() -> Asking:
    return Asking()


def hand_in(asking: Asking, data: bytes = PDF) -> Any:
    page = at("hand_in_document", asking.prize.uid, "identity")
    file = SimpleUploadedFile("id.pdf", data)
    return client_of(asking.captain(0)).post(page, {"file": file})


def member_of(asking: Asking) -> Any:
    person = make_talent()
    TeamMember.objects.create(
        entry=asking.entries[0], person=person, email=person.user.email, state="accepted"
    )
    return client_of(person.user)


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def test_a_document_goes_from_the_captain_to_the_office_and_back(asking: Asking) -> None:
    captain, office = client_of(asking.captain(0)), client_of(asking.office)
    award, check = at("award", asking.prize.uid), at("check_document", asking.prize.uid, "identity")
    assert hand_in(asking)["Location"] == award
    assert office.get(award).context["complete"] is False
    refused = office.post(check, {"verdict": "refuse"})
    assert (refused.status_code, refused.context["form"].errors) == (
        422, {"reason": ["Say what is wrong with it: the captain reads it."]},
    )  # fmt: skip
    office.post(check, {"verdict": "refuse", "reason": "It has expired"})
    assert "Reason: It has expired" in text_of(captain.get(award))
    hand_in(asking)
    office.post(check, {"verdict": "accept"})
    assert asking.prize.documents.get().state == "accepted"
    # The other one is still to come.
    assert office.get(award).context["complete"] is False


def test_the_team_sees_the_award_and_none_of_its_documents(asking: Asking) -> None:
    hand_in(asking)
    file = at("award_document", asking.prize.uid, "identity")
    member = member_of(asking)
    assert "Proof of identity" not in text_of(member.get(at("award", asking.prize.uid)))
    assert [
        member.get(page).status_code
        for page in (file, at("hand_in_document", asking.prize.uid, "identity"))
    ] == [404, 404]
    for reader in (asking.captain(0), asking.office):
        assert b"".join(client_of(reader).get(file)) == PDF


def test_a_file_of_another_kind_is_refused_at_its_field(asking: Asking) -> None:
    response = hand_in(asking, b"plain")
    errors = response.context["form"].errors
    assert (response.status_code, list(errors)) == (422, ["file"])


def test_the_office_edits_what_an_award_asks_for(asking: Asking) -> None:
    office, page = client_of(asking.office), at("new_award", asking.track.uid)
    usual = office.get(page).context["form"].initial["documents"].splitlines()
    assert usual[0] == "identity | 身份证明 | Proof of identity"
    values = {"name_en": "Third prize", "order": 3, "quota": 1, "pay_within": 30}
    bad = office.post(page, {**values, "documents": "my id | 身份证明"})
    assert bad.context["form"].errors == {
        "documents": ["Line 1: Give a short code of letters, digits and underscores."]
    }
    office.post(page, {**values, "documents": "tax | 完税证明"})
    assert AwardDefinition.objects.get(name_en="Third prize").documents == [
        {"code": "tax", "label_zh": "完税证明", "label_en": ""}
    ]
