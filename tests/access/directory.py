"""Who gets what at each page of the directory."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.portal import OFFICE, OPEN, POST_OFFICE, POST_SIGNED_IN, SIGNED_IN
from tests.access.world import World
from tests.factories import numbers
from yucaihui.core.files.models import StoredFile
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory import services
from yucaihui.directory.models import CvBatch, CvFile, DuplicateLink
from yucaihui.directory.queries.cvs import token_of
from yucaihui.directory.services import cv_batches, cv_invitations
from yucaihui.directory.services.privacy import write_export
from yucaihui.directory.services.verification import store_licence

NOBODY = {**dict.fromkeys(OPEN, 404), "visitor": 302}
TALENT = {**NOBODY, "talent": 200}
TALENT_AND_OFFICE = {**TALENT, "office": 200, "administrator": 200}
EMPLOYER_AND_OFFICE = {**NOBODY, "employer": 200, "office": 200, "administrator": 200}

TABLE = {
    "directory:record": SIGNED_IN,
    "directory:details": SIGNED_IN,
    "directory:profile": TALENT,
    "directory:upload_resume": TALENT,
    "directory:resume": TALENT_AND_OFFICE,
    "directory:resume_file": TALENT_AND_OFFICE,
    "directory:discard_resume": POST_SIGNED_IN,
    "directory:identity": TALENT,
    "directory:reveal": TALENT_AND_OFFICE,
    "directory:delete_identity": POST_SIGNED_IN,
    "directory:protected": TALENT,
    "directory:ties": TALENT,
    "directory:end_tie": POST_SIGNED_IN,
    "directory:export": TALENT,
    "directory:export_file": TALENT,
    "directory:erase": TALENT,
    "directory:erased": OPEN,
    # Who has no record yet is led to the page where it begins.
    "directory:consents": {**dict.fromkeys(OPEN, 302), "talent": 200},
    "directory:grant_consent": POST_SIGNED_IN,
    "directory:withdraw_consent": POST_SIGNED_IN,
    "directory:my_organisations": SIGNED_IN,
    "directory:new_organisation": SIGNED_IN,
    "directory:organisation": EMPLOYER_AND_OFFICE,
    "directory:edit_organisation": EMPLOYER_AND_OFFICE,
    "directory:request_verification": EMPLOYER_AND_OFFICE,
    "directory:remove_member": POST_SIGNED_IN,
    "directory:change_role": POST_SIGNED_IN,
    "directory:invitation": {**NOBODY, "judge": 200},
    "directory:cv_invitation": OPEN,
    "directory:cv_step_in": POST_SIGNED_IN,
    "directory:cv_decline": OPEN,
    "directory:cv_erased": OPEN,
    "directory:cv_batches": OFFICE,
    "directory:cv_batch": OFFICE,
    "directory:cv_progress": OFFICE,
    "directory:cv_stop": POST_OFFICE,
    "directory:cv_go_on": POST_OFFICE,
    "directory:cv_invite_all": POST_OFFICE,
    "directory:cv_take_back": OFFICE,
    "directory:cv_file": OFFICE,
    "directory:cv_original": OFFICE,
    "directory:cv_decide": POST_OFFICE,
    "directory:cv_invite": POST_OFFICE,
    "directory:cv_remove": POST_OFFICE,
    "directory:people": OFFICE,
    "directory:person": OFFICE,
    "directory:organisations": OFFICE,
    "directory:queue": OFFICE,
    "directory:verification": OFFICE,
    "directory:licence": OFFICE,
    "directory:duplicates": OFFICE,
    "directory:duplicate": OFFICE,
    "directory:undo_merge": POST_OFFICE,
}


def own(_world: World) -> dict[str, str]:
    """For pages of one's own record: it has to exist."""
    assert _world.person
    return {}


def profile(world: World) -> dict[str, str]:
    return {**own(world), "language": "en"}


def resume(world: World) -> dict[str, str]:
    data = b'{"basics": {"name": "Xiao Lin"}}'
    return {"uid": services.upload_resume(world.person, data, "cv", by=world.users["talent"]).uid}


