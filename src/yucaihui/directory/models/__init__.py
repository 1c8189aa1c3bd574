"""People, organisations, projects, and what is known about them."""

from yucaihui.directory.models.consents import Consent, Purpose
from yucaihui.directory.models.cv_batches import CvBatch, CvFile, CvInvitation
from yucaihui.directory.models.duplicates import DuplicateLink, Merge
from yucaihui.directory.models.facts import Fact, Proof
from yucaihui.directory.models.organisations import (
    Membership,
    Organisation,
    OrganisationKind,
    Verification,
)
from yucaihui.directory.models.people import (
    ContactPoint,
    IdentityDocument,
    Person,
    Profile,
    ProtectedAttributes,
    RevealReason,
)
from yucaihui.directory.models.projects import Project
from yucaihui.directory.models.relations import Affiliation, Relation
from yucaihui.directory.models.resumes import ResumeDocument

__all__ = [
    "Affiliation",
    "Consent",
    "ContactPoint",
    "CvBatch",
    "CvFile",
    "CvInvitation",
    "DuplicateLink",
    "Fact",
    "IdentityDocument",
    "Membership",
    "Merge",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Profile",
    "Project",
    "Proof",
    "ProtectedAttributes",
    "Purpose",
    "Relation",
    "ResumeDocument",
    "RevealReason",
    "Verification",
]
