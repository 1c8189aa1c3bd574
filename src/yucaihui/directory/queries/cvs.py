"""Reads on folders of CVs, their files, and the invitations to their people."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from yucaihui.core.accounts.rules import is_office
from yucaihui.directory.models import (
    ContactPoint,
    CvBatch,
    CvFile,
    CvInvitation,
    Person,
    ResumeDocument,
)
from yucaihui.directory.profiles import stations
from yucaihui.directory.queries.duplicates import traits_of
from yucaihui.engines.text.documents.model import reason_words
from yucaihui.engines.text.persons import THRESHOLD, Resemblance, Stay, Traits, resemblance
from yucaihui.ui.formats import is_chinese

Step, Verdict = CvFile.Step, CvFile.Verdict
# So many people with one of its contacts or its name are compared with a CV.
COMPARED = 200
SIGNER = "directory.cv-invitation"
# A file of the same bytes in one of these steps is here, or its person had it erased.
HERE = (Step.SUGGESTED, Step.READY, Step.INVITED, Step.CLAIMED, Step.CONFIRMED, Step.DECLINED)
# What may still be corrected and decided by the office.
OPEN = (Step.SUGGESTED, Step.READY, Step.INVITED)
# Steps in which a person may be written to.
WRITABLE = (Step.READY, Step.INVITED)


def visible_batches(user: Any) -> QuerySet[CvBatch]:
    """The office sees all, nobody else any; the newest first."""
    batches = CvBatch.objects.order_by("-pk")
    return batches if is_office(user) else batches.none()


def with_counts(batches: QuerySet[CvBatch]) -> QuerySet[CvBatch]:
    """With how many files each `held`, and how many of their people `confirmed`."""
    confirmed = Count("files", filter=Q(files__step=Step.CONFIRMED))
    return batches.annotate(held=Count("files"), confirmed=confirmed)


def visible_files(user: Any) -> QuerySet[CvFile]:
    return shown(CvFile.objects.filter(batch__in=visible_batches(user).order_by()))


def files_of(batch: CvBatch, verdict: str = "") -> QuerySet[CvFile]:
    """The rows in the order of the files, of one verdict or step, or all."""
    rows = shown(CvFile.objects.filter(batch=batch)).order_by("pk")
    if verdict in Verdict.values:
        return rows.filter(verdict=verdict)
    return rows.filter(step=verdict) if verdict else rows


def shown(rows: QuerySet[CvFile]) -> QuerySet[CvFile]:
    """With what a list shows of each."""
    emails = ContactPoint.objects.filter(kind="email").order_by("-verified_at", "pk")
    contacts = Prefetch("document__person__contacts", emails, to_attr="emails")
    related = ("batch", "document__person", "document__file", "suspected")
    return rows.select_related(*related).prefetch_related(contacts)


def counts_of(batch: CvBatch) -> dict[str, int]:
    """How many rows have each verdict, and each step."""
    found: dict[str, int] = {}
    pairs = batch.files.order_by().values_list("verdict", "step").annotate(n=Count("pk"))
    for verdict, step, number in pairs:
        found[verdict] = found.get(verdict, 0) + number
        if step:
            found[step] = found.get(step, 0) + number
    return found


def why_of(row: CvFile) -> str:
    """Why nothing was made of a file, and what to do, in the reader's language; empty where
    something was."""
    if row.reason in OWN_REASONS:
        return OWN_REASONS[row.reason](row)
    return reason_words(row.reason)[0 if is_chinese() else 1] if row.reason else ""


OWN_REASONS = {
    "same_file": lambda _row: _("The very same file was handed in before. Nothing was added."),
    "declined": lambda _row: _("Its person had this very file erased. It is not taken in again."),
}


def person_of_row(row: CvFile) -> Person | None:
    return row.document.person if row.document else None


def email_of_row(row: CvFile) -> str:
    """The address to write to, of a row that `shown` fetched; empty without one."""
    held: list[ContactPoint] = getattr(person_of_row(row), "emails", [])
    return next((one.value for one in held), "")


def same_bytes(row: CvFile) -> str:
    """Why a file of the same bytes is in the way: a key of OWN_REASONS, or nothing."""
    earlier = CvFile.objects.filter(sha256=row.sha256, step__in=HERE).exclude(pk=row.pk)
    steps = set(earlier.values_list("step", flat=True))
    if Step.DECLINED in steps:
        return "declined"
    handed_in = ResumeDocument.objects.filter(file__sha256=row.sha256)
    return "same_file" if steps or handed_in.exists() else ""


def traits_in(
    resume: dict[str, Any], person: Person, emails: list[str], phones: list[str]
) -> Traits:
    """What a CV says of its person, to be compared with records."""
    held: dict[str, set[Stay]] = {"school": set(), "employer": set()}
    for one in stations(resume):
        held[one.kind].add(Stay(one.key, one.started, one.ended))
    return Traits(
        name_zh=person.name_zh,
        name_en=person.name_en,
        emails=frozenset(emails),
        phones=frozenset(phones),
        schools=frozenset(held["school"]),
        employers=frozenset(held["employer"]),
    )


def most_alike(traits: Traits, name_en_key: str) -> tuple[int, Resemblance] | None:
    """The record that resembles a CV most, if one does enough; other CVs' records among them."""
    near = candidates(traits, name_en_key)
    judged = [(pk, resemblance(traits, other)) for pk, other in traits_of(near).items()]
    alike = [pair for pair in judged if pair[1].score >= THRESHOLD]
    return max(alike, key=lambda pair: (pair[1].score, -pair[0]), default=None)


def candidates(traits: Traits, name_en_key: str) -> Collection[int]:
    contacts = ContactPoint.objects.filter(value__in=[*traits.emails, *traits.phones])
    near = Q(pk__in=contacts.values("person"))
    for column, name in (("name_zh", traits.name_zh), ("name_en_key", name_en_key)):
        near |= Q(**{column: name}) if name else Q()
    people = Person.objects.filter(near, merged_into=None, erased_at=None)
    return list(people.order_by("pk").values_list("pk", flat=True)[:COMPARED])


def token_of(invitation: CvInvitation) -> str:
    """What the link holds: the invitation's id, signed."""
    return Signer(salt=SIGNER).sign(invitation.uid)


def is_signed(token: str) -> bool:
    return bool(uid_in(token))


def uid_in(token: str) -> str:
    """The invitation that we signed this for; empty when we did not."""
    try:
        return Signer(salt=SIGNER).unsign(token)
    except BadSignature:
        return ""


def invitation_by_token(token: str) -> CvInvitation | None:
    """None when the invitation was replaced or went with its record."""
    uid = uid_in(token)
    return CvInvitation.objects.select_related("person").filter(uid=uid).first()


def is_open(invitation: CvInvitation, on: date) -> bool:
    return invitation.used_at is None and invitation.expires_on >= on


def latest_invitation(person: Person) -> CvInvitation | None:
    return person.cv_invitations.order_by("-pk").first()


def waiting_documents(person: Person) -> QuerySet[ResumeDocument]:
    """What the office brought of a person and nobody confirmed."""
    rows = ResumeDocument.objects.filter(person=person, state=ResumeDocument.State.PARSED)
    return rows.exclude(cv_file=None).select_related("file").order_by("pk")
