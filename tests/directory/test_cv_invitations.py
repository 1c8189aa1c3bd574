"""The office corrects, decides, invites; the person steps in, confirms, or has it all erased."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone, translation
from pytest_django.fixtures import Settings

from tests.directory.test_cv_reading import cv, cvs, read, uploaded
from tests.factories import make_person, make_talent, make_user
from tests.together import together
from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.rules import roles_of
from yucaihui.core.audit.models import AuditEntry
from yucaihui.core.files.models import StoredFile
from yucaihui.core.jobs.services import run_waiting
from yucaihui.core.mail.models import Letter
from yucaihui.directory import queries, services
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.models import CvBatch, CvFile, CvInvitation, Person, ResumeDocument
from yucaihui.directory.queries.cvs import files_of, invitation_by_token, is_signed, token_of
from yucaihui.directory.services import cv_batches, cv_files, cv_invitations, cv_reading
from yucaihui.directory.tasks import expire_cvs

pytestmark = pytest.mark.django_db(transaction=True)
Step = CvFile.Step
TODAY = timezone.localdate
KEEP = cv_batches.KEEP


@pytest.fixture(autouse=True)
def root(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path
    translation.activate("en")


@pytest.fixture
def office() -> User:
    return make_user("office")


@pytest.fixture
def row(office: User) -> CvFile:
    """The one CV of a folder: 林晓 at lin@mail.test."""
    return files_of(read({"林晓.json": cv()}, office)).get()


def invited(row: CvFile, office: User) -> CvInvitation:
    return cv_invitations.invite(row, by=office)


def person_of(row: CvFile) -> Person:
    row.refresh_from_db()
    assert row.document is not None
    return row.document.person


def late() -> dict[str, Any] | None:
    """The nightly round on the day after everything's time is over."""
    day = TODAY() + KEEP + timedelta(days=1)
    CvInvitation.objects.update(expires_on=TODAY() - timedelta(days=1))
    return {"erased": cv_reading.expire(day)}


def files_on_disk(tmp_path: Path) -> int:
    return sum(path.is_file() for path in tmp_path.rglob("*"))


def test_the_letter_says_what_is_kept_until_when_and_leads_to_the_link(
    row: CvFile, office: User
) -> None:
    invitation = invited(row, office)
    letter = Letter.objects.get()
    assert letter.to == "lin@mail.test"
    assert letter.link == f"/cv-invitations/{token_of(invitation)}/"
    assert letter.body.count(letter.link) == 2  # in both languages
    assert f"everything is erased after {invitation.expires_on:%-d %b %Y}" in letter.body
    row.refresh_from_db()
    assert (row.step, row.expires_on) == (Step.INVITED, TODAY() + KEEP)


def test_a_link_that_we_did_not_sign_is_none(row: CvFile, office: User) -> None:
    token = token_of(invited(row, office))
    assert is_signed(token)
    assert not is_signed(token[:-1] + ("a" if token[-1] != "a" else "b"))
    assert not is_signed(CvInvitation.objects.get().uid)
    assert invitation_by_token(token) == CvInvitation.objects.get()