def number(world: World) -> dict[str, str]:
    document = services.add_identity_document(world.person, "passport", "E12345678", by=None)
    return {"uid": document.uid}


def exported(world: World) -> dict[str, str]:
    file: StoredFile = write_export(world.person)
    return {"uid": file.uid}


def organisation(world: World) -> dict[str, str]:
    return {"uid": world.organisation.uid}


def member(world: World) -> dict[str, str]:
    return {"uid": world.organisation.memberships.get().uid}


def invitation(world: World) -> dict[str, str]:
    invited = services.invite_member(world.organisation, world.users["judge"].email, by=None)
    return {"uid": invited.uid}


def verification(world: World) -> dict[str, str]:
    owner = world.users["employer"]
    licence = store_licence(b"%PDF-1.7", "licence.pdf", owner=owner)
    request = services.request_verification(world.organisation, by=owner, document=licence)
    return {"uid": request.uid}


def duplicate(world: World) -> dict[str, str]:
    first = world.person
    other = services.create_person(name_zh="林晓")
    link = DuplicateLink.objects.create(first=first, second=other, score=0.9)
    return {"uid": link.uid}


def cv_batch(world: World) -> dict[str, str]:
    return {"uid": cv_row(world).batch.uid}


def waiting_batch(world: World) -> dict[str, str]:
    """One whose files are being read."""
    return {"uid": handed_in(world).uid}


def handed_in(world: World) -> CvBatch:
    """A folder of one CV, of another person each time."""
    basics = {"name": f"Ada Rao{next(numbers)}", "email": f"ada{next(numbers)}@city.example"}
    data = json.dumps({"basics": basics, "skills": [{"name": "CFD"}]}).encode()
    upload = SimpleUploadedFile("ada.json", data)
    return cv_batches.upload_cvs([upload], by=world.users["office"])


def cv_row(world: World) -> CvFile:
    """One of a folder that was read."""
    batch = handed_in(world)
    run_waiting()
    return CvFile.objects.get(batch=batch)


def cv_file(world: World) -> dict[str, str]:
    return {"uid": cv_row(world).uid}


def cv_token(world: World) -> dict[str, str]:
    invitation = cv_invitations.invite(cv_row(world), by=world.users["office"])
    return {"token": token_of(invitation)}


def nothing(_world: World) -> dict[str, str]:
    return {"uid": "none"}


ARGS = {
    "directory:profile": profile,
    "directory:resume": resume,
    "directory:resume_file": resume,
    "directory:discard_resume": nothing,
    "directory:reveal": number,
    "directory:delete_identity": nothing,
    "directory:end_tie": nothing,
    "directory:export_file": exported,
    "directory:grant_consent": lambda _world: {"purpose": "matching"},
    "directory:withdraw_consent": nothing,
    "directory:organisation": organisation,
    "directory:edit_organisation": organisation,
    "directory:request_verification": organisation,
    "directory:remove_member": member,
    "directory:change_role": lambda world: {**member(world), "role": "member"},
    "directory:invitation": invitation,
    "directory:cv_invitation": cv_token,
    "directory:cv_step_in": cv_token,
    "directory:cv_decline": cv_token,
    "directory:cv_batch": cv_batch,
    "directory:cv_progress": waiting_batch,
    "directory:cv_take_back": cv_batch,
    "directory:cv_file": cv_file,
    "directory:cv_original": cv_file,
    **dict.fromkeys(
        (
            "directory:cv_stop", "directory:cv_go_on", "directory:cv_invite_all",
            "directory:cv_decide", "directory:cv_invite", "directory:cv_remove",
        ),
        nothing,
    ),
    "directory:person": lambda world: {"uid": world.person.uid},
    "directory:verification": verification,
    "directory:licence": verification,
    "directory:duplicate": duplicate,
    "directory:undo_merge": nothing,
    **dict.fromkeys(
        (
            "directory:upload_resume", "directory:identity", "directory:protected",
            "directory:ties", "directory:export", "directory:erase", "directory:consents",
        ),
        own,
    ),
}  # fmt: skip
