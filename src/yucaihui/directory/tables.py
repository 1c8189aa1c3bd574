"""Lists of the directory."""

from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.directory.models import (
    CvBatch,
    CvFile,
    DuplicateLink,
    Organisation,
    Person,
    Verification,
)
from yucaihui.directory.queries.cvs import email_of_row, person_of_row, why_of
from yucaihui.ui.formats import in_language
from yucaihui.ui.tables import Column, Table


class PersonTable(Table[Person]):
    caption = _("People")
    empty_title = _("No record fits")
    empty_text = _("Leave a filter out, or write the name another way.")

    name = Column(
        pgettext_lazy("person", "Name"),
        lambda person: in_language(person, "name"),
        order=("name_zh",),
    )
    country = Column(_("Country or region"), order=("country",))
    city = Column(_("City"), order=("city",))
    account = Column(_("Account"), lambda person: person.user_id is not None)
    recorded_at = Column(_("Recorded"), order=("recorded_at",))

    def url_of(self, row: Person) -> str:
        return reverse("directory:person", args=[row.uid])


class OrganisationTable(Table[Organisation]):
    caption = _("Organisations")
    empty_title = _("No organisation fits")
    empty_text = _("Leave a filter out, or write the name another way.")

    name = Column(_("Name"), lambda row: in_language(row, "name"), order=("name_zh",))
    kind = Column(_("Kind"), "get_kind_display", order=("kind",))
    district = Column(_("District"), order=("district",))
    credit_code = Column(_("Credit code"))
    verified_until = Column(_("Verified until"), order=("verified_until",))

    def url_of(self, row: Organisation) -> str:
        return reverse("directory:organisation", args=[row.uid])


class VerificationTable(Table[Verification]):
    caption = _("Requests for verification")
    empty_title = _("No request waits")
    empty_text = _("When an organisation asks for verification, its request waits here.")

    name = Column(_("Organisation"), lambda row: in_language(row.organisation, "name"))
    credit_code = Column(_("Credit code"), "organisation.credit_code")
    requested_at = Column(_("Asked for"), order=("requested_at",))
    document = Column(_("Document"), lambda row: row.document_id is not None)

    def url_of(self, row: Verification) -> str:
        return reverse("directory:verification", args=[row.uid])


class DuplicateTable(Table[DuplicateLink]):
    caption = _("Pairs of records that may be one person")
    empty_title = _("No pair waits")
    empty_text = _("Records are compared every day; what looks like one person waits here.")

    first = Column(pgettext_lazy("person", "Record"), lambda link: in_language(link.first, "name"))
    second = Column(_("Other record"), lambda link: in_language(link.second, "name"))
    score = Column(
        _("Likeness"), order=("score",), numeric=True, template="directory/office/score.html"
    )
    found_at = Column(_("Found"), order=("found_at",))

    def url_of(self, row: DuplicateLink) -> str:
        return reverse("directory:duplicate", args=[row.uid])


class CvBatchTable(Table[CvBatch]):
    caption = _("Folders of CVs")
    empty_title = _("No CVs handed in yet")
    empty_text = _("Choose the files of a folder, or a ZIP of it: each gets a verdict.")
    created_at = Column(_("Uploaded"), order=("created_at",))
    state = Column(_("State"), "get_state_display")
    held = Column(_("Files"), numeric=True)
    confirmed = Column(_("Confirmed"), numeric=True)

    def url_of(self, row: CvBatch) -> str:
        return reverse("directory:cv_batch", args=[row.uid])


def label_of(row: CvFile) -> str:
    """Its path; once nothing is kept of it, where it lay."""
    return row.path or str(_("File %(place)s") % {"place": row.place})


def person_in(row: CvFile) -> str:
    person = person_of_row(row)
    return in_language(person, "name") if person else ""


class CvFileTable(Table[CvFile]):
    caption = _("Files")
    empty_title = _("No file with this verdict")
    per_page: ClassVar[int] = 50
    path = Column(_("File"), label_of)
    verdict = Column(
        _("Verdict"),
        why_of,
        template="directory/cells/cv_verdict.html",
    )
    person = Column(pgettext_lazy("person", "Name"), person_in)
    email = Column(_("E-mail"), email_of_row)
    step = Column(_("What is next"), template="directory/cells/cv_step.html")

    def url_of(self, row: CvFile) -> str:
        return reverse("directory:cv_file", args=[row.uid])