def test_only_the_office_corrects_decides_invites_and_takes_out(row: CvFile) -> None:
    other = make_user("partner")
    for act in (
        lambda: cv_files.correct_file(row, name_zh="林", name_en="", email="", by=other),
        lambda: cv_files.same_person(row, by=other),
        lambda: cv_files.another_person(row, by=other),
        lambda: cv_files.remove_file(row, by=other),
        lambda: cv_invitations.invite(row, by=other),
        lambda: cv_batches.take_back(row.batch, by=other),
        lambda: cv_batches.invite_everybody(row.batch, by=other),
        lambda: cv_batches.stop_reading(row.batch, by=other),
        lambda: cv_batches.go_on_reading(row.batch, by=other),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert person_of(row).name_zh == "林晓"


def test_a_newcomer_steps_in_confirms_and_is_found_from_then_on(row: CvFile, office: User) -> None:
    invitation, user = invited(row, office), make_user(email="ada@mail.test")
    person = cv_invitations.step_in(invitation, user)
    assert (person.user, person.unconfirmed, queries.person_of(user)) == (user, False, person)
    assert roles_of(User.objects.get(pk=user.pk)) == {"talent"}
    # Stepping in is not confirming: nothing that was read is used yet.
    assert queries.current_profiles(person) == {}
    document = ResumeDocument.objects.get()
    named = {**document.resume, "basics": {**document.resume["basics"], "name": "林小晓"}}
    services.confirm_resume(document, named, by=user, language="zh-hans")
    person.refresh_from_db()
    row.refresh_from_db()
    assert (person.name_zh, row.step) == ("林小晓", Step.CONFIRMED)
    assert list(queries.current_profiles(person)) == ["zh-hans"]
    assert sorted(queries.emails_of(person)) == ["ada@mail.test", "lin@mail.test"]


def test_nobody_confirms_in_the_persons_place(row: CvFile, office: User) -> None:
    document = ResumeDocument.objects.get()
    for other in (office, make_user("talent")):
        with pytest.raises(PermissionDenied):
            services.confirm_resume(document, document.resume, by=other, language="en")


def test_a_link_works_once(row: CvFile, office: User) -> None:
    invitation = invited(row, office)
    cv_invitations.step_in(invitation, make_user())
    for again in (lambda: cv_invitations.step_in(invitation, make_user()), decline(invitation)):
        with pytest.raises(AlreadyDecided):
            again()


def decline(invitation: CvInvitation) -> Any:
    return lambda: cv_invitations.decline(invitation)


def test_two_who_use_one_link_at_once_one_wins(row: CvFile, office: User) -> None:
    invitation = invited(row, office)
    users = [make_user(), make_user()]

    def act(user: User) -> Any:
        return lambda: cv_invitations.step_in(CvInvitation.objects.get(pk=invitation.pk), user)

    results = together(*(act(user) for user in users))
    assert sorted(type(one).__name__ for one in results) == ["AlreadyDecided", "Person"]


def test_one_who_has_a_record_gets_the_cv_into_it(row: CvFile, office: User) -> None:
    talent = make_talent(name_zh="林晓儿")
    shell = person_of(row)
    own = cv_invitations.step_in(invited(row, office), talent.user)
    assert (own, person_of(row)) == (talent, talent)
    assert not Person.objects.filter(pk=shell.pk).exists()
    services.confirm_resume(row.document, row.document.resume, by=talent.user, language="en")
    talent.refresh_from_db()
    assert talent.name_zh == "林晓儿"  # a record that has a profile keeps its name


def test_a_link_of_somebody_elses_record_moves_nothing(row: CvFile, office: User) -> None:
    invitation = invited(row, office)
    Person.objects.filter(pk=person_of(row).pk).update(user=make_user(), unconfirmed=False)
    with pytest.raises(PermissionDenied):
        cv_invitations.step_in(invitation, make_user())
    assert CvInvitation.objects.get().used_at is None


@pytest.mark.usefixtures("office")
def test_the_person_has_everything_erased_and_the_file_is_not_taken_in_again(
    row: CvFile, office: User, tmp_path: Path
) -> None:
    invitation = invited(row, office)
    assert cv_invitations.decline(invitation) == 1
    row.refresh_from_db()
    assert (row.step, row.path, row.document, row.likeness) == (Step.DECLINED, "", None, [])
    assert [Person.objects.count(), Letter.objects.count(), CvInvitation.objects.count()] == [0] * 3
    assert (StoredFile.objects.count(), files_on_disk(tmp_path)) == (0, 0)
    again = files_of(read({"again.json": cv()}, office)).get()
    assert (again.verdict, again.reason) == ("duplicate", "declined")


def test_a_confirmed_record_without_account_stays_when_its_person_declines_a_cv(
    row: CvFile, office: User
) -> None:
    known = make_person(name_zh="林晓", emails=["lin@mail.test"])
    row = files_of(read({"b.json": cv(work=[])}, office)).get()
    CvFile.objects.filter(pk=row.pk).update(suspected=known, step=Step.SUGGESTED)
    cv_files.same_person(row, by=office)
    assert (row.step, person_of(row)) == (Step.READY, known)
    cv_invitations.decline(invited(row, office))
    known.refresh_from_db()
    assert (known.name_zh, known.resume_documents.count()) == ("林晓", 0)


def test_the_office_corrects_and_the_person_sees_it_so(row: CvFile, office: User) -> None:
    cv_files.correct_file(row, name_zh="林肖", name_en="Xiao Lin", email="LIN@new.test", by=office)
    person = person_of(row)
    assert (person.name_zh, person.name_en, person.name_en_key) == ("林肖", "Xiao Lin", "lin xiao")
    assert queries.emails_of(person) == ["lin@new.test"]
    document = ResumeDocument.objects.get()
    assert document.resume["basics"] == {"name": "林肖", "email": "lin@new.test"}


@pytest.mark.parametrize(
    ("name", "email", "field"), [("", "a@mail.test", "name_zh"), ("林", "nowhere", "email")]
)
def test_a_wrong_correction_changes_nothing(
    row: CvFile, office: User, name: str, email: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        cv_files.correct_file(row, name_zh=name, name_en="", email=email, by=office)
    assert refused.value.field == field
    assert queries.emails_of(person_of(row)) == ["lin@mail.test"]


def test_what_its_person_took_over_is_no_longer_the_offices(row: CvFile, office: User) -> None:
    cv_invitations.step_in(invited(row, office), make_user())
    for act in (
        lambda: cv_files.correct_file(row, name_zh="林", name_en="", email="", by=office),
        lambda: cv_files.remove_file(row, by=office),
        lambda: cv_invitations.invite(row, by=office),
    ):
        with pytest.raises(AlreadyDecided):
            act()


def test_nobody_is_written_to_without_name_or_address_or_twice_a_day(
    row: CvFile, office: User
) -> None:
    invited(row, office)
    with pytest.raises(Refused, match="less than a day ago"):
        invited(row, office)
    CvInvitation.objects.update(sent_at=timezone.now() - timedelta(days=2))
    first = CvInvitation.objects.get()
    second = invited(row, office)
    assert list(CvInvitation.objects.all()) == [second]
    assert invitation_by_token(token_of(first)) is None
    assert Letter.objects.count() == 1
    nameless = files_of(read({"b.json": cv("", "")}, office)).get()
    Person.objects.filter(pk=person_of(nameless).pk).update(name_zh="甲")
    with pytest.raises(Refused, match="no e-mail address"):
        invited(nameless, office)


def test_a_suggestion_is_decided_before_anybody_is_invited(office: User) -> None:
    known = make_talent(name_zh="林晓")
    services.set_contacts(known, emails=["lin@mail.test"], phones=[], by=None)
    row = files_of(read({"a.json": cv()}, office)).get()
    with pytest.raises(Refused, match="Decide first"):
        invited(row, office)
    cv_files.same_person(row, by=office)
    assert (row.step, person_of(row), Person.objects.count()) == (Step.CLAIMED, known, 1)
    letter = Letter.objects.get(reader=known.user)
    assert row.document is not None
    assert letter.link == f"/en/my/record/cv/{row.document.uid}/"
    # It waits for its person: nothing of the record changed.
    assert queries.current_profiles(known)["zh-hans"].version == 1
    with pytest.raises(AlreadyDecided):
        cv_files.another_person(row, by=office)


def test_another_person_is_invited_as_themselves(office: User) -> None:
    make_person(name_zh="林晓", emails=["lin@mail.test"])
    row = files_of(read({"a.json": cv()}, office)).get()
    cv_files.another_person(row, by=office)
    assert (row.step, row.suspected, person_of(row).unconfirmed) == (Step.READY, None, True)
    assert invited(row, office).person == person_of(row)


def test_two_cvs_of_one_person_wait_for_one_answer(office: User) -> None:
    batch = read({"zh.json": cv(), "en.json": cv("Xiao Lin")}, office)
    first, second = files_of(batch)
    cv_files.same_person(second, by=office)
    assert Person.objects.count() == 1
    invitation = invited(first, office)
    assert {row.step for row in files_of(batch)} == {Step.INVITED}
    cv_invitations.step_in(invitation, make_user())
    assert {row.step for row in files_of(batch)} == {Step.CLAIMED}


def test_two_officers_decide_one_wins(office: User) -> None:
    make_person(name_zh="林晓", emails=["lin@mail.test"])
    row = files_of(read({"a.json": cv()}, office)).get()
    pk = row.pk
    results = together(
        lambda: cv_files.same_person(CvFile.objects.get(pk=pk), by=office),
        lambda: cv_files.another_person(CvFile.objects.get(pk=pk), by=office),
    )
    assert sorted(type(one).__name__ for one in results) == ["AlreadyDecided", "NoneType"]


def test_everybody_who_is_ready_is_invited_once(office: User) -> None:
    files = {**cvs(3), "none.json": cv("无邮箱", "", work=[], education=[])}
    batch = read(files, office)
    for _ in range(2):
        cv_batches.invite_everybody(batch, by=office)
        run_waiting()
    assert sorted(Letter.objects.values_list("to", flat=True)) == [
        "ada0@mail.test",
        "ada1@mail.test",
        "ada2@mail.test",
    ]
    assert sorted(row.step for row in files_of(batch)) == [Step.INVITED] * 3 + [Step.READY]


def test_taking_a_folder_back_erases_what_nobody_confirmed(office: User, tmp_path: Path) -> None:
    batch = read({**cvs(3), "scan.png": b"\x89PNG\r\n\x1a\n"}, office)
    rows = list(files_of(batch))
    user = make_user()
    person = cv_invitations.step_in(invited(rows[0], office), user)
    document = rows[0].document
    assert document is not None
    services.confirm_resume(document, document.resume, by=user, language="en")
    claimed = cv_invitations.step_in(invited(rows[1], office), make_user())
    cv_batches.take_back(batch, by=office)
    run_waiting()
    batch.refresh_from_db()
    assert batch.state == CvBatch.State.TAKEN_BACK
    steps = [(row.step, row.path) for row in files_of(batch)]
    gone = (Step.TAKEN_BACK, "")
    assert steps == [(Step.CONFIRMED, "0.json"), gone, gone, gone]
    # Who stepped in keeps the account and the record, without the CV they never confirmed.
    assert list(Person.objects.order_by("pk")) == [person, claimed]
    assert (StoredFile.objects.count(), files_on_disk(tmp_path)) == (1, 1)
    with pytest.raises(AlreadyDecided):
        cv_batches.take_back(batch, by=office)
    # Nothing of it is in the way of handing the same files in again.
    again = read(cvs(3), office)
    assert [row.verdict for row in files_of(again)] == ["duplicate", "known", "parsed"]


def test_a_batch_taken_back_before_it_was_read_leaves_nothing(office: User, tmp_path: Path) -> None:
    batch = uploaded(cvs(2), office)
    cv_batches.stop_reading(batch, by=office)
    cv_batches.take_back(batch, by=office)
    run_waiting()
    assert {row.step for row in files_of(batch)} == {Step.TAKEN_BACK}
    assert (StoredFile.objects.count(), files_on_disk(tmp_path)) == (0, 0)


def test_what_nobody_answers_is_erased_in_time(office: User, tmp_path: Path) -> None:
    batch = read({**cvs(2), "scan.png": b"\x89PNG\r\n\x1a\n"}, office)
    rows = list(files_of(batch))
    invited(rows[0], office)
    assert expire_cvs(lambda _done, _total: None) == {"erased": 0}
    assert late() == {"erased": 2}
    assert [(row.step, row.path, row.sha256) for row in files_of(batch)] == [
        (Step.EXPIRED, "", "")
    ] * 3
    assert (Person.objects.count(), Letter.objects.count(), files_on_disk(tmp_path)) == (0, 0, 0)
    assert late() == {"erased": 0}


def test_what_was_confirmed_never_expires(row: CvFile, office: User) -> None:
    user = make_user()
    cv_invitations.step_in(invited(row, office), user)
    document = ResumeDocument.objects.get()
    services.confirm_resume(document, document.resume, by=user, language="en")
    assert late() == {"erased": 0}
    assert ResumeDocument.objects.get().state == ResumeDocument.State.CONFIRMED


def test_a_link_past_its_day_opens_nothing(row: CvFile, office: User) -> None:
    invitation = invited(row, office)
    CvInvitation.objects.update(expires_on=TODAY() - timedelta(days=1))
    with pytest.raises(AlreadyDecided):
        cv_invitations.step_in(invitation, make_user())


def test_a_later_letter_does_not_keep_the_cv_longer(row: CvFile, office: User) -> None:
    invited(row, office)
    soon = TODAY() + timedelta(days=3)
    CvFile.objects.update(expires_on=soon)
    CvInvitation.objects.update(sent_at=timezone.now() - timedelta(days=2))
    assert invited(row, office).expires_on == soon


def test_stepping_in_while_the_folder_is_taken_back_ends_in_one_of_both(
    row: CvFile, office: User
) -> None:
    invitation, user = invited(row, office), make_user()
    cv_batches.take_back(row.batch, by=office)
    results = together(
        lambda: cv_invitations.step_in(CvInvitation.objects.get(pk=invitation.pk), user),
        lambda: cv_reading.take_back_batch(row.batch, lambda _done, _total: None),
    )
    stepped_in = isinstance(results[0], Person)
    assert Person.objects.filter(user=user).count() == int(stepped_in)
    assert (ResumeDocument.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_person_who_erases_their_record_is_forgotten_by_the_folder(
    row: CvFile, office: User
) -> None:
    user = make_user()
    person = cv_invitations.step_in(invited(row, office), user)
    services.erase_person(person, by=user)
    row.refresh_from_db()
    assert (row.step, row.path, row.document) == (Step.DECLINED, "", None)


def test_a_person_who_discards_the_cv_is_forgotten_by_the_folder(row: CvFile, office: User) -> None:
    user = make_user()
    cv_invitations.step_in(invited(row, office), user)
    services.discard_resume(ResumeDocument.objects.get(), by=user)
    row.refresh_from_db()
    assert (row.step, row.path) == (Step.DECLINED, "")


def test_the_office_takes_one_file_out(row: CvFile, office: User, tmp_path: Path) -> None:
    cv_files.remove_file(row, by=office)
    assert (row.step, row.path, Person.objects.count()) == (Step.TAKEN_BACK, "", 0)
    assert files_on_disk(tmp_path) == 0


def test_journal_and_rows_name_nobody_once_it_is_over(row: CvFile, office: User) -> None:
    invitation = invited(row, office)
    cv_invitations.decline(invitation)
    acts = AuditEntry.objects.filter(action__startswith="cv.").order_by("pk")
    assert list(acts.values_list("action", "object_uid", "actor")) == [
        ("cv.invited", row.uid, office.pk),
        ("cv.declined", row.uid, None),
    ]
    details = json.dumps(list(AuditEntry.objects.values_list("detail", flat=True)))
    assert re.search("林晓|lin@mail", details) is None
    connection.close()
