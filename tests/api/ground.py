"""One small city for the API: what each address needs to name, and a body that it takes."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.access.applications import desk
from tests.access.directory import cv_row, handed_in
from tests.access.ledger import desk as fund
from tests.access.world import World
from tests.api.parts import gathered
from tests.factories import make_employer, make_posting, make_resume, make_talent, make_user
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory import services as directory
from yucaihui.directory.models import CvFile
from yucaihui.directory.queries import person_of
from yucaihui.directory.services.cv_batches import stop_reading
from yucaihui.ledger.services import check_ledger
from yucaihui.matching.queries import audits
from yucaihui.recruitment.models import ImportBatch, Posting
from yucaihui.recruitment.services.applications import apply, move_application
from yucaihui.recruitment.services.imports import confirm_mapping, upload_batch
from yucaihui.recruitment.services.matches import match_everything

CV = b'{"basics": {"name": "Xiao Lin"}, "work": [{"name": "X"}]}'
SHEET = "岗位名称,招聘人数\n工程师,2\n".encode()
Named = Callable[[World], str]


def posting(world: World) -> str:
    return desk(world).posting.uid


def other_posting(_world: World) -> str:
    """One that nobody has applied for."""
    return make_posting().uid


def employer(world: World) -> str:
    return desk(world).employer.uid


def draft(world: World) -> str:
    return make_posting(desk(world).employer, published=False).uid


def application(world: World) -> str:
    """The talent's, on the shortlist."""
    user, wanted = world.users["talent"], make_posting(desk(world).employer)
    sent = apply(person_of(user), wanted, by=user, consent=True)
    return move_application(sent, "shortlist", by=world.users["employer"]).uid


def book(world: World) -> str:
    """The ledger's, checked once."""
    found = fund(world).book.code
    check_ledger()
    return found


def interview(world: World) -> str:
    return desk(world).interview.uid


def offer(world: World) -> str:
    return desk(world).offer.uid


def review(world: World) -> str:
    return desk(world).review.uid


def batch(world: World) -> str:
    user = world.users["employer"]
    made = upload_batch(SHEET, "a.csv", by=user, employer=desk(world).employer)
    run_waiting()
    return made.uid


def confirmed_batch(world: World) -> str:
    """One whose rows wait to be checked."""
    made = ImportBatch.objects.get(uid=batch(world))
    return confirm_mapping(made, columns()["columns"], by=world.users["employer"]).uid


def checked_batch(world: World) -> str:
    made = confirmed_batch(world)
    run_waiting()
    return made


def consent(world: World) -> str:
    user = world.users["talent"]
    return directory.grant_consent(world.person, "matching", by=user).uid


def candidate(world: World) -> str:
    """A posting and somebody whom its employer may find."""
    directory.grant_consent(world.person, "discovery", by=world.users["talent"])
    return f"{posting(world)}/candidates/{world.person.uid}"


def audit(world: World) -> str:
    _ = posting(world)
    match_everything(timezone.localdate())
    run_waiting()
    return audits()[0].uid


def language(world: World) -> str:
    _ = world.person
    return "zh-hans"


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def moment(hours: int) -> str:
    start = timezone.now().replace(minute=0, second=0, microsecond=0)
    return (start + timedelta(hours=hours)).isoformat()


def appointment() -> dict[str, Any]:
    place = "https://meet.test/2"
    return {"starts_at": moment(72), "ends_at": moment(73), "mode": "video", "place": place}


def terms() -> dict[str, Any]:
    return {"monthly_fen": 2_000_000, "starts_on": day(30), "expires_on": day(7)}


def newest_posting() -> str:
    """Of the employer."""
    found = Posting.objects.filter(employer__memberships__email="employer@city.example")
    return found.latest("pk").uid


def columns() -> dict[str, Any]:
    return {"columns": {"": {"title": 0, "headcount": 1}}}


def resume(world: World) -> str:
    """A CV of the talent's that was read."""
    person = world.person
    made = directory.upload_resume(person, CV, "cv", by=world.users["talent"])
    run_waiting()
    return made.uid


def cv_batch(world: World) -> str:
    return cv_row(world).batch.uid


def cv_file(world: World) -> str:
    return cv_row(world).uid


def suggested_cv(world: World) -> str:
    row = cv_row(world)
    CvFile.objects.filter(pk=row.pk).update(step="suggested", suspected=world.person)
    return row.uid


def waiting_cvs(world: World) -> str:
    """A folder whose files wait to be read."""
    return handed_in(world).uid


def stopped_cvs(world: World) -> str:
    made = handed_in(world)
    stop_reading(made, by=world.users["office"])
    return made.uid


def member(world: World) -> str:
    """A second member of the employer."""
    user = make_user()
    invited = directory.invite_member(desk(world).employer, user.email, by=None)
    return directory.accept_invitation(invited, user=user).uid


def invitation(world: World) -> str:
    """The judge's, from another employer."""
    address = world.users["judge"].email
    return directory.invite_member(make_employer(), address, by=None).uid


def transfer(world: World) -> str:
    return desk(world).transfer.uid


def findable(world: World) -> str:
    """A talent who wants to be found; the employer's position is public."""
    _ = desk(world)
    return make_talent().uid


