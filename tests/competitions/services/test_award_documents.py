"""Documents of an award: handed in, refused with a reason, replaced, accepted, then complete."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.services.test_awards import Awarded
from tests.competitions.team import PDF
from tests.factories import make_talent
from yucaihui.competitions.models import Award, AwardDocument, TeamMember
from yucaihui.competitions.queries.award_documents import documents_of
from yucaihui.competitions.services import awards, prizes
from yucaihui.competitions.services.award_documents import (
    accept_document,
    hand_in,
    refuse_document,
)
from yucaihui.competitions.services.result_departures import erase, exported
from yucaihui.core.files.models import StoredFile
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import AlreadyDecided, Refused

pytestmark = pytest.mark.django_db
ASKED = [
    {"code": "identity", "label_zh": "身份证明", "label_en": "Proof of identity"},
    {"code": "bank", "label_zh": "银行账户", "label_en": "Bank account"},
]


class Asking(Awarded):
    """The first prize asks for two documents; its captain has accepted it."""

    def __init__(self) -> None:
        super().__init__()
        self.final()
        self.first.documents = ASKED
        self.first.save()
        self.prize = self.accepted()

    def handed_in(self, code: str = "identity", data: bytes = PDF) -> AwardDocument:
        return hand_in(self.prize, code, data, name=f"{code}.pdf", by=self.captain(0))


def stands(award: Award) -> list[tuple[str, str]]:
    return [(one.asked.code, one.given.state if one.given else "") for one in documents_of(award)]


def test_all_that_is_asked_for_must_be_accepted_first() -> None:
    asking = Asking()
    accept_document(asking.handed_in("identity"), by=asking.office)
    asking.handed_in("bank")
    with pytest.raises(Refused) as refusal:
        prizes.check_documents(asking.prize, by=asking.office)
    assert str(refusal.value) == "Not accepted yet: Bank account."
    accept_document(asking.prize.documents.get(code="bank"), by=asking.office)
    prizes.check_documents(asking.prize, by=asking.office)
    assert asking.prize.case.state == "documents_ok"


def test_a_refused_document_is_replaced_by_another_file() -> None:
    asking = Asking()
    first = asking.handed_in()
    refuse_document(first, "It has expired", by=asking.office)
    letter = Letter.objects.filter(to=asking.captain(0).email).latest("id")
    assert letter.subject.endswith("another file for “Proof of identity”")
    assert "It has expired" in letter.body
    second = asking.handed_in(data=PDF + b"2")
    assert stands(asking.prize) == [("identity", "handed_in"), ("bank", "")]
    assert list(StoredFile.objects.filter(purpose="award_document")) == [second.file]


def test_an_accepted_document_is_not_replaced() -> None:
    asking = Asking()
    accept_document(asking.handed_in(), by=asking.office)
    with pytest.raises(AlreadyDecided):
        asking.handed_in(data=PDF + b"2")
    assert StoredFile.objects.filter(purpose="award_document").count() == 1


def test_a_document_is_checked_once() -> None:
    asking = Asking()
    document = asking.handed_in()
    accept_document(document, by=asking.office)
    with pytest.raises(AlreadyDecided):
        refuse_document(document, "Late", by=asking.colleague)
    assert stands(asking.prize)[0] == ("identity", "accepted")


def test_the_office_is_told_when_all_are_in() -> None:
    asking = Asking()
    asking.handed_in("identity")
    told = Letter.objects.filter(subject__endswith="documents to check")
    assert told.count() == 0
    asking.handed_in("bank")
    assert {letter.to for letter in told} == {asking.office.email, asking.colleague.email}


@pytest.mark.parametrize(
    ("code", "data", "words"),
    [
        ("tax", PDF, "This award does not ask for such a document."),
        ("bank", b"plain", "This kind of file is not taken here."),
        ("bank", PDF + bytes(10 * 2**20), "at most 10 MB are taken"),
    ],
)
def test_what_is_not_taken_is_refused_and_nothing_is_kept(
    code: str, data: bytes, words: str
) -> None:
    asking = Asking()
    with pytest.raises(Refused, match=words) as refusal:
        asking.handed_in(code, data)
    assert refusal.value.field == "file"
    assert StoredFile.objects.filter(purpose="award_document").count() == 0


def test_documents_are_taken_only_while_the_award_waits_for_them() -> None:
    asking = Asking()
    awards.revoke_award(asking.prize, "documents", by=asking.office)
    with pytest.raises(Refused):
        asking.handed_in()


def test_only_the_captain_hands_in_and_only_the_office_checks() -> None:
    asking = Asking()
    member = make_talent()
    TeamMember.objects.create(
        entry=asking.entries[0], person=member, email=member.user.email, state="accepted"
    )
    for user in (member.user, asking.office):
        with pytest.raises(PermissionDenied):
            hand_in(asking.prize, "identity", PDF, name="id.pdf", by=user)
    document: Any = asking.handed_in()
    for verb in (accept_document, lambda one, by: refuse_document(one, "No", by=by)):
        with pytest.raises(PermissionDenied):
            verb(document, by=asking.captain(0))


def test_a_refusal_needs_a_reason() -> None:
    asking = Asking()
    with pytest.raises(Refused) as refusal:
        refuse_document(asking.handed_in(), " ", by=asking.office)
    assert refusal.value.field == "reason"


def test_an_award_can_not_ask_for_a_document_without_a_name() -> None:
    asking = Asking()
    with pytest.raises(Refused) as refusal:
        awards.define_award(
            asking.track, by=asking.office, name_en="Third prize", documents=[{"code": "id"}]
        )
    assert (refusal.value.field, str(refusal.value)) == (
        "documents", "Line 1: Name it in Chinese or in English.",
    )  # fmt: skip


def test_what_was_handed_in_is_exported_and_goes_with_the_person() -> None:
    asking = Asking()
    document = asking.handed_in()
    person = asking.entries[0].case.subject
    assert {"award": asking.prize.uid, "document": "identity", "file": "identity.pdf",
            "state": "handed_in", "reason": ""} in exported(person)  # fmt: skip
    erase(person)
    assert not StoredFile.objects.filter(pk=document.file_id).exists()
    assert stands(asking.prize) == [("identity", ""), ("bank", "")]
