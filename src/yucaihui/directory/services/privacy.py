"""A person's data: handed out as a whole, and erased so that only statistics remain."""

import io
import json
import zipfile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.accounts.queries import users_with_emails
from yucaihui.core.accounts.services import close_account
from yucaihui.core.audit.services import record
from yucaihui.core.files import services as files
from yucaihui.core.files.models import StoredFile
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.services import enqueue, forget_owner
from yucaihui.core.mail.services import forget_reader
from yucaihui.directory import registry, rules, signals
from yucaihui.directory.errors import AlreadyDecided
from yucaihui.directory.models import (
    Consent,
    ContactPoint,
    CvFile,
    Fact,
    IdentityDocument,
    Membership,
    Person,
    ProtectedAttributes,
    Relation,
    ResumeDocument,
)
from yucaihui.directory.queries.export import export_of
from yucaihui.directory.services.cv_rows import forget_letters, forget_rows
from yucaihui.directory.services.people import require
from yucaihui.directory.services.redaction import redact_letters

EXPORT_TASK = "directory.export_person"
# The country stays: it is what statistics count by.
ERASED = ("name_zh", "name_en", "name_en_key", "city")


def export_person(person: Person) -> dict[str, Any]:
    """Everything kept about the person, by kind, upper modules' parts included."""
    parts = {name: export(person) for name, export in registry.exporters().items()}
    return {**export_of(person), **parts}


def request_export(person: Person, *, by: Any) -> Job:
    """Queue the export; its job's result names the file."""
    require(allowed=rules.owns(by, person))
    record(by, "person.export_requested", person)
    return enqueue(EXPORT_TASK, owner=by, person=person.uid)


def write_export(person: Person) -> StoredFile:
    """The export as a ZIP file: data.json and the CVs as they were handed in. It replaces an
    earlier one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        data = json.dumps(
            export_person(person), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
        )
        archive.writestr("data.json", data)
        for document in ResumeDocument.objects.filter(person=person).select_related("file"):
            name = f"cv/{document.uid}-{document.file.name}"
            archive.writestr(name, files.read_bytes(document.file))
    with transaction.atomic():
        for earlier in exports_of(person.user):
            files.delete(earlier)
        return files.store(
            buffer.getvalue(),
            name=f"record-{person.uid}.zip",
            owner=person.user,
            purpose="export",
            allowed={files.ZIP},
            max_bytes=2**31,
        )


def exports_of(user: Any) -> Any:
    """The exports that wait for their owner to fetch them."""
    return StoredFile.objects.filter(owner=user, purpose="export") if user else []


def erase_person(person: Person, *, by: Any) -> None:
    """Erase names, contacts, profiles, documents, files, letters and the account, everywhere.

    The row stays, nameless, because statistics count it; so do journal lines, which hold codes
    only. Merged records of the person are erased with it.

    Raises:
        AlreadyDecided: erased before.
    """
    require(allowed=by is None or rules.may_see_record(by, person))
    with transaction.atomic():
        family = Person.objects.select_for_update().filter(Q(pk=person.pk) | Q(merged_into=person))
        for one in family.order_by("-pk"):
            if one.erased_at:
                raise AlreadyDecided(_("This record was erased before."))
            erase_record(one, by)
    person.refresh_from_db()


def erase_record(person: Person, by: Any) -> None:
    for erase in registry.erasers().values():
        erase(person)
    user = person.user
    addresses = own_addresses(person) + ([user.email] if user else [])
    forget_reader(user, addresses)
    redact_letters(person, by=by if by != user else None)
    delete_rows(person)
    Consent.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=timezone.now())
    for name in ERASED:
        setattr(person, name, "")
    person.user, person.erased_at = None, timezone.now()
    person.save()
    if user is not None:
        erase_account(user, by)
    Membership.objects.filter(email__in=addresses, state=Membership.State.INVITED).delete()
    record(by if by != user else None, "person.erased", person)
    signals.person_hidden.send(Person, person=person)


def own_addresses(person: Person) -> list[str]:
    """The person's addresses, save those by which somebody else signs in: anybody may write any
    address into their record, and no one's letters go with another's record."""
    written = ContactPoint.objects.filter(person=person, kind="email")
    values = list(written.values_list("value", flat=True))
    others = {user.email for user in users_with_emails(values) if user != person.user}
    return sorted(set(values) - others)


def delete_rows(person: Person) -> None:
    """Everything that describes the person; files go with the rows that hold them."""
    kept_files = [row.file for row in ResumeDocument.objects.filter(person=person)]
    evidence = Fact.objects.filter(person=person).exclude(evidence=None)
    kept_files += [row.evidence for row in evidence.select_related("evidence") if row.evidence]
    forget_rows(CvFile.objects.filter(document__person=person), CvFile.Step.DECLINED)
    forget_letters(person.cv_invitations.all())
    person.cv_invitations.all().delete()
    Relation.objects.filter(Q(person=person) | Q(other_person=person)).delete()
    for model in (Fact, ResumeDocument, IdentityDocument, ProtectedAttributes):
        model._base_manager.filter(person=person).delete()  # noqa: SLF001
    for rows in (person.profiles, person.contacts, person.affiliations):
        rows.all().delete()
    for file in kept_files:
        files.delete(file)


def erase_account(user: Any, by: Any) -> None:
    for file in exports_of(user):
        files.delete(file)
    forget_owner(user)
    close_account(user, by=by if by != user else None)
    Membership.objects.filter(user=user).exclude(state=Membership.State.ENDED).update(
        state=Membership.State.ENDED, ended_at=timezone.now()
    )
    Membership.objects.filter(user=user).update(email=user.email)