# Address below /api/v1: what its id names.
NAMES: dict[str, Named] = {
    "/my/resumes/{uid}/": resume,
    "/cv-batches/{uid}/": cv_batch,
    "/cv-batches/{uid}/stop/": waiting_cvs,
    "/cv-batches/{uid}/go-on/": stopped_cvs,
    "/cv-files/{uid}/": cv_file,
    "/cv-files/{uid}/decide/": suggested_cv,
    "/positions/{uid}/": posting,
    "/positions/{uid}/candidates/": posting,
    "/positions/{uid}/candidates/{person}/": candidate,
    "/matching/audits/{uid}/": audit,
    "/positions/{uid}/applications/": other_posting,
    "/positions/{uid}/reviews/": other_posting,
    "/employers/{uid}/positions/": employer,
    "/my/positions/{uid}/": posting,
    "/my/positions/{uid}/publish/": draft,
    "/imports/{uid}/": batch,
    "/imports/{uid}/rows/": checked_batch,
    "/imports/{uid}/cancel/": confirmed_batch,
    "/imports/{uid}/commit/": checked_batch,
    "/imports/{uid}/roll-back/": checked_batch,
    "/applications/{uid}/": application,
    "/interviews/{uid}/answer/": interview,
    "/offers/{uid}/answer/": offer,
    "/reviews/{uid}/answer/": review,
    "/organisations/{uid}/": employer,
    "/my/organisations/{uid}/": employer,
    "/my/members/{uid}/": member,
    "/my/invitations/{uid}/": invitation,
    "/transfers/{uid}/answer/": transfer,
    "/talents/{uid}/": findable,
    "/my/profiles/{language}/": language,
    "/my/consents/{uid}/": consent,
    "/ledger/books/{code}/": book,
    "/ledger/drafts/{uid}/": lambda world: fund(world).draft.uid,
    "/ledger/statements/{uid}/": lambda world: fund(world).statement.uid,
    **gathered("NAMES"),
}
# Operation: a body that it takes. Those without one here take none.
BODIES: dict[str, Callable[[], dict[str, Any]]] = {
    "POST /employers/{uid}/positions/": lambda: {"title_zh": "工程师"},
    "PATCH /my/positions/{uid}/": lambda: {"headcount": 3},
    "POST /my/positions/{uid}/close/": lambda: {"reason": "filled"},
    "POST /my/positions/{uid}/extend/": lambda: {"valid_through": day(40)},
    "PUT /imports/{uid}/columns/": columns,
    "POST /imports/{uid}/verify/": lambda: {"reason": "checked"},
    "POST /positions/{uid}/applications/": lambda: {"consent": True},
    "POST /positions/{uid}/reviews/": lambda: {"question": "Why so low?"},
    "POST /applications/{uid}/moves/": lambda: {"move": "reject", "reason": "experience"},
    "POST /applications/{uid}/interviews/": appointment,
    "POST /applications/{uid}/offers/": terms,
    "POST /interviews/{uid}/answer/": lambda: {"accept": True},
    "POST /offers/{uid}/answer/": lambda: {"accept": True},
    "POST /reviews/{uid}/answer/": lambda: {"answer": "A person looked at it."},
    "PUT /my/profiles/{language}/": make_resume,
    "POST /my/resumes/{uid}/confirm/": lambda: {"language": "en", "resume": make_resume()},
    "PUT /cv-files/{uid}/": lambda: {"name_en": "Ada Rao", "email": "rao@city.example"},
    "POST /cv-files/{uid}/decide/": lambda: {"same": False},
    "POST /my/consents/": lambda: {"purpose": "discovery"},
    "POST /my/organisations/{uid}/members/": lambda: {"email": "new@mail.test"},
    "PUT /my/members/{uid}/": lambda: {"role": "owner"},
    "POST /applications/{uid}/transfers/": lambda: {"position": make_posting().uid},
    "POST /transfers/{uid}/answer/": lambda: {"accept": True},
    "POST /talents/{uid}/invitations/": lambda: {"position": newest_posting()},
    "POST /ledger/books/{code}/entries/": lambda: {
        "kind": "fund.paid_in",
        "key": "k1",
        "source_type": "document",
        "source": "D-1",
        "effective_on": "2026-11-01",
        "amounts": {"amount": 100},
    },
    "PUT /my/wish/": lambda: {"places": ["重庆"], "salary_min": 20_000},
    **gathered("BODIES"),
}


def named_by(path: str, world: World) -> str:
    """What stands in the braces of `path`; an address below a known one names the same thing."""
    known = max((one for one in NAMES if path.startswith(one)), key=len)
    return NAMES[known](world)


def address_of(path: str, world: World) -> str:
    return re.sub("{.*}", lambda _: named_by(path, world), path)


def upload() -> dict[str, Any]:
    return {"file": SimpleUploadedFile("a.csv", SHEET, "text/csv")}


def statement() -> dict[str, Any]:
    text = b"H,cash,2026-10-01,2026-10-31,0\nT,0,0,0"
    return {"file": SimpleUploadedFile("s.csv", text, "text/csv")}


# Operations that take files.
UPLOADS: dict[str, Callable[[], dict[str, Any]]] = {
    "POST /imports/": upload,
    "POST /ledger/books/{code}/statements/": statement,
    "POST /my/organisations/{uid}/verification/": lambda: {
        "document": SimpleUploadedFile("licence.pdf", b"%PDF-1.7")
    },
    "POST /my/resumes/": lambda: {"file": SimpleUploadedFile("cv.json", CV)},
    "POST /cv-batches/": lambda: {"documents": [SimpleUploadedFile("cv.json", CV)]},
    **gathered("UPLOADS"),
}
