"""Who gets what at each page of the directory."""

from tests.access.portal import OFFICE, OPEN, POST_OFFICE, POST_SIGNED_IN, SIGNED_IN
from tests.access.world import World
from yucaihui.core.files.models import StoredFile
from yucaihui.directory import services
from yucaihui.directory.models import DuplicateLink
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
