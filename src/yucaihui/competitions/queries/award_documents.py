"""The documents of an award: the captain's and the office's alone, not the team's."""

from dataclasses import dataclass

from yucaihui.competitions.definitions import DocumentAsked, read_documents
from yucaihui.competitions.models import Award, AwardDocument


@dataclass(frozen=True)
class Asked:
    """One that is asked for, and what was handed in, if anything."""

    asked: DocumentAsked
    given: AwardDocument | None

    @property
    def is_accepted(self) -> bool:
        return self.given is not None and self.given.state == AwardDocument.State.ACCEPTED

    @property
    def waits_for_captain(self) -> bool:
        return self.given is None or self.given.state == AwardDocument.State.REFUSED


def documents_of(award: Award) -> list[Asked]:
    given = {one.code: one for one in award.documents.select_related("file")}
    return [Asked(one, given.get(one.code)) for one in read_documents(award.definition.documents)]


def asked_document(award: Award, code: str) -> Asked | None:
    return next((one for one in documents_of(award) if one.asked.code == code), None)
