"""Verbs of the directory. A refusal raises `directory.errors.Refused`, a lack of permission
`PermissionDenied`; `by` is the acting user, None the system itself."""

from yucaihui.directory.services.bulk import NewPerson, create_people
from yucaihui.directory.services.consents import grant_consent, withdraw_consent
from yucaihui.directory.services.facts import record_fact, revoke_fact
from yucaihui.directory.services.identity import (
    add_identity_document,
    delete_identity_document,
    reveal_identity_document,
    save_protected,
)
from yucaihui.directory.services.members import (
    accept_invitation,
    invite_member,
    remove_member,
    set_member_role,
)
from yucaihui.directory.services.merging import (
    mark_distinct,
    merge_people,
    suspect_duplicates,
    unmerge,
)
from yucaihui.directory.services.organisations import (
    add_owner,
    create_organisation,
    update_organisation,
)
from yucaihui.directory.services.people import (
    add_contacts,
    create_person,
    ensure_person,
    set_contacts,
    update_person,
)
from yucaihui.directory.services.privacy import erase_person, export_person, request_export
from yucaihui.directory.services.profiles import save_profile
from yucaihui.directory.services.projects import create_project
from yucaihui.directory.services.relations import declare_relation, end_relation
from yucaihui.directory.services.resumes import (
    confirm_resume,
    discard_resume,
    upload_resume,
    upload_resumes,
)
from yucaihui.directory.services.verification import (
    ask_with_licence,
    decide_verification,
    lapse_verifications,
    remind_of_expiry,
    request_verification,
    revoke_verification,
    store_licence,
    verify_organisations,
)

__all__ = [
    "NewPerson",
    "accept_invitation",
    "add_contacts",
    "add_identity_document",
    "add_owner",
    "ask_with_licence",
    "confirm_resume",
    "create_organisation",
    "create_people",
    "create_person",
    "create_project",
    "decide_verification",
    "declare_relation",
    "delete_identity_document",
    "discard_resume",
    "end_relation",
    "ensure_person",
    "erase_person",
    "export_person",
    "grant_consent",
    "invite_member",
    "lapse_verifications",
    "mark_distinct",
    "merge_people",
    "record_fact",
    "remind_of_expiry",
    "remove_member",
    "request_export",
    "request_verification",
    "reveal_identity_document",
    "revoke_fact",
    "revoke_verification",
    "save_profile",
    "save_protected",
    "set_contacts",
    "set_member_role",
    "store_licence",
    "suspect_duplicates",
    "unmerge",
    "update_organisation",
    "update_person",
    "upload_resume",
    "upload_resumes",
    "verify_organisations",
    "withdraw_consent",
]
